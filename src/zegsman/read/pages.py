"""Reads web pages: the main text, the captions, and what the page says of itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from zegsman.errors import ReadError
from zegsman.read.blocks import split_blocks
from zegsman.read.encodings import normalised, parse_characters
from zegsman.read.page_fields import find_page_fields
from zegsman.read.reports import Reading, ReadOptions, Received, Refusal, compose_report
from zegsman.record.report import Block, BlockKind
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARAGRAPHS = ("p", "quote", "item", "row", "code", "lb")
_SCRIPTS = re.compile(r"<(script|style|noscript|template|iframe|object|svg)\b(?![^>]*ld\+json).*?</\1\s*>", re.I | re.S)


def read_page(data: bytes, options: ReadOptions) -> Iterator[Reading | Refusal]:
    """The one report that a web page holds, with the bytes of the page. Nothing in the page is executed.

    Raises:
        ReadError: if no text of a report is found in it.
    """
    from lxml import etree, html

    decoded = parse_characters(data, is_html=True)
    source = decoded.text.replace("\x00", "")
    try:
        tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", source))
    except (etree.LxmlError, ValueError) as error:
        raise ReadError(f"the web page cannot be read ({error}); expected HTML with a text") from error
    paragraphs, about, extractor = _main_text(_SCRIPTS.sub("", source))
    fields = find_page_fields(tree, about, options.url)
    paragraphs += [(caption, BlockKind.CAPTION) for caption in _captions(tree, paragraphs)]
    text, blocks = _laid_out(paragraphs, fields.get("title"))
    if not blocks:
        raise ReadError("no text of a report was found in the web page; save the article's text as a .txt file instead")
    extra = {"encoding": decoded.encoding, "extractor": extractor}
    received = Received(text=text, fields=fields, extra=extra, kinds=blocks)
    yield Reading(compose_report(received, data, options), data)


def _main_text(source: str) -> tuple[list[tuple[str, BlockKind]], dict[str, str], str]:
    """The page's paragraphs with their kinds, and what the extractor says of the page."""
    import trafilatura

    # Without the extensive search, which takes any date in the text for the day of publication.
    dates = {"extensive_search": False, "original_date": True}
    found: Any = trafilatura.bare_extraction(
        source, with_metadata=True, include_comments=False, include_tables=True, date_extraction_params=dates
    )
    name = f"trafilatura {trafilatura.__version__}"
    if found is None:
        return [], {}, name
    about = {
        ours: str(value)
        for ours, theirs in (("title", "title"), ("author", "author"), ("outlet", "sitename"), ("date", "date"))
        if (value := getattr(found, theirs, None))
    }
    paragraphs = list(_paragraphs(found.body))
    if not paragraphs:
        paragraphs = [(line, BlockKind.PARAGRAPH) for line in (found.text or "").split("\n")]
    return paragraphs, about, name


def _paragraphs(body: Any) -> Iterator[tuple[str, BlockKind]]:
    if body is None:
        return
    for element in body.iter():
        if element.tag in _PARAGRAPHS and not any(child.tag in ("p", "item") for child in element.iterchildren()):
            words = " ".join("".join(element.itertext()).split())
            if words and element.getparent() is not None and element.tag != "lb":
                yield words, BlockKind.PARAGRAPH
        elif element.tag == "head":
            words = " ".join("".join(element.itertext()).split())
            if words:
                yield words, BlockKind.SUBHEAD
        elif element.tag == "table":
            continue


def _captions(tree: Any, paragraphs: list[tuple[str, BlockKind]]) -> list[str]:
    """Captions inside the article that the extractor left out: they are evidence too."""
    read = {words for words, _ in paragraphs}
    found: list[str] = []
    for caption in tree.xpath("//article//figcaption | //main//figcaption"):
        words = " ".join(normalised(" ".join(caption.itertext())).split())
        if len(words) > 20 and words not in found and not any(words in one or one in words for one in read if one):
            found.append(words)
    return found


def _laid_out(paragraphs: list[tuple[str, BlockKind]], title: str | None) -> tuple[str, tuple[Block, ...]]:
    """Paragraphs as one text parted by blank lines, with their blocks; the page's leftovers marked as in plain text."""
    parts, blocks, at = [], [], 0
    for words, kind in paragraphs:
        words = " ".join(normalised(words).split())
        if not words:
            continue
        parts.append(words)
        blocks.append(Block(Span(at, at + len(words)), kind))
        at += len(words) + 2
    text = "\n\n".join(parts)
    marked: list[Block] = []
    for own in split_blocks(text, title):
        mother = next((one for one in blocks if one.span.contains(own.span)), None)
        told = mother.kind if mother is not None and mother.kind is not BlockKind.PARAGRAPH else None
        marked.append(Block(own.span, told) if told and own.kind is not BlockKind.LEFTOVER else own)
    return text, tuple(marked)
