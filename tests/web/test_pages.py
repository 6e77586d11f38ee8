"""Each page answers in both languages, says what the case says, and leads on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from zegsman.desk.products import PRODUCTS, export_formats
from zegsman.tell.words import LANGUAGES
from zegsman.web.languages import interface_words
from zegsman.web.routes import PAGES

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from zegsman.web.site import Site

pytestmark = pytest.mark.encoder


def largest(client: TestClient) -> dict[str, object]:
    """The dossier of the largest story."""
    found: dict[str, object] = client.get(f"/api/stories/{client.get('/api/stories').json()[0]['id']}").json()
    return found


def addresses(client: TestClient) -> list[str]:
    """An address for every page that only shows something."""
    dossier = largest(client)
    places = {
        "story": dossier["story"]["id"],  # type: ignore[index]
        "claim": dossier["claims"][0]["id"],  # type: ignore[index]
        "report": dossier["reports"][0]["id"],  # type: ignore[index]
        "source": dossier["sources"][0]["id"],  # type: ignore[index]
        "entity": dossier["entities"][0]["id"],  # type: ignore[index]
        "format": "csv",
    }
    shown = [one.path for one in PAGES if one.method == "GET" and "{job}" not in one.path and "/named" not in one.path]
    return [re.sub(r"\{(\w+)\}", lambda match: str(places[match[1]]), path) for path in shown]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_answers(client: TestClient, language: str) -> None:
    """All pages are there, in the reader's language, and none shows what the program is made of."""
    for address in addresses(client):
        answer = client.get(address, headers={"accept-language": language})
        assert answer.status_code == 200, address
        if answer.headers["content-type"].startswith("text/html") and not address.endswith("/dossier"):
            assert f'<html lang="{language}">' in answer.text, address
            assert "Undefined" not in answer.text and "Traceback" not in answer.text


def test_every_link_of_a_page_leads_somewhere(client: TestClient) -> None:
    """No link of a page is dead."""
    seen: set[str] = set()
    for address in addresses(client):
        answer = client.get(address)
        if "/dossier" in address or not answer.headers["content-type"].startswith("text/html"):
            continue
        for link in re.findall(r'href="(/[^"#]*|\?[^"#]*)', answer.text):
            target = link.replace("&amp;", "&")
            target = f"{address}{target}" if target.startswith("?") else target
            if target in seen or "/export/pdf" in target:
                continue
            seen.add(target)
            assert client.get(target).status_code == 200, f"{address} leads to {target}"
    assert len(seen) > 100


def test_case_page_tells_the_size_of_each_story(client: TestClient) -> None:
    """The front page names every story with its dates, languages and origins."""
    text = client.get("/").text
    for story in client.get("/api/stories").json():
        assert f'href="/story/{story["id"]}"' in text
        assert f"<strong>{story['origins']}</strong>" in text


def test_front_page_searches_with_every_filter(client: TestClient) -> None:
    """The front page has a field for who, where, when, status, outlet and language, and each alone finds something."""
    form = client.get("/").text.split('<details class="asking">')[1].split("</details>")[0]
    dossier = largest(client)
    asked = {
        "who": next(one["name"] for one in dossier["entities"] if one["type"] == "PER"),  # type: ignore[attr-defined]
        "where": next(one["name"] for one in dossier["entities"] if one["type"] == "LOC"),  # type: ignore[attr-defined]
        "outlet": dossier["reports"][0]["outlet"],  # type: ignore[index]
        "status": "disputed",
        "language": "en",
        "since": dossier["story"]["first"],  # type: ignore[index]
        "until": dossier["story"]["last"],  # type: ignore[index]
    }
    for name, value in asked.items():
        assert f'name="{name}"' in form
        assert '<li class="hit' in client.get("/search", params={name: value}).text, name
    assert '<li class="hit' not in client.get("/search", params={"since": "2099-01-01"}).text


def test_story_page_filters(client: TestClient) -> None:
    """The list shows the claims of a status, and says how many it found."""
    dossier = largest(client)
    story = dossier["story"]["id"]  # type: ignore[index]
    disputed = [claim for claim in dossier["claims"] if claim["status"] == "disputed"]  # type: ignore[attr-defined]
    text = client.get(f"/story/{story}?status=disputed").text
    assert len(re.findall(r'<article class="claim is-', text)) == len(disputed) > 0
    assert text.count('class="claim is-disputed"') == len(disputed)
    nothing = client.get(f"/story/{story}?filter=woorddatnergensstaat").text
    assert '<article class="claim' not in nothing and "No claim" not in nothing


