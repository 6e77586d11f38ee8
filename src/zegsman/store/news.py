"""News of claims in the case file: what was last told of each claim, what there is to tell, and how far each place is.

What is found new is written down in the same transaction as what is known from then on, and every place that news goes
to (a file, a command, an address) has its own mark: so nothing is told twice in the list, and nothing is left out,
whenever the program is stopped.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zegsman.store.case import NO_LIMIT, as_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zegsman.store.case import Case

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """One piece of news of a claim; `number` counts up and never comes twice."""

    number: int = 0
    kind: str
    story: str
    claim: str
    at: str
    """When it was found, UTC, ISO 8601."""
    data: Json
    """What it says: the claim as it is now, why, and in which reports."""


def load_told(case: Case) -> dict[str, Json]:
    """What was last told of each claim, by its id then."""
    return {claim: json.loads(data) for claim, data in case.rows("SELECT claim, data FROM told_claims ORDER BY claim")}


def save_news(case: Case, items: Iterable[NewsItem], told: Mapping[str, Json]) -> None:
    """Keeps news together with what is told of each claim from now on."""
    with case.transaction():
        case.execute_many(
            "INSERT INTO news (kind, story, claim, at, data) VALUES (?, ?, ?, ?, ?)",
            [(one.kind, one.story, one.claim, one.at, as_json(one.data)) for one in items],
        )
        case.execute("DELETE FROM told_claims")
        case.execute_many(
            "INSERT INTO told_claims (claim, data) VALUES (?, ?)",
            [(claim, as_json(data)) for claim, data in told.items()],
        )


def load_news(case: Case, *, after: int = 0, latest: int | None = None) -> tuple[NewsItem, ...]:
    """News with a number above `after`, in order; no more than the `latest` so many."""
    query = "SELECT number, kind, story, claim, at, data FROM news WHERE number > ? ORDER BY number DESC LIMIT ?"
    rows = case.rows(query, (after, NO_LIMIT if latest is None else latest))
    return tuple(
        NewsItem(number=number, kind=kind, story=story, claim=claim, at=at, data=json.loads(data))
        for number, kind, story, claim, at, data in reversed(rows)
    )


def delivered(case: Case, place: str) -> int | None:
    """The number of the last news that a place has; None for a place that never had any."""
    rows = case.rows("SELECT number FROM deliveries WHERE place = ?", (place,))
    return int(rows[0][0]) if rows else None


def mark_delivered(case: Case, place: str, number: int) -> None:
    """Keeps that a place has all news up to a number."""
    case.execute(
        "INSERT INTO deliveries (place, number) VALUES (?, ?) "
        "ON CONFLICT (place) DO UPDATE SET number = excluded.number",
        (place, number),
    )
