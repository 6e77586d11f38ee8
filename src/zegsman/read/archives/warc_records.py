"""Records of a WARC file, read forward; after damage the reading goes on at the next sound record.

The libraries for WARC stop at the first damaged byte, and hold a record whatever length it claims; an archive of a
month of news must survive both, so the few rules of the format (ISO 28500, WARC 1.0 and 1.1) are read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.read.archives.warc_bytes import PackedBytes, PlainBytes, WarcBytes
from zegsman.read.incoming import too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.read.incoming import Incoming

_HEADER_LIMIT = 65_536
"""Bytes; headers of records have a dozen lines."""
_VERSION = re.compile(rb"WARC/(?:0\.\d+|1\.\d)\r?\n")
_BLANK = re.compile(rb"\r?\n\r?\n")
_INSIDE = re.compile(rb"\r?\nWARC/1\.\d\r?\n(?=(?:WARC|Content)-)")
"""The start of a record within what claims to be the body of another."""
_PIECE = 65_536
_CLOSE = 4
"""Bytes: two line ends stand behind each body."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record, whole: the names of its header fields in lower case."""

    number: int
    header: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A place in the file where a record cannot be read, and why."""

    number: int
    reason: str
    url: str = ""


def find_records(incoming: Incoming, *, wanted: frozenset[str]) -> Iterator[Record | BrokenRecord]:
    """The records of these types in order, and every record that is damaged.

    Records of other types, and bodies over the limit, pass by without being held.
    """
    is_packed = incoming.head(2) == b"\x1f\x8b"
    source: WarcBytes = PackedBytes(incoming) if is_packed else PlainBytes(incoming)
    number = 0
    while True:
        source.skip_line_ends()
        head = source.peek(32)
        if not head and source.fault is None:
            return
        number += 1
        reason = _why_no_record(head)
        if reason is None:
            found = _record(source, number, wanted, incoming.limits.piece_bytes)
        else:
            found = BrokenRecord(number, source.fault or reason)
        if found is not None:
            yield found
        if isinstance(found, BrokenRecord) and not _stands_at_record(source) and not source.find_next_record():
            return


def _stands_at_record(source: WarcBytes) -> bool:
    source.skip_line_ends()
    return _VERSION.match(source.peek(32)) is not None


def _why_no_record(head: bytes) -> str | None:
    if not _VERSION.match(head):
        return "no WARC record starts where one should: the length of the one before it, or this place, is wrong"
    return None


def _record(source: WarcBytes, number: int, wanted: frozenset[str], limit: int) -> Record | BrokenRecord | None:
    head = source.peek(_HEADER_LIMIT)
    end = _BLANK.search(head)
    if end is None:
        source.read(5)
        return BrokenRecord(number, source.fault or "the header of the record does not end; it was passed over")
    header = _parse_header(head[: end.start()])
    url = header.get("warc-target-uri", "").strip("<>")
    length = header.get("content-length", "")
    if not (length.isascii() and length.isdigit()) or len(length) > 15:
        source.read(5)
        return BrokenRecord(number, f"the record gives {length!r} for its length; expected a number of bytes", url)
    source.read(end.end())
    size = int(length)
    is_wanted = header.get("warc-type", "").lower() in wanted
    if size > limit:
        problem = _passed_by(source, size)
        reason = problem or (too_large(limit) if is_wanted else None)
        return BrokenRecord(number, reason, url) if reason else None
    body = source.read(size)
    problem = _why_wrong_length(source, body, size)
    if problem:
        return BrokenRecord(number, problem, url)
    return Record(number, header, body) if is_wanted else None


def _parse_header(lines: bytes) -> dict[str, str]:
    header: dict[str, str] = {}
    last = ""
    for line in lines.split(b"\n")[1:]:
        text = line.rstrip(b"\r").decode("utf-8", "replace")
        if text[:1] in (" ", "\t") and last:
            header[last] += " " + text.strip()
            continue
        name, colon, value = text.partition(":")
        if colon:
            last = name.strip().lower()
            header[last] = value.strip()
    return header


def _why_wrong_length(source: WarcBytes, body: bytes, size: int) -> str | None:
    """Checks that a record ends where its length says; else goes back to the record that its body swallowed."""
    if source.fault is not None:
        return None if len(body) == size else source.fault
    following = source.peek(_CLOSE + 5)
    rest = following.lstrip(b"\r\n")
    if len(body) == size and _is_start(rest):
        return None
    inside = _INSIDE.search(body)
    if inside is not None:
        source.put_back(body[inside.start() :])
    if len(body) < size and inside is None and not rest:
        return f"the file ends {size - len(body)} bytes before this record does: it is cut off"
    return f"the record claims {size} bytes, but does not end there; its length is wrong"


def _is_start(rest: bytes) -> bool:
    """Whether what follows a body is the end of the file or the start of the next record."""
    return b"WARC/".startswith(rest[:5])


def _passed_by(source: WarcBytes, size: int) -> str | None:
    """Lets a body go by in pieces; stops at a record inside it, where its length is a lie."""
    left, last = size, b""
    while left > 0:
        piece = source.read(min(left, _PIECE))
        if not piece:
            return source.fault or f"the file ends {left} bytes before this record does: it is cut off"
        window = last + piece
        if b"\nWARC/1." in window and (inside := _INSIDE.search(window)) is not None:
            source.put_back(window[inside.start() :])
            return f"the record claims {size} bytes, but another starts within them; its length is wrong"
        left -= len(piece)
        last = window[-64:]
    return None
