"""Reports come in as files, pasted text or links, and their page tells what they add."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from web.walks import PATIENCE_S
from zegsman.web.pages.adding import file_name

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from zegsman.web.site import Site

LATER = """---
outlet: De Havenkrant
date: 2026-05-20
title: Vrachtschip wordt hotel
---
De reder wil de Solund Vega laten ombouwen tot drijvend hotel, zegt zijn advocaat Bram Lootens. Het Openbaar
Ministerie wil niet reageren. Het schip ligt nog in Terneuzen.
"""


def finished(client: TestClient, site: Site, address: str) -> str:
    """The page of a job once it is over."""
    job = site.jobs.job(int(address.rsplit("/", 1)[1]))
    assert job is not None
    assert job.ended.wait(PATIENCE_S)
    return client.get(address).text


@pytest.mark.encoder
def test_dropped_files_are_taken_and_told(client: TestClient, site: Site) -> None:
    """Files become reports of the case; the page names what is new and what could not be read, and why."""
    before = len(client.get("/api/stories").json()[0]["reports"])
    files = [("files", ("later.txt", LATER.encode())), ("files", ("../../foto.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40))]
    answer = client.post("/add", files=files, follow_redirects=False)
    assert answer.status_code == 303
    page = finished(client, site, answer.headers["location"])
    assert "Taken into the case: one report" in page
    assert "foto.png" in page and "../" not in page
    assert 'class="added' in page and "ombouwen tot drijvend hotel" in page
    assert len(client.get("/api/stories").json()[0]["reports"]) == before + 1


@pytest.mark.encoder
def test_only_looking_keeps_nothing(client: TestClient, site: Site) -> None:
    """Who only looks sees what a text would add, and the case stays as it was."""
    before = client.get("/api/stories").json()
    data = {"text": LATER.split("---\n")[2], "outlet": "De Havenkrant", "date": "2026-05-20", "keep": "look"}
    page = finished(client, site, client.post("/add", data=data, follow_redirects=False).headers["location"])
    assert "none kept" in page and "ombouwen tot drijvend hotel" in page
    assert client.get("/api/stories").json() == before


@pytest.mark.encoder
def test_pasted_text_carries_its_fields(client: TestClient, site: Site) -> None:
    """Outlet, date and title of a pasted text are those of the form, whatever the text holds."""
    data = {"text": "Er is brand in de loods: niemand is gewond.\n", "outlet": "De Loper: avond", "date": "2026-06-01",
            "title": "Brand\noutlet: Vals"}  # fmt: skip
    finished(client, site, client.post("/add", data=data, follow_redirects=False).headers["location"])
    story = next(one for one in client.get("/api/stories").json() if one["first"] == "2026-06-01")
    report = client.get(f"/api/stories/{story['id']}").json()["reports"][0]
    assert report["outlet"] == "De Loper: avond" and report["title"] == "Brand outlet: Vals"


@pytest.mark.encoder
@pytest.mark.parametrize(
    "link", ["file:///etc/passwd", "/etc/passwd", "../case.db", "http://127.0.0.1:1/", "http://[::1]/", "-", "http://"]
)
def test_links_reach_nothing_of_this_machine(client: TestClient, site: Site, link: str) -> None:
    """A link to a file, to this machine or to a private network is refused by name, and nothing is read."""
    address = client.post("/add", data={"links": link}, follow_redirects=False).headers["location"]
    page = finished(client, site, address)
    job = client.get(f"/api/jobs/{address.rsplit('/', 1)[1]}").json()
    assert job["state"] == "done" and job["result"]["taken"] == []
    assert [one["path"] for one in job["result"]["refused"]] == [link]
    assert "root:" not in page


@pytest.mark.encoder
def test_form_without_anything_says_so(client: TestClient) -> None:
    """A form that sends nothing starts no work."""
    assert client.post("/add", data={"text": " "}).status_code == 400
    assert client.get("/add/1").status_code == 404


@pytest.mark.encoder
def test_same_file_twice_is_known(client: TestClient, site: Site) -> None:
    """A report that the case has is not taken again, and the page says that it was there."""
    for number, (taken, known) in enumerate(((1, 0), (0, 1)), 1):
        answer = client.post("/add", files=[("files", ("later.txt", LATER.encode()))], follow_redirects=False)
        finished(client, site, answer.headers["location"])
        result = client.get(f"/api/jobs/{number}").json()["result"]
        assert (len(result["taken"]), len(result["known"])) == (taken, known)
        assert bool(result["adds"]) == bool(taken)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("bericht.txt", "bericht.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\bericht.html", "bericht.html"),
        ("a\x00b\n.txt", "ab.txt"),
        ("..", "report"),
        (None, "report"),
        ("x" * 500 + ".jsonl", "x" * 114 + ".jsonl"),
    ],
)
def test_file_name_keeps_no_path(given: str | None, name: str) -> None:
    """Of the name that a browser sends only the last part is kept, on one line and of a length to show."""
    assert file_name(given) == name
