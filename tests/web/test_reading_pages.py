"""The pages of reports, sources, entities and drawings say what the dossier says."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import pytest

from tell.builders_of_dossiers import a_dossier, a_source_part
from zegsman.tell.falls import Falls
from zegsman.tell.index import DossierIndex
from zegsman.tell.page.source_graph import compose_source_graph
from zegsman.web.languages import interface_words
from zegsman.web.pages.drawings import LINKS_LISTED
from zegsman.web.pages.entity import mention_words, spellings
from zegsman.web.pages.report import LAYERS, versions_of
from zegsman.web.pages.source import source_figures
from zegsman.web.voices import view_voices

if TYPE_CHECKING:
    from starlette.testclient import TestClient

Json = dict[str, Any]


@pytest.fixture
def dossier(client: TestClient) -> Json:
    """The dossier of the largest story."""
    story = client.get("/api/stories").json()[0]["id"]
    found: Json = client.get(f"/api/stories/{story}").json()
    return found


def at(dossier: Json, *parts: str) -> str:
    """An address below the story."""
    return "/".join(("/story", dossier["story"]["id"], *parts))


def words(page: str) -> str:
    """What a page says, without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.encoder
def test_report_page_holds_the_whole_text_and_every_statement(client: TestClient, dossier: Json) -> None:
    """Nothing of a report's text is lost, and every statement is an anchor in it."""
    for report in dossier["reports"]:
        page = client.get(at(dossier, "report", report["id"])).text
        article = page.split('<article class="report')[1].split("</article>")[0]
        article = re.sub(r'<a class="ref".*?</a>', "", article, flags=re.S)
        for line in report["text"].splitlines():
            assert "".join(line.split()) in "".join(words(article).split())
        ids = set(re.findall(r'id="(s-[^"]+)"', article))
        assert {s["id"] for s in dossier["statements"] if s["report"] == report["id"]} <= ids


@pytest.mark.encoder
def test_layers_are_chosen_in_the_address(client: TestClient, dossier: Json) -> None:
    """The address says which layers show, so that a choice can be kept and works without scripts."""
    report = at(dossier, "report", dossier["reports"][0]["id"])
    page = client.get(f"{report}?layers=on&layer=name&layer=direct").text
    checked = set(re.findall(r'name="layer" value="(\w+)" checked', page))
    assert checked == {"name", "direct"}
    classes = re.findall(r'<article class="report([^"]*)"', page)[0].split()
    assert set(classes) == {f"no-{one}" for one in LAYERS if one not in checked}
    assert not re.findall(r'name="layer" value="(\w+)" checked', client.get(f"{report}?layers=on").text)
    assert "no-name" in client.get(report).text


@pytest.mark.encoder
def test_original_is_plain_text_to_be_saved(client: TestClient, dossier: Json) -> None:
    """The bytes come as they were received, as text that a browser saves and never runs."""
    report = dossier["reports"][0]
    answer = client.get(at(dossier, "report", report["id"], "original"))
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert report["text"].split("\n")[0] in answer.text
    beside = client.get(at(dossier, "report", report["id"]) + "?beside=original").text
    assert report["text"].split("\n")[0] in html.unescape(beside.split('class="original-source"')[1])


@pytest.mark.encoder
def test_source_map_tells_what_falls_as_worked_out(client: TestClient, dossier: Json) -> None:
    """The page of a node lists exactly the claims that fall with it; one that is not there is not found."""
    index = DossierIndex(dossier)
    source = max(index.claims_by_source, key=lambda id: len(index.claims_by_source[id]))
    fall = Falls(index).of(source)
    page = client.get(at(dossier, "sources") + f"?node={source}").text
    panel = page.split('<section id="falls"')[1].split("</section>")[0]
    listed = re.findall(r'class="claim-line.*?href="([^"]+)"', panel, re.S)
    expected = [*fall.gone, *(one.claim for one in fall.shaken)]
    assert listed == [at(dossier, "claim", index.claims_by_id[one]["statements"][0]) for one in expected]
    assert 'aria-current="true"' in page.split('<svg class="source-map')[1]
    assert client.get(at(dossier, "sources") + "?node=source-none").status_code == 404


@pytest.mark.encoder
def test_every_drawing_has_its_table(client: TestClient, dossier: Json) -> None:
    """Each row that is drawn stands in the table beneath, and so does what is not drawn."""
    index = DossierIndex(dossier)
    timeline = client.get(at(dossier, "timeline")).text
    table = timeline.split("<details>")[1]
    assert table.count("<tr>") == 1 + len(dossier["timeline"]) + len(dossier["reports"])
    sources = client.get(at(dossier, "sources")).text.split('<details id="links">')[1].split("</details>")[0]
    links = compose_source_graph(index).all_edges
    assert sources.count("<tr>") == 1 + min(len(links), LINKS_LISTED)
    places = [one for one in index.entities.values() if one["type"] == "LOC" and one.get("coordinates")]
    assert client.get(at(dossier, "map")).text.split("<details>")[1].count("<tr>") == 1 + len(places)


