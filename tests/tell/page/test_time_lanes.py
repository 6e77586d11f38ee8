"""The timeline draws what is uncertain as a span, and what lies far off as an arrow."""

from __future__ import annotations

from typing import Any

from tell.builders_of_dossiers import a_dossier
from zegsman.tell.index import DossierIndex
from zegsman.tell.page.time_lanes import WIDTH, Timeline, compose_timeline
from zegsman.tell.words import words_of


def timeline_of(*times: tuple[str, str], future: bool = False) -> Timeline:
    """The timeline of a dossier with a claim for each time; reports are of 2 May 2024."""
    dossier: dict[str, Any] = a_dossier(*(f"Zin {i}." for i in range(len(times))))
    for claim, (start, end) in zip(dossier["claims"], times, strict=True):
        claim["time"] = {"value": None, "start": start, "end": end}
        dossier["timeline"].append({"claim": claim["id"], "start": start, "end": end})
    for statement in dossier["statements"]:
        statement["time_status"] = "future" if future else "past"
    return compose_timeline(DossierIndex(dossier), words_of("nl"))


def test_compose_timeline_draws_days_as_dots_and_ranges_as_spans() -> None:
    """A single day is a day, several are a span as wide as they are many."""
    rows = timeline_of(("2024-05-01", "2024-05-01"), ("2024-05-01", "2024-05-03")).rows
    assert [row.lane.is_day for row in rows] == [True, False]
    assert abs(rows[1].lane.width - 3 * rows[0].lane.width) < 0.5


def test_compose_timeline_tells_what_lies_beyond_the_scale() -> None:
    """A claim years off does not squeeze the scale; one that runs into it is cut there."""
    rows = timeline_of(("1950-01-01", "1950-12-31"), ("2020-01-01", "2024-05-01"), ("2031-01-01", "2031-01-01")).rows
    assert [row.lane.beyond for row in rows] == ["before", "", "after"]
    assert rows[1].lane.cut == "before"
    assert 0 <= rows[1].lane.x <= WIDTH


def test_compose_timeline_marks_plans() -> None:
    """What all statements still expect is planned."""
    assert timeline_of(("2024-05-04", "2024-05-04"), future=True).rows[0].planned
    assert not timeline_of(("2024-05-04", "2024-05-04")).rows[0].planned


def test_compose_timeline_parts_plans_from_what_happened() -> None:
    """What is done and what is planned stand apart, and nothing stands in both."""
    timeline = timeline_of(("2024-05-01", "2024-05-01"), ("2024-05-03", "2024-05-03"))
    assert (len(timeline.done), len(timeline.planned)) == (2, 0)
    timeline = timeline_of(("2024-05-04", "2024-05-04"), future=True)
    assert (len(timeline.done), len(timeline.planned)) == (0, 1)


def test_compose_timeline_draws_the_weightiest_and_lists_all() -> None:
    """Beyond the limit the claims of least weight are listed only, and those drawn stay in order of time."""
    dossier: dict[str, Any] = a_dossier(*(f"Zin {i}." for i in range(9)))
    for place, claim in enumerate(dossier["claims"]):
        day = f"2024-05-{9 - place:02}"
        claim["time"] = {"value": day, "start": day, "end": day}
        claim["status"] = "disputed" if place == 8 else "narrated"
        dossier["timeline"].insert(0, {"claim": claim["id"], "start": day, "end": day})
    timeline = compose_timeline(DossierIndex(dossier), words_of("nl"), 3)
    assert (len(timeline.rows), timeline.left_out, len(timeline.all_rows)) == (3, 6, 9)
    assert "c9" in {row.claim["id"] for row in timeline.rows}
    assert [row.start for row in timeline.rows] == sorted(row.start for row in timeline.rows)


def test_compose_timeline_survives_the_ends_of_the_calendar() -> None:
    """The first and the last year there are do not break the scale."""
    assert len(timeline_of(("0001-01-01", "9999-12-31")).rows) == 1


def test_compose_timeline_is_empty_without_dates() -> None:
    """Nothing dated gives no rows."""
    dossier = a_dossier("Zin.")
    dossier["reports"][0]["published"] = {"value": None, "start": None, "end": None}
    assert compose_timeline(DossierIndex(dossier), words_of("nl")).rows == ()