def test_claim_page_is_found_by_any_of_its_statements(client: TestClient) -> None:
    """A claim's own id and those of its statements lead to the same page."""
    dossier = largest(client)
    story = dossier["story"]["id"]  # type: ignore[index]
    claim = max(dossier["claims"], key=lambda one: len(one["statements"]))  # type: ignore[call-overload]
    pages = [client.get(f"/story/{story}/claim/{id}") for id in (claim["id"], *claim["statements"])]
    heads = [re.search(r"<h1.*?</h1>", one.text, re.S) for one in pages]
    assert all(one.status_code == 200 for one in pages)
    assert len({head.group() for head in heads if head}) == 1
    assert client.get(f"/story/{story}/claim/none").status_code == 404


def test_story_is_found_by_what_it_was_called_before(client: TestClient) -> None:
    """A story that got an earlier first report is still found by the name that its old first report gave it."""
    from zegsman.record.story import story_id

    dossier = largest(client)
    for report in dossier["reports"][1:]:  # type: ignore[index]
        assert client.get(f"/story/{story_id(report['id'])}").status_code == 200
    assert client.get("/story/story-000000000000").status_code == 404


def test_exports_are_the_desk_s(client: TestClient) -> None:
    """Every format is offered as a file with the story's name; an unknown one is not there."""
    story = largest(client)["story"]["id"]  # type: ignore[index]
    text = client.get(f"/story/{story}").text
    for name in (*PRODUCTS, *export_formats()):
        assert f'href="/story/{story}/export/{name}"' in text
        assert all(name in interface_words(language)["exports"] for language in LANGUAGES), name
        if name != "pdf":
            answer = client.get(f"/story/{story}/export/{name}")
            assert answer.status_code == 200 and answer.content
            assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''kapitein-solund-vega")
    assert client.get(f"/story/{story}/export/exe").status_code == 404
    bare = client.get(f"/story/{story}/export/jsonl?text=no").text
    assert '"text"' not in bare


def test_dossier_page_runs_only_its_own_script(client: TestClient) -> None:
    """The page to print carries the policy that allows its own style and script by their digests."""
    story = largest(client)["story"]["id"]  # type: ignore[index]
    answer = client.get(f"/story/{story}/dossier")
    assert "sha256-" in answer.headers["content-security-policy"]
    assert "'self'" not in answer.headers["content-security-policy"]


def test_preferences_are_kept_and_lead_nowhere_else(client: TestClient) -> None:
    """The language and the keys chosen last; the way back never leaves this server."""
    answer = client.post("/preferences", data={"language": "nl", "back": "/help"}, follow_redirects=False)
    assert answer.headers["location"] == "/help"
    assert '<html lang="nl">' in client.get("/help").text
    client.post("/preferences", data={"keys": "off", "back": "/"})
    assert 'data-keys="off"' in client.get("/").text
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/\r\nx: y"):
        answer = client.post("/preferences", data={"language": "en", "back": back}, follow_redirects=False)
        assert answer.headers["location"] == "/"


def test_returning_reader_is_told_what_is_new(client: TestClient, site: Site) -> None:
    """Reports taken since the last visit are named on the front page and on the story's."""
    client.cookies.set("zegsman_visit", "0.1000000000")
    front = client.get("/").text
    assert front.count('class="new"') >= 4
    story = largest(client)["story"]["id"]  # type: ignore[index]
    text = client.get(f"/story/{story}").text
    assert "since your last visit" in text and 'name="new" value="yes"' in text
    client.cookies.clear()
    assert 'class="new"' not in client.get("/").text


def test_case_that_cannot_be_used_shows_no_path(client: TestClient, site: Site) -> None:
    """A damaged case gives a page that says so, without the place of the file."""
    from pathlib import Path

    Path(site.shelf.place).write_bytes(b"this is no case" * 100)
    answer = client.get("/")
    assert answer.status_code == 503
    assert site.shelf.place not in answer.text and "sqlite" not in answer.text.lower()


def test_fault_shows_a_number_and_nothing_else(client: TestClient, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the program gives a number that the log knows, and no trace of the program."""

    def broken(*_: object) -> object:
        raise RuntimeError("geheim van het huis")

    monkeypatch.setattr("zegsman.web.pages.case.story_summaries", broken)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "geheim" not in answer.text and "RuntimeError" not in answer.text and "number" in answer.text.lower()


@pytest.mark.parametrize(
    "path",
    ["/static/../web.css", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/story/..%2f..%2fetc%2fpasswd",
     "/story/x/export/..%2f..%2fcsv", "/add/..%2f1"],
)  # fmt: skip
def test_no_path_leaves_the_case(client: TestClient, path: str) -> None:
    """Whatever stands in an address, nothing but pages and the package's own files is given out."""
    assert client.get(path).status_code == 404
