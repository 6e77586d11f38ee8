"""Answers from a case: its stories, what stands in one, where words occur, what a report adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zegsman.desk.casebook import Casebook
from zegsman.desk.fetching import find_all_inputs
from zegsman.desk.near_stories import near_by_story, near_to_story
from zegsman.desk.rounds import annotate_round, resolve_round, work_out
from zegsman.desk.taking import Taking, take_inputs
from zegsman.errors import UsageError
from zegsman.store.annotations import annotated_reports, load_annotations, save_annotation
from zegsman.store.case import Case
from zegsman.store.judgements import add_judgement, load_judgements
from zegsman.store.reports import add_report, load_original, load_reports, report_ids
from zegsman.store.searches import Hit, Question, search
from zegsman.store.soundness import find_faults, repair
from zegsman.store.stories import StoryRow, load_stories, load_story
from zegsman.store.versions import copy_versions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from zegsman.desk.inputs import Input
    from zegsman.read.reports import Refusal
    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report
    from zegsman.record.story import Claim, WeighedStory

Json = dict[str, Any]
_ADDITION_ORDER = ("contradicted", "new", "repeated")

__all__ = [
    "Addition",
    "Hit",
    "Question",
    "StoryRow",
    "add_inputs",
    "additions_of",
    "check_case",
    "dossier_of",
    "dossiers",
    "find_in_case",
    "find_thing",
]
__all__ += ["annotations_of", "original_of", "story_of", "story_rows", "what_inputs_add", "what_is_new"]


@dataclass(frozen=True, slots=True)
class Addition:
    """What new reports do to one claim: it is `new`, `repeated`, or `contradicted`, and why."""

    what: str
    story: str
    claim: Claim
    why: str


def story_rows(book: Casebook) -> tuple[StoryRow, ...]:
    """The stories of the case, the one with most reports first."""
    return load_stories(book.case)


def story_of(book: Casebook, id: str, *, whole: bool = True) -> WeighedStory:
    """The story with an id, or with an id that starts so; where not `whole`, what a dossier tells of it only.

    Raises:
        UsageError: if none or several do.
    """
    rows = [row for row in story_rows(book) if row.id == id] or [r for r in story_rows(book) if r.id.startswith(id)]
    story = load_story(book.case, rows[0].id, whole=whole) if len(rows) == 1 else None
    if story is None:
        found = f"{len(rows)} stories start with" if rows else "there is no story"
        raise UsageError(f"{found} {id!r}; `zegsman stories` lists them with their ids")
    return story


def dossier_of(book: Casebook, id: str) -> Json:
    """The dossier of a story, as the contract's JSON, with the stories that may be one with it."""
    story = story_of(book, id, whole=False)
    near = near_to_story(book, story.resolution.story_id)
    return {**book.stages.compose(story), "near_stories": near}


def dossiers(book: Casebook, of_reports: Iterable[str] | None = None) -> list[Json]:
    """The dossiers of the case's stories; with `of_reports` only of those that hold one of these reports."""
    wanted = None if of_reports is None else set(of_reports)
    rows = story_rows(book)
    near = near_by_story(book, rows)
    return [
        {**book.stages.compose(story), "near_stories": near.get(row.id, [])}
        for row in rows
        if (wanted is None or wanted & set(row.reports))
        and (story := load_story(book.case, row.id, whole=False)) is not None
    ]


def find_in_case(book: Casebook, question: Question) -> tuple[Hit, ...]:
    """Claims, statements and reports that answer a question."""
    return search(book.case, question)


def find_thing(book: Casebook, id: str) -> tuple[str, Json]:
    """Whatever has an id: its kind (story, claim, statement, source, entity, report) and its JSON.

    A report has what its outlet changed in it besides.

    Raises:
        UsageError: if nothing in the case has it.
    """
    for row in story_rows(book):
        if row.id == id or (len(id) >= 4 and row.id.startswith(id)):
            return "story", dossier_of(book, row.id)
    for row in story_rows(book):
        dossier = dossier_of(book, row.id)
        for kind in ("claims", "statements", "sources", "entities", "reports", "conflicts"):
            for one in dossier[kind]:
                if one["id"] == id:
                    more = {"revisions": edits_of(dossier, id)} if kind == "reports" else {}
                    return {"entities": "entity"}.get(kind, kind.removesuffix("s")), {**one, **more, "story": row.id}
    raise UsageError(f"nothing in the case has the id {id!r}; `zegsman stories` and `zegsman search WORDS` give ids")


def edits_of(dossier: Json, report: str) -> list[Json]:
    """What an outlet changed to make this version of its report, and to make the next one of it, in words."""
    texts = {one["id"]: one["text"] for one in dossier["reports"]}

    def words(id: str, span: Json | None) -> str | None:
        return texts[id][span["start"] : span["end"]] if span else None

    return [
        {
            **edit,
            "changes": [
                {"before": words(edit["from"], one["before"]), "after": words(edit["to"], one["after"])}
                for one in edit["changes"]
            ],
        }
        for edit in dossier["revisions"]
        if report in (edit["from"], edit["to"])
    ]


