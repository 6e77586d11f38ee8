"""Versions of reports in the case file: which report stands at an address now, and which stood there before."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.record.report import content_id

if TYPE_CHECKING:
    from zegsman.store.case import Case


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


def load_versions(case: Case) -> tuple[Version, ...]:
    """All versions of reports that were changed, by thread, in order."""
    query = """
        SELECT thread, position, report, address, seen_at FROM versions
        WHERE thread IN (SELECT thread FROM versions WHERE position > 0) ORDER BY thread, position
    """
    return tuple(Version(*row) for row in case.rows(query))


def replaced_reports(case: Case) -> dict[str, str]:
    """Each report that stands nowhere any more, and the next version of it."""
    threads: dict[str, list[str]] = {}
    for version in load_versions(case):
        threads.setdefault(version.thread, []).append(version.report)
    # A report that was changed at one address and stands unchanged at another still stands.
    standing = {reports[-1] for reports in threads.values()}
    standing |= {row[0] for row in case.rows("SELECT max(report) FROM versions GROUP BY thread HAVING count(*) = 1")}
    return {
        report: following
        for reports in threads.values()
        for report, following in itertools.pairwise(reports)
        if report not in standing
    }


def copy_versions(case: Case, other: Case) -> None:
    """Gives another case, which has the same reports, the versions that this one has."""
    columns = "thread, position, report, address, seen_at"
    other.execute_many(
        f"INSERT OR REPLACE INTO versions ({columns}) VALUES (?, ?, ?, ?, ?)",
        case.rows(f"SELECT {columns} FROM versions"),
    )
