"""GeoJSON (RFC 7946): the places of the dossier, each with the claims that take place there."""

from __future__ import annotations

import json
from typing import Any

from zegsman.tell.formats.reading import FormatIndex


def compose_geojson(dossier: dict[str, Any], *, with_text: bool = True) -> str:
    """A FeatureCollection of points in WGS 84, longitude first; places without coordinates are left out."""
    index = FormatIndex(dossier, with_text)
    features = [_feature(index, entity) for entity in dossier["entities"] if entity.get("coordinates")]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1)


def _feature(index: FormatIndex, entity: dict[str, Any]) -> dict[str, Any]:
    claims = [
        {"id": claim["id"], "text": index.claim_text(claim), "status": claim["status"]}
        for claim in index.dossier["claims"]
        if any(participant["entity"] == entity["id"] for participant in claim.get("participants", []))
    ]
    properties = {
        "name": entity["name"],
        "aliases": entity["aliases"],
        "country": entity.get("country"),
        "mentions": len(entity["mentions"]),
        "claims": claims,
    }
    point = {"type": "Point", "coordinates": entity["coordinates"]}
    return {"type": "Feature", "id": entity["id"], "geometry": point, "properties": properties}
