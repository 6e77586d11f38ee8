"""A small dossier in the contract's JSON, with what formats find hard: quotes, commas, formulas, markup."""

from __future__ import annotations

from typing import Any

TEXT = "=SUM(A1), zegt <b>Anna Duin</b>; de brug in Delft gaat op 4 mei dicht. Volgens de provincie, klopt dat."


def a_dossier() -> dict[str, Any]:
    """One story: two reports of which one is a copy, two sources, one dated claim and one disputed claim."""

    def report(id: str, copy_of: str | None) -> dict[str, Any]:
        return {
            "id": id, "outlet": "De Proefbode", "title": "Brug dicht", "url": "https://example.org/" + id,
            "path": f"in/{id}.txt", "published": {"value": "2024-05-01", "start": "2024-05-01", "end": "2024-05-01"},
            "language": "nl", "text": TEXT, "sha256": "0" * 64, "copy_of": copy_of, "agency": None,
            "author": "Noor Vis", "published_at": "2024-05-01T08:30:00+02:00",
        }  # fmt: skip

    def statement(id: str, report: str, words: str, claim: str) -> dict[str, Any]:
        start = TEXT.index(words)
        return {
            "id": id, "report": report, "start": start, "end": start + len(words), "chain": ["s1", "s2"], "cue": None,
            "kind": "indirect", "certainty": "certain", "polarity": "affirmed", "time_status": "future",
            "claim": claim,
        }  # fmt: skip

    def claim(id: str, words: str, statements: list[str], **facts: Any) -> dict[str, Any]:
        plain = {
            "id": id, "text": words, "statements": statements, "reports": 2, "outlets": 1, "origins": ["s2"],
            "independent_origins": 1, "status": "single-origin", "credibility": 2, "why": "Eén herkomst.",
            "time": None, "participants": [{"role": "location", "entity": "e1"}],
        }  # fmt: skip
        return {**plain, **facts}

    bridge, sum_ = "de brug in Delft gaat op 4 mei dicht", "=SUM(A1)"
    time = {"value": "2024-05-04", "start": "2024-05-04", "end": "2024-05-04"}
    return {
        "schema": "zegsman.dossier/1",
        "story": {
            "id": "story-1",
            "title": "Brug <dicht>",
            "languages": ["nl"],
            "first": "2024-05-01",
            "last": "2024-05-01",
        },
        "reports": [report("r1", None), report("r2", "r1")],
        "entities": [
            {
                "id": "e1",
                "name": "Delft",
                "type": "LOC",
                "aliases": ["Delft"],
                "country": "NL",
                "coordinates": [4.36, 52.01],
                "mentions": [{"report": "r1", "start": 41, "end": 46}],
            },
            {
                "id": "e2",
                "name": "Anna Duin",
                "type": "PER",
                "aliases": ["Anna Duin", "Duin"],
                "descriptions": ["wethouder"],
                "country": None,
                "coordinates": None,
                "mentions": [{"report": "r1", "start": 18, "end": 27}],
            },
        ],
        "sources": [
            {"id": "s1", "name": "Anna Duin", "kind": "person", "named": True, "entity": "e2", "speaks_for": "s2"},
            {"id": "s2", "name": "provincie", "kind": "government", "named": True, "entity": None, "speaks_for": None},
        ],
        "statements": [
            statement("t0", "r1", sum_, "c2"),
            statement("t1", "r1", bridge, "c1"),
            statement("t2", "r2", bridge, "c1"),
        ],
        "claims": [
            claim("c1", bridge, ["t1", "t2"], time=time),
            claim("c2", sum_, ["t0"], status="disputed", credibility=4),
        ],
        "conflicts": [],
        "timeline": [{"claim": "c1", "start": "2024-05-04", "end": "2024-05-04"}],
        "links": [{"from": "r1", "to": "s1", "kind": "cites", "claims": ["c1", "c2"], "evidence": []}],
    }
