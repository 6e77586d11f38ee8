"""Shows bytes as they were received, as characters alone: nothing of them is executed, loaded or followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.read.encodings import parse_characters
from zegsman.read.media_types import HTML, find_media_type

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CHARACTERS = 200_000
"""Of the source: a browser lays out no more in a moment, and who needs the rest saves the file."""
MOST_BLOCKS = 3_000
_LEFT_OUT = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object", "head"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main", "nav", "ol",
    "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A stretch of a web page that stands by itself: 'heading', 'item' or 'text', and its words."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Original:
    """Bytes as received, made readable."""

    media_type: str
    encoding: str
    n_bytes: int
    source: str
    """The characters as they came, at most `MOST_CHARACTERS`."""
    is_cut: bool
    blocks: tuple[PageBlock, ...] = ()
    """All words of a web page in order, menus and all; empty for other kinds."""


def read_original(data: bytes, path: str = "") -> Original:
    """The bytes as characters; `path` helps to tell what kind they are.

    Raises:
        ReadError: if they are in no encoding of text.
    """
    media_type = find_media_type(data, path)
    decoded = parse_characters(data, is_html=media_type == HTML)
    source, is_cut = decoded.text[:MOST_CHARACTERS], len(decoded.text) > MOST_CHARACTERS
    blocks = tuple(_page_blocks(decoded.text)) if media_type == HTML else ()
    return Original(media_type, decoded.encoding, len(data), source, is_cut, blocks)


def _page_blocks(source: str) -> Iterator[PageBlock]:
    """The words of a page, cut at every element that stands by itself; what is no page gives nothing."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(source.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return
    n, kind, words = 0, "text", [""]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCKS:
            text = " ".join("".join(words).split())
            if text:
                yield PageBlock(kind, text)
                n += 1
                if n >= MOST_BLOCKS:
                    return
            words = []
            kind = _kind_of(tag) if event == "start" else "text"
        if event == "start":
            if tag in _LEFT_OUT or not tag:
                walk.skip_subtree()
            else:
                words.append(element.text or "")
        else:
            words.append(element.tail or "")
    if text := " ".join("".join(words).split()):
        yield PageBlock(kind, text)


def _kind_of(tag: str) -> str:
    return "heading" if tag in _HEADINGS else "item" if tag == "li" else "text"
