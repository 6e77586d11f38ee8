"""What stands above a text: YAML front matter, a few `name: value` lines, or a bare date."""

from __future__ import annotations

import re
from typing import NamedTuple

_FENCE = re.compile(r"\s*---[ ]*\n(.*?)\n(?:---|\.\.\.)[ ]*(?:\n|$)", re.S)
_EMPTY_FENCE = re.compile(r"\s*---[ ]*\n---[ ]*(?:\n|$)")
_CLOCK = r"[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?"
_BARE_DATE = re.compile(
    rf"\s*(?:date|datum)[ ]*:?[ ]+(\d{{4}}(?:-\d{{2}}(?:-\d{{2}}(?:{_CLOCK})?)?)?)(?![\d-])[ \n]*", re.I
)
_LINE = re.compile(r"([A-Za-z][A-Za-z_-]{1,20})[ ]*:[ ]+(\S.*)")

_FIELDS = {
    "outlet": "outlet", "medium": "outlet", "krant": "outlet", "publisher": "outlet", "site": "outlet",
    "sitename": "outlet", "publication": "outlet", "newspaper": "outlet",
    "date": "date", "datum": "date", "published": "date", "gepubliceerd": "date", "pubdate": "date",
    "title": "title", "titel": "title", "kop": "title", "headline": "title",
    "author": "author", "auteur": "author", "authors": "author", "byline": "author", "door": "author",
    "agency": "agency", "persbureau": "agency",
    "url": "url", "link": "url",
    "lang": "lang", "language": "lang", "taal": "lang",
    "rights": "rights", "rechten": "rights", "licence": "rights", "license": "rights", "licentie": "rights",
}  # fmt: skip
"""Names of header fields, in Dutch and English, to the field of a report."""

_HEADER_LIMIT = 64_000
"""Characters; a front matter longer than this is taken for text."""


class Header(NamedTuple):
    """The fields above a text, under their own names and as written, and the text itself."""

    fields: dict[str, str]
    other: dict[str, str]
    text: str


def split_header(text: str) -> Header:
    """Parts the header from the text below it; without a header both dictionaries are empty."""
    if match := _FENCE.match(text, 0, _HEADER_LIMIT):
        given = _parse_yaml(match.group(1))
        if given is not None:
            return _sorted_out(given, text[match.end() :])
    if match := _EMPTY_FENCE.match(text):
        return Header({}, {}, text[match.end() :])
    if (lines := _header_lines(text)) is not None:
        return lines
    if match := _BARE_DATE.match(text):
        return Header({"date": match.group(1)}, {}, text[match.end() :])
    return Header({}, {}, text)


def _parse_yaml(block: str) -> dict[str, str] | None:
    """The front matter with every value as written (dates too); None where it is none."""
    import yaml

    try:
        # The base loader makes no objects: dates keep their precision, and no tag can do harm.
        value = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return _parse_lines(block)
    if value in (None, ""):
        return {}
    if not isinstance(value, dict):
        return _parse_lines(block)
    return {str(name): flat for name, one in value.items() if (flat := _flat(one))}


def _flat(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(part for part in (str(one).strip() for one in value if isinstance(one, str)) if part)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _parse_lines(block: str) -> dict[str, str] | None:
    """`name: value` lines that YAML refuses, as a title with a colon or a loose quotation mark."""
    pairs = [match.groups() for line in block.splitlines() if (match := _LINE.match(line.strip()))]
    return {name: value.strip().strip("\"'") for name, value in pairs} or None


def _header_lines(text: str) -> Header | None:
    """Two or more lines of known fields right at the top, closed by a blank line."""
    lines = text.lstrip().split("\n", 20)
    given: dict[str, str] = {}
    for i, line in enumerate(lines[:20]):
        match = _LINE.match(line)
        if match and match[1].lower() in _FIELDS:
            given[match[1]] = match[2].strip()
        elif not line.strip() and len(given) > 1:
            return _sorted_out(given, "\n".join(lines[i + 1 :]))
        else:
            return None
    return None


def _sorted_out(given: dict[str, str], text: str) -> Header:
    fields: dict[str, str] = {}
    other: dict[str, str] = {}
    for name, value in given.items():
        field = _FIELDS.get(name.strip().lower())
        if field and field not in fields:
            fields[field] = value
        else:
            other[name] = value
    return Header(fields, other, text)
