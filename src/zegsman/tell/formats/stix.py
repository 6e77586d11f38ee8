"""STIX 2.1: reports, identities, locations, notes (claims) and opinions (disputes), with ids hashed from content."""

from __future__ import annotations

import json
import uuid
from typing import Any

from zegsman.tell.formats.reading import FormatIndex

NAMESPACE = uuid.UUID("4f9c4a52-6c0b-5b1e-9f0e-1f6c2a7d4e11")
"""Our own, so that the same thing gets the same id in every bundle."""
CLASSES = {"person": "individual", "group": "group", "unknown": "unknown"}
CREDIBILITY_TO_CONFIDENCE = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}
"""STIX 2.1, appendix A: Admiralty credibility to confidence; 6, cannot be judged, has none."""


def compose_stix(dossier: dict[str, Any], *, with_text: bool = True) -> str:
    """A bundle. What STIX has no place for (chains, independence) stands in the notes' abstracts."""
    index = FormatIndex(dossier, with_text)
    day = dossier["story"]["last"] or "1970-01-01"
    made = {"spec_version": "2.1", "created": f"{day}T00:00:00.000Z", "modified": f"{day}T00:00:00.000Z"}
    objects = [_identity(source, made) for source in dossier["sources"]]
    objects += [_location(entity, made) for entity in dossier["entities"] if entity.get("coordinates")]
    objects += [_report(index, report, made) for report in dossier["reports"]]
    objects += [_note(index, claim, made) for claim in dossier["claims"]]
    objects += [_opinion(claim, made) for claim in dossier["claims"] if claim["status"] == "disputed"]
    return json.dumps(
        {"type": "bundle", "id": _id("bundle", dossier["story"]["id"]), "objects": objects},
        ensure_ascii=False,
        indent=1,
    )


def _id(kind: str, id: str) -> str:
    return f"{kind}--{uuid.uuid5(NAMESPACE, f'{kind}:{id}')}"


def _identity(source: dict[str, Any], made: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "identity",
        "id": _id("identity", source["id"]),
        **made,
        "name": source["name"],
        "identity_class": CLASSES.get(source["kind"], "organization"),
    }


def _location(entity: dict[str, Any], made: dict[str, str]) -> dict[str, Any]:
    longitude, latitude = entity["coordinates"]
    place = {"name": entity["name"], "longitude": longitude, "latitude": latitude}
    country = {"country": entity["country"]} if entity.get("country") else {}
    return {"type": "location", "id": _id("location", entity["id"]), **made, **place, **country}


def _report(index: FormatIndex, report: dict[str, Any], made: dict[str, str]) -> dict[str, Any]:
    claims = {s["claim"] for s in index.statements.values() if s["report"] == report["id"] and s["claim"]}
    published = report["published"]["start"] or made["created"][:10]
    refs = sorted(_id("note", claim) for claim in claims) or [_id("identity", index.dossier["sources"][0]["id"])]
    thing: dict[str, Any] = {
        "type": "report",
        "id": _id("report", report["id"]),
        **made,
        "name": report["title"] or report["outlet"] or report["id"],
        "published": f"{published}T00:00:00Z",
        "object_refs": refs,
    }
    reference: dict[str, Any] = {"source_name": report["outlet"] or "unknown", "hashes": {"SHA-256": report["sha256"]}}
    if report.get("url"):
        thing["external_references"] = [{**reference, "url": report["url"]}]
    return thing


def _note(index: FormatIndex, claim: dict[str, Any], made: dict[str, str]) -> dict[str, Any]:
    origins = [index.sources[origin]["name"] for origin in claim["origins"]]
    reports = dict.fromkeys(index.statements[s]["report"] for s in claim["statements"])
    note: dict[str, Any] = {
        "type": "note",
        "id": _id("note", claim["id"]),
        **made,
        "abstract": claim.get("why") or claim["status"],
        "content": index.claim_text(claim),
        "object_refs": [_id("report", report) for report in reports],
        "labels": [
            claim["status"],
            f"independent-origins-{claim['independent_origins']}",
            *([] if index.is_standing(claim) else ["withdrawn"]),
        ],
    }
    if origins:
        note["authors"] = origins
    if claim["credibility"] in CREDIBILITY_TO_CONFIDENCE:
        note["confidence"] = CREDIBILITY_TO_CONFIDENCE[claim["credibility"]]
    return note


def _opinion(claim: dict[str, Any], made: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "opinion",
        "id": _id("opinion", claim["id"]),
        **made,
        "opinion": "strongly-disagree" if claim["credibility"] == 5 else "disagree",
        "explanation": claim.get("why") or "disputed",
        "object_refs": [_id("note", claim["id"])],
    }
