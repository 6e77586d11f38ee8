"""A person's decisions on which reports tell of one affair: applied in every round, in a small case and a large one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from resolve.affairs import told
from zegsman.desk import rounds
from zegsman.desk.casebook import Casebook, open_casebook
from zegsman.desk.judging import judge, judge_one_affair, judgement_rows, undo
from zegsman.desk.near_stories import near_by_story, near_to_story
from zegsman.desk.questions import dossiers, story_rows
from zegsman.desk.rounds import resolve_round, work_out
from zegsman.desk.stages import load_stages
from zegsman.errors import JudgementError
from zegsman.record.annotation import Annotation
from zegsman.record.judgement import Subject, Verdict
from zegsman.record.report import Report
from zegsman.record.story import NearStories
from zegsman.store.near_stories import save_near
from zegsman.store.reports import add_report
from zegsman.store.stories import load_stories
from zegsman.store.versions import add_version

pytestmark = [pytest.mark.usefixtures("each_database"), pytest.mark.parametrize("small", [4, 200])]

Told = tuple[Report, Annotation]
_MOUT = [("Odile Verkade", "PER"), ("Brakelse Mout", "ORG"), ("Lingewaard", "LOC")]
_DIJK = [("Tamme Rus", "PER"), ("Waterschap Merse", "ORG"), ("Oudezijl", "LOC")]


def _affair(prefix: str, names: list[tuple[str, str]], *said: str) -> list[Told]:
    """Three reports that say the same in another order."""
    who, body, place = (name for name, _ in names)
    sentences = [f"In {place} sprak {who} over {body}: {one}" for one in said]
    turned = [sentences[i:] + sentences[:i] for i in range(3)]
    return [told(f"{prefix}{i}", *one, names=names, published=f"2024-03-0{i + 1}") for i, one in enumerate(turned)]


STRIKE = _affair("mout", _MOUT, "de nachtploeg staakt", "de bond eist loon", "de staking duurt voort")
DIKE = _affair("dijk", _DIJK, "de dijk is weggespoeld", "er komen zandzakken", "de sluis blijft dicht")
STRAY = told("stray", "Cafés in de streek schenken water", "De brouwers krijgen geen gerst", published="2024-03-04")
ALL = [*STRIKE, *DIKE, STRAY]
APART = [["dijk0", "dijk1", "dijk2"], ["mout0", "mout1", "mout2"], ["stray"]]
JOINED = [["dijk0", "dijk1", "dijk2"], ["mout0", "mout1", "mout2", "stray"]]


@pytest.fixture
def book(monkeypatch: pytest.MonkeyPatch, small: int) -> Casebook:
    """Two affairs and a report that shares nothing with them, worked out."""
    monkeypatch.setattr(rounds, "SMALL", small)
    known = {report.id: annotation for report, annotation in ALL}
    later = told("later", "Cafés in de streek schenken weer bier", published="2024-03-06")
    known[later[0].id] = later[1]
    stages = replace(load_stages(), annotate=lambda reports: [known[report.id] for report in reports])
    found = open_casebook(None, stages=stages)
    for report, _ in ALL:
        add_report(found.case, report, report.id.encode(), at="2024-03-05T00:00:00+00:00")
    work_out(found)
    return found


def _stories(book: Casebook) -> list[list[str]]:
    return sorted(sorted(row.reports) for row in load_stories(book.case))


def test_one_affair_is_joined_in_every_rerun_until_undone(book: Casebook) -> None:
    """The stray report joins the affair of the one it is judged with; taken back, it stands alone again."""
    with book:
        assert _stories(book) == APART
        judge(book, Subject.REPORT, "stray", "mout1", Verdict.SAME, who="ann")
        work_out(book)
        assert _stories(book) == JOINED
        resolve_round(book, anew=True)
        book.case.execute("DELETE FROM stories")
        work_out(book, anew=True)
        assert _stories(book) == JOINED
        judged = next(one["judgements"] for one in dossiers(book) if len(one["reports"]) == 4)
        assert [(one["subject"], one["left"], one["right"]) for one in judged] == [("report", "stray", "mout1")]
        undo(book, None, who="ann")
        work_out(book)
        assert _stories(book) == APART


def test_a_report_leaves_the_affair_that_it_is_no_part_of(book: Casebook) -> None:
    """The left one leaves, the others stay together."""
    with book:
        judge(book, Subject.REPORT, "mout0", "mout2", Verdict.DIFFERENT, who="ann")
        work_out(book)
        assert _stories(book) == [["dijk0", "dijk1", "dijk2"], ["mout0"], ["mout1", "mout2"], ["stray"]]
        undo(book, None, who="ann")
        work_out(book)
        assert _stories(book) == APART


def test_all_given_are_one_affair(book: Casebook) -> None:
    """Said of all reports, all are one affair; said again, nothing is decided twice."""
    ids = [report.id for report, _ in ALL]
    with book:
        assert len(judge_one_affair(book, ids, who="ann")) == len(ALL) - 1
        work_out(book)
        assert _stories(book) == [sorted(ids)]
        assert judge_one_affair(book, ids, who="ann") == []
        assert len(judgement_rows(book)) == len(ALL) - 1
        assert near_by_story(book) == {}


def test_what_may_be_one_with_a_story_is_the_same_asked_alone(book: Casebook) -> None:
    """Asked of one story, what is near it is what is told of it where all are asked about."""
    with book:
        work_out(book)
        with book.case.transaction():
            save_near(book.case, ["stray"], [NearStories("stray", "mout0", 0.4, 0.5, ("bier",))])
        told_of_all = near_by_story(book)
        assert len(told_of_all) == 2
        for row in story_rows(book):
            assert near_to_story(book, row.id) == told_of_all.get(row.id, [])


def test_a_decision_holds_for_the_version_that_stands(book: Casebook) -> None:
    """Where a report is replaced by a later version, what was decided on it is decided on that one."""
    later = told("later", "Cafés in de streek schenken weer bier", published="2024-03-06")[0]
    address, at = "https://bode.example/water", "2024-03-06T00:00:00+00:00"
    with book:
        judge(book, Subject.REPORT, "stray", "mout1", Verdict.SAME, who="ann")
        add_version(book.case, "stray", address, at="2024-03-04T00:00:00+00:00")
        add_report(book.case, later, b"later", at=at)
        (row,) = book.case.rows("SELECT thread FROM versions WHERE report = 'stray'")
        add_version(book.case, "later", address, at=at, thread=row[0])
        work_out(book)
        assert _stories(book) == [["dijk0", "dijk1", "dijk2"], ["later", "mout0", "mout1", "mout2", "stray"]]


def test_reports_that_nobody_has_are_refused(book: Casebook) -> None:
    """A report is named by its id, file name, address or title, and by one of these alone."""
    with book, pytest.raises(JudgementError, match="no report is 'nergens'"):
        judge(book, Subject.REPORT, "stray", "nergens", Verdict.SAME, who="ann")
