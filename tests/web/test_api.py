"""The API answers what its description says, by the same functions as the pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from web.walks import PATIENCE_S
from zegsman.web.api.description import api_description
from zegsman.web.api.table import OPERATIONS

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from zegsman.web.site import Site

Json = dict[str, Any]


def test_description_names_every_operation_once() -> None:
    """Each operation of the table is described, with each place of its path."""
    description = api_description()
    names = [one["operationId"] for path in description["paths"].values() for one in path.values()]
    assert sorted(names) == sorted(one.name for one in OPERATIONS) and len(set(names)) == len(names)
    for path, operations in description["paths"].items():
        places = set(re.findall(r"\{(\w+)\}", path))
        for operation in operations.values():
            assert {one["name"] for one in operation["parameters"] if one["in"] == "path"} == places


def test_schemas_of_the_description_are_schemas() -> None:
    """What the description says of bodies and answers is JSON Schema."""
    for operation in OPERATIONS:
        for schema in (operation.gives, operation.takes):
            if schema is not None:
                jsonschema.Draft202012Validator.check_schema(schema)


def check(operation: str, answer: Any) -> None:
    """Checks an answer against what the description says of its operation."""
    description = api_description()
    found = next(
        one for path in description["paths"].values() for one in path.values() if one["operationId"] == operation
    )
    status = next(status for status in found["responses"] if status != "default")
    assert answer.status_code == int(status), answer.text
    schema = found["responses"][status]["content"]["application/json"]["schema"]
    jsonschema.validate(answer.json(), {**schema, "components": description["components"]})


@pytest.mark.encoder
def test_answers_are_as_described(client: TestClient, site: Site) -> None:
    """Every operation, asked as its description says, gives what it says."""
    check("listStories", client.get("/api/stories"))
    story = client.get("/api/stories").json()[0]["id"]
    check("giveDossier", client.get(f"/api/stories/{story}"))
    dossier = client.get(f"/api/stories/{story}").json()
    check("listClaims", client.get(f"/api/stories/{story}/claims?status=disputed&sort=time&filter=vega"))
    for kind in ("claim", "report", "source", "entity"):
        parts = {"claim": "claims", "report": "reports", "source": "sources", "entity": "entities"}
        for thing in dossier[parts[kind]][:3]:
            check("giveThing", client.get(f"/api/stories/{story}/{kind}/{thing['id']}"))
    check("searchCase", client.get("/api/search?words=kapitein&limit=3"))
    statement = dossier["claims"][0]["statements"][0], dossier["claims"][1]["statements"][0]
    body = {"subject": "claim", "verdict": "same", "pick": list(statement), "why": "x", "who": "Ada"}
    kept = client.post("/api/judgements", json=body)
    check("judge", kept)
    check("listJudgements", client.get("/api/judgements"))
    job = site.jobs.job(kept.json()["job"])
    assert job is not None and job.ended.wait(PATIENCE_S)
    check("giveJob", client.get(f"/api/jobs/{job.number}"))
    check("undo", client.post("/api/judgements/undo", json={"number": kept.json()["numbers"]}))
    added = client.post("/api/reports", json={"text": "Er is brand.", "outlet": "De Loper", "keep": "look"})
    check("addReports", added)
    job = site.jobs.job(added.json()["job"])
    assert job is not None and job.ended.wait(PATIENCE_S)
    answer = client.get(f"/api/jobs/{job.number}")
    check("giveJob", answer)
    assert answer.json()["result"]["kept"] is False and len(answer.json()["result"]["taken"]) == 1
    check("giveJob", client.get("/api/jobs/current"))
    assert client.get(f"/api/stories/{story}/export/geojson").headers["content-type"] == "application/geo+json"


@pytest.mark.encoder
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/nothing", 404),
        ("/api/stories/none", 404),
        ("/api/jobs/99", 404),
        ("/api/jobs/x", 404),
        ("/api/stories/story-d2d12f49cf13/weather/x", 404),
    ],
)
def test_errors_are_problems(client: TestClient, path: str, status: int) -> None:
    """What is not there is told as RFC 9457 has it."""
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status and answer.json()["title"]


@pytest.mark.encoder
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b"null"])
def test_body_that_is_no_object_is_refused(client: TestClient, body: bytes) -> None:
    """A body that is no JSON object is the asker's mistake, not a fault."""
    answer = client.post("/api/judgements", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400


@pytest.mark.encoder
def test_search_filters_by_who_and_status(client: TestClient) -> None:
    """A name in one spelling finds statements, and a status leaves only its claims."""
    found = client.get("/api/search", params={"who": "hrytsavets"}).json()
    statuses = {hit["status"] for hit in found if hit["kind"] == "claim"}
    assert statuses
    for status in statuses:
        hits = client.get("/api/search", params={"who": "hrytsavets", "status": status}).json()
        assert hits and {hit["kind"] for hit in hits} <= {"claim", "statement"}
        assert {hit["status"] for hit in hits if hit["kind"] == "claim"} == {status}
    assert client.get("/api/search", params={"who": "Niemand Nergens"}).json() == []
    assert client.get("/api/search").json() == []
