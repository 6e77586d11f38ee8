"""A large case: reports are placed by an index, and what comes of it does not depend on how they came."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import zegsman.desk.placing as placing
import zegsman.desk.postings as postings
import zegsman.desk.rounds as rounds
import zegsman.desk.working as working_out
from desk.affairs_apart import a_book, made_affairs, stories_of, take
from resolve.affairs import told
from zegsman.desk.rounds import resolve_round
from zegsman.record.days import UNKNOWN_DAYS
from zegsman.record.story import Grouping
from zegsman.store.nearness import neighbours, placed_reports
from zegsman.store.rounds import load_story_changes, waiting_reports
from zegsman.store.versions import add_version

pytestmark = pytest.mark.usefixtures("each_database")

if TYPE_CHECKING:
    from desk.affairs_apart import Told


@pytest.fixture
def affairs() -> list[Told]:
    """Four affairs of five reports over some days."""
    return made_affairs()


@pytest.fixture(autouse=True)
def _large_from_four(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every case of more than four reports counts as large."""
    monkeypatch.setattr(rounds, "SMALL", 4)


@pytest.mark.any_database
def test_any_order_ends_in_the_same_stories(affairs: list[Told]) -> None:
    """In one go, one by one, or in portions and any order: after placing anew the stories are the same."""
    with a_book(affairs) as book:
        take(book, affairs)
        resolve_round(book, anew=True)
        expected = stories_of(book)
    assert expected == [[f"report-{affair}-{number}" for number in range(5)] for affair in range(4)]
    for seed in range(4):
        chance = random.Random(seed)
        order = chance.sample(affairs, len(affairs))
        with a_book(affairs) as book:
            while order:
                n = chance.randint(1, 6)
                take(book, order[:n])
                order = order[n:]
            resolve_round(book, anew=True)
            assert stories_of(book) == expected


