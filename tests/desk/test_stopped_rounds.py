"""A round that is stopped at any moment leaves in the case what is still to be done: the next one does it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import zegsman.desk.placing as placing
import zegsman.desk.rounds as rounds
from desk.affairs_apart import a_book, made_affairs, stories_of, take
from zegsman.desk.judging import judge, undo
from zegsman.desk.rounds import annotate_round, resolve_round, work_out
from zegsman.record.judgement import Subject, Verdict
from zegsman.record.story import Grouping
from zegsman.store.nearness import placed_reports
from zegsman.store.reports import add_report
from zegsman.store.rounds import (
    annotate_anew,
    load_story_changes,
    no_longer_touched,
    touch,
    touch_once,
    touched_reports,
    waiting_reports,
)
from zegsman.store.stories import load_stories, load_story
from zegsman.store.versions import add_version

if TYPE_CHECKING:
    from collections.abc import Callable

    from zegsman.desk.casebook import Casebook

    Step = Callable[[Casebook], object]

pytestmark = pytest.mark.usefixtures("each_database")


class Stopped(BaseException):
    """In the place of a kill: nothing of the program handles it."""


@pytest.fixture(autouse=True)
def _large_from_four(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every case of more than four reports counts as large, and is placed again on demand only."""
    monkeypatch.setattr(rounds, "SMALL", 4)
    monkeypatch.setattr(placing, "GROWTH", 1e9)
    monkeypatch.setattr(placing, "_PAGE", 3)


def stopped_after(book: Casebook, n_commits: int, work: Step) -> bool:
    """Does work that is stopped when so many things were brought to disk; False where it came to its end before."""
    database = book.case._database
    left = n_commits

    def commits(real: Callable[..., object], *, alone: bool) -> Callable[..., object]:
        def counted(*given: object, **named: object) -> object:
            nonlocal left
            within = alone and database.in_transaction
            done = real(*given, **named)
            left -= not within and named.get("keep", True)
            if left < 0 and not within:
                raise Stopped
            return done

        return counted

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "end", commits(database.end, alone=False))
        for name in ("execute", "execute_many"):
            patch.setattr(database, name, commits(getattr(database, name), alone=True))
        try:
            work(book)
        except Stopped:
            return True
    return False


def told_by(book: Casebook) -> tuple[list[object], list[object]]:
    """All stories as they stand, and what became of those that stood before."""
    stories = [(row, load_story(book.case, row.id)) for row in load_stories(book.case)]
    changes = [(one.kind, one.before, one.after, one.why) for one in load_story_changes(book.case)]
    return sorted(map(str, stories)), sorted(map(str, changes))


def check_stops(begin: Step, work: Step, again: Step = resolve_round, *, least: int = 3) -> None:
    """Stops work at each moment in turn and begins again: it ends as work does that is let through."""
    with a_book(made_affairs()) as book:
        begin(book)
        work(book)
        again(book)
        expected = told_by(book)
        n_placed = len(placed_reports(book.case))
    for n in range(1000):
        with a_book(made_affairs()) as book:
            begin(book)
            stopped = stopped_after(book, n, work)
            again(book)
            assert told_by(book) == expected, f"stopped after {n} commits"
            assert len(placed_reports(book.case)) == n_placed
            assert resolve_round(book).made == []
        if not stopped:
            assert n >= least
            return


def taking(first: int, end: int) -> Step:
    """Takes some of the reports and works the case out."""
    return lambda book: take(book, made_affairs()[first:end])


def adding(book: Casebook, first: int, end: int) -> None:
    """Takes some of the reports, without a round."""
    for report, _ in made_affairs()[first:end]:
        add_report(book.case, report, report.id.encode(), at="2024-03-01T00:00:00+00:00")


def rounds_of(book: Casebook) -> None:
    """Annotates and works out what waits for it."""
    annotate_round(book)
    resolve_round(book)


def test_stopped_while_reports_join() -> None:
    """Reports that come into a large case end in their stories, wherever the round was stopped."""

    def begin(book: Casebook) -> None:
        take(book, [one for one in made_affairs() if one[0].id[-1] in "01"])
        for report, _ in made_affairs():
            if report.id[-1] in "24":
                add_report(book.case, report, report.id.encode(), at="2024-03-01T00:00:00+00:00")

    check_stops(begin, rounds_of, rounds_of, least=10)


@pytest.mark.any_database
def test_stopped_while_a_case_becomes_large() -> None:
    """The round in which a case is placed for the first time can be stopped at any moment."""

    def begin(book: Casebook) -> None:
        take(book, made_affairs()[:4])
        adding(book, 4, 12)

    check_stops(begin, rounds_of, rounds_of, least=10)