@pytest.mark.encoder
def test_compare_asks_for_two_and_shows_both(client: TestClient, dossier: Json) -> None:
    """One pick asks for another; two give both texts whole; a report of another story is not found."""
    left, right = (one["id"] for one in dossier["reports"][:2])
    assert "<select" in client.get(at(dossier, "compare") + f"?pick={left}").text
    page = client.get(at(dossier, "compare") + f"?pick={left}&pick={right}").text
    said = "".join(words(re.sub(r'<a class="ref".*?</a>', "", page.split('id="texts-title"')[1], flags=re.S)).split())
    for report in dossier["reports"][:2]:
        for line in report["text"].splitlines():
            assert "".join(line.split()) in said
    assert client.get(at(dossier, "compare") + f"?pick={left}&pick=none").status_code == 404


@pytest.mark.encoder
def test_entity_page_has_every_spelling_and_place(client: TestClient, dossier: Json) -> None:
    """All names of an entity stand on its page, with each place that names it."""
    entity = max(dossier["entities"], key=lambda one: (len(one["aliases"]), len(one["mentions"])))
    page = client.get(at(dossier, "entity", entity["id"])).text
    assert all(name in words(page) for name in (entity["name"], *entity["aliases"]))
    assert page.split('class="mention-lines"')[1].split("</ul>")[0].count("<li>") == len(entity["mentions"])
    assert client.get(at(dossier, "entity", "none")).status_code == 404
    assert client.get(at(dossier, "source", "none")).status_code == 404
    assert client.get(at(dossier, "report", "none")).status_code == 404


def test_spellings_are_counted_as_they_stand() -> None:
    """Each way of writing counts its places; one that is only known counts none."""
    dossier = a_dossier("Jan Jansma zegt niets. Jansma zwijgt. Jansma lacht.")
    mentions = [{"report": "r1", "start": a, "end": b} for a, b in ((0, 10), (23, 29), (38, 44))]
    entity = {"name": "Jan Jansma", "aliases": ["Jan Jansma", "J. Jansma"], "mentions": mentions}
    index = DossierIndex(dossier)
    assert spellings(index, entity) == [("Jansma", 2), ("Jan Jansma", 1), ("J. Jansma", 0)]
    assert mention_words(index, mentions[1]) == ("Jan Jansma zegt niets. ", "Jansma", " zwijgt. Jansma lacht.")


def test_source_figures_count_where_it_is_the_only_origin() -> None:
    """A claim that another body carries too is not its alone; one that its own spokesman carries too is."""
    dossier = a_dossier("Een.", "Twee.", "Drie.")
    dossier["sources"] += [
        a_source_part("ministry", "ministerie"),
        a_source_part("spokesman", "woordvoerder", speaks_for="ministry"),
        a_source_part("other", "Bakker"),
    ]
    origins = (["ministry"], ["ministry", "spokesman"], ["ministry", "other"])
    for statement, claim, found in zip(dossier["statements"], dossier["claims"], origins, strict=True):
        statement["chain"] = ["ministry"]
        claim["origins"] = found
    index = DossierIndex(dossier)
    figures = source_figures(index, index.sources["ministry"])
    assert [len(one) for one in (figures.said, figures.as_origin, figures.alone)] == [3, 3, 2]
    assert dict(figures.roads) == {"r1": 1, "r2": 1, "r3": 1}


def test_versions_stand_in_their_order() -> None:
    """From any version all are found, the oldest first; a report that was never changed has only itself."""
    dossier = a_dossier("Een.", "Twee.", "Drie.", "Vier.")
    revisions = [{"from": "r2", "to": "r3", "changes": []}, {"from": "r1", "to": "r2", "changes": []}]
    index = DossierIndex({**dossier, "revisions": revisions})
    for report in ("r1", "r2", "r3"):
        assert [one["id"] for one in versions_of(index, report)] == ["r1", "r2", "r3"]
    assert [one["id"] for one in versions_of(index, "r4")] == ["r4"]


def test_voices_group_statements_by_chain() -> None:
    """Who speaks more stands first; statements that are told alike share a note."""
    dossier = a_dossier("Een.", "Twee.")
    dossier["sources"].append(a_source_part("p1", "Jansma"))
    base = dossier["statements"][0]
    dossier["statements"] = [
        {**base, "id": "a"},
        {**base, "id": "b", "chain": ["p1"], "kind": "direct"},
        {**base, "id": "c", "chain": ["p1"], "kind": "indirect"},
        {**base, "id": "d", "chain": ["p1"], "kind": "direct"},
    ]
    voices = view_voices(DossierIndex(dossier), interface_words("en"), "r1")
    assert [(voice.n_statements, dict(voice.kinds)) for voice in voices.voices] == [
        (3, {"direct": 2, "indirect": 1}),
        (1, {"narrated": 1}),
    ]
    assert voices.note_of["b"] == voices.note_of["d"] != voices.note_of["c"]
    assert len(voices.notes) == 3
