"""A web server on this machine for tests: paths to answers, with a record of what was asked."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator


@dataclass
class Answer:
    """What the server says: a status, headers, a body; `before` is called with the handler first."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    before: Callable[[BaseHTTPRequestHandler], None] | None = None
    raw: bytes | None = None
    """Sent in place of everything else."""


@dataclass
class Site:
    """A running server: `pages` may be changed while it runs; `asked` holds (path, headers) in order."""

    address: str
    pages: dict[str, Answer | list[Answer]]
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """The paths asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def a_site(pages: dict[str, Answer | list[Answer]], *, context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A server on 127.0.0.1; a list of answers is given one after the other, the last one again and again."""
    site = Site("", pages)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
            found = site.pages.get(self.path, Answer(status=404))
            answer = found if isinstance(found, Answer) else found.pop(0) if len(found) > 1 else found[0]
            if answer.before:
                answer.before(self)
            if answer.raw is not None:
                self.wfile.write(answer.raw)
                self.close_connection = True
                return
            etag = answer.headers.get("ETag")
            unchanged = bool(etag) and self.headers.get("If-None-Match") == etag and answer.status == 200
            self.send_response(304 if unchanged else answer.status)
            body = b"" if unchanged else answer.body
            for name, value in {"Content-Length": str(len(body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that goes away is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    site.address = f"{'https' if context else 'http'}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
