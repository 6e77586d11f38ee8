"""The front page: the stories of the case, and what is new since the reader was last here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from zegsman.desk.near_stories import near_by_story
from zegsman.desk.overview import arrivals, story_summaries
from zegsman.desk.questions import story_rows
from zegsman.tell.index import STATUS_ORDER
from zegsman.web.addresses import local_address
from zegsman.web.languages import COOKIE as LANGUAGE_COOKIE
from zegsman.web.pages.searching import SEARCH_FIELDS
from zegsman.web.paging import cut
from zegsman.web.rendering import page
from zegsman.web.visit import KEYS_COOKIE

if TYPE_CHECKING:
    from starlette.responses import Response

    from zegsman.web.visit import Visit

STORIES_SHOWN = 30
_YEAR_S = 365 * 24 * 3600


def show_case(visit: Visit) -> Response:
    """The stories, what is new first, then the one with most reports."""
    since = visit.returning.since_text
    fresh = arrivals(visit.book, since) if since else {}
    rows = story_rows(visit.book)
    n_fresh = {row.id: len(fresh.keys() & set(row.reports)) for row in rows} if fresh else {}
    rows = tuple(sorted(rows, key=lambda row: not n_fresh.get(row.id)))
    part = cut(rows, visit.asked("page"), STORIES_SHOWN)
    return page(
        visit,
        "case.html.j2",
        part=part,
        stories=story_summaries(visit.book, part.items),
        n_fresh=n_fresh,
        near=near_by_story(visit.book, rows),
        n_reports=sum(len(row.reports) for row in rows),
        asked=dict.fromkeys(SEARCH_FIELDS, ""),
        statuses=STATUS_ORDER,
    )


def show_help(visit: Visit) -> Response:
    """How the pages are read and worked with: the marks, the keys."""
    return page(visit, "help.html.j2")


def keep_preferences(visit: Visit) -> Response:
    """Keeps the reader's language and whether keys work, and goes back to where he was."""
    answer = RedirectResponse(local_address(visit.given("back")), status_code=303)
    if language := visit.given("language"):
        answer.set_cookie(LANGUAGE_COOKIE, language, max_age=_YEAR_S, httponly=True, samesite="strict")
    if keys := visit.given("keys"):
        answer.set_cookie(KEYS_COOKIE, keys, max_age=_YEAR_S, httponly=True, samesite="strict")
    return answer
