"""One document of a Factiva export: with two-letter codes, or as a page shows it."""

from __future__ import annotations

import re
from functools import cache

from zegsman.errors import ReadError
from zegsman.lexicon.tables import load_table
from zegsman.read.databases.parts import ExportedReport, is_clock, is_date_line, is_rights_line
from zegsman.read.paragraphs import Paragraph
from zegsman.record.report import BlockKind

_DOCUMENT = re.compile(r"^\s*Document\s+([A-Za-z0-9]{12,60})\s*$")
_CODE = re.compile(r"^([A-Z]{2,3})(?:[\t |]+(.*))?$")
_PARTED = re.compile(r"\t|\||  ")
_SOURCE_CODE = re.compile(r"^[A-Z0-9]{2,8}$")
_NAME_WORDS = 5
_PARAGRAPH_FIELDS = ("text", "caption")


@cache
def _codes() -> dict[str, str]:
    table = load_table("all", "databases")["factiva"]["codes"]
    return {code: field for field, codes in table.items() for code in codes}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    table = load_table("all", "databases")["factiva"]
    words = "|".join(map(re.escape, table["words"]))
    bylines = "|".join(map(re.escape, table["bylines"]))
    return (
        re.compile(rf"^[\d.,]+\s+(?:{words})$", re.I),
        re.compile(rf"^(?:{bylines})\s+\S", re.I),
        frozenset(one.casefold() for one in table["languages"]),
    )


def parse_factiva(lines: list[str]) -> ExportedReport:
    """The report of one document.

    Raises:
        ReadError: if it has no text.
    """
    bare = [line.strip() for line in lines if line.strip()]
    found = _coded(bare) if _is_coded(bare) else _shown(bare)
    if not found.paragraphs:
        raise ReadError("the document of the Factiva export has no text; it may be a picture or a table")
    return found


def _is_coded(lines: list[str]) -> bool:
    codes = {match[1] for line in lines if (match := _CODE.match(line)) and match[1] in _codes()}
    return len(codes & {"HD", "SN", "PD", "LP", "TD", "WC", "AN"}) >= 3


def _coded(lines: list[str]) -> ExportedReport:
    """Fields by their codes: a code opens a field, lines without one go on with it."""
    found = ExportedReport()
    field = ""
    held: dict[str, list[str]] = {}
    for line in lines:
        match = _CODE.match(line)
        if (
            match
            and match[1] in _codes()
            and (match[2] is None or "\t" in line or "|" in line or "  " in line or _sure(match))
        ):
            field, line = _codes()[match[1]], (match[2] or "").strip()
        if line and field and not _DOCUMENT.match(line):
            held.setdefault(field, []).append(line)
        elif match := _DOCUMENT.match(line):
            found.extra["id"] = match[1]
    for name, values in held.items():
        if name in _PARAGRAPH_FIELDS:
            kind = BlockKind.CAPTION if name == "caption" else BlockKind.PARAGRAPH
            found.paragraphs += [Paragraph(one, kind) for one in values]
        elif name in ("title", "author", "agency", "outlet", "lang", "rights", "date"):
            found.fields[name] = " ".join(values)
        elif name != "other":
            found.extra.setdefault(name, " ".join(values))
    if clock := found.extra.pop("clock", ""):
        found.fields["date"] = f"{found.fields.get('date', '')} {clock}".strip()
    return found


def _sure(match: re.Match[str]) -> bool:
    """Whether a code with one blank behind it is one: all but the few that are words or initials as well."""
    return match[1] not in ("BY", "IN", "RE", "CO", "SE", "ART")


def _shown(lines: list[str]) -> ExportedReport:
    """The lines as a page shows them: title, author, length, date, time, outlet, code, language, rights, text."""
    n_words, byline, languages = _patterns()
    found = ExportedReport()
    at = next((i for i, line in enumerate(lines) if n_words.match(line)), None)
    if at is None:
        raise ReadError("the document of the Factiva export has no line with its number of words; expected one")
    found.extra["length"] = lines[at]
    _take_title(lines[:at], byline, found)
    rest = lines[at + 1 :]
    rights_at = next((i for i, line in enumerate(rest[:12]) if is_rights_line(line)), None)
    head_end = rights_at + 1 if rights_at is not None else _end_of_head(rest, languages)
    _take_head(rest[:head_end], languages, found)
    for line in rest[head_end:]:
        if match := _DOCUMENT.match(line):
            found.extra["id"] = match[1]
        else:
            found.paragraphs.append(Paragraph(line))
    return found


def _take_title(lines: list[str], byline: re.Pattern[str], found: ExportedReport) -> None:
    """Title and author from the lines above the length: a section may stand above the title, the author below it."""
    if not lines:
        return
    is_name = len(lines[-1].split()) <= _NAME_WORDS and (len(lines) > 2 or len(lines[0].split()) > _NAME_WORDS)
    if len(lines) > 1 and (byline.match(lines[-1]) or is_name):
        found.fields["author"] = re.sub(r"^(?:By|Door|Von|Par|Por)\s+", "", lines[-1], flags=re.I)
        lines = lines[:-1]
    found.fields["title"] = lines[-1]
    if len(lines) > 1:
        found.extra["section"] = lines[-2]


def _end_of_head(lines: list[str], languages: frozenset[str]) -> int:
    told = [i for i, line in enumerate(lines[:10]) if line.casefold() in languages]
    return told[0] + 1 if told else min(3, len(lines))


def _take_head(lines: list[str], languages: frozenset[str], found: ExportedReport) -> None:
    for line in lines:
        if "date" not in found.fields and is_date_line(line):
            found.fields["date"] = line
        elif is_clock(line):
            found.fields["date"] = f"{found.fields.get('date', '')} {line}".strip()
        elif is_rights_line(line):
            found.fields["rights"] = line
        elif line.casefold() in languages:
            found.fields["lang"] = line
        elif "outlet" not in found.fields:
            found.fields["outlet"] = line
        elif _SOURCE_CODE.match(line):
            found.extra["code"] = line
        else:
            found.extra.setdefault("section", line)
