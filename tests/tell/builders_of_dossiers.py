"""Small dossiers built by hand: reports with statements and claims in a few words."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def a_dossier(*texts: str, language: str = "nl", title: str = "Een zaak") -> Json:
    """A dossier with one report a text, one narrated statement and claim over each whole text."""
    reports, statements, claims = [], [], []
    for number, text in enumerate(texts, 1):
        report, statement = a_report_part(f"r{number}", text, language), f"s{number}"
        reports.append(report)
        start = len(text) - len(text.lstrip())
        statements.append(a_statement_part(statement, f"r{number}", start, len(text.rstrip()), claim=f"c{number}"))
        claims.append(a_claim_part(f"c{number}", text.strip(), [statement]))
    outlets = [
        {"id": f"source-{r['id']}", "name": r["outlet"], "kind": "outlet", "named": True, "reliability": "F"}
        for r in reports
    ]
    return {
        "schema": "zegsman.dossier/1",
        "generator": {"name": "zegsman", "version": "0"},
        "story": {"id": "story", "title": title, "languages": [language], "first": "2024-05-01", "last": "2024-05-03"},
        "reports": reports,
        "entities": [],
        "sources": outlets,
        "statements": statements,
        "claims": claims,
        "conflicts": [],
        "timeline": [],
        "developments": [],
        "loops": [],
        "links": [],
        "judgements": [],
    }


def a_report_part(id: str, text: str, language: str = "nl", **facts: Any) -> Json:
    """A report as the dossier holds it."""
    plain = {
        "id": id,
        "outlet": f"De Bode {id}",
        "title": "Kop",
        "url": None,
        "path": f"{id}.txt",
        "published": {"value": "2024-05-02", "start": "2024-05-02", "end": "2024-05-02"},
        "language": language,
        "text": text,
        "sha256": "0" * 64,
        "copy_of": None,
        "agency": None,
    }
    return {**plain, **facts}


def a_statement_part(id: str, report: str, start: int, end: int, **facts: Any) -> Json:
    """A statement as the dossier holds it: narrated, certain, affirmed, past."""
    plain = {
        "id": id,
        "report": report,
        "start": start,
        "end": end,
        "chain": [],
        "cue": None,
        "kind": "narrated",
        "certainty": "certain",
        "polarity": "affirmed",
        "time_status": "past",
        "claim": None,
    }
    return {**plain, **facts}


def a_claim_part(id: str, text: str, statements: list[str], **facts: Any) -> Json:
    """A claim as the dossier holds it: narrated by one report."""
    plain = {
        "id": id,
        "text": text,
        "statements": statements,
        "reports": 1,
        "outlets": 1,
        "origins": [],
        "independent_origins": 0,
        "independent_at_most": 0,
        "vouching": [],
        "status": "narrated",
        "credibility": 6,
        "why": "",
        "time": None,
        "event": None,
        "participants": [],
    }
    return {**plain, **facts}


def a_source_part(id: str, name: str, **facts: Any) -> Json:
    """A source as the dossier holds it: a named person."""
    plain = {"id": id, "name": name, "kind": "person", "named": True, "speaks_for": None, "reliability": "F"}
    return {**plain, **facts}
