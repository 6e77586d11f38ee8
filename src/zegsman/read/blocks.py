"""Cuts a text into blocks: paragraphs, subheads, captions, and leftovers of the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zegsman.read.credits import is_caption, is_credit_line
from zegsman.read.leftovers import caption_start_length, closing_words_start, is_leftover, label_length, stamp_length
from zegsman.record.report import Block, BlockKind
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\n]*\S")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_LIST_ITEM = re.compile(r"[ ]*(?:[-–—•*▪●◦·>]|\d{1,2}[.)])[ ]+\S")
_BLOB = re.compile(r"[A-Za-z0-9+/=_%-]{1000}")
"""Letters and digits that run on for longer than any word: encoded data, or a flood meant to choke a reader."""
_SUBHEAD_WORDS = 14
_SUBHEAD_CHARACTERS = 110
"""Longest subheads of Dutch and English papers run to about a dozen words."""


def split_blocks(text: str, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of a normalised text, in order; white space between them belongs to none.

    Blank lines part blocks. Within such a chunk each line is a block, unless the lines are one paragraph wrapped at
    a fixed width. `title` is the report's title, for a first line that repeats it.
    """
    spans = [span for chunk in _chunks(text) for span in _split_lines(text, chunk.start, chunk.end)]
    blocks: list[Block] = []
    for i, span in enumerate(spans):
        blocks += _parted(text, span, is_first=i == 0, is_last=i == len(spans) - 1)
    return tuple(_with_link_lists(text, _with_subheads(text, blocks, title)))


def _chunks(text: str) -> Iterator[Span]:
    """The stretches of text between blank lines, without the white space around them."""
    start = end = at = 0
    for line in text.split("\n"):
        if bare := line.strip():
            if end == 0:
                start = at + line.index(bare[0])
            end = at + len(line.rstrip())
        elif end:
            yield Span(start, end)
            end = 0
        at += len(line) + 1
    if end:
        yield Span(start, end)


def _split_lines(text: str, start: int, end: int) -> list[Span]:
    lines = [Span(start + m.start(), start + m.end()) for m in _LINE.finditer(text[start:end])]
    lines = [Span(span.end - len(span.of(text).lstrip()), span.end) for span in lines]
    if len(lines) > 1 and _is_wrapped(text, lines):
        return [Span(lines[0].start, lines[-1].end)]
    return lines


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether the lines are one paragraph wrapped at a fixed width: even lines that break off in mid-sentence."""
    head = lines[:-1]
    even = [span for span in head if 40 <= len(span) <= 110]
    broken = [span for span in head if not _SENTENCE_END.search(span.of(text)) and not _LIST_ITEM.match(span.of(text))]
    table = any("\t" in span.of(text) or "|" in span.of(text) for span in head)
    return not table and len(even) >= 0.7 * len(head) and len(broken) >= 0.6 * len(head)


def _parted(text: str, span: Span, *, is_first: bool, is_last: bool) -> list[Block]:
    """One chunk as blocks: the page's words before and after the prose apart."""
    words = span.of(text)
    if is_leftover(words) or is_credit_line(words) or _BLOB.search(words):
        return [Block(span, BlockKind.LEFTOVER)]
    before = caption_start_length(words)
    is_captioned = before > 0 or is_caption(words)
    if is_first and not before:
        before = label_length(words)
    if not before:
        before = stamp_length(words)
    after = closing_words_start(words) if not is_captioned else len(words)
    parts = []
    if before:
        parts.append(Block(_trimmed(text, span.start, span.start + before), BlockKind.LEFTOVER))
    kind = BlockKind.CAPTION if is_captioned else BlockKind.PARAGRAPH
    parts.append(Block(_trimmed(text, span.start + before, span.start + after), kind))
    if after < len(words):
        parts.append(Block(_trimmed(text, span.start + after, span.end), BlockKind.LEFTOVER))
    return parts


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    while start < end - 1 and text[start].isspace():
        start += 1
    return Span(start, end)


def _with_subheads(text: str, blocks: list[Block], title: str | None) -> list[Block]:
    """Marks short lines without closing punctuation that stand above a paragraph."""
    marked = list(blocks)
    below: Block | None = None
    for i in range(len(blocks) - 1, -1, -1):
        block, next_one = blocks[i], below
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        words, below = block.span.of(text), block
        repeats = title is not None and words.casefold() == title.casefold()
        if next_one is not None and (repeats or (_is_short_line(words) and len(next_one.span) > len(block.span))):
            marked[i] = Block(block.span, BlockKind.SUBHEAD)
    return marked


def _is_short_line(words: str) -> bool:
    if len(words) > _SUBHEAD_CHARACTERS or len(words.split()) > _SUBHEAD_WORDS or "\n" in words:
        return False
    return not words.rstrip("\"'”’»)").endswith((".", "!", "…", ":", ";", ",")) and not _LIST_ITEM.match(words)


def _with_link_lists(text: str, blocks: list[Block]) -> list[Block]:
    """Marks the list of links under a 'Lees ook': list items, or short lines that the next paragraph closes."""
    marked = list(blocks)
    in_list = False
    for i, block in enumerate(blocks):
        words = block.span.of(text)
        if block.kind is BlockKind.LEFTOVER:
            in_list = words.rstrip(" :…").lower() in _LIST_HEADS or (in_list and len(words.split()) < 4)
        elif in_list and (_LIST_ITEM.match(words) or (block.kind is BlockKind.SUBHEAD and _above_subhead(blocks, i))):
            marked[i] = Block(block.span, BlockKind.LEFTOVER)
        else:
            in_list = False
    return marked


def _above_subhead(blocks: list[Block], i: int) -> bool:
    """Whether another short line follows: the last one before a paragraph may be that paragraph's own subhead."""
    return i + 1 < len(blocks) and blocks[i + 1].kind in (BlockKind.SUBHEAD, BlockKind.LEFTOVER)


_LIST_HEADS = frozenset(
    {
        "lees ook", "bekijk ook", "kijk ook", "zie ook", "luister ook", "meer over dit onderwerp", "gerelateerd",
        "gerelateerde artikelen", "best gelezen", "meest gelezen", "laatste nieuws", "aanbevolen",
        "read more", "read also", "see also", "related", "related articles", "related stories", "most read",
        "more on this story", "recommended", "trending",
    }
)  # fmt: skip
"""Headings of link lists; each also stands in the list of leftovers."""
