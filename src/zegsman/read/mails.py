"""Reads messages (EML) and mailboxes (MBOX): newsletters, and what is attached to them."""

from __future__ import annotations

import email
import email.errors
import email.policy
import io
import re
from dataclasses import replace
from email.header import decode_header
from email.utils import parseaddr
from typing import TYPE_CHECKING

from zegsman.errors import ReadError
from zegsman.read.archives.names import shown_name
from zegsman.read.encodings import parse_characters
from zegsman.read.incoming import Incoming, too_large
from zegsman.read.media_types import DOCX, HTML, MAIL, PDF, RTF
from zegsman.read.paragraphs import Paragraph, lay_out, paragraphs_of_html
from zegsman.read.reports import Member, Reading, ReadOptions, Received, Refusal, compose_reading, web_address
from zegsman.record.report import Cut, CutKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_FROM = re.compile(rb"^From (?:\S{1,320}|\S{1,320} .{0,120}\d{4}.{0,40})\s*$")
_ESCAPED_FROM = re.compile(rb"^>(>*From )", re.M)
_READ_AS = {"application/pdf": PDF, DOCX: DOCX, "application/rtf": RTF, "text/rtf": RTF, "message/rfc822": MAIL}
"""Attachments that are read as reports of their own."""
_MOST_PARTS = 500
_SAVED_BY = re.compile(r"\W*saved by\b", re.I)
"""How browsers name themselves as the sender of a page that they saved in one file."""
_QUOTED = re.compile(r"^\s*>")


def read_mail(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal | Member]:
    """The report of a message, then those attached to it. The sender counts as the outlet.

    A web page that a browser saved in one file (MHTML) is written as a message too, and gives that page.

    Raises:
        ReadError: if it is no message or has no words.
    """
    data = incoming.whole()
    yield from _message(data, incoming, options)


def read_mailbox(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal | Member]:
    """The messages of a mailbox (mboxo, mboxrd), one at a time, each as a file of its own would be read.

    Raises:
        ReadError: if there is no message in it.
    """
    n_messages = 0
    for n_messages, data in enumerate(_messages(incoming), 1):
        place = f"{options.path or '-'}#{n_messages}"
        if data is None:
            yield Refusal(place, too_large(incoming.limits.piece_bytes))
            continue
        yield Member(Incoming(io.BytesIO(data), incoming.meter), replace(options, path=place), MAIL)
    if not n_messages:
        raise ReadError("the mailbox holds no message; expected lines 'From sender date' before each")


def _messages(incoming: Incoming) -> Iterator[bytes | None]:
    """The bytes of each message; None for one that is too large to hold."""
    held: list[bytes] | None = None
    size, is_blank_above, limit = 0, True, incoming.limits.piece_bytes
    for _, line in incoming.lines():
        if line is not None and is_blank_above and _FROM.match(line.rstrip(b"\r")):
            if held is not None:
                yield _whole(held, size, limit)
            held, size, is_blank_above = [], 0, False
            continue
        is_blank_above = line is not None and not line.strip()
        size += limit + 1 if line is None else len(line) + 1
        if held is not None and line is not None and size <= limit:
            held.append(line)
    if held is not None:
        yield _whole(held, size, limit)


def _whole(lines: list[bytes], size: int, limit: int) -> bytes | None:
    return None if size > limit else _ESCAPED_FROM.sub(rb"\1", b"\n".join(lines))


def _message(data: bytes, incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal | Member]:
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = [one for _, one in zip(range(_MOST_PARTS), message.walk(), strict=False)]
    except (ValueError, LookupError, RecursionError, TypeError, AttributeError) as error:
        raise ReadError(f"the message cannot be read ({error}); expected an e-mail message") from error
    if (page := _saved_page(message, parts)) is not None:
        url = web_address(_location(message, "Snapshot-Content-Location") or _location(page, "Content-Location"))
        there = replace(options, url=url or options.url, charset=_charset(page))
        yield Member(Incoming(io.BytesIO(_payload(page)), incoming.meter), there, HTML)
        return
    attached = [one for one in parts if one is not message and _is_attached(one)]
    inside = {id(inner) for one in attached for inner in one.walk() if inner is not one}
    n_words = sum(len(_payload(one).split()) for one in attached if one.get_content_maintype() == "text")
    cut = (Cut(CutKind.ATTACHMENT, n_words),) if attached else ()
    try:
        yield _reading(message, [one for one in parts if id(one) not in inside], data, cut, options)
    except ReadError as error:
        if not any(_READ_AS.get(one.get_content_type()) for one in attached):
            raise
        yield Refusal(options.path or "-", str(error))
    for i, part in enumerate(attached, 1):
        if id(part) in inside:
            continue
        kind = _READ_AS.get(part.get_content_type())
        if kind is not None and (own := _payload(part)):
            name = shown_name(_decoded(part.get_filename() or "")) or str(i)
            path = f"{options.path or '-'}#{name}"
            yield Member(Incoming(io.BytesIO(own), incoming.meter), replace(options, path=path), kind)


