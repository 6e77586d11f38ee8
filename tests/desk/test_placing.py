"""A large case: reports are placed by an index, and what comes of it does not depend on how they came."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import zegsman.desk.placing as placing
import zegsman.desk.rounds as rounds
from resolve.affairs import told
from zegsman.desk.casebook import Casebook, open_casebook
from zegsman.desk.rounds import annotate_round, resolve_round
from zegsman.desk.stages import load_stages
from zegsman.record.days import UNKNOWN_DAYS
from zegsman.store.nearness import neighbours, placed_reports
from zegsman.store.reports import add_report
from zegsman.store.rounds import load_story_changes, waiting_reports
from zegsman.store.stories import load_stories
from zegsman.store.versions import add_version

pytestmark = pytest.mark.usefixtures("each_database")

if TYPE_CHECKING:
    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report

Told = tuple["Report", "Annotation"]

_MATTERS = (
    ("De nachtploeg legt het werk neer om het loon", "Vakbondsman eist acht procent loon", "De staking duurt voort"),
    ("De dijk is twintig meter weggespoeld", "Het waterschap voert zandzakken aan", "De sluis blijft dicht"),
    ("De ziekenhuizen willen samengaan", "Artsen vrezen lange wachttijden", "De toezichthouder keurt de fusie"),
    ("Uit het museum is een schilderij weg", "De politie zoekt twee mannen", "De conservator treurt om het doek"),
)
_NAMES = (
    ("Odile Verkade", "Brakelse Mout", "Lingewaard"),
    ("Tamme Rus", "Oudezijl", "Waterschap Merse"),
    ("Femke Dolleman", "Ziekenhuis Nijevoort", "Kolderode"),
    ("Ids Sterreman", "Museum Abbegraaf", "Westerzijl"),
)


def _report(affair: int, number: int, day: int) -> Told:
    """One of the reports of an affair: its matter and names in another order each."""
    names, matter = _NAMES[affair], _MATTERS[affair]
    chance = random.Random(100 * affair + number)
    said = [f"In {names[2]} sprak {names[0]} over {names[1]}: {sentence.lower()}" for sentence in matter]
    chance.shuffle(said)
    marked = [(name, kind) for name, kind in zip(names, ("PER", "ORG", "LOC"), strict=True)]
    return told(f"report-{affair}-{number}", *said[: 2 + number % 2], names=marked, published=f"2024-03-{day:02}")


@pytest.fixture
def affairs() -> list[Told]:
    """Four affairs of five reports over some days."""
    return [_report(affair, number, 1 + 2 * number) for affair in range(4) for number in range(5)]


@pytest.fixture(autouse=True)
def _large_from_four(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every case of more than four reports counts as large."""
    monkeypatch.setattr(rounds, "SMALL", 4)


def _book(told: list[Told]) -> Casebook:
    """A case in memory whose annotate stage knows these annotations."""
    known = {report.id: annotation for report, annotation in told}
    stages = replace(load_stages(), annotate=lambda reports: [known[report.id] for report in reports])
    return open_casebook(None, stages=stages)


def _take(book: Casebook, told: list[Told]) -> rounds.Working:
    for report, _ in told:
        add_report(book.case, report, report.id.encode(), at="2024-03-01T00:00:00+00:00")
    annotate_round(book)
    return resolve_round(book)


def _stories(book: Casebook) -> list[list[str]]:
    return sorted(sorted(row.reports) for row in load_stories(book.case))


@pytest.mark.any_database
def test_any_order_ends_in_the_same_stories(affairs: list[Told]) -> None:
    """In one go, one by one, or in portions and any order: after placing anew the stories are the same."""
    with _book(affairs) as book:
        _take(book, affairs)
        resolve_round(book, anew=True)
        expected = _stories(book)
    assert expected == [[f"report-{affair}-{number}" for number in range(5)] for affair in range(4)]
    for seed in range(4):
        chance = random.Random(seed)
        order = chance.sample(affairs, len(affairs))
        with _book(affairs) as book:
            while order:
                n = chance.randint(1, 6)
                _take(book, order[:n])
                order = order[n:]
            resolve_round(book, anew=True)
            assert _stories(book) == expected