def test_nearness_does_not_depend_on_order(affairs: list[Told], monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same rarity, reports placed one by one are near the same others as when placed together."""
    monkeypatch.setattr(placing, "GROWTH", 1e9)
    found = []
    for seed in range(3):
        rest = random.Random(seed).sample(affairs[5:], len(affairs) - 5)
        with a_book(affairs) as book:
            take(book, affairs[:5])
            for one in rest:
                take(book, [one])
            found.append({report: neighbours(book.case, report) for report in placed_reports(book.case)})
    assert found[0] == found[1] == found[2]
    assert any(found[0].values())


def test_round_touches_only_what_is_near(affairs: list[Told], monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that joins an affair has that affair worked out again, and no other report is loaded."""
    monkeypatch.setattr(placing, "GROWTH", 1e9)
    with a_book(affairs) as book:
        take(book, affairs[:-1])
        assert waiting_reports(book.case, "place") == ()
        loaded: set[str] = set()
        real = working_out.load_reports

        def load_reports(case, ids):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
            loaded.update(ids)
            return real(case, ids)

        monkeypatch.setattr(working_out, "load_reports", load_reports)
        working = take(book, affairs[-1:])
        assert len(working.made) == 1
        assert working.n_stories == 4
        assert loaded == {f"report-3-{number}" for number in range(5)}
        assert resolve_round(book).made == []


def test_growth_places_all_and_groups_what_changed(affairs: list[Told], monkeypatch: pytest.MonkeyPatch) -> None:
    """When rarity is learned anew all are placed again, and only what is then near others than before is grouped."""
    monkeypatch.setattr(placing, "GROWTH", 1.3)
    with a_book(affairs) as book:
        take(book, affairs[:14])
        take(book, affairs[14:16])
        placed: list[str] = []
        real = postings.add_postings
        monkeypatch.setattr(
            postings, "add_postings", lambda case, id, *rest: (placed.append(id), real(case, id, *rest))
        )
        loaded: list[str] = []
        load = working_out.load_reports
        monkeypatch.setattr(working_out, "load_reports", lambda case, ids: (loaded.extend(ids), load(case, ids))[1])
        take(book, affairs[16:])
        assert sorted(placed) == sorted(report.id for report, _ in affairs)
        assert set(loaded) == {f"report-3-{number}" for number in range(5)}
        expected = stories_of(book)
        resolve_round(book, anew=True)
        assert stories_of(book) == expected == [[f"report-{i}-{number}" for number in range(5)] for i in range(4)]


def test_merge_tells_why(affairs: list[Told], monkeypatch: pytest.MonkeyPatch) -> None:
    """Two stories between which a report comes become one, with what the reports share as the reason."""
    with a_book(affairs) as book:
        apart = lambda reports, annotations, judgements: Grouping(tuple((report.id,) for report in reports))  # noqa: E731
        real = book.stages
        book.stages = replace(real, group=apart, resolve_version="apart")
        take(book, affairs[:5])
        assert len(stories_of(book)) == 5
        book.stages = real
        working = resolve_round(book)
        assert [change.kind for change in working.changes] == ["merged"]
        assert "Odile Verkade" in working.changes[0].why
        book.stages = replace(real, group=apart, resolve_version="apart")
        working = resolve_round(book)
        assert [change.kind for change in working.changes] == ["split"]
        assert "not one affair" in working.changes[0].why
        assert [change.kind for change in load_story_changes(book.case)] == ["merged", "split"]


def test_late_report_and_new_version(affairs: list[Told]) -> None:
    """A report that comes late joins its affair by its own day; a version takes the place of the one before."""
    with a_book(affairs) as book:
        take(book, [*affairs[1:5], *affairs[5:10]])
        take(book, affairs[:1])
        assert ["report-0-0", "report-0-1", "report-0-2", "report-0-3", "report-0-4"] in stories_of(book)
        for id, at in (("report-1-0", "2024-03-01"), ("report-1-1", "2024-03-03")):
            add_version(book.case, id, "https://a.example/1", at=at, thread="thread-1")
        resolve_round(book)
        assert "report-1-0" not in placed_reports(book.case)
        assert [f"report-1-{number}" for number in range(5)] in stories_of(book)


def test_reports_far_apart_in_time_are_not_near(affairs: list[Told]) -> None:
    """The same names a quarter of a year later are not looked at together; an undated report is near to all."""
    late = told(
        "report-late",
        "In Lingewaard sprak Odile Verkade over Brakelse Mout: de staking duurt voort",
        names=[("Odile Verkade", "PER"), ("Brakelse Mout", "ORG"), ("Lingewaard", "LOC")],
        published="2024-09-05",
    )
    report = replace(late[0], id="report-undated", sha256="0" * 64, published=UNKNOWN_DAYS)
    undated = (report, replace(late[1], report=report.id, statements=()))
    with a_book([*affairs, late, undated]) as book:
        take(book, [*affairs[:10], late, undated])
        assert set(neighbours(book.case, "report-late")) == {"report-undated"}
        assert {"report-late", "report-0-0"} <= set(neighbours(book.case, "report-undated"))


def test_version_of_two_addresses_stands_in_one_story(affairs: list[Told]) -> None:
    """A report that was changed in two ways at two addresses is an earlier version in one story; none is lost."""
    for first, second in (("report-2-0", "report-3-0"), ("report-3-0", "report-2-0")):
        with a_book(affairs) as book:
            take(book, affairs)
            for thread, later in (("1", first), ("2", second)):
                for id, at in (("report-0-0", "2024-03-01"), (later, "2024-03-03")):
                    add_version(book.case, id, f"https://a.example/{thread}", at=at, thread=thread)
                resolve_round(book)
                stories = stories_of(book)
                assert sorted(id for story in stories for id in story) == sorted(one.id for one, _ in affairs)
                assert not any("report-0-0" in story and "report-0-1" in story for story in stories)


def test_held_postings_are_those_of_the_case(affairs: list[Told], monkeypatch: pytest.MonkeyPatch) -> None:
    """Placed anew, reports are as near one another when they are looked up in the case as when in memory."""
    found = []
    for most in (10_000, 0):
        with a_book(affairs) as book:
            take(book, affairs)
            monkeypatch.setattr(placing, "MOST_SETTLED_ALONE", most)
            resolve_round(book, anew=True)
            found.append(book.case.rows("SELECT report, other, score FROM nearness ORDER BY report, other"))
    assert len(found[0]) > 40
    assert found[0] == found[1]
