"""A person's judgements in the case file: by whom, when, why, and undone by whom."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.errors import JudgementError
from zegsman.record.judgement import Judgement
from zegsman.store.case import as_json
from zegsman.store.forms import from_plain, to_plain

if TYPE_CHECKING:
    from zegsman.store.case import Case


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement with its history; `undone_at` is None while it holds."""

    number: int
    judgement: Judgement
    who: str
    at: str
    undone_by: str | None = None
    undone_at: str | None = None


def add_judgement(case: Case, judgement: Judgement, *, who: str, at: str) -> int:
    """Keeps a judgement and gives its number."""
    with case.transaction():
        case.execute(
            "INSERT INTO judgements (data, who, at) VALUES (?, ?, ?)",
            (as_json(to_plain(judgement, Judgement)), who, at),
        )
        return int(case.rows("SELECT max(number) FROM judgements")[0][0])


def undo_judgement(case: Case, number: int | None, *, who: str, at: str) -> JudgementRow:
    """Undoes a judgement, the last one that holds where no number is given; the row stays, marked.

    Raises:
        JudgementError: if there is no such judgement or it is undone already.
    """
    with case.transaction():
        held = [row for row in load_judgements(case) if row.undone_at is None]
        found = next((row for row in reversed(held) if number in (None, row.number)), None)
        if found is None:
            wanted = f"judgement {number}" if number is not None else "judgement"
            raise JudgementError(f"there is no {wanted} to undo; `zegsman judge list` shows those that hold")
        case.execute("UPDATE judgements SET undone_by = ?, undone_at = ? WHERE number = ?", (who, at, found.number))
    return JudgementRow(found.number, found.judgement, found.who, found.at, who, at)


def load_judgements(case: Case) -> tuple[JudgementRow, ...]:
    """All judgements, undone ones too, oldest first."""
    rows = case.rows("SELECT number, data, who, at, undone_by, undone_at FROM judgements ORDER BY number")
    return tuple(JudgementRow(row[0], from_plain(json.loads(row[1]), Judgement), *row[2:]) for row in rows)
