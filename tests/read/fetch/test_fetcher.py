"""Fetching from servers on this machine that are honest, slow, broken and hostile."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
import zlib
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from web_server import Answer, a_site
from zegsman.errors import FetchError, FetchRefused
from zegsman.read.fetch.fetcher import Fetcher, FetchOptions

TLS = Path(__file__).parents[2] / "fixtures" / "tls"
PAGE = Answer(b"<p>Dag.</p>", headers={"Content-Type": "text/HTML; charset=utf-8", "ETag": '"1"', "X-Two": "a"})


class _Time:
    """A clock that only pauses move."""

    def __init__(self) -> None:
        self.now, self.slept = 1000.0, list[float]()

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


def _fetcher(times: _Time | None = None, **options: Any) -> Fetcher:
    times = times or _Time()
    made = FetchOptions(**{"allow_private": True, "user_agent": "zegsman/0 (+https://voorbeeld.nl/wij)", **options})
    return Fetcher(made, clock=times.clock, sleep=times.sleep, wall=lambda: 1_700_000_000.0)


def test_fetch_gives_bytes_and_headers() -> None:
    """The body comes as it is, with status, headers and media type, and the server is told who asks."""
    with a_site({"/a": PAGE}) as site, _fetcher() as fetcher:
        found = fetcher.fetch(site.address + "/a")
    assert (found.status, found.body, found.media_type) == (200, b"<p>Dag.</p>", "text/html")
    assert found.header("etag") == '"1"'
    assert not found.redirects
    assert site.asked[-1][1]["user-agent"] == "zegsman/0 (+https://voorbeeld.nl/wij)"


def test_fetch_asks_only_for_what_changed() -> None:
    """With the ETag of before, an unchanged page is told as such and not sent again."""
    with a_site({"/a": PAGE}) as site, _fetcher() as fetcher:
        found = fetcher.fetch(site.address + "/a", etag='"1"', last_modified="Tue, 05 Mar 2024 09:00:00 GMT")
    assert found.unchanged
    assert found.body == b""
    assert site.asked[-1][1]["if-modified-since"] == "Tue, 05 Mar 2024 09:00:00 GMT"


@pytest.mark.parametrize("wrap", [gzip.compress, zlib.compress, lambda data: zlib.compress(data)[2:-4]])
def test_fetch_unfolds_compressed_bodies(wrap: Any) -> None:
    """Bodies compressed as gzip or deflate, with or without the header that deflate should have, are unfolded."""
    coding = "gzip" if wrap is gzip.compress else "deflate"
    text = b"De brug is dicht. " * 5000
    with a_site({"/a": Answer(wrap(text), headers={"Content-Encoding": coding})}) as site, _fetcher() as fetcher:
        assert fetcher.fetch(site.address + "/a").body == text


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(b"a" * 3000), "larger than"),
        (Answer(b"a" * 10, headers={"Content-Length": "99999999"}), "larger than"),
        (Answer(gzip.compress(b"0" * 50_000_000), headers={"Content-Encoding": "gzip"}), "larger than"),
        (Answer(gzip.compress(gzip.compress(b"0" * 9_000_000)), headers={"Content-Encoding": "gzip, gzip"}), "larger"),
        (Answer(b"abc", headers={"Content-Encoding": "br"}), "not asked for"),
        (Answer(b"abc", headers={"Content-Encoding": "gzip"}), "damaged"),
        (Answer(gzip.compress(b"a" * 999)[:-9], headers={"Content-Encoding": "gzip"}), "cut off"),
        (Answer(b"abc", headers={"Content-Encoding": "gzip,gzip,gzip,gzip"}), "compressed 4 times"),
        (Answer(b"weg", status=404), "status 404"),
        (Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nkort"), "failed"),
        (Answer(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), "failed"),
        (Answer(raw=b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n"), "failed"),
        (Answer(raw=b"\x16\x03\x01 geen HTTP"), "failed"),
        (Answer(raw=b""), "failed"),
    ],
)
def test_fetch_refuses_hostile_bodies(answer: Answer, why: str) -> None:
    """Bodies that are too large, folded too deep, damaged, cut off or no HTTP are refused with the reason."""
    options = {"limit_bytes": 2000, "most_tries": 1}
    with a_site({"/a": answer}) as site, _fetcher(**options) as fetcher, pytest.raises(FetchError, match=why):
        fetcher.fetch(site.address + "/a")


def test_fetch_follows_redirects_within_bounds() -> None:
    """Redirects are followed and told; a circle ends."""
    pages: dict[str, Answer | list[Answer]] = {
        "/a": Answer(status=301, headers={"Location": "/b"}),
        "/b": Answer(status=302, headers={"Location": "/c?d=1"}),
        "/c?d=1": PAGE,
        "/rond": Answer(status=302, headers={"Location": "/rond?"}),
        "/rond?": Answer(status=302, headers={"Location": "/rond"}),
    }
    for i in range(9):
        pages[f"/{i}"] = Answer(status=307, headers={"Location": f"/{i + 1}"})
    with a_site(pages) as site, _fetcher() as fetcher:
        found = fetcher.fetch(site.address + "/a")
        assert found.final_url == site.address + "/c?d=1"
        assert found.redirects == (site.address + "/a", site.address + "/b")
        for path in ("/rond", "/0"):
            with pytest.raises(FetchError, match="without an end"):
                fetcher.fetch(site.address + path)


def test_fetch_refuses_private_addresses() -> None:
    """This machine is not asked: not by its number, not by a name for it, not by a redirect to it."""
    with a_site({"/a": PAGE}) as site:
        port = int(site.address.rpartition(":")[2])
        for host in ("127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"):
            with _fetcher(allow_private=False) as fetcher, pytest.raises(FetchRefused, match="no public address"):
                fetcher.fetch(f"http://{host}:{port}/a")
        assert site.asked == []


def test_fetch_checks_the_address_it_connects_to() -> None:
    """A name is looked up once for a connection: what is checked is what is connected to, at every redirect."""
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[tuple[int, str]]:
        asked.append(host)
        return [(socket.AF_INET, "127.0.0.1")] if host == "binnen.example" else [(socket.AF_INET, "10.0.0.1")]

    with a_site({"/a": PAGE}) as site:
        port = int(site.address.rpartition(":")[2])
        fetcher = Fetcher(FetchOptions(obey_robots=False, most_tries=1), resolve=resolve)
        for host in ("binnen.example", "ander.example"):
            with pytest.raises(FetchRefused, match="no public address"):
                fetcher.fetch(f"http://{host}:{port}/a")
    assert asked == ["binnen.example", "ander.example"]
    assert site.asked == []


def test_fetch_ends_in_time() -> None:
    """A server that drips bytes for ever, in headers or body, is cut off at the deadline."""

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(200):
            handler.wfile.write(b"X-Traag: ja\r\n")
            handler.wfile.flush()
            time.sleep(0.05)

    def drip_body(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(200):
            handler.wfile.write(b"a")
            time.sleep(0.05)

    pages: dict[str, Answer | list[Answer]] = {"/a": Answer(before=drip), "/b": Answer(before=drip_body)}
    options = {"timeout_s": 0.4, "most_tries": 1, "obey_robots": False}
    for path in ("/a", "/b"):
        with a_site(pages) as site, _fetcher(**options) as fetcher:
            start = time.monotonic()
            with pytest.raises(FetchError, match=r"longer than 0\.4 seconds") as caught:
                fetcher.fetch(site.address + path)
            assert caught.value.passing
            assert time.monotonic() - start < 5


def test_fetch_heeds_robots() -> None:
    """What robots.txt forbids is not asked for, its crawl-delay is kept, and it is read once."""
    rules = b"User-agent: zegsman\nDisallow: /geheim\nCrawl-delay: 7\n\nUser-agent: *\nDisallow: /\n"
    times = _Time()
    pages: dict[str, Answer | list[Answer]] = {"/robots.txt": Answer(rules), "/a": PAGE, "/b": PAGE, "/geheim": PAGE}
    with a_site(pages) as site, _fetcher(times) as fetcher:
        fetcher.fetch(site.address + "/a")
        fetcher.fetch(site.address + "/b")
        with pytest.raises(FetchRefused, match=r"robots\.txt"):
            fetcher.fetch(site.address + "/geheim")
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/b"]
    assert times.slept[-1] == 7.0


def test_fetch_leaves_a_site_whose_robots_cannot_be_read() -> None:
    """An error of the server for robots.txt forbids all (RFC 9309); a missing one allows all."""
    with a_site({"/robots.txt": Answer(status=500), "/a": PAGE}) as site, _fetcher() as fetcher:
        with pytest.raises(FetchRefused, match="could not be read"):
            fetcher.fetch(site.address + "/a")
        assert site.paths == []
    with a_site({"/a": PAGE}) as site, _fetcher() as fetcher:
        assert fetcher.fetch(site.address + "/a").status == 200


def test_fetch_waits_as_long_as_it_is_asked_to() -> None:
    """429 and 503 are tried again after Retry-After, in seconds or as a date; without it the pause doubles."""
    times = _Time()
    date = formatdate(1_700_000_020, usegmt=True)
    pages: dict[str, Answer | list[Answer]] = {
        "/a": [Answer(status=429, headers={"Retry-After": "11"}), PAGE],
        "/b": [Answer(status=503, headers={"Retry-After": date}), PAGE],
        "/c": [Answer(status=502), Answer(status=502), PAGE],
        "/d": Answer(status=503, headers={"Retry-After": "3600"}),
    }
    with a_site(pages) as site, _fetcher(times, obey_robots=False) as fetcher:
        for path, pauses in (("/a", [11.0]), ("/b", [1.0, 20.0]), ("/c", [1.0, 2.0, 4.0])):
            times.slept.clear()
            assert fetcher.fetch(site.address + path).status == 200
            assert times.slept == pauses
        with pytest.raises(FetchError, match="left alone for 3600 seconds"):
            fetcher.fetch(site.address + "/d")
        n_asked = len(site.asked)
        with pytest.raises(FetchError, match="left alone"):
            fetcher.fetch(site.address + "/a")
        assert len(site.asked) == n_asked


def test_fetch_keeps_one_connection_a_host() -> None:
    """However many threads ask, a host has one request at a time."""
    at_once, most, lock = 0, 0, threading.Lock()

    def count(_: BaseHTTPRequestHandler) -> None:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        time.sleep(0.02)
        with lock:
            at_once -= 1

    with a_site({"/a": Answer(b"x", before=count)}) as site, _fetcher(obey_robots=False) as fetcher:
        threads = [threading.Thread(target=fetcher.fetch, args=(site.address + "/a",)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert most == 1
    assert len(site.asked) == 6


def test_fetch_over_tls() -> None:
    """A certificate that is trusted is taken; another one is refused."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(TLS / "certificate.pem", TLS / "key.pem")
    client = ssl.create_default_context(cafile=str(TLS / "certificate.pem"))
    options = FetchOptions(allow_private=True, most_tries=1, delay_s=0.0)
    with a_site({"/a": PAGE}, context=server) as site:
        with Fetcher(options, context=client) as fetcher:
            assert fetcher.fetch(site.address + "/a").body == b"<p>Dag.</p>"
            assert fetcher.fetch(site.address + "/a").body == b"<p>Dag.</p>"
        with Fetcher(options) as fetcher, pytest.raises(FetchError, match="certificate"):
            fetcher.fetch(site.address + "/a")


def test_fetch_tells_of_unknown_hosts() -> None:
    """A host that is not known is told, and may be known later."""

    def resolve(host: str, port: int) -> list[tuple[int, str]]:
        raise FetchError(f"the host {host} is not known", passing=True)

    fetcher = Fetcher(FetchOptions(most_tries=1), resolve=resolve)
    with pytest.raises(FetchError, match="not known") as caught:
        fetcher.fetch("https://voorbeeld.example/")
    assert caught.value.passing
