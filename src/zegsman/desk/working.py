"""Works out the stories of some reports: groups them, then resolves and weighs what changed and keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from zegsman.desk.casebook import now
from zegsman.desk.touched import basis_of, marked, names_of, touching, touching_story
from zegsman.record.judgement import Judgement, Subject
from zegsman.record.report import content_id
from zegsman.resolve.reasons import find_likeness
from zegsman.store.near_stories import save_near
from zegsman.store.reports import load_reports
from zegsman.store.rounds import StoryChange, add_story_change, touch_once
from zegsman.store.stories import marked_stories, remove_story, save_story, stories_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zegsman.desk.casebook import Casebook
    from zegsman.read.reports import Refusal
    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report
    from zegsman.record.story import NearStories, Resolution, WeighedStory
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
    refused: list[Refusal] = field(default_factory=list)
    """Reports whose stories could not be worked out, one of each set, with why; what stood of them stands."""


def work_out_together(book: Casebook, ids: Sequence[str], held: Sequence[Judgement], working: Working) -> None:
    """Groups some reports, which are near one another and to no other, and works out the stories that changed."""
    case = book.case
    reports = {report.id: report for report in load_reports(case, ids)}
    annotations = {one.report: one for one in book.annotations.load(case, ids)}
    reports = {id: report for id, report in reports.items() if id in annotations}
    groups, near = _groups(book, reports, annotations, held)
    before = stories_with(case, ids)
    bases = [_basis(book, reports, group) for group in groups]
    standing = {
        basis: id for id, (mark, _) in before.items() if _stands(book, id, mark, held) for basis in [basis_of(mark)]
    }
    kept = {standing[basis] for basis in bases if basis in standing}
    stale = {id: frozenset(members) for id, (_, members) in before.items() if id not in kept}
    basis_by_group = {frozenset(group): one for group, one in zip(groups, bases, strict=True) if one not in standing}
    made: set[str] = set()
    for its_groups, its_stale in _passed_on(basis_by_group, stale):
        stories = {}
        for group in its_groups:
            members = sorted(group)
            stories[group] = _worked_out(
                book,
                [reports[one] for one in members],
                [annotations[one] for one in members],
                held,
                basis_by_group[group],
            )
        now_in = {story.resolution.story_id: group for group, (story, _) in stories.items()}
        changes = _changes(reports, annotations, {id: stale[id] for id in its_stale}, now_in)
        with case.transaction():
            for id in its_stale:
                remove_story(case, id)
            if elsewhere := {report for id in its_stale for report in stale[id]}.difference(ids):
                touch_once(case, elsewhere)
            for story, mark in stories.values():
                save_story(case, story, fingerprint=mark, at=now())
            for change in changes:
                add_story_change(case, change)
        made |= now_in.keys()
        working.made += now_in
        working.changes += changes
    with case.transaction():
        save_near(case, reports, near)
    working.kept += sorted(kept)
    working.gone += sorted(before.keys() - kept - made)


def _passed_on(
    groups: Iterable[frozenset[str]], stale: Mapping[str, frozenset[str]]
) -> list[tuple[list[frozenset[str]], list[str]]]:
    """Groups with the stories whose reports pass on to them: what is to be changed at once, so that none is missed.

    Stories that pass nothing on come last.
    """
    found: list[tuple[list[frozenset[str]], list[str]]] = []
    for group in groups:
        sources = [id for id, members in stale.items() if members & group]
        joined = [one for one in found if not set(sources).isdisjoint(one[1])]
        found = [one for one in found if one not in joined]
        its_groups = [one for many, _ in joined for one in many]
        its_stale = [one for _, many in joined for one in many]
        found.append(([*its_groups, group], sorted({*its_stale, *sources})))
    left = stale.keys() - {id for _, many in found for id in many}
    return [*found, *(([], [id]) for id in sorted(left))]


def judge_anew(book: Casebook, held: Sequence[Judgement], working: Working) -> list[str]:
    """Works out the stories that a judgement touches that was made or taken back since; gives the others.

    Their reports stay together: what a person decided on which reports tell of one affair is applied in grouping.
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
    applied = touching(held, names_of(resolution)) if held else ()
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
) -> tuple[tuple[tuple[str, ...], ...], tuple[NearStories, ...]]:
    """The stories by the ids of their reports: those that stand, each with its earlier versions; and near ones."""
    standing = [id for id, report in reports.items() if report.replaced_by not in reports]
    if not standing:
        return (), ()
    judged = [_on_standing(reports, one) if one.subject is Subject.REPORT else one for one in judgements]
    found = book.stages.group([reports[id] for id in standing], [annotations[id] for id in standing], judged)
    earlier: dict[str, list[str]] = {}
    for id, report in reports.items():
        last = _last_version(reports, id)
        if report.replaced_by in reports and last != id:
            earlier.setdefault(last, []).append(id)
    groups = tuple((*group, *(id for one in group for id in earlier.get(one, ()))) for group in found.groups)
    return groups, found.near


def _on_standing(reports: Mapping[str, Report], judgement: Judgement) -> Judgement:
    """A decision on two reports, on the versions of them that stand now."""
    left, right = (_last_version(reports, id) if id in reports else id for id in (judgement.left, judgement.right))
    return replace(judgement, left=left, right=right)


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
    return content_id("inputs", *versions_of(book), *members)


def versions_of(book: Casebook) -> tuple[str, str]:
    """The versions of the stages that stories depend on."""
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
