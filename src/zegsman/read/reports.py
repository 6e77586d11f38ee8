"""Puts a report together from its text and the fields that came with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from zegsman.errors import ReadError
from zegsman.read.blocks import split_blocks
from zegsman.read.credits import agencies_named, find_agencies
from zegsman.read.dates import parse_moment, parse_published
from zegsman.read.encodings import normalised
from zegsman.read.incoming import Incoming
from zegsman.read.languages import find_language, parse_language
from zegsman.read.limits import LONGEST_TEXT, MOST_LINES, Limits
from zegsman.record.days import UNKNOWN_DAYS
from zegsman.record.report import Block, BlockKind, Cut, CutKind, Report, content_id, sha256_of

_LANGUAGES = ("nl", "en", "de", "fr")
_BROKEN_OFF = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\s?(\d{1,7}) char(?:acter)?s\]\s*\Z")
"""How interfaces that sell news end the beginning of a text: '… [+2345 chars]'."""
_CHARACTERS_A_WORD = 6
_BYLINE = re.compile(r"^(?:door|by|von|par)\s*:?\s+(?=\S)", re.I)


@dataclass(frozen=True, slots=True)
class Reception:
    """How bytes were received, where an archive or a fetch says so."""

    fetched_at: str | None = None
    """ISO 8601, UTC."""
    headers: tuple[tuple[str, str], ...] = ()
    """The header lines that came with them, in order, as received."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What the reading of a report depends on besides its bytes."""

    path: str | None = None
    """Where it was read from, as the user gave it; a part of a file is `file#part`."""
    url: str | None = None
    languages: tuple[str, ...] = _LANGUAGES
    """Among which the language is decided, ISO 639-1."""
    limits: Limits = field(default_factory=Limits)
    columns: tuple[tuple[str, str], ...] = ()
    """For tables: field of a report and the name of its column, where names and contents do not tell."""
    charset: str | None = None
    """The encoding that whoever delivered the bytes says they are in."""
    known: tuple[tuple[str, str], ...] = ()
    """Fields that the surroundings know (the outlet of a feed), used where the bytes themselves do not say."""
    reception: Reception = Reception()


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A text and its fields as received, before anything is decided."""

    text: str
    fields: dict[str, str] = field(default_factory=dict)
    """outlet, date, title, author, agency, url, canonical, lang, rights: as written."""
    extra: dict[str, str] = field(default_factory=dict)
    kinds: tuple[Block, ...] | None = None
    """The blocks, where the format itself tells them; they index `text`, which is then normalised already."""
    cut: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A report, the bytes it was read from, as its sha256 counts them, and how they were received."""

    report: Report
    original: bytes
    reception: Reception = Reception()


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input, or a part of one, that gives no report, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Member:
    """A part of an archive, to be read by the reader of its own kind before the next one is asked for."""

    incoming: Incoming
    options: ReadOptions
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one file or member, and how they are to be read: what can be handed to another process."""

    data: bytes
    options: ReadOptions
    media_type: str

    @property
    def path(self) -> str:
        """Where it was read from."""
        return self.options.path or "-"


def compose_reading(received: Received, data: bytes, options: ReadOptions) -> Reading:
    """The report of a text with its bytes and how they were received; see `compose_report`.

    Raises:
        ReadError: if no word is left to read.
    """
    return Reading(compose_report(received, data, options), data, options.reception)


def compose_report(received: Received, data: bytes, options: ReadOptions) -> Report:
    """The report of a text, with language, agency and blocks found where nothing gives them.

    Raises:
        ReadError: if no word is left to read, or it is longer than any report.
    """
    text, kinds, cut = received.text, received.kinds, received.cut
    if len(text) > LONGEST_TEXT or (kinds is None and text.count("\n") > MOST_LINES):
        raise ReadError(
            f"its text is longer than any report ({LONGEST_TEXT} letters, {MOST_LINES} lines); give its reports apart"
        )
    if kinds is None:
        text, broken_off = _unbroken(normalised(text).strip("\n "))
        cut = (*cut, *broken_off)
    if not any(letter.isalnum() for letter in text):
        raise ReadError("it holds no words; expected the text of a report")
    fields = _fields(received, options)
    blocks = split_blocks(text, fields.get("title")) if kinds is None else kinds
    prose = [block.span.of(text) for block in blocks if block.kind is not BlockKind.CAPTION]
    extra = dict(received.extra)
    if "date" in fields:
        extra["date"] = fields["date"]
    if options.reception.fetched_at:
        extra["fetched_at"] = options.reception.fetched_at
    agencies = _agencies(fields, prose)
    sha256 = sha256_of(data)
    return Report(
        id=content_id("report", sha256),
        text=text,
        sha256=sha256,
        language=_language(fields, text, blocks, options),
        outlet=fields.get("outlet"),
        title=fields.get("title") or _headline(text, blocks),
        author=_BYLINE.sub("", fields["author"]) or None if "author" in fields else None,
        url=normalised(options.url or "") or web_address(fields.get("url")) or web_address(fields.get("canonical")),
        canonical_url=web_address(fields.get("canonical")),
        path=options.path,
        published=parse_published(fields["date"]) if "date" in fields else UNKNOWN_DAYS,
        published_at=parse_moment(fields["date"]) if "date" in fields else None,
        agency=agencies[0] if agencies else None,
        other_agencies=agencies[1:],
        rights=fields.get("rights"),
        cut=cut,
        blocks=blocks,
        extra=tuple(sorted((normalised(name), normalised(value)) for name, value in extra.items())),
    )


def _fields(received: Received, options: ReadOptions) -> dict[str, str]:
    given = {**dict(options.known), **{name: one for name, one in received.fields.items() if one.strip()}}
    return {name: value for name, one in given.items() if (value := " ".join(normalised(one).split()))}


def _unbroken(text: str) -> tuple[str, tuple[Cut, ...]]:
    """The text without the words that say how much of it is missing."""
    if match := _BROKEN_OFF.search(text[-120:]):
        n_words = int(match[1]) // _CHARACTERS_A_WORD
        return text[: len(text) - len(match[0])], (Cut(CutKind.SUMMARY, n_words),)
    return text, ()


def _language(fields: dict[str, str], text: str, blocks: tuple[Block, ...], options: ReadOptions) -> str:
    given = parse_language(fields["lang"]) if "lang" in fields else None
    if given:
        return given
    read = [block.span.of(text) for block in blocks if block.kind is not BlockKind.LEFTOVER]
    return find_language("\n".join(read)[:8000], options.languages)


def _agencies(fields: dict[str, str], prose: list[str]) -> tuple[str, ...]:
    """The agencies given as such, else those that the byline or the text itself credits."""
    if "agency" in fields:
        return agencies_named(fields["agency"]) or (fields["agency"],)
    return agencies_named(fields.get("author", "")) or find_agencies(prose)


def _headline(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The first line where it is a headline; None where the text starts with prose: no title is invented."""
    first = next((block for block in blocks if block.kind is not BlockKind.LEFTOVER), None)
    return first.span.of(text) if first is not None and first.kind is BlockKind.SUBHEAD else None


def web_address(value: str | None) -> str | None:
    """A web address, or None for anything else that stands in the field."""
    try:
        return value if value and urlsplit(value).scheme in ("http", "https") else None
    except ValueError:
        return None
