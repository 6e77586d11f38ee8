"""What waits for a round in the case file, what the last one worked with, and what it did to stories that stood."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.store.case import as_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zegsman.store.case import Case

ANNOTATE, PLACE = "annotate", "place"


@dataclass(frozen=True, slots=True)
class StoryChange:
    """Stories that became one, or one that became several."""

    kind: str
    """merged or split."""
    before: tuple[str, ...]
    """Ids of the stories that stood."""
    after: tuple[str, ...]
    """Ids of the stories that stand instead."""
    why: str
    at: str = ""
    """UTC, ISO 8601."""


def waiting_reports(case: Case, step: str) -> tuple[str, ...]:
    """The reports that wait for a step, in the order of taking."""
    query = "SELECT report FROM waiting JOIN reports ON id = report WHERE step = ? ORDER BY number"
    return tuple(row[0] for row in case.rows(query, (step,)))


def annotate_anew(case: Case, version: str) -> None:
    """Lets every report wait that this version has not annotated."""
    case.execute(
        "INSERT INTO waiting (report, step) SELECT id, 'annotate' FROM reports "
        "WHERE id NOT IN (SELECT report FROM annotations WHERE version = ?) "
        "ON CONFLICT (report) DO UPDATE SET step = excluded.step",
        (version,),
    )


def no_longer_waiting(case: Case, reports: Iterable[str]) -> None:
    """Takes reports off the list of those that are to be placed."""
    case.execute_many("DELETE FROM waiting WHERE report = ? AND step = 'place'", [(one,) for one in reports])


def touch(case: Case, reports: Iterable[str] | None = None) -> None:
    """Puts reports on the list of those whose stories are to be worked out again: these, or all that are placed.

    A report that is not placed is left out: what stands in its place is.
    """
    query = "INSERT INTO touched (report) SELECT report FROM profiles"
    if reports is None:
        case.execute(query)
    else:
        case.execute(f"{query} WHERE report IN (SELECT value FROM json_each(?))", (as_json(list(reports)),))


def touch_once(case: Case, reports: Iterable[str]) -> None:
    """Touches those of some reports that are placed and not touched already."""
    case.execute(
        "INSERT INTO touched (report) SELECT report FROM profiles WHERE report IN (SELECT value FROM json_each(?)) "
        "AND report NOT IN (SELECT report FROM touched)",
        (as_json(list(reports)),),
    )


def touched_reports(case: Case, *, after: int = 0) -> tuple[frozenset[str], int]:
    """The reports whose stories are to be worked out again, and how far the list goes; those behind `after` only."""
    rows = case.rows("SELECT report, number FROM touched WHERE number > ?", (after,))
    return frozenset(report for report, _ in rows), max((number for _, number in rows), default=after)


def no_longer_touched(case: Case, reports: Iterable[str], up_to: int) -> None:
    """Takes reports off that list, as far as it went then: whoever touched one since wants it worked out again."""
    case.execute(
        "DELETE FROM touched WHERE number <= ? AND report IN (SELECT value FROM json_each(?))",
        (up_to, as_json(list(reports))),
    )


def noted(case: Case, name: str) -> str | None:
    """What a round left behind under a name."""
    rows = case.rows("SELECT value FROM rounds WHERE name = ?", (name,))
    return str(rows[0][0]) if rows else None


def note(case: Case, name: str, value: str) -> None:
    """Leaves something behind for the next round."""
    case.execute(
        "INSERT INTO rounds (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def count_reports(case: Case) -> int:
    """How many reports the case has."""
    return int(case.rows("SELECT count(*) FROM reports")[0][0])


def add_story_change(case: Case, change: StoryChange) -> None:
    """Keeps what became of stories that stood."""
    case.execute(
        "INSERT INTO story_changes (at, kind, before, after, why) VALUES (?, ?, ?, ?, ?)",
        (change.at, change.kind, as_json(change.before), as_json(change.after), change.why),
    )


def load_story_changes(case: Case) -> tuple[StoryChange, ...]:
    """All merges and splits, oldest first."""
    rows = case.rows("SELECT kind, before, after, why, at FROM story_changes ORDER BY number")
    return tuple(
        StoryChange(kind, tuple(json.loads(before)), tuple(json.loads(after)), why, at)
        for kind, before, after, why, at in rows
    )
