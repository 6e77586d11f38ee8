"""The application: routes to pages, each request in a thread with the case open, errors without internals."""

from __future__ import annotations

import logging
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route

from zegsman.errors import CaseLocked, CaseReadOnly, JudgementError, StoreError, UsageError, ZegsmanError
from zegsman.web.guards import TOKEN_COOKIE, BodyTooLarge, GuardedApp, Refused
from zegsman.web.languages import COOKIE, choose_language, interface_words
from zegsman.web.rendering import page, plain_page
from zegsman.web.returning import COOKIE as VISIT_COOKIE
from zegsman.web.returning import read_returning
from zegsman.web.routes import PAGES
from zegsman.web.static_files import send_static
from zegsman.web.visit import Missing, Visit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.datastructures import FormData
    from starlette.responses import Response
    from starlette.types import ASGIApp, Scope

    from zegsman.tell.words import Words
    from zegsman.web.returning import Returning
    from zegsman.web.routes import Page
    from zegsman.web.site import Site

log = logging.getLogger("zegsman.web")
MOST_FILES, MOST_FIELDS = 200, 50
"""Parts of one form: as many reports as a person drops at once, and more fields than any form here has."""
_YEAR_S = 365 * 24 * 3600
_STATUSES: tuple[tuple[type[ZegsmanError], int, str], ...] = (
    (Missing, 404, "not_found"),
    (JudgementError, 422, "not_judged"),
    (UsageError, 400, "bad_request"),
    (CaseReadOnly, 403, "read_only"),
    (CaseLocked, 503, "locked"),
    (StoreError, 503, "no_case"),
)
"""Errors that pages meet, the status each gives, and the key of the words that say so."""


def build_app(site: Site) -> ASGIApp:
    """The application that serves a case, behind its guard."""
    routes = [Route("/static/{name}", send_static), Route("/enter", _enter(site), methods=["POST"])]
    routes += [Route(one.path, _endpoint(site, one), methods=[one.method]) for one in PAGES]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _http_error})
    return GuardedApp(app, guard=site.guard, refuse=_refuse)


def words_for(request: Request) -> Words:
    """The words in which a request is answered."""
    accepted = request.headers.get("accept-language", "")
    return interface_words(choose_language(request.cookies.get(COOKIE), accepted))


def _endpoint(site: Site, one: Page) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        if one.method == "GET":
            return await run_in_threadpool(_answer, site, one, request, {})
        try:
            async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS) as form:
                return await run_in_threadpool(_answer, site, one, request, form)
        except BodyTooLarge:
            return plain_page(words_for(request), "error.html.j2", status=413, why="too_large", detail="")

    return endpoint


def _answer(site: Site, one: Page, request: Request, form: FormData | dict[str, str]) -> Response:
    words = words_for(request)
    try:
        with site.shelf.reading() as book:
            returning = read_returning(request.cookies.get(VISIT_COOKIE), datetime.now(UTC))
            visit = Visit(request=request, site=site, words=words, book=book, returning=returning, form=form)
            try:
                answer = one.show(visit)
                _remember(answer, returning)
                return answer
            except (Missing, JudgementError, UsageError) as error:
                status, why = _status_of(error)
                return page(visit, "error.html.j2", status=status, why=why, detail=str(error))
    except StoreError as error:
        # The message names files of this machine; it goes to the log, not to the page.
        log.error("%s [%s]", error, error.code)
        status, why = _status_of(error)
        return plain_page(words, "error.html.j2", status=status, why=why, detail="")
    except Exception as error:
        # One page that fails must not show what the program is made of, nor end the server.
        return _fault(request, error)


def _remember(answer: Response, returning: Returning) -> None:
    """Lets the browser keep when the reader was here, for 'new since your last visit'."""
    answer.set_cookie(VISIT_COOKIE, returning.cookie, max_age=_YEAR_S, httponly=True, samesite="strict")


def _status_of(error: ZegsmanError) -> tuple[int, str]:
    return next((status, why) for kind, status, why in _STATUSES if isinstance(error, kind))


async def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    why = "not_found" if status in (404, 405) else "bad_request"
    return plain_page(words_for(request), "error.html.j2", status=status, why=why, detail="")


def _fault(request: Request, error: Exception) -> Response:
    number = secrets.token_hex(4)
    log.error("fault %s at %s %s", number, request.method, request.url.path, exc_info=error)
    return plain_page(words_for(request), "error.html.j2", status=500, why="fault", detail=number)


def _refuse(scope: Scope, refused: Refused) -> ASGIApp:
    words = words_for(Request(scope))
    if refused.status == 401 and scope["method"] == "GET":
        return plain_page(words, "enter.html.j2", status=401, back=scope["path"], wrong=False)
    if refused.status == 400:
        # Nothing of this server is shown under a name that is not its own.
        return PlainTextResponse(words["refused"][refused.why] + "\n", status_code=400)
    return plain_page(words, "error.html.j2", status=refused.status, why=refused.why, detail="")


def _enter(site: Site) -> Callable[[Request], Awaitable[Response]]:
    """Takes the token that the reader typed and remembers it in a cookie that no script can read."""

    async def enter(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=2) as form:
            given = str(form.get("token", ""))
        if not site.guard.is_token(given):
            return plain_page(words_for(request), "enter.html.j2", status=401, back="/", wrong=True)
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(TOKEN_COOKIE, given, httponly=True, samesite="strict")
        return answer

    return enter
