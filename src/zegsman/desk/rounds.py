"""Rounds over a case: annotate the reports that are not, work out the stories that changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from zegsman.desk.casebook import now
from zegsman.errors import AnnotateError, StoreError, ZegsmanError
from zegsman.read.reports import Refusal
from zegsman.record.judgement import Judgement, Subject
from zegsman.record.report import content_id
from zegsman.store.annotations import annotated_reports, load_annotations, save_annotation
from zegsman.store.judgements import load_judgements
from zegsman.store.reports import load_reports, report_ids
from zegsman.store.stories import load_stories, remove_story, save_story

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zegsman.desk.casebook import Casebook
    from zegsman.desk.stages import Annotate
    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report
    from zegsman.record.story import Resolution


@dataclass(slots=True)
class Working:
    """What a round of resolving did to the stories of a case."""

    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def annotate_round(book: Casebook) -> list[Refusal]:
    """Annotates every report that this version has not annotated yet; gives those that cannot be, with why.

    Raises:
        EncoderError: if the encoder's weights cannot be used.
    """
    version = book.stages.annotate_version
    done = annotated_reports(book.case, version)
    waiting = [one for one in report_ids(book.case) if one not in done]
    refused: list[Refusal] = []
    for start in range(0, len(waiting), book.settings.batch_size):
        batch = load_reports(book.case, waiting[start : start + book.settings.batch_size])
        found = annotated(book.stages.annotate, batch, refused)
        with book.case.transaction():
            for annotation in found:
                save_annotation(book.case, annotation, version=version)
        book.progress("annotate", min(start + len(batch), len(waiting)), len(waiting))
    return refused


def annotated(annotate: Annotate, batch: Sequence[Report], refused: list[Refusal]) -> Sequence[Annotation]:
    """The annotations of reports; one that cannot be annotated is left out and added to `refused`, with why.

    Raises:
        EncoderError: if the encoder's weights cannot be used.
    """
    try:
        return annotate(batch)
    except ZegsmanError as error:
        if not isinstance(error, AnnotateError):
            raise
        reason = str(error)
    except Exception as error:
        # One text that trips a rule up must not cost the reader all the others.
        reason = f"a fault in the program while annotating it ({type(error).__name__}: {error}); please report it"
    if len(batch) == 1:
        refused.append(Refusal(batch[0].path or batch[0].id, reason))
        return ()
    return [one for report in batch for one in annotated(annotate, (report,), refused)]


def resolve_round(book: Casebook) -> Working:
    """Works out the stories of the case: groups all reports, then resolves and weighs the stories that changed.

    A story is left as it is where nothing that it is computed from has changed: its reports and their annotations,
    the stages' versions, a person's judgements. So adding a report gives what starting anew would give.
    """
    case = book.case
    annotated = annotated_reports(case, book.stages.annotate_version)
    reports = {report.id: report for report in load_reports(case) if report.id in annotated}
    annotations = {one.report: one for one in load_annotations(case, reports)}
    held = tuple(row.judgement for row in load_judgements(case) if row.undone_at is None)
    groups = _groups(book, reports, annotations, held)
    before = {row.id: row for row in load_stories(case)}
    by_fingerprint = {row.fingerprint: row.id for row in before.values()}
    working = Working()
    kept = {
        by_fingerprint[mark] for group in groups if (mark := _fingerprint(book, reports, group, held)) in by_fingerprint
    }
    stale = {row.id: frozenset(row.reports) for row in before.values() if row.id not in kept}
    for i, group in enumerate(groups, 1):
        mark = _fingerprint(book, reports, group, held)
        if mark in by_fingerprint:
            working.kept.append(by_fingerprint[mark])
            continue
        members = sorted(group)
        resolution = book.stages.resolve([reports[one] for one in members], [annotations[one] for one in members], held)
        story = book.stages.weigh(with_reliability(resolution, held))
        with case.transaction():
            for id in [id for id, shared in stale.items() if shared & set(group)]:
                remove_story(case, id)
                del stale[id]
            save_story(case, story, fingerprint=mark, at=now())
        working.made.append(story.resolution.story_id)
        book.progress("resolve", i, len(groups))
    with case.transaction():
        for id in stale.keys() - set(working.made):
            remove_story(case, id)
    working.gone = sorted(before.keys() - kept - set(working.made))
    return working


def _groups(
    book: Casebook,
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotation],
    judgements: Sequence[Judgement],
) -> tuple[tuple[str, ...], ...]:
    """The stories by the ids of their reports: those that stand, each with its earlier versions."""
    standing = [id for id, report in reports.items() if report.replaced_by not in reports]
    if not standing:
        return ()
    groups = book.stages.group([reports[id] for id in standing], [annotations[id] for id in standing], judgements)
    earlier: dict[str, list[str]] = {}
    for id, report in reports.items():
        last = _last_version(reports, id)
        if report.replaced_by in reports and last != id:
            earlier.setdefault(last, []).append(id)
    return tuple((*group, *(id for one in group for id in earlier.get(one, ()))) for group in groups)


def _last_version(reports: Mapping[str, Report], id: str) -> str:
    """The version that stands now, following the chain of those that took the place of one another."""
    passed = {id}
    while (following := reports[id].replaced_by) is not None and following in reports and following not in passed:
        passed.add(following)
        id = following
    return id


def _fingerprint(
    book: Casebook, reports: Mapping[str, Report], group: Iterable[str], judgements: Iterable[Judgement]
) -> str:
    """What a story is computed from, hashed; judgements count for every story, since a name may occur in any."""
    members = [f"{id}>{following}" if (following := reports[id].replaced_by) else id for id in sorted(group)]
    said = [f"{one.subject}|{one.left}|{one.right}|{one.verdict}|{one.why}" for one in judgements]
    versions = (book.stages.annotate_version, book.stages.resolve_version)
    return content_id("inputs", *versions, *members, "judgements", *said)


def with_reliability(resolution: Resolution, judgements: Iterable[Judgement]) -> Resolution:
    """The resolution with the letters that a person gave to its sources; the last one given counts."""
    letters = {one.left.casefold(): one.right for one in judgements if one.subject is Subject.RELIABILITY}
    if not letters:
        return resolution
    sources = tuple(
        replace(source, reliability=letter)
        if (
            letter := next(
                (letters[n.casefold()] for n in (source.name, *source.aliases) if n.casefold() in letters), None
            )
        )
        else source
        for source in resolution.sources
    )
    return replace(resolution, sources=sources)


def work_out(book: Casebook) -> tuple[Working, list[Refusal]]:
    """Annotates and resolves whatever is not up to date; gives what changed and which reports could not be read.

    Raises:
        ZegsmanError: if a stage cannot work at all; what was read stays read.
    """
    try:
        refused = annotate_round(book)
        return resolve_round(book), refused
    except StoreError:
        raise
    except ZegsmanError as error:
        raise type(error)(f"{error} (the reports that were read are kept)") from error
