"""What every request passes before a page sees it, and every answer on its way out.

A page of another site must learn nothing and change nothing here: the name under which this server was asked for is
checked (DNS rebinding), so is where a change comes from (cross-site requests), and what may run or load in a page is
only what this package ships (Content-Security-Policy), whatever a report holds.
"""

from __future__ import annotations

import hmac
import ipaddress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    # 'no-referrer' would make browsers hide where a form comes from, and that is what `_is_own` looks at.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}
"""Sent with every answer that does not set them itself."""
TOKEN_COOKIE = "zegsman_token"
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a request goes no further: the status, and the key of the words that say so."""

    status: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Which requests are let in.

    `names` are the host names under which the server may be asked for; an address counts as a name where
    `any_address` is set, since no foreign name can be pointed at an address. With a `token` every request must carry
    it, in its cookie, its query (`?token=`) or as a bearer.
    """

    names: frozenset[str] = LOOPBACK_NAMES
    any_address: bool = False
    token: str | None = None
    most_bytes: int = 50_000_000
    open_paths: tuple[str, ...] = field(default=("/static/", "/enter"))
    """Paths that need no token: what the page that asks for it is made of."""

    def look_at(self, method: str, path: str, query: str, headers: Mapping[str, str]) -> Refused | None:
        """Why a request is refused; None where it may pass."""
        host = headers.get("host", "")
        if not self._is_known(host):
            return Refused(400, "foreign_host")
        if method not in _SAFE_METHODS and not _is_own(host, headers):
            return Refused(403, "foreign_origin")
        if not (headers.get("content-length") or "0").isdecimal():
            return Refused(400, "bad_request")
        if int(headers.get("content-length") or "0") > self.most_bytes:
            return Refused(413, "too_large")
        if self.token and not path.startswith(self.open_paths) and not self.knows_token(query, headers):
            return Refused(401, "no_token")
        return None

    def knows_token(self, query: str, headers: Mapping[str, str]) -> bool:
        """Whether the request carries the token."""
        cookie = SimpleCookie()
        cookie.load(headers.get("cookie", ""))
        given = [cookie[TOKEN_COOKIE].value] if TOKEN_COOKIE in cookie else []
        given += parse_qs(query).get("token", [])
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        given += [bearer.strip()] if scheme.lower() == "bearer" else []
        return any(self.is_token(one) for one in given)

    def is_token(self, given: str) -> bool:
        """Whether this is the token, compared in the same time whatever it is."""
        return self.token is not None and hmac.compare_digest(given.encode(), self.token.encode())

    def _is_known(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname
        except ValueError:
            return False
        if not name or "@" in host:
            return False
        if name.lower().rstrip(".") in self.names:
            return True
        return self.any_address and _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_own(host: str, headers: Mapping[str, str]) -> bool:
    """Whether a change is asked for by a page of this server, or by no page at all (a program on the machine)."""
    origin = headers.get("origin")
    if origin is not None:
        return origin.lower() in {f"http://{host.lower()}", f"https://{host.lower()}"}
    return headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}


class GuardedApp:
    """An application behind a guard; `refuse` makes the answer to a request that is not let in."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        guard: Guard,
        refuse: Callable[[Scope, Refused], ASGIApp],
    ) -> None:
        self.app = app
        self.guard = guard
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            # The server speaks plain HTTP only; start-up and shut-down pass.
            await self.app(scope, receive, send) if scope["type"] == "lifespan" else None
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        query = scope["query_string"].decode("latin-1")
        refused = self.guard.look_at(scope["method"], scope["path"], query, headers)
        app = self.refuse(scope, refused) if refused else self.app
        await app(scope, _bounded(receive, self.guard.most_bytes), _with_headers(send))


class BodyTooLarge(Exception):
    """A body that runs on beyond what was announced or allowed."""


def _bounded(receive: Receive, most_bytes: int) -> Receive:
    """The body, broken off where it passes the limit whatever length it announced."""
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most_bytes:
            raise BodyTooLarge
        return message

    return bounded


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [
                *message["headers"],
                *((n.encode(), v.encode()) for n, v in HEADERS.items() if n.encode() not in own),
            ]
        await send(message)

    return sent
