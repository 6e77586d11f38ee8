"""schema.org `Claim`: each claim with where it appears; no verdict (`ClaimReview` is a person's to give)."""

from __future__ import annotations

import json
from typing import Any

from zegsman.tell.formats.reading import FormatIndex


def compose_claim_markup(dossier: dict[str, Any], *, with_text: bool = True) -> str:
    """JSON-LD with one `Claim` a claim and one `NewsArticle` a report, tied by `appearance` and `firstAppearance`."""
    index = FormatIndex(dossier, with_text)
    graph = [_report(index, report) for report in dossier["reports"]]
    graph += [_claim(index, claim) for claim in dossier["claims"]]
    return json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=1)


def _report(index: FormatIndex, report: dict[str, Any]) -> dict[str, Any]:
    return _without_empty(
        {
            "@type": "NewsArticle",
            "@id": index.report_iri(report),
            "url": report.get("url"),
            "headline": report["title"],
            "author": {"@type": "Person", "name": report["author"]} if report.get("author") else None,
            "datePublished": report.get("published_at") or report["published"]["value"],
            "inLanguage": report["language"],
            "publisher": {"@type": "Organization", "name": report["outlet"]} if report["outlet"] else None,
            "creditText": report.get("agency"),
            "usageInfo": report.get("rights"),
        }
    )


def _claim(index: FormatIndex, claim: dict[str, Any]) -> dict[str, Any]:
    reports = dict.fromkeys(index.statements[s]["report"] for s in claim["statements"])
    dated = sorted(reports, key=lambda r: index.reports[r]["published"]["start"] or "9999")
    return _without_empty(
        {
            "@type": "Claim",
            "@id": index.iri(claim["id"]),
            "text": claim["text"] if index.with_text else None,
            "appearance": [{"@id": index.report_iri(index.reports[report])} for report in reports],
            "firstAppearance": {"@id": index.report_iri(index.reports[dated[0]])},
            "claimInterpreter": {"@type": "SoftwareApplication", "name": "zegsman"},
            "author": [_author(index.sources[origin]) for origin in claim["origins"]],
            "description": claim.get("why"),
        }
    )


def _author(source: dict[str, Any]) -> dict[str, str]:
    return {"@type": "Person" if source["kind"] == "person" else "Organization", "name": source["name"]}


def _without_empty(thing: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in thing.items() if value not in (None, [], "")}
