"""Which reports are near one another, in the case file: looked up by shared names and terms within a span of days."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from zegsman.store.case import NO_LIMIT, as_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zegsman.store.case import Case

ANY_DAY = 0
"""Day of a report that has none, or only a year: it may be near a report of any day."""

MOST_LETTERS = 200
"""Letters of a name or term that it is looked up by: what is longer is no word, and no index holds it."""

Keys = dict[str, float]


def save_profile(case: Case, report: str, profile: Mapping[str, Any]) -> None:
    """Keeps a report's profile: language, first and last day as ordinals or None, names and terms with their counts."""
    case.execute(
        "INSERT INTO profiles (report, language, first_day, last_day, names, terms) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (report) DO UPDATE SET language = excluded.language, first_day = excluded.first_day, "
        "last_day = excluded.last_day, names = excluded.names, terms = excluded.terms",
        (
            report, profile["language"], profile["first"], profile["last"], as_json(profile["names"]),
            as_json(profile["terms"]),
        ),
    )  # fmt: skip


def load_profiles(case: Case, reports: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The profiles of those reports that have one, as `save_profile` takes them."""
    query = "SELECT report, language, first_day, last_day, names, terms FROM profiles WHERE report = ?"
    for one in reports:
        for report, language, first, last, names, terms in case.rows(query, (one,)):
            yield report, {
                "language": language, "first": first, "last": last,
                "names": json.loads(names), "terms": json.loads(terms),
            }  # fmt: skip


def days_and_languages(case: Case, reports: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The profiles of reports without what is looked up by: names and terms are empty."""
    query = """
        SELECT report, language, first_day, last_day FROM profiles
        WHERE report IN (SELECT value FROM json_each(?)) ORDER BY report
    """
    for report, language, first, last in case.rows(query, (as_json(list(reports)),)):
        yield report, {"language": language, "first": first, "last": last, "names": {}, "terms": {}}


def placed_reports(case: Case, *, first: int | None = None) -> tuple[str, ...]:
    """The reports that have a profile, by id; only the first so many where that is given.

    Ids are hashed from content, so the first ones are a sample that does not depend on the order of taking.
    """
    query = "SELECT report FROM profiles ORDER BY report LIMIT ?"
    return tuple(row[0] for row in case.rows(query, (NO_LIMIT if first is None else first,)))


def forget_profile(case: Case, report: str) -> None:
    """Takes a report out of everything that is looked up."""
    for _, profile in load_profiles(case, [report]):
        day = ANY_DAY if profile["first"] is None else profile["first"]
        keys = [*(f"n:{key}" for key in profile["names"]), *(f"t:{key}" for key in profile["terms"])]
        for at in {day, ANY_DAY}:
            case.execute_many(
                "DELETE FROM postings WHERE key = ? AND day = ? AND report = ?",
                [(key[:MOST_LETTERS], at, report) for key in keys],
            )
    case.execute("DELETE FROM profiles WHERE report = ?", (report,))
    for other in neighbours(case, report):
        case.execute("DELETE FROM nearness WHERE report = ? AND other = ?", (other, report))
    case.execute("DELETE FROM nearness WHERE report = ?", (report,))


def forget_nearness(case: Case) -> None:
    """Empties what is looked up; the profiles stay."""
    for table in ("postings", "nearness", "rarities"):
        case.execute(f"DELETE FROM {table}")


def save_rarities(case: Case, names: Keys, terms: Keys) -> None:
    """Keeps in how many of a fixed number of reports each name and term stands."""
    rows = [("name", key, n) for key, n in names.items()] + [("term", key, n) for key, n in terms.items()]
    case.execute_many("INSERT INTO rarities (kind, key, n) VALUES (?, ?, ?)", rows)


def load_rarities(case: Case) -> tuple[Keys, Keys]:
    """What `save_rarities` was given."""
    found: dict[str, Keys] = {"name": {}, "term": {}}
    for kind, key, n in case.rows("SELECT kind, key, n FROM rarities"):
        found[kind][key] = n
    return found["name"], found["term"]


def add_postings(case: Case, report: str, day: int, keys: Keys) -> None:
    """Makes a report known under its keys on its day."""
    case.execute_many(
        "INSERT INTO postings (key, day, report, weight) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (key, day, report) DO UPDATE SET weight = excluded.weight",
        [(key[:MOST_LETTERS], day, report, weight) for key, weight in keys.items()],
    )


def shared_weights(case: Case, keys: Keys, days: tuple[int, int] | None, least: float) -> list[tuple[str, float]]:
    """The reports that share keys: the sum of the products of both weights, where it is at least `least`.

    Args:
        case: The case.
        keys: Keys with their weights.
        days: First and last day looked at, besides reports of any day; None for all.
        least: Sum below which a report is left out.
    """
    first, last = days or (ANY_DAY + 1, 2**30)
    wanted = {key[:MOST_LETTERS]: weight for key, weight in keys.items()}
    query = """
        SELECT report, sum(product) AS shared FROM (
            SELECT report, weight * CAST(own.value AS DOUBLE PRECISION) AS product FROM json_each(?1) AS own
            CROSS JOIN postings WHERE postings.key = own.key AND day BETWEEN ?2 AND ?3
            UNION ALL
            SELECT report, weight * CAST(own.value AS DOUBLE PRECISION) FROM json_each(?1) AS own
            CROSS JOIN postings WHERE postings.key = own.key AND day = ?4
        ) AS found GROUP BY report HAVING sum(product) >= ?5 ORDER BY report
    """
    rows = case.rows(query, (as_json(wanted), first, last, ANY_DAY, least))
    return [(report, shared) for report, shared in rows]


def save_nearness(case: Case, report: str, near: Iterable[tuple[str, float]]) -> None:
    """Keeps how near a report is to others, both ways."""
    rows = [row for other, score in near for row in ((report, other, score), (other, report, score))]
    case.execute_many(
        "INSERT INTO nearness (report, other, score) VALUES (?, ?, ?) "
        "ON CONFLICT (report, other) DO UPDATE SET score = excluded.score",
        rows,
    )


def neighbours(case: Case, report: str, most: int = NO_LIMIT) -> tuple[str, ...]:
    """The reports that are near one, the nearest first; at most so many."""
    query = "SELECT other FROM nearness WHERE report = ? ORDER BY score DESC, other LIMIT ?"
    return tuple(row[0] for row in case.rows(query, (report, most)))
