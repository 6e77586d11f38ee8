"""The formats in which a dossier leaves the program: one table, from format name to what writes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from zegsman.errors import TellError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.tell.index import Json

_LINES = (
    ("report", "reports"),
    ("source", "sources"),
    ("entity", "entities"),
    ("statement", "statements"),
    ("claim", "claims"),
    ("conflict", "conflicts"),
)


class Writes(Protocol):
    """Turns a dossier (the contract's JSON) into the bytes of a file."""

    def __call__(self, dossier: Json) -> bytes:
        """The file's bytes; the same dossier gives the same bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Export:
    """One format: its name on the command line, its file suffix, its media type, and what writes it."""

    name: str
    suffix: str
    media_type: str
    write: Writes
    needs_text: bool = True
    """Whether the format is nothing without the reports' text."""


def write_json(dossier: Json) -> bytes:
    """The dossier as indented JSON, keys in the order of the contract."""
    return (json.dumps(dossier, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def write_jsonl(dossier: Json) -> bytes:
    """One object a line: `kind` (report, source, entity, statement, claim, conflict), `story`, and its fields.

    Where the dossier gives a part a `kind` of its own, that stands under `source_kind`, `statement_kind` or
    `conflict_kind`.
    """
    return "".join(_lines(dossier)).encode("utf-8", "backslashreplace")


def _lines(dossier: Json) -> Iterator[str]:
    for kind, part in _LINES:
        for item in dossier[part]:
            own = {f"{kind}_kind" if key == "kind" else key: value for key, value in item.items()}
            yield json.dumps({"kind": kind, "story": dossier["story"]["id"], **own}, ensure_ascii=False) + "\n"


def _write_html(dossier: Json) -> bytes:
    from zegsman.tell.page.html import write_html

    return write_html(dossier).encode("utf-8", "backslashreplace")


def _write_markdown(dossier: Json) -> bytes:
    from zegsman.tell.markdown import write_markdown

    return write_markdown(dossier).encode("utf-8", "backslashreplace")


def _write_pdf(dossier: Json) -> bytes:
    from zegsman.tell.pdf import write_pdf

    return write_pdf(dossier)


EXPORTS: dict[str, Export] = {
    export.name: export
    for export in (
        Export("html", ".html", "text/html", _write_html),
        Export("md", ".md", "text/markdown", _write_markdown),
        Export("json", ".json", "application/json", write_json, needs_text=False),
        Export("pdf", ".pdf", "application/pdf", _write_pdf),
        Export("jsonl", ".jsonl", "application/x-ndjson", write_jsonl, needs_text=False),
    )
}
"""Every format by its name; a new one is added here and is then tested by being listed."""


def write_export(dossier: Json, name: str, *, without_text: bool = False) -> bytes:
    """The dossier in a format; with `without_text` the reports' texts are left out.

    Raises:
        TellError: if there is no such format, or it cannot do without the texts.
    """
    export = EXPORTS.get(name)
    if export is None:
        raise TellError(f"there is no format {name!r}; expected one of {', '.join(sorted(EXPORTS))}")
    if without_text and export.needs_text:
        able = ", ".join(sorted(e.name for e in EXPORTS.values() if not e.needs_text))
        raise TellError(f"{name} is made of the reports' texts and cannot leave them out; use one of {able}")
    return export.write(_without_text(dossier) if without_text else dossier)


def _without_text(dossier: Json) -> Json:
    """The same dossier with empty report texts; offsets then index the texts that the reader has himself."""
    return {**dossier, "reports": [{**report, "text": ""} for report in dossier["reports"]]}
