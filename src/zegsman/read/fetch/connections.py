"""Connections to public addresses only, checked where they really lead, and cut off at a deadline."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import socket
import ssl
import threading
from typing import TYPE_CHECKING

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection

from zegsman.errors import FetchError, FetchRefused
from zegsman.read.fetch.addresses import is_public

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zegsman.read.fetch.addresses import Address

_MOST_PLACES = 4
"""Addresses of one host that are tried one after the other."""


def resolve_host(host: str, port: int) -> list[tuple[int, str]]:
    """Family and IP address of everything that a host name stands for.

    Raises:
        FetchError: if the name is not known.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"the host {host} is not known ({error})", passing=True) from error
    return list(dict.fromkeys((int(family), str(place[0])) for family, _, _, _, place in found))


class _Guard:
    """Opens the socket of one connection, and can cut it off from another thread."""

    def __init__(
        self, address: Address, *, allow_private: bool, resolve: Callable[[str, int], list[tuple[int, str]]]
    ) -> None:
        self.address, self.allow_private, self.resolve = address, allow_private, resolve
        self.is_cut = False
        self._twin: socket.socket | None = None

    def connect(self, timeout_s: float) -> socket.socket:
        """A connected socket.

        The addresses that the name stands for are checked and one of them is connected to, so a name that stands
        for another address a moment later changes nothing.
        """
        failure: OSError | None = None
        places = self.resolve(self.address.host, self.address.port)
        allowed = [(family, ip) for family, ip in places if self.allow_private or _is_public(ip)]
        if not allowed:
            raise FetchRefused(
                f"{self.address.host} stands for {', '.join(ip for _, ip in places) or 'nothing'}, which is no public "
                "address; addresses of this machine or a private network are not fetched"
            )
        for family, ip in allowed[:_MOST_PLACES]:
            sock = socket.socket(family, socket.SOCK_STREAM)
            try:
                sock.settimeout(timeout_s)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                sock.connect((ip, self.address.port))
                if not self.allow_private and not _is_public(str(sock.getpeername()[0])):
                    raise FetchRefused(
                        f"{self.address.host} led to {sock.getpeername()[0]}, which is no public address"
                    )
                self.close()
                self._twin = socket.socket(family, socket.SOCK_STREAM, fileno=os.dup(sock.fileno()))
                if self.is_cut:
                    raise TimeoutError("the time for this answer is over")
            except OSError as error:
                sock.close()
                failure = error
            except BaseException:
                sock.close()
                raise
            else:
                return sock
        raise FetchError(f"no connection to {self.address.site} ({failure})", passing=True)

    def cut_off(self) -> None:
        """Ends the connection whatever waits for it; also from another thread, also under TLS."""
        self.is_cut = True
        if (twin := self._twin) is not None:
            with contextlib.suppress(OSError):
                twin.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Lets go of the second handle on the socket; the connection itself is its owner's to close."""
        if self._twin is not None:
            self._twin.close()
            self._twin = None


def _is_public(ip: str) -> bool:
    return is_public(ipaddress.ip_address(ip.partition("%")[0]))


class _Plain(HTTPConnection):
    guard: _Guard
    connect_timeout_s: float

    def _new_conn(self) -> socket.socket:
        return self.guard.connect(self.connect_timeout_s)


class _Secure(HTTPSConnection):
    guard: _Guard
    connect_timeout_s: float

    def _new_conn(self) -> socket.socket:
        return self.guard.connect(self.connect_timeout_s)


class Connection:
    """The one connection to a site: kept open between requests where the site allows it.

    Args:
        address: Of anything at the site.
        timeout_s: For silence of the site while it answers.
        connect_timeout_s: For each of its addresses that is tried.
        allow_private: Whether it may stand for an address that is not public.
        resolve: Host and port to families and IP addresses.
        context: TLS; the system's trust by default.
    """

    def __init__(
        self,
        address: Address,
        *,
        timeout_s: float,
        connect_timeout_s: float,
        allow_private: bool,
        resolve: Callable[[str, int], list[tuple[int, str]]] = resolve_host,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.used_at = 0.0
        self._guard = _Guard(address, allow_private=allow_private, resolve=resolve)
        self.http: _Plain | _Secure
        if address.scheme == "https":
            trust = context or trusting_context()
            self.http = _Secure(address.host, address.port, timeout=timeout_s, ssl_context=trust)
        else:
            self.http = _Plain(address.host, address.port, timeout=timeout_s)
        self.http.guard, self.http.connect_timeout_s = self._guard, connect_timeout_s

    @contextlib.contextmanager
    def deadline(self, seconds: float) -> Iterator[_Guard]:
        """Cuts the connection off if what is inside takes longer; `is_cut` of what it gives tells."""
        timer = threading.Timer(seconds, self._guard.cut_off)
        timer.daemon = True
        timer.start()
        try:
            yield self._guard
        finally:
            timer.cancel()

    def close(self) -> None:
        """Closes the connection."""
        self.http.close()
        self._guard.close()


def trusting_context() -> ssl.SSLContext:
    """TLS as the system trusts it, with Mozilla's certificates besides, for systems that have none."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
