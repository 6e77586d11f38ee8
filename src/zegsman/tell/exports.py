"""The formats in which dossiers leave for other programs: one table, from format name to what writes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from zegsman.tell.formats.calendar_file import compose_ics
from zegsman.tell.formats.claim_markup import compose_claim_markup
from zegsman.tell.formats.csv_table import compose_csv
from zegsman.tell.formats.followthemoney import compose_followthemoney
from zegsman.tell.formats.geojson import compose_geojson
from zegsman.tell.formats.gexf import compose_gexf
from zegsman.tell.formats.parquet_table import compose_parquet
from zegsman.tell.formats.provenance import compose_prov
from zegsman.tell.formats.stix import compose_stix
from zegsman.tell.formats.timelinejs import compose_timelinejs
from zegsman.tell.formats.web_annotation import compose_web_annotation
from zegsman.tell.rights import without_withheld_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Json = dict[str, Any]
_LINES = {
    "report": "reports",
    "source": "sources",
    "entity": "entities",
    "statement": "statements",
    "claim": "claims",
    "conflict": "conflicts",
}
_LISTS = (*_LINES.values(), "timeline", "developments", "loops", "links", "judgements", "revisions")


class Composes(Protocol):
    """Turns one dossier (the contract's JSON) into what a file holds."""

    def __call__(self, dossier: Json, *, with_text: bool = True) -> str | bytes:
        """The file's text or bytes; without `with_text` no words of a report are in it but names."""
        ...


@dataclass(frozen=True, slots=True)
class Export:
    """One format: its name on the command line, the suffix of its files, its media type, and what composes it."""

    name: str
    suffix: str
    media_type: str
    compose: Composes

    def __call__(self, dossiers: Sequence[Json], *, with_text: bool = True) -> bytes:
        """The bytes of one file for all dossiers; the same dossiers give the same bytes.

        Words of a report whose rights forbid passing them on are left out in any case.
        """
        joined = dossiers[0] if len(dossiers) == 1 else join_dossiers(dossiers)
        composed = self.compose(without_withheld_words(joined), with_text=with_text)
        return composed if isinstance(composed, bytes) else composed.encode("utf-8", "backslashreplace")


def compose_jsonl(dossier: Json, *, with_text: bool = True) -> str:
    """One object a line: `kind` (report, source, entity, statement, claim, conflict), `story`, and its fields.

    Where the dossier gives a part a `kind` of its own, that stands under `source_kind`, `statement_kind` or
    `conflict_kind`. Without text, reports and claims have no `text`; offsets stay.
    """
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in _lines(dossier, with_text))


def _lines(dossier: Json, with_text: bool) -> Iterator[Json]:
    stories = dossier.get("story_of", {})
    for kind, part in _LINES.items():
        for item in dossier[part]:
            own = {f"{kind}_kind" if key == "kind" else key: value for key, value in item.items()}
            if not with_text:
                own.pop("text", None)
            yield {"kind": kind, "story": stories.get(item["id"], dossier["story"]["id"]), **own}


def join_dossiers(dossiers: Sequence[Json]) -> Json:
    """Several dossiers as one, for formats whose file holds one: what has the same id stands in it once.

    `story_of` maps the id of each part to the story that it is from; sources and entities that several stories
    share are told of the first.
    """
    stories = [dossier["story"] for dossier in dossiers]
    days = sorted(day for story in stories for day in (story["first"], story["last"]) if day)
    story = {
        "id": "+".join(story["id"] for story in stories),
        "title": "; ".join(story["title"] for story in stories),
        "languages": list(dict.fromkeys(language for story in stories for language in story["languages"])),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
    }
    story_of: dict[str, str] = {}
    for dossier in dossiers:
        for part in _LINES.values():
            for item in dossier[part]:
                story_of.setdefault(item["id"], dossier["story"]["id"])
    parts = {name: _joined([dossier.get(name, []) for dossier in dossiers]) for name in _LISTS}
    parts["timeline"].sort(key=lambda entry: (entry["start"], entry["end"], entry["claim"]))
    first = dossiers[0] if dossiers else {"schema": "zegsman.dossier/1", "generator": {}}
    return {
        "schema": first["schema"],
        "generator": first.get("generator", {}),
        "story": story,
        **parts,
        "story_of": story_of,
    }


def _joined(lists: Sequence[list[Any]]) -> list[Any]:
    """The items of all lists, those with the same id once, with the mentions of all."""
    by_id: dict[str, Any] = {}
    result: list[Any] = []
    for item in (item for items in lists for item in items):
        known = by_id.get(item["id"]) if isinstance(item, dict) and "id" in item else None
        if known is None:
            copied = dict(item) if isinstance(item, dict) else item
            result.append(copied)
            if isinstance(copied, dict) and "id" in copied:
                by_id[copied["id"]] = copied
        elif "mentions" in known:
            known["mentions"] = known["mentions"] + [m for m in item["mentions"] if m not in known["mentions"]]
    return result


EXPORTS: Mapping[str, Export] = {
    export.name: export
    for export in (
        Export("jsonl", ".jsonl", "application/x-ndjson", compose_jsonl),
        Export("csv", ".csv", "text/csv", compose_csv),
        Export("parquet", ".parquet", "application/vnd.apache.parquet", compose_parquet),
        Export("followthemoney", ".ftm.json", "application/x-ndjson", compose_followthemoney),
        Export("stix", ".stix.json", "application/stix+json", compose_stix),
        Export("prov", ".prov.jsonld", "application/ld+json", compose_prov),
        Export("webannotation", ".annotations.jsonld", "application/ld+json", compose_web_annotation),
        Export("claim", ".claims.jsonld", "application/ld+json", compose_claim_markup),
        Export("timelinejs", ".timeline.json", "application/json", compose_timelinejs),
        Export("geojson", ".geojson", "application/geo+json", compose_geojson),
        Export("gexf", ".gexf", "application/gexf+xml", compose_gexf),
        Export("ics", ".ics", "text/calendar", compose_ics),
    )
}
"""Every format by its name; a new one is added here and is then tested by being listed."""
