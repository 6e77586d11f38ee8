"""Rounds over a case: take reports, annotate those that are not, work out the stories that changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from zegsman.desk.casebook import now
from zegsman.desk.fetching import find_all_inputs
from zegsman.errors import AnnotateError, StoreError, ZegsmanError
from zegsman.read.readers import read_reports
from zegsman.read.reports import ReadOptions, Refusal
from zegsman.record.judgement import Judgement, Subject
from zegsman.record.report import content_id
from zegsman.store.annotations import annotated_reports, load_annotations, save_annotation
from zegsman.store.judgements import load_judgements
from zegsman.store.reports import Receipt, add_receipt, add_report, load_reports, report_ids
from zegsman.store.stories import load_stories, remove_story, save_story

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import BinaryIO

    from zegsman.desk.casebook import Casebook
    from zegsman.desk.inputs import Input
    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report
    from zegsman.record.story import Resolution


@dataclass(slots=True)
class Taking:
    """What became of the inputs of one command."""

    taken: list[str] = field(default_factory=list)
    """Ids of reports that were not in the case before."""
    known: list[str] = field(default_factory=list)
    """Ids of reports whose bytes were there already."""
    refused: list[Refusal] = field(default_factory=list)


@dataclass(slots=True)
class Working:
    """What a round of resolving did to the stories of a case."""

    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def take_reports(book: Casebook, paths: Iterable[str], stdin: BinaryIO | None = None) -> Taking:
    """Reads inputs into the case, each in a transaction of its own: what was taken stays taken.

    Raises:
        StoreError: if the case can no longer be written to; what was acknowledged before is kept.
    """
    taking = Taking()
    for i, found in enumerate(find_all_inputs(paths, book.settings, stdin=stdin), 1):
        if isinstance(found, Refusal):
            _refuse(book, taking, found)
        else:
            _take(book, taking, found)
        book.progress("read", i, 0)
    return taking


def _take(book: Casebook, taking: Taking, found: Input) -> None:
    options = ReadOptions(path=found.path, url=found.url, languages=book.settings.languages)
    for one in read_reports(found.data, options, found.media_type):
        if isinstance(one, Refusal):
            _refuse(book, taking, one)
            continue
        report = one.report
        with book.case.transaction():
            is_new = add_report(book.case, report, one.original, at=now())
            outcome = "taken" if is_new else "known"
            add_receipt(book.case, Receipt(report.path or "-", outcome, report.id, at=now()))
        (taking.taken if is_new else taking.known).append(report.id)


def _refuse(book: Casebook, taking: Taking, refusal: Refusal) -> None:
    with book.case.transaction():
        add_receipt(book.case, Receipt(refusal.path, "refused", reason=refusal.reason, at=now()))
    taking.refused.append(refusal)


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
        found = _annotated(book, batch, refused)
        with book.case.transaction():
            for annotation in found:
                save_annotation(book.case, annotation, version=version)
        book.progress("annotate", min(start + len(batch), len(waiting)), len(waiting))
    return refused


def _annotated(book: Casebook, batch: Sequence[Report], refused: list[Refusal]) -> Sequence[Annotation]:
    try:
        return book.stages.annotate(batch)
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
    return [one for report in batch for one in _annotated(book, (report,), refused)]


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
    groups = book.stages.group(tuple(reports.values()), tuple(annotations.values()), held) if reports else ()
    before = {row.id: row for row in load_stories(case)}
    by_fingerprint = {row.fingerprint: row.id for row in before.values()}
    working = Working()
    kept = {by_fingerprint[mark] for group in groups if (mark := _fingerprint(book, group, held)) in by_fingerprint}
    stale = {row.id: frozenset(row.reports) for row in before.values() if row.id not in kept}
    for i, group in enumerate(groups, 1):
        mark = _fingerprint(book, group, held)
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


def _fingerprint(book: Casebook, group: Iterable[str], judgements: Iterable[Judgement]) -> str:
    """What a story is computed from, hashed; judgements count for every story, since a name may occur in any."""
    said = [f"{one.subject}|{one.left}|{one.right}|{one.verdict}|{one.why}" for one in judgements]
    versions = (book.stages.annotate_version, book.stages.resolve_version)
    return content_id("inputs", *versions, *sorted(group), "judgements", *said)


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
