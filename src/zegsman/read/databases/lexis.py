"""One document of a LexisNexis export: the old form ('3 of 50 DOCUMENTS') or the new ('Body', 'End of Document')."""

from __future__ import annotations

import re
from functools import cache

from zegsman.errors import ReadError
from zegsman.lexicon.tables import load_table
from zegsman.read.databases.parts import ExportedReport, is_date_line, is_rights_line
from zegsman.read.paragraphs import Paragraph
from zegsman.record.report import BlockKind

_LABEL = re.compile(r"^\s*([^\W\d_][\w-]*(?: [^\W\d_][\w-]*)?)\s*:[\s\u00a0]*(.*)$")
_EDITION = re.compile(r"\b(?:edition|editie|ausgabe|édition|final|first|late|national|correction)\s*$", re.I)
_RESERVED = re.compile(
    r"^\s*(?:all rights reserved|alle rechten voorbehouden|alle rechte vorbehalten|tous droits)", re.I
)


@cache
def _labels() -> dict[str, str]:
    table = load_table("all", "databases")["lexis"]["labels"]
    return {name: field for field, names in table.items() for name in names}


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(one.casefold() for one in load_table("all", "databases")["lexis"][key])


def parse_lexis(lines: list[str]) -> ExportedReport:
    """The report of one document.

    Raises:
        ReadError: if it has no text.
    """
    bare = [line.strip() for line in lines]
    bare = [line for line in bare if line and line.casefold() not in _words("ends")]
    body_at = next((i for i, line in enumerate(bare) if line.casefold() in _words("bodies")), None)
    found = _new_form(bare, body_at) if body_at is not None else _old_form(bare)
    if not found.paragraphs:
        raise ReadError("the document of the LexisNexis export has no text; it may be a picture or a table")
    return found


def _label(line: str) -> tuple[str, str] | None:
    """The field that a line labels, and what stands behind the label; None for prose."""
    match = _LABEL.match(line)
    field = _labels().get(match[1].casefold()) if match else None
    return (field, match[2].strip()) if match and field else None


def _new_form(lines: list[str], body_at: int) -> ExportedReport:
    head, rest = lines[:body_at], lines[body_at + 1 :]
    found = ExportedReport()
    dates = [i for i, line in enumerate(head) if i >= 2 and is_date_line(line) and _label(line) is None]
    signed = [i for i in dates if any(is_rights_line(line) for line in head[i + 1 : i + 3])]
    at = next(iter(signed or dates), None)
    if at is not None:
        found.fields |= {"title": head[at - 2], "outlet": head[at - 1], "date": head[at]}
        head = head[at + 1 :]
    _take_labels(head, found)
    if rights := " ".join(line for line in head if is_rights_line(line)):
        found.fields["rights"] = rights
    _take_body(rest, found)
    return found


def _old_form(lines: list[str]) -> ExportedReport:
    found = ExportedReport()
    lines = lines[1:] if lines and _label(lines[0]) is None and re.match(r"\d+ ", lines[0]) else lines
    rights = [line for line in lines if is_rights_line(line)]
    if rights:
        found.fields["rights"] = rights[0]
    lines = [line for line in lines if not is_rights_line(line) and not _RESERVED.match(line)]
    date_at = next((i for i, line in enumerate(lines[:8]) if is_date_line(line)), None)
    first_label = next((i for i, line in enumerate(lines) if _label(line) is not None), len(lines))
    if date_at is not None and date_at > 0:
        found.fields |= {"outlet": lines[date_at - 1], "date": lines[date_at]}
        title = [line for line in lines[date_at + 1 : first_label] if not _EDITION.search(line)]
        if title:
            found.fields["title"] = " ".join(title)
    body_from = _take_labels(lines[first_label:], found) + first_label
    _take_body(lines[body_from:], found)
    return found


def _take_labels(lines: list[str], found: ExportedReport) -> int:
    """Takes the labelled lines on top; gives how many lines that were."""
    at = 0
    for at, line in enumerate(lines):
        if (label := _label(line)) is None:
            if is_rights_line(line) or _RESERVED.match(line):
                continue
            return at
        _take(*label, found)
    return at + 1 if lines else 0


def _take(field: str, value: str, found: ExportedReport) -> None:
    if not value:
        return
    if field in ("author", "lang", "title"):
        found.fields.setdefault(field, value)
    elif field == "lead":
        found.paragraphs.append(Paragraph(value))
    elif field == "graphic":
        found.paragraphs.append(Paragraph(value, BlockKind.CAPTION))
    elif field != "other":
        found.extra.setdefault(field, value)


def _take_body(lines: list[str], found: ExportedReport) -> None:
    """The prose up to the labels and headings behind it; captions of pictures stand under a heading of their own."""
    kind, closed = BlockKind.PARAGRAPH, False
    for line in lines:
        plain = line.casefold().rstrip(":")
        label = _label(line)
        if plain in _words("graphics"):
            kind = BlockKind.CAPTION
        elif plain in _words("closing"):
            closed = True
        elif label is not None and (closed or label[0] != "lead") and _is_closing_label(line):
            closed = True
            _take(*label, found)
        elif not closed and plain not in _words("bodies") and not is_rights_line(line) and not _RESERVED.match(line):
            found.paragraphs.append(Paragraph(line, kind))


def _is_closing_label(line: str) -> bool:
    """Whether a labelled line behind the text is the database's: those it writes in capitals or with a hyphen."""
    name = line.partition(":")[0].strip()
    return name.isupper() or "-" in name or name.casefold() in ("language", "taal", "graphic", "byline")
