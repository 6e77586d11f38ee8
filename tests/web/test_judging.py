"""A judgement made on a page is kept, changes the record at once, outlives a rerun and can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from zegsman.desk.judging import judgement_rows
from zegsman.desk.rounds import work_out
from zegsman.web.app import build_app

if TYPE_CHECKING:
    from zegsman.web.site import Site

pytestmark = pytest.mark.encoder
Json = dict[str, Any]


def dossier_of(client: TestClient) -> Json:
    """The dossier of the largest story as it stands now."""
    found: Json = client.get(f"/api/stories/{client.get('/api/stories').json()[0]['id']}").json()
    return found


def claim_with(dossier: Json, statement: str) -> Json:
    """The claim that a statement belongs to."""
    return next(claim for claim in dossier["claims"] if statement in claim["statements"])


def two_claims(dossier: Json) -> tuple[str, str]:
    """The first statements of two claims."""
    first, second = (claim["statements"][0] for claim in dossier["claims"][:2])
    return first, second


def test_same_claim_joins_and_undo_parts(client: TestClient) -> None:
    """Two claims that a reader says are the same become one, on the page that he comes back to; undo parts them."""
    before = dossier_of(client)
    first, second = two_claims(before)
    back = f"/story/{before['story']['id']}/claim/{first}"
    data = {"subject": "claim", "verdict": "same", "pick": [first, second], "why": "het zelfde feit", "back": back}
    answer = client.post("/judge", data=data, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == f"{back}?kept=1"
    assert second in claim_with(dossier_of(client), first)["statements"]
    page = client.get(answer.headers["location"]).text
    assert "Your judgement is kept" in page and f'value="{second}"' in page
    answer = client.post("/judgements/undo", data={"number": "1", "back": back}, follow_redirects=False)
    assert answer.headers["location"] == f"{back}?undone=1"
    assert dossier_of(client)["claims"] == before["claims"]


def test_judgement_outlives_a_rerun(client: TestClient, site: Site) -> None:
    """After everything is worked out anew by the command line's own function, the judgement still holds."""
    first, second = two_claims(dossier_of(client))
    client.post("/judge", data={"subject": "claim", "verdict": "same", "pick": [first, second]})
    with site.shelf.writing() as book:
        book.case.execute("DELETE FROM stories")
        work_out(book)
    assert second in claim_with(dossier_of(client), first)["statements"]


def test_statements_are_parted_from_a_claim_as_one_act(client: TestClient) -> None:
    """What does not belong to a claim is parted from each of the others; the whole act is undone at once."""
    before = dossier_of(client)
    claim = max(before["claims"], key=lambda one: len(one["statements"]))
    gone, *others = claim["statements"]
    client.post(
        "/judge", data={"subject": "claim", "verdict": "different", "pick": [gone], "other": claim["statements"]}
    )
    assert not set(others) & set(claim_with(dossier_of(client), gone)["statements"])
    rows = client.get("/api/judgements").json()
    assert len(rows) == len(others) and len({row["at"] for row in rows}) == 1
    assert client.get("/judgements").text.count('class="act"') == 1
    client.post("/judgements/undo", data={})
    assert dossier_of(client)["claims"] == before["claims"]
    assert all(row["undone_at"] for row in client.get("/api/judgements").json())


def test_reliability_is_set_with_its_reason(client: TestClient) -> None:
    """The letter given to a source stands with it, and in the history with who and why."""
    name = next(source["name"] for source in dossier_of(client)["sources"] if source["kind"] == "person")
    data = {"subject": "reliability", "source": name, "letter": "B", "why": "eerder juist", "who": "Ada Ñuñez"}
    client.post("/judge", data=data)
    found = next(source for source in dossier_of(client)["sources"] if source["name"] == name)
    assert found["reliability"] == "B"
    history = client.get("/judgements").text
    assert "eerder juist" in history and "Ada Ñuñez" in history and name in history
    assert 'value="Ada Ñuñez"' in client.get(f"/story/{dossier_of(client)['story']['id']}").text


