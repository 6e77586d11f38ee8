"""Each export is read by the format's own library or held to its specification, on whole stories and on hard ones."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from typing import Any

import pytest

from tell.formats.a_dossier import a_dossier
from tell.stories_of_examples import weighed_example
from zegsman.tell.dossier import compose_dossier
from zegsman.tell.exports import EXPORTS, join_dossiers
from zegsman.tell.formats.csv_table import FORMULA_SIGNS

Json = dict[str, Any]
SLUGS = ("kisten-terneuzen", "ziekenhuis-zwolle")


def _examples() -> Json:
    return join_dossiers([compose_dossier(weighed_example(slug)) for slug in SLUGS])


def _revised() -> Json:
    """The small dossier with its first report replaced by its second, and a claim that only the first made."""
    dossier = a_dossier()
    first, second = dossier["reports"]
    first.update(replaced_by="r2", received_at="2024-05-01T08:00:00+00:00")
    second.update(copy_of=None, url=first["url"], received_at="2024-05-01T12:00:00+00:00", rights="CC BY 4.0")
    dossier["claims"][1].update(standing=False, life=[])
    dossier["claims"][1]["time"] = dossier["claims"][0]["time"]
    return dossier


every_dossier = pytest.mark.parametrize("make", [_examples, a_dossier, _revised], ids=["examples", "hard", "revised"])
# Libraries that are asked to read a file, and speak of their own future meanwhile.
talkative = pytest.mark.filterwarnings("ignore")


def _written(name: str, dossier: Json, **options: Any) -> str:
    return EXPORTS[name]([dossier], **options).decode("utf-8")


@every_dossier
def test_jsonl_comes_back_equal(make: Any) -> None:
    """The lines hold every part of the dossier as it was, under its kind."""
    dossier = make()
    for report in dossier["reports"]:
        report["rights"] = None
    lines = [json.loads(line) for line in _written("jsonl", dossier).splitlines()]
    back: dict[str, list[Json]] = {}
    for line in lines:
        kind = line.pop("kind")
        line.pop("story")
        own = {"kind" if key == f"{kind}_kind" else key: value for key, value in line.items()}
        back.setdefault({"entity": "entities"}.get(kind, f"{kind}s"), []).append(own)
    for part in ("reports", "sources", "entities", "statements", "claims", "conflicts"):
        assert back.get(part, []) == dossier[part]


@every_dossier
def test_csv_and_parquet_say_the_same(make: Any) -> None:
    """Both have one row a statement; Parquet has numbers, days and lists, and CSV the same written out."""
    import pyarrow.parquet as pq

    dossier = make()
    rows = list(csv.DictReader(io.StringIO(_written("csv", dossier)), strict=True))
    table = pq.read_table(io.BytesIO(EXPORTS["parquet"]([dossier])))
    typed = table.to_pylist()
    assert len(rows) == len(typed) == sum(len(claim["statements"]) for claim in dossier["claims"])
    assert table.schema.metadata[b"zegsman.schema"] == b"zegsman.dossier/1"
    statements = {one["id"]: one for one in dossier["statements"]}
    for row, cells in zip(rows, typed, strict=True):
        assert list(row) == table.column_names
        assert isinstance(cells["start"], int)
        assert cells["start"] == statements[cells["statement"]]["start"] == int(row["start"])
        assert " < ".join(cells["chain"]) == row["chain"]
        assert cells["time_start"] is None or isinstance(cells["time_start"], date)
        assert (cells["time_start"] or "") == "" or cells["time_start"].isoformat() == row["time_start"]
        words = cells["words"] or ""
        assert row["words"] == (f"'{words}" if words.startswith(FORMULA_SIGNS) else words)


@every_dossier
@talkative
def test_followthemoney_validates(make: Any) -> None:
    """Every entity passes its schema's own check, and every reference leads to an entity of the right kind."""
    from followthemoney import model

    entities = [json.loads(line) for line in _written("followthemoney", make()).splitlines()]
    proxies = {one["id"]: model.get_proxy(one) for one in entities}
    assert len(proxies) == len(entities)
    for one in entities:
        proxy = proxies[one["id"]]
        proxy.schema.validate(one)
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert proxies[value].schema.is_a(prop.range), (prop.name, value)


@every_dossier
@talkative
def test_stix_comes_back_equal(make: Any) -> None:
    """The library takes the bundle strictly and gives back the same objects; references resolve."""
    import stix2

    text = _written("stix", make())
    bundle = stix2.parse(text, allow_custom=False)
    ids = [thing.id for thing in bundle.objects]
    assert len(ids) == len(set(ids))
    assert {ref for thing in bundle.objects for ref in getattr(thing, "object_refs", [])} <= set(ids)
    assert json.loads(bundle.serialize())["objects"] == json.loads(text)["objects"]


@every_dossier
@talkative
def test_prov_is_read_as_prov(make: Any) -> None:
    """The graph reads as RDF and as a PROV document, with each statement, claim and source in it."""
    import prov.model

    dossier = make()
    text = _written("prov", dossier)
    document = prov.model.ProvDocument.deserialize(content=text, format="rdf", rdf_format="json-ld")
    entities = {str(one.identifier.uri) for one in document.get_records(prov.model.ProvEntity)}
    agents = {str(one.identifier.uri) for one in document.get_records(prov.model.ProvAgent)}
    assert {f"urn:zegsman:{one['id']}" for one in dossier["statements"] + dossier["claims"]} <= entities
    assert {f"urn:zegsman:{one['id']}" for one in dossier["sources"]} <= agents
    for attribution in document.get_records(prov.model.ProvAttribution):
        entity, agent = (str(value.uri) for value in attribution.args[:2])
        assert entity in entities
        assert agent in agents
    derived = list(document.get_records(prov.model.ProvDerivation))
    assert len(derived) >= sum(len(claim["statements"]) for claim in dossier["claims"])


