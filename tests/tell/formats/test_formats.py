"""Each format is checked with its own library where one exists, else with its specification's rules."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import pytest

from tell.formats.a_dossier import a_dossier
from zegsman.tell.formats.calendar_file import compose_ics
from zegsman.tell.formats.claim_markup import compose_claim_markup
from zegsman.tell.formats.csv_table import compose_csv
from zegsman.tell.formats.followthemoney import compose_followthemoney
from zegsman.tell.formats.geojson import compose_geojson
from zegsman.tell.formats.gexf import NAMESPACE, compose_gexf
from zegsman.tell.formats.provenance import compose_prov
from zegsman.tell.formats.stix import compose_stix
from zegsman.tell.formats.timelinejs import compose_timelinejs
from zegsman.tell.formats.web_annotation import compose_web_annotation

Compose = Callable[..., str]
FORMATS: list[Compose] = [
    compose_csv, compose_followthemoney, compose_geojson, compose_gexf, compose_ics, compose_claim_markup,
    compose_prov, compose_stix, compose_timelinejs, compose_web_annotation,
]  # fmt: skip


@pytest.mark.parametrize("compose", FORMATS, ids=lambda compose: compose.__name__)
def test_without_text_no_words_leave(compose: Compose) -> None:
    """Where rights forbid passing on text, no words of a report are in the product."""
    dossier = a_dossier()
    assert "de brug in Delft" not in compose(dossier, with_text=False)
    assert compose(dossier) == compose(a_dossier())


def test_csv_runs_no_formula() -> None:
    """A cell that a spreadsheet would run as a formula gets an apostrophe; one row a statement."""
    rows = list(csv.DictReader(io.StringIO(compose_csv(a_dossier()))))
    assert [row["statement"] for row in rows] == ["t1", "t2", "t0"]
    assert rows[2]["words"] == "'=SUM(A1)"
    assert rows[0]["chain"] == "Anna Duin < provincie"


def test_geojson_is_rfc_7946() -> None:
    """A point has longitude first, and its claims."""
    (feature,) = json.loads(compose_geojson(a_dossier()))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [4.36, 52.01]}
    assert [claim["id"] for claim in feature["properties"]["claims"]] == ["c1", "c2"]


def test_gexf_is_read_back() -> None:
    """The graph holds every report and source, and each link weighed by its claims."""
    root = ET.fromstring(compose_gexf(a_dossier()))
    names = {"g": NAMESPACE}
    assert {node.get("id") for node in root.iterfind(".//g:node", names)} == {"r1", "r2", "s1", "s2"}
    assert [edge.get("weight") for edge in root.iterfind(".//g:edge", names)] == ["2"]


def test_ics_keeps_to_rfc_5545() -> None:
    """Lines end in CRLF and have at most 75 octets; the end is exclusive; commas and semicolons are escaped."""
    text = compose_ics(a_dossier())
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert {"DTSTART;VALUE=DATE:20240504", "DTEND;VALUE=DATE:20240505"} <= set(lines)


def test_timelinejs_escapes_markup() -> None:
    """Headlines are escaped, since TimelineJS shows them as HTML; every event has a start year."""
    timeline = json.loads(compose_timelinejs(a_dossier()))
    assert timeline["title"]["text"]["headline"] == "Brug &lt;dicht&gt;"
    assert timeline["events"][0]["start_date"] == {"year": 2024, "month": 5, "day": 4}


def test_web_annotation_points_at_the_words() -> None:
    """Quote and position selectors say the same words."""
    dossier = a_dossier()
    for item in json.loads(compose_web_annotation(dossier))["items"]:
        quote, position = item["target"]["selector"]
        assert dossier["reports"][0]["text"][position["start"] : position["end"]] == quote["exact"]


def test_claim_markup_gives_no_verdict() -> None:
    """A claim has its appearances; a ClaimReview is a person's to give."""
    text = compose_claim_markup(a_dossier())
    claims = [thing for thing in json.loads(text)["@graph"] if thing["@type"] == "Claim"]
    assert len(claims[0]["appearance"]) == 2
    assert "ClaimReview" not in text


def test_prov_keeps_the_order_of_the_chain() -> None:
    """A statement is attributed to its sources, in order, and quoted from its report."""
    graph: list[dict[str, Any]] = json.loads(compose_prov(a_dossier()))["@graph"]
    (statement,) = [thing for thing in graph if thing["@id"] == "urn:zegsman:t1"]
    assert statement["zegsman:chain"]["@list"] == [{"@id": "urn:zegsman:s1"}, {"@id": "urn:zegsman:s2"}]
    assert statement["prov:wasQuotedFrom"] == {"@id": "https://example.org/r1"}


@pytest.mark.filterwarnings("ignore")
def test_stix_bundle_is_valid() -> None:
    """The stix2 library parses the bundle strictly, and every reference in it resolves."""
    stix2 = pytest.importorskip("stix2")
    bundle = stix2.parse(compose_stix(a_dossier()), allow_custom=False)
    ids = {thing.id for thing in bundle.objects}
    assert {ref for thing in bundle.objects for ref in getattr(thing, "object_refs", [])} <= ids


@pytest.mark.filterwarnings("ignore")
def test_followthemoney_entities_are_valid() -> None:
    """The followthemoney library accepts every entity and keeps every property given."""
    model = pytest.importorskip("followthemoney").model
    for line in compose_followthemoney(a_dossier()).splitlines():
        given = json.loads(line)
        proxy = model.get_proxy(given)
        kept = {name for name in given["properties"] if proxy.get(name)}
        assert kept == given["properties"].keys(), given["schema"]
