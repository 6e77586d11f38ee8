"""The front page: the stories of the case, and what is new since the reader was last here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from zegsman.desk.questions import story_rows
from zegsman.web.addresses import local_address
from zegsman.web.languages import COOKIE as LANGUAGE_COOKIE
from zegsman.web.rendering import page
from zegsman.web.visit import KEYS_COOKIE

if TYPE_CHECKING:
    from starlette.responses import Response

    from zegsman.web.visit import Visit

_YEAR_S = 365 * 24 * 3600


def show_case(visit: Visit) -> Response:
    """The stories, the one with most reports first."""
    return page(visit, "case.html.j2", rows=story_rows(visit.book))


def keep_preferences(visit: Visit) -> Response:
    """Keeps the reader's language and whether keys work, and goes back to where he was."""
    answer = RedirectResponse(local_address(visit.given("back")), status_code=303)
    if language := visit.given("language"):
        answer.set_cookie(LANGUAGE_COOKIE, language, max_age=_YEAR_S, httponly=True, samesite="strict")
    if keys := visit.given("keys"):
        answer.set_cookie(KEYS_COOKIE, keys, max_age=_YEAR_S, httponly=True, samesite="strict")
    return answer
