"""Starts the server: where it listens, under which names it answers, whether it asks for a token."""

from __future__ import annotations

import contextlib
import gc
import secrets
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.desk.jobs import Jobs
from zegsman.desk.shelf import Shelf
from zegsman.errors import UsageError
from zegsman.web.app import build_app
from zegsman.web.guards import LOOPBACK_NAMES, Guard
from zegsman.web.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable

    from zegsman.settings import Settings

_EVERYWHERE = frozenset({"0.0.0.0", "::", ""})


@dataclass(frozen=True, slots=True)
class Listening:
    """What a server tells when it is up: its address, with the token where it asks for one."""

    address: str
    token: str | None
    may_write: bool


def serve_case(
    place: str, settings: Settings, *, host: str, port: int, who: str, tell: Callable[[Listening], None]
) -> None:
    """Serves a case until it is stopped; `tell` is called once it listens. Port 0 takes any free one.

    Raises:
        UsageError: if it cannot listen there.
        StoreError: if the case file cannot be used.
    """
    import uvicorn

    calm_collector()
    shelf = Shelf(place, settings)
    may_write = shelf.may_write()
    guard = guard_for(host, most_bytes=settings.file_limit_mb * 1_000_000 * 2)
    site = Site(shelf=shelf, jobs=Jobs(shelf), guard=guard, who=who, may_write=may_write)
    with _listening(host, port) as listener:
        name = "localhost" if host in _EVERYWHERE else host
        shown = f"[{name}]" if ":" in name else name
        query = f"/?token={guard.token}" if guard.token else "/"
        shelf.warm()
        tell(Listening(f"http://{shown}:{listener.getsockname()[1]}{query}", guard.token, may_write))
        config = uvicorn.Config(
            build_app(site), log_level="warning", access_log=False, server_header=False, proxy_headers=False,
            ws="none", timeout_keep_alive=5, limit_concurrency=64,
        )  # fmt: skip
        # Ctrl-C is how a server ends, not an error.
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def calm_collector() -> None:
    """Lets the garbage collector look less often: a large story is half a million things that live long.

    Looking through them again and again while it is loaded takes as long as loading it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def guard_for(host: str, *, most_bytes: int) -> Guard:
    """The guard of a server that listens there: beyond this machine it asks for a token made now."""
    if host in LOOPBACK_NAMES:
        return Guard(most_bytes=most_bytes)
    names = LOOPBACK_NAMES | {host.lower(), socket.gethostname().lower()}
    return Guard(names=names, any_address=host in _EVERYWHERE, token=secrets.token_urlsafe(24), most_bytes=most_bytes)


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens, so that the port is known, and a taken one told of, before anything else is done."""
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(64)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot listen on {host}, port {port}: {why}; choose another --host or --port") from error
    return listener