def test_entities_are_told_apart(client: TestClient) -> None:
    """Two names that a reader says are the same become one entity, and apart again by his word."""
    names = [entity["name"] for entity in dossier_of(client)["entities"] if entity["type"] == "PER"][:2]
    client.post("/judge", data={"subject": "entity", "verdict": "same", "pick": [names[0]], "other": [names[1]]})
    joined = next(entity for entity in dossier_of(client)["entities"] if names[0] in entity["aliases"])
    assert names[1] in joined["aliases"]
    client.post("/judge", data={"subject": "entity", "verdict": "different", "pick": [names[0]], "other": [names[1]]})
    client.post("/judgements/undo", data={"number": "1"})
    assert not any(set(names) <= set(entity["aliases"]) for entity in dossier_of(client)["entities"])


def test_source_belongs_to_another(client: TestClient) -> None:
    """A source that a reader says belongs to another speaks for it, and the history says so."""
    sources = {source["name"]: source for source in dossier_of(client)["sources"]}
    named = [name for name, source in sources.items() if source["kind"] == "person" and not source["speaks_for"]]
    body = next(name for name, source in sources.items() if source["kind"] == "government")
    data = {"subject": "origin", "verdict": "belongs", "pick": [named[0]], "other": [body]}
    assert client.post("/judge", data=data, follow_redirects=False).status_code == 303
    found = {source["id"]: source for source in dossier_of(client)["sources"]}
    source = next(source for source in found.values() if source["name"] == named[0])
    assert found[source["speaks_for"]]["name"] == body
    assert f"{named[0]} belongs to {body}" in client.get("/judgements").text


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"subject": "weather", "verdict": "same", "pick": ["a", "b"]},
        {"subject": "claim", "verdict": "perhaps", "pick": ["a", "b"]},
        {"subject": "claim", "verdict": "same", "pick": ["a"]},
        {"subject": "claim", "verdict": "same", "pick": ["a", "a"]},
        {"subject": "claim", "verdict": "same", "pick": ["s-nothere", "s-neither"]},
        {"subject": "claim", "verdict": "same", "pick": [f"s-{i}" for i in range(99)]},
        {"subject": "reliability", "source": "Niemand", "letter": "A"},
        {"subject": "reliability", "source": "De Scheldebode", "letter": "Z"},
    ],
)
def test_what_cannot_be_judged_changes_nothing(client: TestClient, data: dict[str, Any]) -> None:
    """A judgement about nothing is refused with what is wrong, and nothing is kept, not even half of it."""
    assert client.post("/judge", data=data).status_code == 422
    assert client.post("/api/judgements", json=data).headers["content-type"] == "application/problem+json"
    assert client.get("/api/judgements").json() == []


def test_undo_of_nothing_is_refused(client: TestClient) -> None:
    """There is nothing to undo where nothing holds."""
    assert client.post("/judgements/undo", data={}).status_code == 422
    assert client.post("/judgements/undo", data={"number": "7"}).status_code == 422


def test_case_to_be_read_only_takes_no_judgement(site: Site) -> None:
    """Where the case may only be read the forms are not there, and what is sent all the same is refused."""
    with TestClient(build_app(replace(site, may_write=False)), headers={"accept-language": "en"}) as client:
        story = dossier_of(client)["story"]["id"]
        assert 'action="/judge"' not in client.get(f"/story/{story}").text
        assert client.post("/judge", data={"subject": "claim"}).status_code == 403
        assert client.post("/add", data={"text": "Er is iets gebeurd."}).status_code == 403
    with site.shelf.reading() as book:
        assert judgement_rows(book) == ()


def test_way_back_stays_on_this_server(client: TestClient) -> None:
    """After a judgement no address leads a reader elsewhere."""
    data = {"subject": "reliability", "source": "De Scheldebode", "letter": "C", "back": "//evil.example/x"}
    assert client.post("/judge", data=data, follow_redirects=False).headers["location"] == "/?kept=1"