def annotations_of(book: Casebook, ids: Iterable[str]) -> list[tuple[Report, Annotation]]:
    """Reports with their annotations, those that could be annotated."""
    reports = {report.id: report for report in load_reports(book.case, ids)}
    return [(reports[one.report], one) for one in load_annotations(book.case, reports)]


def original_of(book: Casebook, report: Report) -> bytes | None:
    """The bytes of a report as received."""
    return load_original(book.case, report.sha256)


def check_case(book: Casebook, *, mend: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is wrong with the case, and what was done about it where it is to be mended."""
    faults = find_faults(book.case)
    return faults, repair(book.case) if mend and faults else ()


def what_is_new(book: Casebook, paths: Iterable[str], stdin: BinaryIO | None = None) -> tuple[list[Addition], Taking]:
    """What reports add to what the case has: the claims that they bring, repeat or contradict.

    The case is not changed: the reports are read beside it, in memory.
    """
    return what_inputs_add(book, find_all_inputs(paths, book.settings, stdin=stdin, case=book.case.file))


def what_inputs_add(book: Casebook, inputs: Iterable[Input | Refusal]) -> tuple[list[Addition], Taking]:
    """The same for what was found already."""
    with _copied(book) as scratch:
        before = frozenset(report_ids(scratch.case))
        taking = take_inputs(scratch, inputs)
        taking.refused += annotate_round(scratch)
        taking.refused += resolve_round(scratch).refused
        return additions_of(scratch, frozenset(taking.taken), before), taking


def add_inputs(book: Casebook, inputs: Iterable[Input | Refusal]) -> tuple[list[Addition], Taking]:
    """Takes what was found into the case, works it out, and tells what it adds to what was there.

    Raises:
        ZegsmanError: if a stage cannot work at all; what was read stays read.
    """
    before = frozenset(report_ids(book.case))
    taking = take_inputs(book, inputs)
    _, unread = work_out(book)
    taking.refused += unread
    return additions_of(book, frozenset(taking.taken), before), taking


def additions_of(book: Casebook, fresh: frozenset[str], before: frozenset[str]) -> list[Addition]:
    """What some reports of the case add to what others say: claims contradicted, new, repeated, in that order."""
    additions = [
        addition
        for row in story_rows(book)
        if fresh & set(row.reports) and (story := load_story(book.case, row.id, whole=False)) is not None
        for addition in _additions(story, fresh, before)
    ]
    return sorted(additions, key=lambda one: _ADDITION_ORDER.index(one.what))


def gains_of(book: Casebook, fresh: frozenset[str], before: frozenset[str]) -> dict[str, dict[str, int]]:
    """For each of some reports, how many claims it has that are new, repeated and contradicted."""
    gains: dict[str, dict[str, int]] = {report: dict.fromkeys(_ADDITION_ORDER, 0) for report in fresh}
    for row in story_rows(book):
        story = load_story(book.case, row.id) if fresh & set(row.reports) else None
        if story is None:
            continue
        report_of = {one.id: one.report for annotation in story.resolution.annotations for one in annotation.statements}
        for addition in _additions(story, fresh, before):
            for report in {report_of[one] for one in addition.claim.statements if one in report_of} & fresh:
                gains[report][addition.what] += 1
    return gains


def _copied(book: Casebook) -> Casebook:
    """The case's reports with their versions, annotations and judgements in memory."""
    scratch = Casebook(case=Case(), stages=book.stages, settings=book.settings, progress=book.progress)
    version = book.stages.annotate_version
    current = annotated_reports(book.case, version)
    with scratch.case.transaction():
        for report in load_reports(book.case):
            add_report(scratch.case, report, b"", at="")
        for annotation in load_annotations(book.case, current):
            save_annotation(scratch.case, annotation, version=version)
        copy_versions(book.case, scratch.case)
        for row in load_judgements(book.case):
            if row.undone_at is None:
                add_judgement(scratch.case, row.judgement, who=row.who, at=row.at)
    return scratch


def _additions(story: WeighedStory, fresh: frozenset[str], before: frozenset[str]) -> list[Addition]:
    report_of = {one.id: one.report for annotation in story.resolution.annotations for one in annotation.statements}
    contradicted: dict[str, str] = {}
    for conflict in story.conflicts:
        sides = {report_of[one] in fresh for one in conflict.statements if one in report_of}
        if len(sides) == 2:
            for id in conflict.claims:
                contradicted.setdefault(id, f"{conflict.kind}: {conflict.why}")
    additions = []
    for claim in story.claims:
        reports = {report_of[one] for one in claim.statements if one in report_of}
        if not reports & fresh:
            continue
        if claim.id in contradicted:
            additions.append(Addition("contradicted", story.resolution.story_id, claim, contradicted[claim.id]))
        elif reports & before:
            old = len(reports & before)
            additions.append(
                Addition("repeated", story.resolution.story_id, claim, f"{old} earlier reports say it too")
            )
        else:
            additions.append(Addition("new", story.resolution.story_id, claim, "no earlier report says it"))
    return additions