def test_nearness_does_not_depend_on_order(affairs: list[Told], monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same rarity, reports placed one by one are near the same others as when placed together."""
    monkeypatch.setattr(placing, "GROWTH", 1e9)
    found = []
    for seed in range(3):
        rest = random.Random(seed).sample(affairs[5:], len(affairs) - 5)
        with _book(affairs) as book:
            _take(book, affairs[:5])
            for one in rest:
                _take(book, [one])
            found.append({report: neighbours(book.case, report) for report in placed_reports(book.case)})
    assert found[0] == found[1] == found[2]
    assert any(found[0].values())


def test_round_touches_only_what_is_near(affairs: list[Told], monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that joins an affair has that affair worked out again, and no other report is loaded."""
    monkeypatch.setattr(placing, "GROWTH", 1e9)
    with _book(affairs) as book:
        _take(book, affairs[:-1])
        assert waiting_reports(book.case, "place") == ()
        loaded: set[str] = set()
        real = rounds.load_reports

        def load_reports(case, ids):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
            loaded.update(ids)
            return real(case, ids)

        monkeypatch.setattr(rounds, "load_reports", load_reports)
        working = _take(book, affairs[-1:])
        assert len(working.made) == 1
        assert working.n_stories == 4
        assert loaded == {f"report-3-{number}" for number in range(5)}
        assert resolve_round(book).made == []


def test_growth_places_all_and_groups_what_changed(affairs: list[Told], monkeypatch: pytest.MonkeyPatch) -> None:
    """When rarity is learned anew all are placed again, and only what is then near others than before is grouped."""
    monkeypatch.setattr(placing, "GROWTH", 1.3)
    with _book(affairs) as book:
        _take(book, affairs[:14])
        _take(book, affairs[14:16])
        placed: list[str] = []
        real = placing.add_postings
        monkeypatch.setattr(placing, "add_postings", lambda case, id, *rest: (placed.append(id), real(case, id, *rest)))
        loaded: list[str] = []
        load = rounds.load_reports
        monkeypatch.setattr(rounds, "load_reports", lambda case, ids: (loaded.extend(ids), load(case, ids))[1])
        _take(book, affairs[16:])
        assert sorted(placed) == sorted(report.id for report, _ in affairs)
        assert set(loaded) == {f"report-3-{number}" for number in range(5)}
        expected = _stories(book)
        resolve_round(book, anew=True)
        assert _stories(book) == expected == [[f"report-{i}-{number}" for number in range(5)] for i in range(4)]


def test_merge_tells_why(affairs: list[Told], monkeypatch: pytest.MonkeyPatch) -> None:
    """Two stories between which a report comes become one, with what the reports share as the reason."""
    with _book(affairs) as book:
        apart = lambda reports, annotations, judgements: tuple((report.id,) for report in reports)  # noqa: E731
        real = book.stages
        book.stages = replace(real, group=apart, resolve_version="apart")
        _take(book, affairs[:5])
        assert len(_stories(book)) == 5
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
    with _book(affairs) as book:
        _take(book, [*affairs[1:5], *affairs[5:10]])
        _take(book, affairs[:1])
        assert ["report-0-0", "report-0-1", "report-0-2", "report-0-3", "report-0-4"] in _stories(book)
        for id, at in (("report-1-0", "2024-03-01"), ("report-1-1", "2024-03-03")):
            add_version(book.case, id, "https://a.example/1", at=at, thread="thread-1")
        resolve_round(book)
        assert "report-1-0" not in placed_reports(book.case)
        assert [f"report-1-{number}" for number in range(5)] in _stories(book)


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
    with _book([*affairs, late, undated]) as book:
        _take(book, [*affairs[:10], late, undated])
        assert set(neighbours(book.case, "report-late")) == {"report-undated"}
        assert {"report-late", "report-0-0"} <= set(neighbours(book.case, "report-undated"))
