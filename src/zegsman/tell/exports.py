"""The formats in which a dossier leaves the program: one table, from format name to what writes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from zegsman.errors import TellError
from zegsman.tell.formats.calendar_file import compose_ics
from zegsman.tell.formats.claim_markup import compose_claim_markup
from zegsman.tell.formats.csv_table import compose_csv
from zegsman.tell.formats.followthemoney import compose_followthemoney
from zegsman.tell.formats.geojson import compose_geojson
from zegsman.tell.formats.gexf import compose_gexf
from zegsman.tell.formats.provenance import compose_prov
from zegsman.tell.formats.stix import compose_stix
from zegsman.tell.formats.timelinejs import compose_timelinejs
from zegsman.tell.formats.web_annotation import compose_web_annotation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Json = dict[str, Any]
_LINES = {
    "report": "reports",
    "source": "sources",
    "entity": "entities",
    "statement": "statements",
    "claim": "claims",
    "conflict": "conflicts",
}


class Composes(Protocol):
    """Turns a dossier (the contract's JSON) into the contents of a file."""

    def __call__(self, dossier: Json, *, with_text: bool = True) -> str | bytes:
        """The file; without `with_text` no words of a report are in it but names."""
        ...


@dataclass(frozen=True, slots=True)
class Export:
    """One format: its name on the command line, the suffix of its files, its media type, and what composes it."""

    name: str
    suffix: str
    media_type: str
    compose: Composes
    needs_text: bool = False
    """Whether the format is nothing without the reports' text."""


def write_export(dossier: Json, name: str, *, without_text: bool = False) -> bytes:
    """The bytes of a file that holds the dossier in a format; the same dossier gives the same bytes.

    Raises:
        TellError: if there is no such format, or it cannot do without the reports' text.
    """
    export = EXPORTS.get(name)
    if export is None:
        raise TellError(f"there is no format {name!r}; expected one of {', '.join(sorted(EXPORTS))}")
    if without_text and export.needs_text:
        able = ", ".join(sorted(one.name for one in EXPORTS.values() if not one.needs_text))
        raise TellError(f"{name} is made of the reports' texts and cannot leave them out; use one of {able}")
    composed = export.compose(dossier, with_text=not without_text)
    return composed.encode("utf-8", "backslashreplace") if isinstance(composed, str) else composed


def compose_json(dossier: Json, *, with_text: bool = True) -> str:
    """The dossier as indented JSON, keys in the order of the contract; without text, reports' `text` is empty."""
    if not with_text:
        dossier = {**dossier, "reports": [{**report, "text": ""} for report in dossier["reports"]]}
        dossier["claims"] = [{**claim, "text": ""} for claim in dossier["claims"]]
    return json.dumps(dossier, ensure_ascii=False, indent=1) + "\n"


def compose_jsonl(dossier: Json, *, with_text: bool = True) -> str:
    """One object a line: `kind` (report, source, entity, statement, claim, conflict), `story`, and its fields.

    Where the dossier gives a part a `kind` of its own, that stands under `source_kind`, `statement_kind` or
    `conflict_kind`. Without text, reports and claims have no `text`; offsets stay.
    """
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in _lines(dossier, with_text))


def _lines(dossier: Json, with_text: bool) -> Iterator[Json]:
    for kind, part in _LINES.items():
        for item in dossier[part]:
            own = {f"{kind}_kind" if key == "kind" else key: value for key, value in item.items()}
            if not with_text:
                own.pop("text", None)
            yield {"kind": kind, "story": dossier["story"]["id"], **own}


def _compose_html(dossier: Json, *, with_text: bool = True) -> str:
    from zegsman.tell.page.html import write_html

    return write_html(dossier)


def _compose_markdown(dossier: Json, *, with_text: bool = True) -> str:
    from zegsman.tell.markdown import write_markdown

    return write_markdown(dossier)


def _compose_pdf(dossier: Json, *, with_text: bool = True) -> bytes:
    from zegsman.tell.pdf import write_pdf

    return write_pdf(dossier)


EXPORTS: Mapping[str, Export] = {
    export.name: export
    for export in (
        Export("html", ".html", "text/html", _compose_html, needs_text=True),
        Export("md", ".md", "text/markdown", _compose_markdown, needs_text=True),
        Export("json", ".json", "application/json", compose_json),
        Export("pdf", ".pdf", "application/pdf", _compose_pdf, needs_text=True),
        Export("jsonl", ".jsonl", "application/x-ndjson", compose_jsonl),
        Export("csv", ".csv", "text/csv", compose_csv),
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
