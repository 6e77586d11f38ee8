"""Reports and their originals in the case file, and the receipts of every reading."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from zegsman.record.report import Report
from zegsman.store.case import as_json
from zegsman.store.forms import from_plain, to_plain
from zegsman.store.versions import replaced_reports

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zegsman.store.case import Case

_COLUMNS = ("id", "sha256", "text")
_FROM_RECEIPTS = {"received_at", "replaced_by"}
"""Fields of a report that the case works out from its receipts and versions."""
_FETCHED_AT = """coalesce(
    (SELECT min(at) FROM receipts WHERE report = reports.id AND how = 'fetched' AND outcome = 'taken'),
    (SELECT min(seen_at) FROM versions WHERE report = reports.id AND position > 0)
)"""
"""Fields of a report with a column of their own; the others stand in `about`."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one input: taken, known already, seen before under another address, or refused and why."""

    path: str
    outcome: str
    report: str | None = None
    reason: str | None = None
    at: str = ""
    """UTC, ISO 8601."""
    how: str | None = None
    """'file', 'standard input' or 'fetched'."""
    url: str | None = None
    """The address at which it was seen, after redirects, or as the report gives it."""
    sha256: str | None = None
    """Of the bytes received; they may be others than those of the report where its text was seen before."""
    headers: tuple[tuple[str, str], ...] = ()
    """Of the answer that brought it, as they came."""


def add_report(case: Case, report: Report, original: bytes, *, at: str) -> bool:
    """Keeps a report and the bytes it was read from; False, and nothing kept, where those bytes are there already."""
    plain: dict[str, Any] = to_plain(report, Report)
    left_out = {*_COLUMNS, *_FROM_RECEIPTS}
    about = as_json({name: value for name, value in plain.items() if name not in left_out})
    with case.transaction():
        if report_of_bytes(case, report.sha256) is not None:
            return False
        add_original(case, report.sha256, original, at=at)
        case.execute(
            "INSERT INTO reports (id, sha256, text, about) VALUES (?, ?, ?, ?)",
            (report.id, report.sha256, report.text, about),
        )
    return True


def add_original(case: Case, sha256: str, data: bytes, *, at: str) -> None:
    """Keeps bytes as received; those that are there already stay as they are."""
    case.execute(
        "INSERT INTO originals (sha256, data, n_bytes, received_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (sha256, data, len(data), at),
    )


def report_of_bytes(case: Case, sha256: str) -> str | None:
    """The id of the report that bytes with this sha256 gave, None where they were not taken before."""
    query = """
        SELECT id FROM reports WHERE sha256 = ?1
        UNION ALL SELECT report FROM receipts WHERE sha256 = ?1 AND report IS NOT NULL LIMIT 1
    """
    rows = case.rows(query, (sha256,))
    return str(rows[0][0]) if rows else None


def reports_with_text(case: Case, text: str) -> tuple[Report, ...]:
    """The reports with exactly this text, in the order of taking."""
    # SQLite puts the value of `text = ?` in the place of `text` everywhere, and then finds no use for the index of its
    # length and beginning: it went through all reports for each new one.
    query = """
        SELECT id FROM reports
        WHERE length(text) = length(?1) AND substr(text, 1, 160) = substr(?1, 1, 160) AND text || '' = ?1
        ORDER BY number
    """
    return load_reports(case, [row[0] for row in case.rows(query, (text,))])


def reports_called(case: Case, name: str) -> tuple[str, ...]:
    """The ids of the reports that have a name: their id or, where none has that, path, file name, address or title."""
    if case.rows("SELECT 1 FROM reports WHERE id = ?", (name,)):
        return (name,)
    rows = case.rows("SELECT id, url, title, path FROM reports ORDER BY number")
    return tuple(id for id, url, title, path in rows if name in (url, title, path) or PurePath(path or "").name == name)


def report_ids(case: Case) -> tuple[str, ...]:
    """The ids of all reports, in the order in which they were taken."""
    return tuple(row[0] for row in case.rows("SELECT id FROM reports ORDER BY number"))


def arrived_since(case: Case, moment: str) -> dict[str, str]:
    """When each report that was taken after a moment (UTC, ISO 8601) was taken."""
    query = """
        SELECT reports.id, originals.received_at FROM reports JOIN originals ON originals.sha256 = reports.sha256
        WHERE originals.received_at > ? ORDER BY reports.number
    """
    return dict(case.rows(query, (moment,)))


def load_reports(case: Case, ids: Iterable[str] | None = None) -> tuple[Report, ...]:
    """The reports with these ids, in that order; all of them in the order of taking where none are given."""
    columns = f"SELECT id, sha256, text, about, {_FETCHED_AT} FROM reports"
    if ids is None:
        replaced = replaced_reports(case)
        return tuple(_report(row, replaced) for row in case.rows(columns + " ORDER BY number"))
    wanted = list(ids)
    replaced = replaced_reports(case, wanted)
    found = (case.rows(columns + " WHERE id = ?", (one,)) for one in wanted)
    return tuple(_report(rows[0], replaced) for rows in found if rows)


def _report(row: tuple[Any, ...], replaced: Mapping[str, str]) -> Report:
    about = json.loads(row[3])
    known = {**dict(zip(_COLUMNS, row[:3], strict=True)), "received_at": row[4], "replaced_by": replaced.get(row[0])}
    report: Report = from_plain({**about, **known}, Report)
    return report


def load_original(case: Case, sha256: str) -> bytes | None:
    """The bytes as received, None where the case does not have them."""
    rows = case.rows("SELECT data FROM originals WHERE sha256 = ?", (sha256,))
    return bytes(rows[0][0]) if rows else None


def add_receipt(case: Case, receipt: Receipt) -> None:
    """Keeps what became of an input."""
    case.execute(
        "INSERT INTO receipts (path, outcome, report, reason, at, how, url, sha256, headers) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            receipt.path, receipt.outcome, receipt.report, receipt.reason, receipt.at, receipt.how, receipt.url,
            receipt.sha256, as_json(receipt.headers) if receipt.headers else None,
        ),
    )  # fmt: skip


def load_receipts(case: Case, *, report: str | None = None) -> tuple[Receipt, ...]:
    """All receipts, or those of one report, oldest first."""
    where, values = (" WHERE report = ?", (report,)) if report is not None else ("", ())
    query = f"SELECT path, outcome, report, reason, at, how, url, sha256, headers FROM receipts{where} ORDER BY number"
    return tuple(_receipt(row) for row in case.rows(query, values))


def refused_inputs(case: Case) -> tuple[Receipt, ...]:
    """The inputs that were refused when they were last given, with the reason, in the order of their refusal."""
    query = """
        SELECT path, outcome, report, reason, at, how, url, sha256, headers FROM receipts AS r
        WHERE outcome = 'refused' AND number = (SELECT max(number) FROM receipts WHERE path = r.path) ORDER BY number
    """
    return tuple(_receipt(row) for row in case.rows(query))


def is_refused(case: Case, path: str) -> bool:
    """Whether an input was refused when it was last given."""
    rows = case.rows("SELECT outcome FROM receipts WHERE path = ? ORDER BY number DESC LIMIT 1", (path,))
    return bool(rows) and rows[0][0] == "refused"


def _receipt(row: tuple[Any, ...]) -> Receipt:
    headers = tuple((name, value) for name, value in json.loads(row[8] or "[]"))
    return replace(Receipt(*row[:8]), headers=headers)
