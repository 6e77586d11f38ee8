"""Reads RTF: a report, or an export of a newspaper database as its reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from zegsman.errors import ReadError
from zegsman.read.databases.exports import is_export, read_export_lines
from zegsman.read.documents.titles import sound_title
from zegsman.read.encodings import normalised
from zegsman.read.reports import Reading, ReadOptions, Received, Refusal, compose_reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.read.incoming import Incoming

_INFO = re.compile(r"\{\\(title|author)\s+([^{}\\]{1,300})\}")
_CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_PICTURE = re.compile(r"\{\\(?:\*\\)?(?:pict|objdata|themedata|datastore|colorschememapping|blipuid)\b[^{}]*\}")
_BINARY = re.compile(r"\\bin(\d{1,9}) ?")


def read_rtf(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal]:
    """The report of an RTF file.

    Raises:
        ReadError: if it is damaged or holds no words.
    """
    data = incoming.whole()
    source = _without_binary(data.decode("latin-1"))
    plain = _plain(source)
    if is_export(plain):
        # Two blanks for a tab: they part a field's code from what it holds.
        yield from read_export_lines(normalised(plain.replace("\t", "  ")).split("\n"), options)
        return
    text = normalised(plain)
    told = {match[1]: match[2].strip() for match in _INFO.finditer(source[:20_000])}
    fields = {"title": sound_title(told.get("title", "")), "author": told.get("author", "")}
    extra = {}
    if match := _CREATED.search(source[:20_000]):
        extra["created"] = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    body = "\n\n".join(line for one in text.split("\n") if (line := one.strip()))
    yield compose_reading(Received(text=body, fields=fields, extra=extra), data, options)


def _without_binary(source: str) -> str:
    """The file without pictures and raw bytes, which may hold braces."""
    parts, at = [], 0
    while (match := _BINARY.search(source, at)) is not None:
        parts.append(source[at : match.start()])
        at = match.end() + int(match[1])
    parts.append(source[at:])
    return _PICTURE.sub("", "".join(parts))


def _plain(source: str) -> str:
    from striprtf import striprtf

    to_text: Any = striprtf.rtf_to_text
    try:
        return str(to_text(source, encoding="cp1252", errors="replace"))
    except (ValueError, LookupError, IndexError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ReadError(f"the RTF file is damaged ({error}); expected a whole one") from error