def test_prov_tells_versions() -> None:
    """A version is a revision of the one before, which is called by its bytes, since its address shows another text."""
    graph = json.loads(_written("prov", _revised()))["@graph"]
    (later,) = [one for one in graph if one["@id"] == "https://example.org/r1"]
    assert later["prov:wasRevisionOf"] == [{"@id": "urn:sha256:" + "0" * 64}]
    assert later["prov:generatedAtTime"]["@value"] == "2024-05-01T12:00:00+00:00"


@every_dossier
def test_webannotation_selectors_resolve(make: Any) -> None:
    """Each selector, by itself, leads to exactly the statement's place in the text."""
    dossier = make()
    texts = {one["id"]: one["text"] for one in dossier["reports"]}
    statements = {f"urn:zegsman:{one['id']}": one for one in dossier["statements"]}
    page = json.loads(_written("webannotation", dossier))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    for item in page["items"]:
        statement = statements[item["id"]]
        text = texts[statement["report"]]
        place = (statement["start"], statement["end"])
        for selector in item["target"]["selector"]:
            if selector["type"] == "TextPositionSelector":
                assert (selector["start"], selector["end"]) == place
            else:
                found = selector["prefix"] + selector["exact"] + selector["suffix"]
                starts = [m.start() + len(selector["prefix"]) for m in re.finditer(f"(?={re.escape(found)})", text)]
                assert place[0] in starts
                assert text[place[0] : place[1]] == selector["exact"]


@every_dossier
@talkative
def test_claim_markup_uses_terms_of_schema_org(make: Any) -> None:
    """It reads as RDF; appearances are described, and things have only the terms that schema.org has for them."""
    import rdflib

    known = {
        "Claim": {"text", "appearance", "firstAppearance", "claimInterpreter", "author", "description"},
        "NewsArticle": {
            "url", "headline", "datePublished", "inLanguage", "publisher", "creditText", "usageInfo",
            "author",
        },
        "Person": {"name"}, "Organization": {"name"}, "SoftwareApplication": {"name"},
    }  # fmt: skip
    document = json.loads(_written("claim", make()))
    assert document["@context"] == "https://schema.org"
    document["@context"] = {"@vocab": "https://schema.org/"}
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    types = {
        subject: str(kind).removeprefix(str(schema))
        for subject, _, kind in graph.triples((None, rdflib.RDF.type, None))
    }
    for subject, predicate, value in graph:
        if predicate == rdflib.RDF.type:
            continue
        name = str(predicate).removeprefix(str(schema))
        assert name in known[types[subject]], (types[subject], name)
        if name in ("appearance", "firstAppearance"):
            assert types[value] == "NewsArticle"


@every_dossier
def test_timelinejs_keeps_to_its_rules(make: Any) -> None:
    """Every event has a start date with a year, dates are numbers, an end is no earlier, ids are unique HTML ids."""
    timeline = json.loads(_written("timelinejs", make()))
    assert timeline.keys() == {"title", "events"}
    ids = [event["unique_id"] for event in timeline["events"]]
    assert len(ids) == len(set(ids))
    for event in timeline["events"]:
        assert event.keys() <= {"start_date", "end_date", "text", "media", "group", "display_date", "unique_id"}
        assert not re.search(r"\s", event["unique_id"])
        ends = [
            date(*(part[name] for name in ("year", "month", "day")))
            for part in (event["start_date"], event["end_date"])
        ]
        assert ends[0] <= ends[1]
        assert event["text"].keys() <= {"headline", "text"}
        assert "<" not in event["text"]["headline"]


@every_dossier
def test_geojson_is_valid(make: Any) -> None:
    """The library finds no fault; positions are in range; nothing that RFC 7946 took out ('crs') is in it."""
    import geojson

    found = geojson.loads(_written("geojson", make()))
    assert found.is_valid, found.errors()
    assert "crs" not in found
    for feature in found["features"]:
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90


@every_dossier
def test_gexf_is_read_by_networkx(make: Any) -> None:
    """The graph comes back with each report and source, and the claims that each link carries."""
    import networkx

    dossier = make()
    graph = networkx.read_gexf(io.BytesIO(EXPORTS["gexf"]([dossier])))
    assert set(graph.nodes) == {one["id"] for part in ("reports", "sources") for one in dossier[part]}
    links = [one for one in dossier["links"] if {one["from"], one["to"]} <= set(graph.nodes)]
    assert graph.number_of_edges() == len(links)


@every_dossier
def test_ics_is_read_by_icalendar(make: Any) -> None:
    """The library reads each dated claim as a whole-day entry without an error, with the days and words that it has."""
    import icalendar

    dossier = make()
    calendar = icalendar.Calendar.from_ical(_written("ics", dossier))
    claims = [c for c in dossier["claims"] if c["time"] and c["time"]["start"] and c["time"]["end"]]
    dated = {f"{claim['id']}@zegsman": claim for claim in claims}
    events = calendar.walk("VEVENT")
    assert {str(event["UID"]) for event in events} == set(dated)
    for event in events:
        claim = dated[str(event["UID"])]
        assert not event.errors
        assert event.decoded("DTSTART").isoformat() == claim["time"]["start"]
        assert (event.decoded("DTEND") - date.fromisoformat(claim["time"]["end"])).days == 1
        assert str(event["SUMMARY"]) == " ".join(claim["text"].split())
        assert str(event["STATUS"]) in {"TENTATIVE", "CONFIRMED", "CANCELLED"}
        assert (str(event["STATUS"]) == "CANCELLED") == (not claim.get("standing", True))
