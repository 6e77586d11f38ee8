"""Paragraphs with their kinds: found in a tree of HTML, laid out as the text of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from zegsman.errors import ReadError
from zegsman.read.blocks import split_blocks
from zegsman.read.encodings import normalised
from zegsman.read.limits import LONGEST_TEXT, MOST_LINES
from zegsman.read.markup import parse_html
from zegsman.record.report import Block, BlockKind
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_HIDDEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "iframe", "object", "button", "select", "option",
     "textarea", "input", "audio", "video", "canvas", "math"}
)  # fmt: skip
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
     "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
     "var", "wbr", "img", "br", "nobr", "person", "org", "location", "chron", "money", "num", "event", "function",
     "object.title", "virtloc", "copyrite", "classifier", "lang", "pronounce", "postaddr", "frac", "alt-code", "inline"}
)  # fmt: skip
"""Elements that stand in a line of text, those of NITF among them; every other one ends a paragraph."""
_SUBHEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2", "crosshead"})
_CELL_WORDS = 30
_PARTING = ("br", "p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "article", "section")
_CAPTIONS = frozenset({"figcaption", "caption", "media-caption"})


class Paragraph(NamedTuple):
    """The words of one paragraph and what it is."""

    words: str
    kind: BlockKind = BlockKind.PARAGRAPH


@dataclass(slots=True)
class _Walk:
    """A walk over a tree that gathers the words between the ends of paragraphs."""

    keep_lines: bool
    found: list[Paragraph] = field(default_factory=list)
    gathered: list[str] = field(default_factory=list)
    kinds: list[BlockKind] = field(default_factory=list)

    def flush(self) -> None:
        text = "".join(self.gathered)
        self.gathered.clear()
        kind = self.kinds[-1] if self.kinds else BlockKind.PARAGRAPH
        for part in text.split("\x0b\x0b" if not self.keep_lines else "\x0b"):
            if words := " ".join(part.split()):
                self.found.append(Paragraph(words, kind))

    def start(self, element: Any, name: str) -> None:
        if name == "br":
            self.gathered.append("\x0b")
        elif _is_data_cell(element, name):
            if "".join(self.gathered).strip():
                self.gathered.append(" | ")
        elif name not in _INLINE:
            self.flush()
            if name in _SUBHEADS or name in _CAPTIONS:
                self.kinds.append(BlockKind.SUBHEAD if name in _SUBHEADS else BlockKind.CAPTION)
        text = element.text or ""
        # Blank lines part paragraphs in text that is set as it was typed, and nowhere else.
        self.gathered.append(re.sub(r"\n[ \t]*\n", "\x0b\x0b", text) if name == "pre" else text)

    def end(self, element: Any, name: str) -> None:
        if name not in _INLINE and not _is_data_cell(element, name):
            self.flush()
            if name in _SUBHEADS or name in _CAPTIONS:
                self.kinds.pop()


def _is_data_cell(element: Any, name: str) -> bool:
    """Whether a cell holds a value: a few words and nothing that parts them. Other cells are there for the layout."""
    if name not in ("td", "th"):
        return False
    parted = next(element.iter(*_PARTING), None)
    return parted is None and len("".join(element.itertext()).split()) <= _CELL_WORDS


def find_paragraphs(root: Any, *, keep_lines: bool = False) -> list[Paragraph]:
    """All visible words below an element of HTML or NITF, by paragraph; two line breaks in a row part paragraphs.

    With `keep_lines` each line break does.
    """
    from lxml import etree

    walk, hidden = _Walk(keep_lines), 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi") or not isinstance(element.tag, str):
            if not hidden and element is not root:
                walk.gathered.append(element.tail or "")
            continue
        name = element.tag.rpartition("}")[2].lower()
        if event == "start":
            hidden += name in _HIDDEN
            if not hidden:
                walk.start(element, name)
            continue
        if name in _HIDDEN:
            hidden -= 1
        elif not hidden:
            walk.end(element, name)
        if not hidden and element is not root:
            walk.gathered.append(element.tail or "")
    walk.flush()
    return walk.found


def paragraphs_of_html(source: str) -> list[Paragraph]:
    """The paragraphs of a piece of HTML; of plain text, where there is no markup in it.

    Raises:
        ReadError: if it cannot be read at all.
    """
    if "<" not in source and "&" not in source:
        return [Paragraph(words) for part in source.split("\n\n") if (words := " ".join(part.split()))]
    return find_paragraphs(parse_html(source)) if source.strip() else []


def lay_out(paragraphs: Iterable[Paragraph], title: str | None = None) -> tuple[str, tuple[Block, ...]]:
    """Paragraphs as one text parted by blank lines, with its blocks; the page's leftovers marked as in plain text.

    Raises:
        ReadError: if there are more than a report may have.
    """
    parts, blocks, at = [], [], 0
    for written, kind in paragraphs:
        words = " ".join(normalised(written).split())
        if not words:
            continue
        parts.append(words)
        blocks.append(Block(Span(at, at + len(words)), kind))
        at += len(words) + 2
        if len(parts) > MOST_LINES or at > LONGEST_TEXT:
            raise ReadError(f"its text is longer than any report ({MOST_LINES} paragraphs, {LONGEST_TEXT} letters)")
    text = "\n\n".join(parts)
    marked: list[Block] = []
    i = 0
    for own in split_blocks(text, title):
        while i < len(blocks) - 1 and blocks[i].span.end < own.span.end:
            i += 1
        mother = blocks[i] if blocks and blocks[i].span.contains(own.span) else None
        told = mother.kind if mother is not None and mother.kind is not BlockKind.PARAGRAPH else None
        marked.append(Block(own.span, told) if told and own.kind is not BlockKind.LEFTOVER else own)
    return text, tuple(marked)
