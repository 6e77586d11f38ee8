"""Reports and their originals in the case file, and the receipts of every reading."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zegsman.record.report import Report
from zegsman.store.case import as_json
from zegsman.store.forms import from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zegsman.store.case import Case

_COLUMNS = ("id", "sha256", "text")
"""Fields of a report with a column of their own; the others stand in `about`."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one input: taken, known already, or refused and why."""

    path: str
    outcome: str
    report: str | None = None
    reason: str | None = None
    at: str = ""
    """UTC, ISO 8601."""


def add_report(case: Case, report: Report, original: bytes, *, at: str) -> bool:
    """Keeps a report and the bytes it was read from; False, and nothing kept, where those bytes are there already."""
    plain: dict[str, Any] = to_plain(report, Report)
    about = as_json({name: value for name, value in plain.items() if name not in _COLUMNS})
    with case.transaction():
        if has_bytes(case, report.sha256):
            return False
        case.execute(
            "INSERT INTO originals (sha256, data, n_bytes, received_at) VALUES (?, ?, ?, ?)",
            (report.sha256, original, len(original), at),
        )
        case.execute(
            "INSERT INTO reports (id, sha256, text, about) VALUES (?, ?, ?, ?)",
            (report.id, report.sha256, report.text, about),
        )
    return True


def has_bytes(case: Case, sha256: str) -> bool:
    """Whether bytes with this sha256 were taken before."""
    return bool(case.rows("SELECT 1 FROM reports WHERE sha256 = ?", (sha256,)))


def report_ids(case: Case) -> tuple[str, ...]:
    """The ids of all reports, in the order in which they were taken."""
    return tuple(row[0] for row in case.rows("SELECT id FROM reports ORDER BY number"))


def load_reports(case: Case, ids: Iterable[str] | None = None) -> tuple[Report, ...]:
    """The reports with these ids, in that order; all of them in the order of taking where none are given."""
    columns = "SELECT id, sha256, text, about FROM reports"
    if ids is None:
        return tuple(_report(row) for row in case.rows(columns + " ORDER BY number"))
    found = (case.rows(columns + " WHERE id = ?", (one,)) for one in ids)
    return tuple(_report(rows[0]) for rows in found if rows)


def _report(row: tuple[Any, ...]) -> Report:
    about = json.loads(row[3])
    report: Report = from_plain({**about, **dict(zip(_COLUMNS, row[:3], strict=True))}, Report)
    return report


def load_original(case: Case, sha256: str) -> bytes | None:
    """The bytes as received, None where the case does not have them."""
    rows = case.rows("SELECT data FROM originals WHERE sha256 = ?", (sha256,))
    return bytes(rows[0][0]) if rows else None


def add_receipt(case: Case, receipt: Receipt) -> None:
    """Keeps what became of an input."""
    case.execute(
        "INSERT INTO receipts (path, outcome, report, reason, at) VALUES (?, ?, ?, ?, ?)",
        (receipt.path, receipt.outcome, receipt.report, receipt.reason, receipt.at),
    )


def load_receipts(case: Case) -> tuple[Receipt, ...]:
    """All receipts, oldest first."""
    rows = case.rows("SELECT path, outcome, report, reason, at FROM receipts ORDER BY number")
    return tuple(Receipt(*row) for row in rows)
