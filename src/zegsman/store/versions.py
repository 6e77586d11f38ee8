"""Versions of reports in the case file: which report stands at an address now, and which stood there before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.record.report import content_id
from zegsman.store.case import as_json

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from zegsman.store.case import Case


_MANY = 100
"""Reports from which one look at all versions is cheaper than one for each of them."""


@dataclass(frozen=True, slots=True)
class Version:
    """One report in a thread of versions: what stood at an address, one after the other."""

    thread: str
    position: int
    report: str
    address: str
    seen_at: str
    """UTC, ISO 8601."""


def threads_at(case: Case, address: str) -> tuple[Version, ...]:
    """The last version of every thread that has stood at an address, the latest seen first."""
    query = """
        SELECT thread, position, report, address, seen_at FROM versions AS v
        WHERE thread IN (SELECT thread FROM versions WHERE address = ?)
            AND position = (SELECT max(position) FROM versions WHERE thread = v.thread)
        ORDER BY seen_at DESC, thread
    """
    return tuple(Version(*row) for row in case.rows(query, (address,)))


def add_version(case: Case, report: str, address: str, *, at: str, thread: str | None = None) -> None:
    """Keeps that a report now stands at an address: as the next version of a thread, or as the first of a new one.

    A report that is the last of its thread already is not added again.
    """
    with case.transaction():
        home = thread or content_id("thread", address, report)
        rows = case.rows(
            "SELECT position, report FROM versions WHERE thread = ? ORDER BY position DESC LIMIT 1", (home,)
        )
        if rows and rows[0][1] == report:
            return
        case.execute(
            "INSERT INTO versions (thread, position, report, address, seen_at) VALUES (?, ?, ?, ?, ?)",
            (home, rows[0][0] + 1 if rows else 0, report, address, at),
        )


def replaced_reports(case: Case, ids: Collection[str] | None = None) -> dict[str, str]:
    """Each report, or each of these, that stands nowhere any more, and the next version of it.

    A report that was changed at one address and stands unchanged at another still stands.
    """
    query = """
        SELECT v.report, following.report
        FROM versions AS v JOIN versions AS following
            ON following.thread = v.thread AND following.position = v.position + 1
        WHERE {condition} NOT EXISTS (
            SELECT 1 FROM versions AS s WHERE s.report = v.report AND NOT EXISTS (
                SELECT 1 FROM versions AS n WHERE n.thread = s.thread AND n.position = s.position + 1
            )
        )
        ORDER BY v.thread, v.position
    """
    if ids is None or len(ids) > _MANY:
        return dict(case.rows(query.format(condition="")))
    of_one = query.format(condition="v.report = ? AND")
    return {report: following for id in ids for report, following in case.rows(of_one, (id,))}


def reports_in_threads(case: Case, reports: Sequence[str]) -> tuple[str, ...]:
    """All versions that share a thread with one of these reports, themselves included."""
    query = """
        SELECT DISTINCT report FROM versions WHERE thread IN (
            SELECT thread FROM versions WHERE report IN (SELECT value FROM json_each(?))
        ) ORDER BY report
    """
    return tuple(row[0] for row in case.rows(query, (as_json(list(reports)),)))


def copy_versions(case: Case, other: Case) -> None:
    """Gives another case, which has the same reports, the versions that this one has."""
    columns = "thread, position, report, address, seen_at"
    other.execute_many(
        f"INSERT INTO versions ({columns}) VALUES (?, ?, ?, ?, ?) ON CONFLICT (thread, position) "
        "DO UPDATE SET report = excluded.report, address = excluded.address, seen_at = excluded.seen_at",
        case.rows(f"SELECT {columns} FROM versions"),
    )