@pytest.mark.any_database
def test_stopped_while_rarity_is_learned_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Growth has all reports placed again; stopped in between, the next round does the rest."""
    monkeypatch.setattr(placing, "GROWTH", 1.3)

    def begin(book: Casebook) -> None:
        take(book, made_affairs()[:12])
        adding(book, 12, 20)

    check_stops(begin, rounds_of, rounds_of, least=6)


@pytest.mark.any_database
def test_stopped_while_placed_anew() -> None:
    """Placing all reports again on demand can be stopped; an ordinary round goes on from there."""

    def begin(book: Casebook) -> None:
        take(book, made_affairs()[:6])
        take(book, made_affairs()[6:])
        adding_version(book, "report-1-0", "report-1-1", "1")

    check_stops(begin, lambda book: resolve_round(book, anew=True))


def adding_version(book: Casebook, earlier: str, later: str, thread: str) -> None:
    """Lets a report take the place of another at one address."""
    for id, at in ((earlier, "2024-03-01"), (later, "2024-03-03")):
        add_version(book.case, id, f"https://a.example/{thread}", at=at, thread=thread)


@pytest.mark.any_database
def test_stopped_while_versions_come() -> None:
    """Two reports of one affair that are replaced in one round leave the affair whole, wherever it is stopped."""

    def begin(book: Casebook) -> None:
        take(book, made_affairs())
        adding_version(book, "report-1-0", "report-1-3", "1")
        adding_version(book, "report-1-1", "report-1-4", "2")

    check_stops(begin, resolve_round)
    with a_book(made_affairs()) as book:
        begin(book)
        resolve_round(book)
        assert stories_of(book) == [[f"report-{affair}-{number}" for number in range(5)] for affair in range(4)]
        assert len(placed_reports(book.case)) == 18


def apart(book: Casebook) -> None:
    """Another version of the program comes, which takes each report for a story of its own."""
    group = lambda reports, annotations, judgements: Grouping(tuple((report.id,) for report in reports))  # noqa: E731
    book.stages = replace(book.stages, group=group, resolve_version="apart")
    resolve_round(book)


@pytest.mark.any_database
def test_stopped_while_another_version_works() -> None:
    """Stories are gone over by another version of the program, and splits are told once, wherever that is stopped."""
    check_stops(taking(0, 20), apart, apart, least=4)


@pytest.mark.any_database
@pytest.mark.parametrize("first", [0, 16], ids=["large", "small"])
def test_stopped_and_then_the_earlier_version_works(first: int) -> None:
    """Where the version that was stopped gives way to the one before, no story of the stopped one is left."""

    def together(book: Casebook) -> None:
        stages = book.stages
        try:
            apart(book)
        finally:
            book.stages = stages

    with a_book(made_affairs()) as book:
        take(book, made_affairs()[first:])
        expected = stories_of(book)
        for n in range(0, 20, 2):
            stopped_after(book, n, together)
            resolve_round(book)
            assert stories_of(book) == expected


@pytest.mark.any_database
def test_stopped_while_a_judgement_is_applied() -> None:
    """A judgement that is taken back after the round that applied it was stopped leaves no trace."""

    def judged(book: Casebook) -> None:
        judge(book, Subject.ENTITY, "Odile Verkade", "Brakelse Mout", Verdict.SAME, who="test")

    with a_book(made_affairs()) as book:
        take(book, made_affairs())
        expected, _ = told_by(book)
        for n in range(6):
            judged(book)
            stopped_after(book, n, resolve_round)
            undo(book, None, who="test")
            resolve_round(book)
            assert told_by(book)[0] == expected
    check_stops(lambda book: (take(book, made_affairs()), judged(book)), resolve_round, least=1)


def test_fault_in_one_set_costs_that_set_alone() -> None:
    """Where one affair cannot be worked out, it stays as it was and is tried again; the others are worked out."""
    with a_book(made_affairs()) as book:
        take(book, made_affairs()[:18])
        adding(book, 18, 20)
        whole = book.stages

        def resolve(reports, annotations, judgements):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
            if any(one.id.startswith("report-0") for one in reports):
                raise ValueError("a rule that trips")
            return whole.resolve(reports, annotations, judgements)

        before, _ = told_by(book)
        book.stages = replace(whole, resolve=resolve, resolve_version="other")
        working, refused = work_out(book)
        assert [one.path for one in refused] == ["report-0-0.txt"]
        assert "ValueError: a rule that trips" in refused[0].reason
        assert len(working.made) == 3
        after, _ = told_by(book)
        assert len(set(before) & set(after)) == 1
        book.stages = replace(whole, resolve_version="other")
        working, refused = work_out(book)
        assert (len(working.made), len(working.kept), refused) == (1, 0, [])


def test_list_of_the_touched_has_no_gaps() -> None:
    """A report that is touched while its set is worked out stays touched; one that is not placed never is."""
    with a_book(made_affairs()) as book:
        take(book, made_affairs())
        touch(book.case, ["report-0-0", "report-0-1", "report-unknown"])
        touched, up_to = touched_reports(book.case)
        assert touched == {"report-0-0", "report-0-1"}
        touch(book.case, ["report-0-0"])
        touch_once(book.case, ["report-0-1", "report-0-2"])
        no_longer_touched(book.case, touched, up_to)
        assert touched_reports(book.case)[0] == {"report-0-0", "report-0-2"}
        no_longer_touched(book.case, ["report-0-2"], touched_reports(book.case)[1])
        touch(book.case, ["report-0-3"])
        assert touched_reports(book.case)[1] > up_to + 2


def test_report_that_waits_for_annotating_goes_on_waiting() -> None:
    """A report that is to be annotated anew, and is seen at another address meanwhile, is annotated anew."""
    with a_book(made_affairs()) as book:
        take(book, made_affairs())
        annotate_anew(book.case, "another version")
        adding_version(book, "report-1-0", "report-1-3", "1")
        assert len(waiting_reports(book.case, "annotate")) == 20
