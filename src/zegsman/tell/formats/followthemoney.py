"""FollowTheMoney: JSON lines of entities for Aleph and OpenAleph.

Reports become `Article`, entities `Person`, `Organization` or `Address`, claims `Note` (there is no schema for a
claim): its summary is what is claimed, its description the reason, and the chains as words.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from zegsman.tell.formats.reading import FormatIndex

SCHEMATA = {"PER": "Person", "ORG": "Organization", "LOC": "Address"}


def compose_followthemoney(dossier: dict[str, Any], *, with_text: bool = True) -> str:
    """One entity a line; ids are hashed from the dossier's own."""
    index = FormatIndex(dossier, with_text)
    lines = [_article(index, report) for report in dossier["reports"]]
    lines += [_entity(entity) for entity in dossier["entities"] if entity["type"] in SCHEMATA]
    lines += [_note(index, claim) for claim in dossier["claims"]]
    lines += [line for entity in dossier["entities"] for line in _mentions(index, entity)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _id(id: str) -> str:
    return f"zegsman-{hashlib.sha256(id.encode()).hexdigest()[:32]}"


def _made(schema: str, id: str, **properties: object) -> dict[str, Any]:
    """An entity whose properties are lists of strings, empty ones left out."""
    listed = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    kept = {name: [str(v) for v in values if v] for name, values in listed.items()}
    return {"id": _id(id), "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _article(index: FormatIndex, report: dict[str, Any]) -> dict[str, Any]:
    return _made(
        "Article",
        report["id"],
        title=report["title"] or report["outlet"] or report["id"],
        publisher=report["outlet"],
        author=report.get("author"),
        publishedAt=(report["published"]["value"] or "")[:10],
        sourceUrl=report.get("url"),
        bodyText=report["text"] if index.with_text else None,
        notes=f"rights: {report['rights']}" if report.get("rights") else None,
        fileName=(report.get("path") or "").rsplit("/", 1)[-1],
    )


def _entity(entity: dict[str, Any]) -> dict[str, Any]:
    others = [alias for alias in entity["aliases"] if alias != entity["name"]]
    facts: dict[str, object] = {
        "name": entity["name"],
        "alias": others,
        "country": (entity.get("country") or "").lower(),
    }
    facts["description"] = list(entity.get("descriptions", []))
    if entity["type"] == "LOC":
        facts["full"] = entity["name"]
        if entity.get("coordinates"):
            facts["longitude"], facts["latitude"] = entity["coordinates"]
    return _made(SCHEMATA[entity["type"]], entity["id"], **facts)


def _note(index: FormatIndex, claim: dict[str, Any]) -> dict[str, Any]:
    about = [_id(p["entity"]) for p in claim.get("participants", []) if index.entities[p["entity"]]["type"] in SCHEMATA]
    chains = sorted({" < ".join(index.chain_names(index.statements[s])) for s in claim["statements"]} - {""})
    reports = dict.fromkeys(index.statements[s]["report"] for s in claim["statements"])
    return _made(
        "Note",
        claim["id"],
        name=index.claim_text(claim)[:200],
        summary=index.claim_text(claim),
        description=[claim.get("why"), *chains],
        keywords=[
            claim["status"],
            f"credibility-{claim['credibility']}",
            "" if index.is_standing(claim) else "withdrawn",
        ],
        entity=about,
        sourceUrl=[url for report in reports if (url := index.reports[report].get("url"))],
        proof=[_id(report) for report in reports],
    )


def _mentions(index: FormatIndex, entity: dict[str, Any]) -> list[dict[str, Any]]:
    """One `Mention` for each report that names the entity."""
    schema = SCHEMATA.get(entity["type"])
    if schema is None or schema == "Address":
        return []
    return [
        _made(
            "Mention",
            f"{report}:{entity['id']}",
            document=_id(report),
            resolved=_id(entity["id"]),
            name=entity["name"],
            detectedSchema=schema,
        )
        for report in dict.fromkeys(mention["report"] for mention in entity["mentions"])
    ]
