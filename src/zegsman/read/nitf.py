"""Reads NITF, the markup that news agencies send texts in (versions 3.x)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zegsman.errors import ReadError
from zegsman.read.incoming import Incoming
from zegsman.read.markup import first_words, local_name, parse_xml, words_of
from zegsman.read.paragraphs import Paragraph, find_paragraphs, lay_out
from zegsman.read.reports import Reading, ReadOptions, Received, Refusal, compose_reading
from zegsman.record.report import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTENT = ("body", "body.content")
_HEAD = ("body", "body.head")


def read_nitf(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal]:
    """The one report of an NITF file.

    Raises:
        ReadError: if it has no text.
    """
    data = incoming.whole()
    root = parse_xml(data, charset=options.charset)
    fields = nitf_fields(root)
    text, blocks = lay_out(nitf_paragraphs(root), fields.get("title"))
    extra = {name: one for name in ("urgency", "series", "correction") if (one := _docdata(root, name))}
    received = Received(text=text, fields=fields, extra=extra, kinds=blocks)
    yield compose_reading(received, data, options)


def _docdata(root: Any, name: str) -> str:
    for one in root.iter():
        if local_name(one) == name:
            return str(one.get("ed-urg") or one.get("series.name") or one.get("info") or "")
    return ""


def nitf_fields(root: Any) -> dict[str, str]:
    """The fields that an NITF document gives, as written."""
    found: dict[str, Any] = {}
    for one in root.iter():
        found.setdefault(local_name(one), one)

    def attribute(name: str, *keys: str) -> str:
        one = found.get(name)
        return next((str(one.get(key)) for key in keys if one is not None and one.get(key)), "")

    byline = words_of(found.get("byline"))
    fields = {
        "title": first_words(root, (*_HEAD, "hedline", "hl1"), ("head", "title")),
        "date": attribute("story.date", "norm")
        or attribute("date.issue", "norm")
        or attribute("pubdata", "date.publication"),
        "outlet": attribute("pubdata", "name") or words_of(found.get("distributor")) or attribute("doc-id", "regsrc"),
        "agency": words_of(found.get("distributor")),
        "author": (words_of(found.get("byttl")) and byline.removesuffix(words_of(found.get("byttl")))) or byline,
        "rights": " ".join(
            part for part in (attribute("doc.copyright", "year"), attribute("doc.copyright", "holder")) if part
        ) or words_of(found.get("copyrite")),
        "lang": root.get("{http://www.w3.org/XML/1998/namespace}lang", ""),
        "url": attribute("pubdata", "ex-ref"),
    }  # fmt: skip
    return {name: " ".join(value.split()) for name, value in fields.items() if value.strip()}


def nitf_paragraphs(root: Any) -> list[Paragraph]:
    """The dateline and body of an NITF document, or of a part of one inside NewsML.

    The dateline stands by itself, kept and not read: it opens no sentence.

    Raises:
        ReadError: if it has no body.
    """
    found: list[Paragraph] = []
    content, dateline = None, ""
    for one in root.iter():
        name = local_name(one)
        if name == "hl2" and content is None:
            found.append(Paragraph(words_of(one), BlockKind.SUBHEAD))
        elif name == "dateline" and content is None:
            dateline = words_of(one)
        elif name == "body.content" and content is None:
            content = one
    if content is None:
        raise ReadError("the NITF has no <body.content>; expected the text of a report")
    if dateline:
        found.append(Paragraph(dateline, BlockKind.LEFTOVER))
    return found + find_paragraphs(content)
