"""Rounds over a case: annotate the reports that are not, work out the stories that changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from zegsman.desk.casebook import now
from zegsman.desk.placing import SMALL, near_together, place_reports
from zegsman.desk.touched import basis_of, marked, names_of, said, touching, touching_story
from zegsman.errors import AnnotateError, StoreError, ZegsmanError
from zegsman.read.reports import Refusal
from zegsman.record.judgement import Judgement, Subject
from zegsman.record.report import content_id
from zegsman.resolve.reasons import find_likeness
from zegsman.store.annotations import annotated_reports, save_annotation
from zegsman.store.judgements import load_judgements
from zegsman.store.nearness import placed_reports
from zegsman.store.reports import load_reports
from zegsman.store.rounds import (
    ANNOTATE,
    StoryChange,
    add_story_change,
    annotate_anew,
    count_reports,
    note,
    noted,
    waiting_reports,
)
from zegsman.store.stories import count_stories, marked_stories, remove_story, save_story, stories_with
from zegsman.store.versions import replaced_reports, reports_in_threads

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zegsman.desk.casebook import Casebook
    from zegsman.desk.stages import Annotate
    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report
    from zegsman.record.story import Resolution, WeighedStory
    from zegsman.resolve.reasons import Likeness


@dataclass(slots=True)
class Working:
    """What a round of resolving did to the stories of a case."""

    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    n_stories: int = 0
    """How many stories there are now."""
    changes: list[StoryChange] = field(default_factory=list)
    """Merges and splits of stories that stood, each with why."""


def annotate_round(book: Casebook) -> list[Refusal]:
    """Annotates every report that this version has not annotated yet; gives those that cannot be, with why.

    Raises:
        EncoderError: if the encoder's weights cannot be used.
    """
    case, version = book.case, book.stages.annotate_version
    if noted(case, "annotate") != version:
        with case.transaction():
            annotate_anew(case, version)
            note(case, "annotate", version)
    waiting = waiting_reports(case, ANNOTATE)
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


def resolve_round(book: Casebook, *, anew: bool = False) -> Working:
    """Works out the stories of the case: groups reports, then resolves and weighs the stories that changed.

    A small case is grouped as a whole. In a large one a new report is placed among those near it, and only the sets
    of reports that it touches are grouped; `anew` places all of them again. A story is left as it is where nothing
    that it is computed from has changed: its reports and their annotations, the stages' versions, those of a person's
    judgements that are about something in it. So adding a report gives what starting anew would give.
    """
    case = book.case
    held = tuple(row.judgement for row in load_judgements(case) if row.undone_at is None)
    working = Working()
    if count_reports(case) <= SMALL:
        ids = sorted(annotated_reports(case, book.stages.annotate_version))
        replaced = replaced_reports(case, ids)
        grouped = content_id("grouped", *_versions(book), *(f"{id}>{replaced.get(id, '')}" for id in ids))
        placed = {report for _, _, members in marked_stories(case) for report in members}
        if anew or noted(case, "grouped") != grouped or placed != set(ids):
            _work_out_together(book, ids, held, working)
        else:
            working.kept += _judge_anew(book, held, working)
        note(case, "grouped", grouped)
    else:
        touched = place_reports(book, anew=anew)
        basis = content_id("basis", book.stages.resolve_version)
        if noted(case, "basis") != basis:
            touched = frozenset(placed_reports(case))
        judged = content_id("judged", *said(held))
        if noted(case, "judged") != judged:
            _judge_anew(book, held, working)
        done = 0
        for near in near_together(case, touched):
            _work_out_together(book, sorted({*near, *reports_in_threads(case, near)}), held, working)
            done += len(touched & set(near))
            book.progress("resolve", done, len(touched))
        note(case, "basis", basis)
        note(case, "judged", judged)
    working.n_stories = count_stories(case)
    return working


def _work_out_together(book: Casebook, ids: Sequence[str], held: Sequence[Judgement], working: Working) -> None:
    """Groups some reports, which are near one another and to no other, and works out the stories that changed."""
    case = book.case
    reports = {report.id: report for report in load_reports(case, ids)}
    annotations = {one.report: one for one in book.annotations.load(case, ids)}
    reports = {id: report for id, report in reports.items() if id in annotations}
    groups = _groups(book, reports, annotations, held)
    before = stories_with(case, ids)
    bases = [_basis(book, reports, group) for group in groups]
    standing = {
        basis: id for id, (mark, _) in before.items() if _stands(book, id, mark, held) for basis in [basis_of(mark)]
    }
    kept = {standing[basis] for basis in bases if basis in standing}
    stale = {id: frozenset(members) for id, (_, members) in before.items() if id not in kept}
    made: dict[str, frozenset[str]] = {}
    for group, basis in zip(groups, bases, strict=True):
        if basis in standing:
            continue
        members = sorted(group)
        story, mark = _worked_out(
            book, [reports[one] for one in members], [annotations[one] for one in members], held, basis
        )
        with case.transaction():
            for id in [id for id, shared in stale.items() if shared & set(group)]:
                remove_story(case, id)
                del stale[id]
            save_story(case, story, fingerprint=mark, at=now())
        made[story.resolution.story_id] = frozenset(group)
    changes = _changes(reports, annotations, {id: frozenset(its) for id, (_, its) in before.items()}, made)
    with case.transaction():
        for id in stale.keys() - made.keys():
            remove_story(case, id)
        for change in changes:
            add_story_change(case, change)
    working.made += made
    working.kept += sorted(kept)
    working.gone += sorted(before.keys() - kept - made.keys())
    working.changes += changes


def _judge_anew(book: Casebook, held: Sequence[Judgement], working: Working) -> list[str]:
    """Works out the stories that a judgement touches that was made or taken back since; gives the others.

    Their reports stay together: what a person judges says nothing of which reports tell of one affair.
    """
    case, kept = book.case, []
    for id, mark, ids in marked_stories(case):
        if _stands(book, id, mark, held):
            kept.append(id)
            continue
        annotations = {one.report: one for one in book.annotations.load(case, ids)}
        members = [report for report in load_reports(case, sorted(ids)) if report.id in annotations]
        found = [annotations[report.id] for report in members]
        story, now_marked = _worked_out(book, members, found, held, basis_of(mark))
        with case.transaction():
            remove_story(case, id)
            save_story(case, story, fingerprint=now_marked, at=now())
        working.made.append(story.resolution.story_id)
    return kept


def _stands(book: Casebook, story: str, mark: str, held: Sequence[Judgement]) -> bool:
    """Whether a story was worked out with the judgements that are about something in it."""
    return mark == marked(basis_of(mark), touching_story(book.case, story, held))


def _worked_out(
    book: Casebook,
    reports: Sequence[Report],
    annotations: Sequence[Annotation],
    held: Sequence[Judgement],
    basis: str,
) -> tuple[WeighedStory, str]:
    """A story, and its fingerprint. Of the judgements it holds those that are about something in it."""
    resolution = book.stages.resolve(reports, annotations, held)
    applied = touching(held, names_of(resolution))
    resolution = replace(with_reliability(resolution, applied), judgements=applied)
    return book.stages.weigh(resolution), marked(basis, applied)


def _changes(
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotation],
    before: Mapping[str, frozenset[str]],
    made: Mapping[str, frozenset[str]],
) -> list[StoryChange]:
    """The stories that became one and those that became several, each with the likeness that tells why."""
    changes = []
    for id, group in made.items():
        sides = {old: its & group for old, its in before.items() if its & group}
        if len(sides) > 1:
            likeness = _likeness(reports, annotations, sides.values())
            changes.append(StoryChange("merged", tuple(sides), (id,), f"one affair: {likeness}", now()))
    for id, its in before.items():
        sides = {new: its & group for new, group in made.items() if its & group}
        if len(sides) > 1:
            likeness = _likeness(reports, annotations, sides.values())
            changes.append(StoryChange("split", (id,), tuple(sides), f"not one affair: at most {likeness}", now()))
    return changes


def _likeness(
    reports: Mapping[str, Report], annotations: Mapping[str, Annotation], sides: Iterable[frozenset[str]]
) -> Likeness:
    """What the two largest of the sides have in common."""
    left, right, *_ = sorted(sides, key=lambda side: (-len(side), min(side)))
    ids = sorted(left | right)
    return find_likeness([reports[id] for id in ids], [annotations[id] for id in ids], left, right)


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


def _basis(book: Casebook, reports: Mapping[str, Report], group: Iterable[str]) -> str:
    """What a story is computed from beside judgements, hashed."""
    members = [f"{id}>{following}" if (following := reports[id].replaced_by) else id for id in sorted(group)]
    return content_id("inputs", *_versions(book), *members)


def _versions(book: Casebook) -> tuple[str, str]:
    return book.stages.annotate_version, book.stages.resolve_version


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


def work_out(book: Casebook, *, anew: bool = False) -> tuple[Working, list[Refusal]]:
    """Annotates and resolves whatever is not up to date; gives what changed and which reports could not be read.

    With `anew` the reports of a large case are placed again, all of them: see `resolve_round`.

    Raises:
        ZegsmanError: if a stage cannot work at all; what was read stays read.
    """
    try:
        with book.case.in_turn():
            refused = annotate_round(book)
            return resolve_round(book, anew=anew), refused
    except StoreError:
        raise
    except ZegsmanError as error:
        raise type(error)(f"{error} (the reports that were read are kept)") from error
