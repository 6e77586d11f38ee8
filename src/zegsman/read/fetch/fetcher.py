"""Fetches web addresses: politely, within limits, and from public places only."""

from __future__ import annotations

import http.client
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import urllib3
from urllib3.exceptions import HTTPError

from zegsman.errors import FetchError, FetchRefused
from zegsman.read.fetch.addresses import Address, join_address, parse_address
from zegsman.read.fetch.bodies import ACCEPTED, read_body
from zegsman.read.fetch.connections import Connection, resolve_host, trusting_context
from zegsman.read.fetch.pauses import Pauses, retry_after_s
from zegsman.read.fetch.robots import KEPT_S, READ_BYTES, Robots, parse_robots

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable
    from typing import Self

_ROBOTS_TOKEN = "zegsman"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may be another one a while later."""
_IDLE_S = 10.0
"""A connection that was not used for longer is not tried again: many sites close it after 15 seconds or less."""
_ROBOTS_FAILED_S = 600.0
"""How long a site whose robots.txt could not be had is left alone."""
_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """Within what limits, and under what name, addresses are fetched."""

    user_agent: str = "zegsman"
    """Who asks, with a way to reach them; robots.txt is read for the token `zegsman`."""
    timeout_s: float = 30.0
    """For one answer as a whole, from the first byte sent to the last received."""
    connect_timeout_s: float = 10.0
    limit_bytes: int = 20_000_000
    """Of a body, before and after it is unfolded."""
    most_redirects: int = 5
    most_tries: int = 3
    most_wait_s: float = 60.0
    """The longest pause that is waited out; a site that asks for more is left for the next time."""
    delay_s: float = 1.0
    """Between two requests to one host; a longer crawl-delay in robots.txt goes before."""
    obey_robots: bool = True
    allow_private: bool = False
    """Also addresses of this machine and of private networks: for tests, and for a newsroom's own network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer: the bytes with content and transfer codings undone, and the headers as they came."""

    url: str
    """As asked for."""
    final_url: str
    """After redirects."""
    status: int
    """200, or 304 where nothing has changed since `etag` and `last_modified`: then `body` is empty."""
    headers: tuple[tuple[str, str], ...]
    body: bytes
    redirects: tuple[str, ...] = ()

    def header(self, name: str) -> str | None:
        """The first header of a name, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def media_type(self) -> str | None:
        """The media type that the site gives, without parameters, in lower case."""
        value = self.header("content-type")
        return value.split(";")[0].strip().lower() or None if value else None

    @property
    def unchanged(self) -> bool:
        """Whether the site says that nothing has changed."""
        return self.status == 304


@dataclass
class _Site:
    """What is known of one site: its connection, its rules, when these were read."""

    lock: threading.Lock
    """Of the host: one request at a time, whatever the scheme and port."""
    connection: Connection | None = None
    robots: Robots | None = None
    robots_at: float = 0.0


class Fetcher:
    """Fetches addresses, one request at a time for each host; may be used from several threads.

    Args:
        options: Limits and name.
        clock, sleep, wall: The clock in seconds, the pause, the time of day (Unix); tests put their own here.
        resolve: Host and port to families and IP addresses.
        context: TLS; the system's trust by default.
    """

    def __init__(
        self,
        options: FetchOptions | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
        wall: Callable[[], float] = time.time,
        resolve: Callable[[str, int], list[tuple[int, str]]] = resolve_host,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.options = options or FetchOptions()
        self._clock, self._wall, self._resolve, self._context = clock, wall, resolve, context
        self._pauses = Pauses(clock=clock, sleep=sleep)
        self._sites: dict[str, _Site] = {}
        self._hosts: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes all connections."""
        for site in self._sites.values():
            if site.connection is not None:
                site.connection.close()
                site.connection = None

    def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """What stands at an address; `etag` and `last_modified` are those of the answer before, if there was one.

        Raises:
            FetchRefused: if it may not be fetched: no web address, no public address, forbidden by robots.txt.
            FetchError: if it could not be fetched; `passing` where another try later may do better.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        extra = {name: value for name, value in conditions.items() if value}
        address = parse_address(url)
        passed: list[str] = []
        while True:
            self._ask_robots(address)
            status, headers, body = self._with_tries(address, extra)
            location = next((value for name, value in headers if name.lower() == "location"), None)
            if status in _REDIRECTS and location:
                passed.append(str(address))
                address = join_address(address, location)
                if str(address) in passed or len(passed) > self.options.most_redirects:
                    raise FetchError(
                        f"{url} leads on {len(passed)} times without an end; at most {self.options.most_redirects} "
                        "redirects are followed"
                    )
                continue
            if status == 200 or (status == 304 and extra):
                return Fetched(
                    url=url, final_url=str(address), status=status, headers=headers, body=body, redirects=tuple(passed)
                )
            raise FetchError(
                f"{address} answered with status {status} ({http.client.responses.get(status, 'unknown')})",
                passing=status in _PASSING, status=status,
            )  # fmt: skip

    def post(self, url: str, body: bytes, *, media_type: str = "application/json") -> int:
        """Sends bytes to an address that the user has named, once and without following redirects; gives the status.

        Raises:
            FetchRefused: if it is no http or https address, or not public where only those are allowed.
            FetchError: if nothing takes them, or the answer is an error.
        """
        address = parse_address(url)
        headers = {"Content-Type": media_type}
        status, _, _ = self._ask(address, headers, self.options.limit_bytes, body)
        if not 200 <= status < 300:
            raise FetchError(f"{address} answered with status {status} to what was sent", passing=status in _PASSING)
        return status

    def _site(self, address: Address) -> _Site:
        with self._lock:
            lock = self._hosts.setdefault(address.host, threading.Lock())
            return self._sites.setdefault(address.site, _Site(lock))

    def _ask_robots(self, address: Address) -> None:
        if not self.options.obey_robots:
            return
        robots = self._robots(address)
        if not robots.allows(str(address), _ROBOTS_TOKEN):
            why = "could not be read" if robots.forbids_all else "forbids it to robots"
            raise FetchRefused(f"{address} is not fetched: robots.txt of {address.site} {why}")
        self._pauses.slow_down(address.host, robots.delay_s(_ROBOTS_TOKEN))

    def _robots(self, address: Address) -> Robots:
        site = self._site(address)
        if site.robots is not None:
            kept_s = _ROBOTS_FAILED_S if site.robots.forbids_all else KEPT_S
            if self._clock() - site.robots_at < kept_s:
                return site.robots
        place = Address(address.scheme, address.host, address.port, "/robots.txt")
        for _ in range(self.options.most_redirects + 1):
            try:
                status, headers, body = self._with_tries(place, {}, limit_bytes=READ_BYTES)
            except FetchError as error:
                if error.passing or isinstance(error, FetchRefused):
                    raise
                status, headers, body = 404, (), b""
            location = next((value for name, value in headers if name.lower() == "location"), None)
            if status not in _REDIRECTS or not location:
                break
            place = join_address(place, location)
        site.robots, site.robots_at = parse_robots(status, body), self._clock()
        return site.robots

    def _with_tries(
        self, address: Address, extra: dict[str, str], *, limit_bytes: int | None = None
    ) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
        """The answer, asked for again after a pause where the failure may pass."""
        for i_try in range(1, self.options.most_tries + 1):
            is_last = i_try == self.options.most_tries
            try:
                answer = self._ask(address, extra, limit_bytes or self.options.limit_bytes)
            except FetchError as error:
                if not error.passing or is_last:
                    raise
                wait_s = self.options.delay_s * 2.0**i_try
            else:
                if answer[0] not in _PASSING:
                    return answer
                asked = next((value for name, value in answer[1] if name.lower() == "retry-after"), None)
                wait_s = retry_after_s(asked, self._wall()) or self.options.delay_s * 2.0**i_try
            self._pauses.hold_back(address.host, wait_s)
            if is_last:
                return answer
            if wait_s > self.options.most_wait_s:
                raise FetchError(f"{address.host} asks to be left alone for {wait_s:.0f} seconds", passing=True)
        raise AssertionError("every try returns or raises")

    def _ask(
        self, address: Address, extra: dict[str, str], limit_bytes: int, sent: bytes | None = None
    ) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
        """One request, at its turn."""
        site = self._site(address)
        with site.lock:
            self._pauses.wait_for(address.host, self.options.delay_s, most_s=self.options.most_wait_s)
            connection = self._connection(site, address)
            keep = False
            try:
                with connection.deadline(self.options.timeout_s) as guard:
                    response = self._response(connection, address, extra, sent)
                    is_redirect = response.status in _REDIRECTS
                    body = b"" if is_redirect else read_body(response, limit_bytes=limit_bytes)
                if guard.is_cut:  # a body without a length ends as if it were whole
                    raise TimeoutError
                keep = not is_redirect
                return response.status, tuple(response.headers.items()), body
            except (HTTPError, http.client.HTTPException, OSError) as error:
                late = f"took longer than {self.options.timeout_s:g} seconds"
                what = late if guard.is_cut else f"failed ({str(error) or type(error).__name__})"
                raise FetchError(f"the answer of {address} {what}", passing=True) from error
            finally:
                connection.used_at = self._clock()
                if not keep:
                    connection.close()
                    site.connection = None

    def _connection(self, site: _Site, address: Address) -> Connection:
        """The site's connection; a new one where there is none, or where the site will have closed it by now."""
        if site.connection is not None and self._clock() - site.connection.used_at > _IDLE_S:
            site.connection.close()
            site.connection = None
        if site.connection is None:
            site.connection = Connection(
                address,
                timeout_s=self.options.timeout_s,
                connect_timeout_s=self.options.connect_timeout_s,
                allow_private=self.options.allow_private,
                resolve=self._resolve,
                context=self._tls(address),
            )
        return site.connection

    def _response(
        self, connection: Connection, address: Address, extra: dict[str, str], sent: bytes | None
    ) -> urllib3.BaseHTTPResponse:
        headers = {"User-Agent": self.options.user_agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED, **extra}
        method = "GET" if sent is None else "POST"
        connection.http.request(
            method, address.target, body=sent, headers=headers, preload_content=False, decode_content=False
        )
        return connection.http.getresponse()

    def _tls(self, address: Address) -> ssl.SSLContext | None:
        if address.scheme == "https" and self._context is None:
            self._context = trusting_context()
        return self._context
