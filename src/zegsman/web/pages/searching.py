"""Searching the case: claims, statements, reports, entities and sources, with filters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from zegsman.desk.questions import Hit, Question, find_in_case, story_rows
from zegsman.tell.index import STATUS_ORDER, anchor
from zegsman.web.addresses import story_address, with_query
from zegsman.web.rendering import page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.responses import Response

    from zegsman.web.visit import Visit

KINDS = ("claim", "entity", "source", "report", "statement")
"""In the order in which hits are shown: what answers first, then where it stands."""
SEARCH_FIELDS = ("words", "who", "where", "outlet", "language", "status", "since", "until")
MOST_HITS = 200


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The hits of one kind, and where more of them are shown; no address where these are all."""

    kind: str
    hits: tuple[Hit, ...]
    more: str


def show_search(visit: Visit) -> Response:
    """What the query finds; the form alone where it asks nothing."""
    limit = visit.site.shelf.settings.search_limit
    asked = {name: visit.asked(name)[:300] for name in SEARCH_FIELDS}
    question = question_of(asked, limit)
    hits = find_in_case(visit.book, replace(question, limit=MOST_HITS if visit.asked("all") else limit + 1))
    return page(
        visit,
        "search.html.j2",
        asked=asked,
        groups=_groups(visit, hits, asked, limit),
        titles={row.id: row.title for row in story_rows(visit.book)},
        address_of=address_of,
        is_asked=any(asked.values()),
        statuses=STATUS_ORDER,
    )


def question_of(asked: dict[str, str], limit: int) -> Question:
    """What the fields of a form ask; a day or status that is none is passed over."""
    return Question(
        words=asked["words"],
        who=asked["who"] or None,
        where=asked["where"] or None,
        outlet=asked["outlet"] or None,
        language=asked["language"] or None,
        status=asked["status"] if asked["status"] in STATUS_ORDER else None,
        since=_day(asked["since"]),
        until=_day(asked["until"]),
        limit=limit,
    )


def address_of(hit: Hit) -> str:
    """The page on which a hit stands; empty for a report that is in no story yet."""
    if hit.story is None:
        return ""
    if hit.kind == "statement":
        return f"{story_address(hit.story, 'claim', hit.id)}#{anchor('s', hit.id)}"
    return story_address(hit.story, hit.kind, hit.id)


def _groups(visit: Visit, hits: Sequence[Hit], asked: dict[str, str], limit: int) -> list[HitGroup]:
    only = visit.asked("all")
    groups = []
    for kind in KINDS:
        found = [hit for hit in hits if hit.kind == kind]
        if only in KINDS:
            if kind == only and found:
                groups.append(HitGroup(kind, tuple(found), ""))
        elif found:
            more = with_query({**asked, "all": kind}) if len(found) > limit else ""
            groups.append(HitGroup(kind, tuple(found[:limit]), more))
    return groups


def _day(given: str) -> str | None:
    try:
        return date.fromisoformat(given).isoformat() if given else None
    except ValueError:
        return None
