"""The application: routes to pages, each request in a thread with the case open, errors without internals."""

from __future__ import annotations

import json
import logging
import secrets
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route

from zegsman.errors import CaseLocked, CaseReadOnly, JudgementError, StoreError, UsageError
from zegsman.web.api.description import describe_api
from zegsman.web.api.operations import problem
from zegsman.web.api.table import OPERATIONS
from zegsman.web.guards import TOKEN_COOKIE, BodyTooLarge, GuardedApp, Refused
from zegsman.web.languages import COOKIE, choose_language, interface_words
from zegsman.web.rendering import page, plain_page
from zegsman.web.returning import COOKIE as VISIT_COOKIE
from zegsman.web.returning import read_returning
from zegsman.web.routes import PAGES
from zegsman.web.static_files import send_static
from zegsman.web.visit import Missing, Visit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Scope

    from zegsman.tell.words import Words
    from zegsman.web.returning import Returning
    from zegsman.web.site import Site

log = logging.getLogger("zegsman.web")
MOST_FILES, MOST_FIELDS = 200, 2000
"""Parts of one form: as many reports as a person drops at once; a claim's page sends the id of each statement."""
_YEAR_S = 365 * 24 * 3600
_STORE_ERRORS: tuple[tuple[type[StoreError], int, str], ...] = (
    (CaseReadOnly, 403, "read_only"),
    (CaseLocked, 503, "locked"),
    (StoreError, 503, "no_case"),
)
"""The status that each gives, and the key of the words that say so."""


def build_app(site: Site) -> ASGIApp:
    """The application that serves a case, behind its guard."""
    routes = [Route("/static/{name}", send_static), Route("/enter", _enter(site), methods=["POST"])]
    routes += [Route(one.path, _endpoint(site, one.show, one.method), methods=[one.method]) for one in PAGES]
    routes.append(Route("/api/openapi.json", describe_api))
    routes += [Route(one.path, _endpoint(site, one.answer, one.method), methods=[one.method]) for one in OPERATIONS]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _http_error})
    return GuardedApp(app, guard=site.guard, refuse=_refuse)


def words_for(request: Request) -> Words:
    """The words in which a request is answered."""
    accepted = request.headers.get("accept-language", "")
    return interface_words(choose_language(request.cookies.get(COOKIE), accepted))


def _endpoint(site: Site, show: Callable[[Visit], Response], method: str) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        if method == "GET":
            return await run_in_threadpool(_answer, site, show, request, FormData())
        try:
            async with _sent(request) as form:
                return await run_in_threadpool(_answer, site, show, request, form)
        except BodyTooLarge:
            return _error_page(request, 413, "too_large")
        except (ValueError, ClientDisconnect):
            return _error_page(request, 400, "bad_request")

    return endpoint


@asynccontextmanager
async def _sent(request: Request) -> AsyncIterator[FormData]:
    """What a request sends: a form, or a JSON object, whose lists give a field several times.

    Raises:
        ValueError: if it is neither.
    """
    if not request.headers.get("content-type", "").startswith("application/json"):
        async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS) as form:
            yield form
        return
    given = json.loads(await request.body())
    if not isinstance(given, dict):
        raise ValueError("expected a JSON object")
    lists = ((name, value if isinstance(value, list) else [value]) for name, value in given.items())
    yield FormData([(name, str(value)) for name, values in lists for value in values if value is not None])


def _answer(site: Site, show: Callable[[Visit], Response], request: Request, form: FormData) -> Response:
    words = words_for(request)
    try:
        with site.shelf.reading() as book:
            returning = read_returning(request.cookies.get(VISIT_COOKIE), datetime.now(UTC))
            visit = Visit(request=request, site=site, words=words, book=book, returning=returning, form=form)
            try:
                answer = show(visit)
            except UsageError as error:
                return _usage_page(visit, error)
            _remember(answer, returning)
            return answer
    except JudgementError as error:
        return _error_page(request, 422, "not_judged", str(error))
    except StoreError as error:
        # The message names files of this machine; it goes to the log, not to the page.
        log.error("%s [%s]", error, error.code)
        status, why = next((status, why) for kind, status, why in _STORE_ERRORS if isinstance(error, kind))
        return _error_page(request, status, why)
    except Exception as error:
        # One page that fails must not show what the program is made of, nor end the server.
        number = secrets.token_hex(4)
        log.error("fault %s at %s %s", number, request.method, request.url.path, exc_info=error)
        return _error_page(request, 500, "fault", words.fill("web", "fault_number", number=number))


def _usage_page(visit: Visit, error: UsageError) -> Response:
    status, why = (404, "not_found") if isinstance(error, Missing) else (400, "bad_request")
    if _is_api(visit.request):
        return _error_page(visit.request, status, why, str(error))
    return page(visit, "error.html.j2", status=status, why=why, detail=str(error))


def _error_page(request: Request, status: int, why: str, detail: str = "") -> Response:
    words = words_for(request)
    if _is_api(request):
        return problem(status, words["errors"][why], detail)
    return plain_page(words, "error.html.j2", status=status, why=why, detail=detail)


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _remember(answer: Response, returning: Returning) -> None:
    """Lets the browser keep when the reader was here, for 'new since your last visit'."""
    answer.set_cookie(VISIT_COOKIE, returning.cookie, max_age=_YEAR_S, httponly=True, samesite="strict")


async def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _error_page(request, status, "not_found" if status in (404, 405) else "bad_request")


def _refuse(scope: Scope, refused: Refused) -> ASGIApp:
    request = Request(scope)
    words = words_for(request)
    if refused.status == 400:
        # Nothing of this server is shown under a name that is not its own.
        return PlainTextResponse(words["refused"][refused.why] + "\n", status_code=400)
    if refused.status == 401 and not _is_api(request):
        return plain_page(words, "enter.html.j2", status=401, wrong=False)
    return _error_page(request, refused.status, refused.why)


def _enter(site: Site) -> Callable[[Request], Awaitable[Response]]:
    """Takes the token that the reader typed and remembers it in a cookie that no script can read."""

    async def enter(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=2) as form:
            given = str(form.get("token", ""))
        if not site.guard.is_token(given):
            return plain_page(words_for(request), "enter.html.j2", status=401, wrong=True)
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(TOKEN_COOKIE, given, httponly=True, samesite="strict")
        return answer

    return enter
