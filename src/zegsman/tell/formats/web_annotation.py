"""W3C Web Annotation: each statement as an annotation with quote and position selectors."""

from __future__ import annotations

import json
from typing import Any

from zegsman.tell.formats.reading import FormatIndex

CONTEXT_LENGTH = 32
"""Code points of prefix and suffix in a TextQuoteSelector, as Hypothesis has it."""


def compose_web_annotation(dossier: dict[str, Any], *, with_text: bool = True) -> str:
    """An AnnotationPage; positions count code points of the report's text as kept."""
    index = FormatIndex(dossier, with_text)
    claims = {claim["id"]: claim for claim in dossier["claims"]}
    items = [_annotation(index, statement, claims) for statement in dossier["statements"]]
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": index.iri(f"{dossier['story']['id']}:page"),
        "type": "AnnotationPage",
        "items": items,
    }
    return json.dumps(page, ensure_ascii=False, indent=1)


def _annotation(index: FormatIndex, statement: dict[str, Any], claims: dict[str, Any]) -> dict[str, Any]:
    report = index.reports[statement["report"]]
    claim = claims.get(statement["claim"])
    said_by = " < ".join(index.chain_names(statement)) or report["outlet"] or ""
    labels = [statement["kind"], statement["certainty"], statement["polarity"], statement["time_status"]]
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": label} for label in labels]
    bodies.append({"type": "TextualBody", "purpose": "describing", "value": said_by})
    if claim:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "value": claim.get("why", "")})
    annotation = {
        "id": index.iri(statement["id"]),
        "type": "Annotation",
        "body": bodies,
        "target": {"source": index.report_iri(report), "selector": _selectors(index, statement, report["text"])},
    }
    if claim:
        annotation["motivation"] = "classifying"
    return annotation


def _selectors(index: FormatIndex, statement: dict[str, Any], text: str) -> list[dict[str, Any]]:
    start, end = statement["start"], statement["end"]
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    if not index.with_text or not text[start:end]:
        return [position]
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - CONTEXT_LENGTH) : start],
        "suffix": text[end : end + CONTEXT_LENGTH],
    }
    return [quote, position]
