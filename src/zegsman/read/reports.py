"""Puts a report together from its text and the fields that came with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from zegsman.errors import ReadError
from zegsman.read.blocks import split_blocks
from zegsman.read.credits import agency_named, find_agency
from zegsman.read.dates import parse_published
from zegsman.read.encodings import normalised
from zegsman.read.languages import find_language, parse_language
from zegsman.record.days import UNKNOWN_DAYS
from zegsman.record.report import Block, BlockKind, Report, content_id, sha256_of

_LANGUAGES = ("nl", "en", "de", "fr")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What the reading of a report depends on besides its bytes."""

    path: str | None = None
    """Where it was read from, as the user gave it."""
    url: str | None = None
    languages: tuple[str, ...] = _LANGUAGES
    """Among which the language is decided, ISO 639-1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A text and its fields as received, before anything is decided."""

    text: str
    fields: dict[str, str] = field(default_factory=dict)
    """outlet, date, title, author, agency, url, lang, rights: as written."""
    extra: dict[str, str] = field(default_factory=dict)
    kinds: tuple[Block, ...] | None = None
    """The blocks, where the format itself tells them; they index `text`, which is then normalised already."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A report and the bytes it was read from, as its sha256 counts them."""

    report: Report
    original: bytes


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input, or a part of one, that gives no report, and why."""

    path: str
    reason: str


def compose_report(received: Received, data: bytes, options: ReadOptions) -> Report:
    """The report of a text, with language, agency and blocks found where nothing gives them.

    Raises:
        ReadError: if no word is left to read.
    """
    text, kinds = received.text, received.kinds
    if kinds is None:
        text = normalised(text).strip("\n ")
    if not any(letter.isalnum() for letter in text):
        raise ReadError("it holds no words; expected the text of a report")
    fields = {name: value for name, one in received.fields.items() if (value := " ".join(normalised(one).split()))}
    blocks = split_blocks(text, fields.get("title")) if kinds is None else kinds
    prose = [block.span.of(text) for block in blocks if block.kind is not BlockKind.CAPTION]
    published = parse_published(fields["date"]) if "date" in fields else UNKNOWN_DAYS
    extra = dict(received.extra)
    if "date" in fields:
        extra["date"] = fields["date"]
    sha256 = sha256_of(data)
    return Report(
        id=content_id("report", sha256),
        text=text,
        sha256=sha256,
        language=_language(fields, text, blocks, options),
        outlet=fields.get("outlet"),
        title=fields.get("title") or _headline(text, blocks),
        author=fields.get("author"),
        url=_url(fields.get("url")) or options.url,
        path=options.path,
        published=published,
        agency=_agency(fields, prose),
        rights=fields.get("rights"),
        blocks=blocks,
        extra=tuple(sorted(extra.items())),
    )


def _language(fields: dict[str, str], text: str, blocks: tuple[Block, ...], options: ReadOptions) -> str:
    given = parse_language(fields["lang"]) if "lang" in fields else None
    if given:
        return given
    read = [block.span.of(text) for block in blocks if block.kind is not BlockKind.LEFTOVER]
    return find_language("\n".join(read)[:8000], options.languages)


def _agency(fields: dict[str, str], prose: list[str]) -> str | None:
    """The agency given as such, else the one that the byline or the text itself credits."""
    if "agency" in fields:
        return agency_named(fields["agency"]) or fields["agency"]
    return (agency_named(fields["author"]) if "author" in fields else None) or find_agency(prose)


def _headline(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The first line where it is a headline; None where the text starts with prose: no title is invented."""
    first = next((block for block in blocks if block.kind is not BlockKind.LEFTOVER), None)
    return first.span.of(text) if first is not None and first.kind is BlockKind.SUBHEAD else None


def _url(value: str | None) -> str | None:
    """A web address, or None for anything else that stands in the field."""
    try:
        return value if value and urlsplit(value).scheme in ("http", "https") else None
    except ValueError:
        return None
