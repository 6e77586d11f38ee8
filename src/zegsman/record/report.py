"""One text as one outlet published it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from zegsman.errors import RecordError
from zegsman.record.days import UNKNOWN_DAYS, Days
from zegsman.record.spans import Span


class BlockKind(StrEnum):
    """What a block of a report's text is."""

    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    LEFTOVER = "leftover"
    """Words of the page, not of the report ('Volledig scherm', 'Lees ook'): kept, never read."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a report's text that stands by itself: sentences never run over its ends."""

    span: Span
    kind: BlockKind


class CutKind(StrEnum):
    """Why words that belong to what was received are not in a report's text."""

    PAGE = "page"
    """Navigation, advertisements, links and other furniture of a web page."""
    COMMENTS = "comments"
    """What readers wrote below it."""
    PAYWALL = "paywall"
    """The publisher shows only the beginning."""
    SUMMARY = "summary"
    """A feed or interface gives only a summary; the whole stands at the address."""
    ATTACHMENT = "attachment"
    """A file that came with a message or document and is read apart or not at all."""
    FURNITURE = "furniture"
    """Running heads, feet and page numbers of a document."""
    TRUNCATED = "truncated"
    """The archive or sender broke it off."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What was left out of a report's text, and how many words of it were there to leave out (0: not known)."""

    kind: CutKind
    n_words: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    r"""One text as one outlet published it, with the sha256 of the bytes as received.

    `text` is everything that was kept, in NFC with '\n' line ends; `blocks` says which part of it is prose,
    subhead, caption or a leftover of a page, in order and without overlap. All offsets of everything else
    index `text` (code points, half-open).

    Raises:
        RecordError: if a block runs over the end of the text or over another block.
    """

    id: str
    text: str
    sha256: str
    language: str = "nl"
    """ISO 639 code; 'und' where it is not known."""
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None
    """Where it was found."""
    canonical_url: str | None = None
    """Where it lives, as it says itself."""
    path: str | None = None
    """Where it was read from, as the user gave it."""
    published: Days = UNKNOWN_DAYS
    agency: str | None = None
    """News agency credited for the text."""
    other_agencies: tuple[str, ...] = ()
    """Agencies credited beside it ('ANP/AFP'), in the order of the credit."""
    published_at: str | None = None
    """ISO 8601 with hour and, where it is given, offset from UTC; None where only a day or less is known."""
    rights: str | None = None
    """What the report or its site says of passing its text on, as received."""
    received_at: str | None = None
    """When it was fetched, or first seen as a later version, UTC, ISO 8601; None for what else came as a file."""
    replaced_by: str | None = None
    """Id of the version that has taken its place: the outlet changed the report. None for what stands."""
    cut: tuple[Cut, ...] = ()
    """What was left out of the text."""
    blocks: tuple[Block, ...] = ()
    extra: tuple[tuple[str, str], ...] = field(default=())
    """Other metadata as received, in order of name."""

    def __post_init__(self) -> None:
        last = 0
        for block in self.blocks:
            if block.span.start < last or block.span.end > len(self.text):
                raise RecordError(
                    f"report {self.id}: a {block.kind} block at {block.span.start}-{block.span.end} overlaps "
                    f"the one before it or passes the end of the text ({len(self.text)} code points)"
                )
            last = block.span.end


def sha256_of(data: bytes) -> str:
    """The sha256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def content_id(prefix: str, *parts: str) -> str:
    """A short stable id hashed from content: the same parts give the same id on every machine."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:12]}"
