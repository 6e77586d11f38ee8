"""PROV-O as JSON-LD: reports, statements and claims as entities, sources as agents, the reading as an activity."""

from __future__ import annotations

import json
from typing import Any

from zegsman.tell.formats.reading import FormatIndex

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "zegsman": "urn:zegsman:term:",
}


def compose_prov(dossier: dict[str, Any], *, with_text: bool = True) -> str:
    """A JSON-LD graph: a statement was quoted from its report and attributed to its sources; a claim derives from it.

    The order of a chain is kept in `zegsman:chain` (a list), since PROV's attribution has none.
    """
    index = FormatIndex(dossier, with_text)
    reading = index.iri("reading")
    software: dict[str, Any] = {"@id": index.iri("software"), "@type": "prov:SoftwareAgent", "rdfs:label": "zegsman"}
    graph: list[dict[str, Any]] = [
        software,
        {"@id": reading, "@type": "prov:Activity", "prov:wasAssociatedWith": {"@id": software["@id"]}},
    ]
    graph += [_agent(index, source) for source in dossier["sources"]]
    graph += [_report(index, report) for report in dossier["reports"]]
    graph += [_statement(index, statement, reading) for statement in dossier["statements"]]
    graph += [_claim(index, claim, reading) for claim in dossier["claims"]]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)


def _agent(index: FormatIndex, source: dict[str, Any]) -> dict[str, Any]:
    kinds = {"person": "prov:Person", "organisation": "prov:Organization", "government": "prov:Organization"}
    agent: dict[str, Any] = {
        "@id": index.iri(source["id"]),
        "@type": ["prov:Agent", *([kinds[source["kind"]]] if source["kind"] in kinds else [])],
        "rdfs:label": source["name"],
    }
    if source.get("speaks_for"):
        agent["prov:actedOnBehalfOf"] = {"@id": index.iri(source["speaks_for"])}
    return agent


def _report(index: FormatIndex, report: dict[str, Any]) -> dict[str, Any]:
    entity: dict[str, Any] = {
        "@id": index.report_iri(report),
        "@type": "prov:Entity",
        "rdfs:label": report["title"] or report["id"],
        "zegsman:sha256": report["sha256"],
    }
    if report.get("rights"):
        entity["dcterms:rights"] = report["rights"]
    if report.get("received_at"):
        entity["prov:generatedAtTime"] = {"@type": "xsd:dateTime", "@value": report["received_at"]}
    if earlier := [one for one in index.reports.values() if one.get("replaced_by") == report["id"]]:
        entity["prov:wasRevisionOf"] = [{"@id": index.report_iri(one)} for one in earlier]
    if report.get("copy_of"):
        entity["prov:wasDerivedFrom"] = {"@id": index.report_iri(index.reports[report["copy_of"]])}
    return entity


def _statement(index: FormatIndex, statement: dict[str, Any], reading: str) -> dict[str, Any]:
    report = index.reports[statement["report"]]
    entity: dict[str, Any] = {
        "@id": index.iri(statement["id"]),
        "@type": "prov:Entity",
        "prov:wasQuotedFrom": {"@id": index.report_iri(report)},
        "prov:wasGeneratedBy": {"@id": reading},
        "zegsman:start": statement["start"],
        "zegsman:end": statement["end"],
    }
    if statement["chain"]:
        agents = [{"@id": index.iri(source)} for source in statement["chain"]]
        entity["prov:wasAttributedTo"] = agents
        entity["zegsman:chain"] = {"@list": agents}
    if index.passed_words(statement):
        entity["prov:value"] = index.passed_words(statement)
    return entity


def _claim(index: FormatIndex, claim: dict[str, Any], reading: str) -> dict[str, Any]:
    return {
        "@id": index.iri(claim["id"]),
        "@type": "prov:Entity",
        "rdfs:label": index.claim_text(claim),
        "prov:wasDerivedFrom": [{"@id": index.iri(statement)} for statement in claim["statements"]],
        "prov:wasGeneratedBy": {"@id": reading},
        "zegsman:independentOrigins": claim["independent_origins"],
        "zegsman:status": claim["status"],
    }
