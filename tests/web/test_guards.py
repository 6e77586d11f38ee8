"""Requests under foreign names or from foreign pages are refused, and every answer carries the rules for browsers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from zegsman.web.app import build_app
from zegsman.web.guards import CONTENT_POLICY, Guard
from zegsman.web.serving import guard_for

if TYPE_CHECKING:
    from zegsman.web.site import Site

HOME = {"host": "localhost:8765"}


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8765", "127.0.0.1:1", "[::1]:8765", "LOCALHOST:80", "localhost."],
)
def test_guard_knows_its_own_names(host: str) -> None:
    """A server on loopback answers under the names of this machine's own address, at any port."""
    assert Guard().look_at("GET", "/", "", {"host": host}) is None


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "localhost.evil.example", "evil.example:8765", "127.0.0.1.evil.example", "a@localhost",
     "localhost:8765@evil.example", "[::1", "10.0.0.7", "0.0.0.0"],
)  # fmt: skip
def test_guard_refuses_foreign_names(host: str) -> None:
    """A name that someone pointed at this machine gets nothing (DNS rebinding)."""
    refused = Guard().look_at("GET", "/", "", {"host": host})
    assert refused is not None and refused.status == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://localhost:8765"},
        {"origin": "https://localhost:8765"},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {},
    ],
)
def test_guard_takes_changes_from_its_own_pages(headers: dict[str, str]) -> None:
    """A form of its own page, and a program that sends no origin, may change something."""
    assert Guard().look_at("POST", "/judge", "", HOME | headers) is None


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"origin": "http://localhost:8765.evil.example"},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_guard_refuses_changes_from_elsewhere(headers: dict[str, str]) -> None:
    """A page of another site, or of another port, changes nothing here."""
    refused = Guard().look_at("POST", "/judge", "", HOME | headers)
    assert refused is not None and refused.status == 403


@pytest.mark.parametrize(("length", "status"), [("99", None), ("101", 413), ("x", 400), ("-1", 400)])
def test_guard_bounds_bodies(length: str, status: int | None) -> None:
    """A body that is too large is refused before it is read."""
    refused = Guard(most_bytes=100).look_at("POST", "/add", "", HOME | {"content-length": length})
    assert (refused and refused.status) == status


def test_guard_asks_for_its_token() -> None:
    """With a token every page asks for it, but not the page's own files; cookie, query and bearer carry it."""
    guard = Guard(token="geheim")
    refused = guard.look_at("GET", "/", "", HOME)
    assert refused is not None and refused.status == 401
    assert guard.look_at("GET", "/static/web.css", "", HOME) is None
    for query, headers in (
        ("token=geheim", {}),
        ("", {"cookie": "a=b; zegsman_token=geheim"}),
        ("", {"authorization": "Bearer geheim"}),
    ):
        assert guard.look_at("GET", "/", query, HOME | headers) is None
    for query, headers in (
        ("token=x", {}),
        ("", {"cookie": "zegsman_token="}),
        ("", {"authorization": "Basic geheim"}),
    ):
        assert guard.look_at("GET", "/", query, HOME | headers) is not None


def test_guard_for_other_machines_has_a_token() -> None:
    """Beyond this machine's own address the server asks for a token, of its own each time."""
    assert guard_for("127.0.0.1", most_bytes=1).token is None
    first, second = guard_for("0.0.0.0", most_bytes=1), guard_for("0.0.0.0", most_bytes=1)
    assert first.token and second.token and first.token != second.token
    known = HOME | {"authorization": f"Bearer {first.token}"}
    assert first.look_at("GET", "/", "", known | {"host": "192.168.1.9:8765"}) is None
    refused = first.look_at("GET", "/", "", known | {"host": "evil.example"})
    assert refused is not None and refused.status == 400


@pytest.mark.encoder
def test_answers_carry_the_rules(client: TestClient) -> None:
    """Pages, files, errors and refusals carry the content policy, which allows no inline script or style."""
    assert "unsafe" not in CONTENT_POLICY and "default-src 'none'" in CONTENT_POLICY
    for path, status in (("/", 200), ("/nothing", 404), ("/static/none.css", 404), ("/story/none", 404)):
        answer = client.get(path)
        assert answer.status_code == status
        assert answer.headers["content-security-policy"] == CONTENT_POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
    refused = client.get("/", headers={"host": "evil.example"})
    assert refused.status_code == 400 and "zegsman" not in refused.text
    assert refused.headers["content-security-policy"] == CONTENT_POLICY


@pytest.mark.encoder
def test_refused_change_changes_nothing(client: TestClient) -> None:
    """A judgement sent by another site's page is not kept."""
    answer = client.post(
        "/judge", data={"subject": "reliability", "source": "De Scheldebode", "letter": "A"},
        headers={"origin": "http://evil.example"},
    )  # fmt: skip
    assert answer.status_code == 403
    assert client.get("/api/judgements").json() == []


@pytest.mark.encoder
def test_body_without_a_length_is_bounded_too(site: Site) -> None:
    """A body that announces no length is broken off where it passes the limit."""
    small = replace(site, guard=replace(site.guard, most_bytes=1000))
    with TestClient(build_app(small)) as client:
        parts = (b"text=" + b"a" * 400 for _ in range(5))
        headers = {"content-type": "application/x-www-form-urlencoded"}
        assert client.post("/add", content=parts, headers=headers).status_code == 413


@pytest.mark.encoder
def test_token_is_typed_once(site: Site) -> None:
    """Who types the token gets in and stays in; who types another one does not, nor does a program without it."""
    closed = replace(site, guard=replace(site.guard, token="geheim"))
    with TestClient(build_app(closed)) as client:
        assert client.get("/").status_code == 401
        assert client.get("/api/stories").headers["content-type"] == "application/problem+json"
        assert client.post("/enter", data={"token": "raad"}).status_code == 401
        assert client.post("/enter", data={"token": "geheim"}).status_code == 200
        assert client.get("/api/stories").status_code == 200
        cookie = client.post("/enter", data={"token": "geheim"}, follow_redirects=False).headers["set-cookie"]
        assert "HttpOnly" in cookie and "samesite=strict" in cookie.lower()