def _saved_page(message: Message, parts: list[Message]) -> Message | None:
    """The page of a message that a browser saved it as; None for any other message."""
    shown = _location(message, "Snapshot-Content-Location")
    if not (shown or _SAVED_BY.match(_decoded(message.get("From", "")))):
        return None
    pages = [one for one in parts if one.get_content_type() in (HTML, "application/xhtml+xml")]
    return next(
        (one for one in pages if shown and _location(one, "Content-Location") == shown), next(iter(pages), None)
    )


def _location(part: Message, name: str) -> str:
    return _decoded(part.get(name, "")).strip("<> ")


def _is_attached(part: Message) -> bool:
    if part.get_content_maintype() == "multipart":
        return False
    disposition = (part.get_content_disposition() or "") == "attachment" or bool(part.get_filename())
    return disposition or part.get_content_maintype() != "text"


def _payload(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return bytes(first.as_bytes()) if first is not None and hasattr(first, "as_bytes") else b""
    try:
        found = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError):
        return b""
    return found if isinstance(found, bytes) else b""


def _reading(
    message: Message, parts: list[Message], data: bytes, cut: tuple[Cut, ...], options: ReadOptions
) -> Reading:
    name, address = parseaddr(_decoded(message.get("From", "")))
    fields = {
        "outlet": name or address,
        "title": _decoded(message.get("Subject", "")),
        "date": _decoded(message.get("Date", "")),
        "lang": _decoded(message.get("Content-Language", "")),
        "url": _decoded(message.get("Archived-At", "")).strip("<> "),
    }
    names = ("from", "to", "list-id", "message-id", "reply-to")
    extra = {one: value[:500] for one in names if (value := _decoded(message.get(one, "")))}
    texts = [one for one in parts if one.get_content_maintype() == "text" and not _is_attached(one)]
    text, blocks = lay_out(_paragraphs(texts), fields["title"])
    received = Received(text=text, fields=fields, extra=extra, kinds=blocks, cut=cut)
    return compose_reading(received, data, options)


def _paragraphs(texts: list[Message]) -> list[Paragraph]:
    """The text of a message: as HTML where the plain form is a stub of it, as most newsletters send; else plain."""
    plain = [one for part in texts if part.get_content_type() == "text/plain" for one in _plain(_characters(part))]
    rich = [one for part in texts if part.get_content_type() == "text/html" for one in _rich(_characters(part))]
    n_plain, n_rich = (sum(len(one.words.split()) for one in found) for found in (plain, rich))
    return plain if n_plain >= 0.6 * n_rich and plain else rich or plain


def _rich(source: str) -> list[Paragraph]:
    try:
        return paragraphs_of_html(source)
    except ReadError:
        return []


def _plain(text: str) -> list[Paragraph]:
    lines = (line for line in text.replace("\r\n", "\n").split("\n") if not _QUOTED.match(line))
    return [Paragraph(words) for part in "\n".join(lines).split("\n\n") if (words := " ".join(part.split()))]


def _characters(part: Message) -> str:
    try:
        return parse_characters(_payload(part), charset=_charset(part), is_html=True).text
    except ReadError:
        return ""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _decoded(value: object) -> str:
    """A header's words, whatever they are coded in."""
    try:
        parts = decode_header(str(value)[:5_000])
        words = [one if isinstance(one, str) else one.decode(charset or "utf-8", "replace") for one, charset in parts]
    except (email.errors.MessageError, ValueError, LookupError, TypeError, AttributeError):
        return ""
    return " ".join("".join(words).replace("\x00", "").split())
