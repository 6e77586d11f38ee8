"""Pairs quotation marks, and tells them from apostrophes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK = re.compile("[\"'`\u00b4“”„‟‘’‚‛«»‹›]|,,")
_FAMILY = {
    '"': "double", "“": "double", "”": "double", "„": "double", "‟": "double", ",,": "double", "''": "double",
    "``": "double", "«": "angle", "»": "angle", "‹": "small angle", "›": "small angle",
    "'": "single", "‘": "single", "’": "single", "‚": "single", "‛": "single", "`": "single", "´": "single",
}  # fmt: skip
_ONLY_OPENS = frozenset("„‚‛") | {",,", "``"}
_CLITIC = re.compile(
    r"(?:[stnkmrdSTNKMRD]|ie|er|em|un|ns|ll|ve|re|(?i:tis|twas|cause|til|bout|cos))\b|(?i:s-\w)|\d\ds?\b"
)
"""What follows an apostrophe that opens a word: 's avonds, 't, 'n, 's-Hertogenbosch, '90s, 'em. A capital tells that
the mark opens a quotation: 'Er komt niets', zei hij."""
_SPACE_BEFORE = frozenset(" \t\n\r\u00a0([{<-–—/:;,.=|>…")
_SPACE_AFTER = frozenset(" \t\n\r\u00a0)]}>-–—/:;,.?!…|")
_MAX_QUOTE = 3000
"""Code points after which an open mark is given up: a quotation of more than 500 words in one paragraph is rare."""

_MAX_OPEN = 8
"""Marks that can be open at once; text nests quotations two or three deep."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks.

    `span` runs from mark to mark, `inner` is what stands between; `closed` is False where the paragraph ends first
    (the quotation goes on in the next, which opens with a mark again). `level` is 0 for one inside no other.
    """

    span: Span
    inner: Span
    closed: bool = True
    level: int = 0


@dataclass(slots=True)
class _Open:
    at: int
    end: int
    mark: str
    family: str


def find_quotes(text: str, stretches: Sequence[Span] | None = None) -> tuple[Quote, ...]:
    """All quotations, outer before inner, in order of the text.

    Args:
        text: Any text.
        stretches: The paragraphs, over whose ends no quotation runs; by default, what blank lines part.
    """
    quotes: list[Quote] = []
    for stretch in _paragraphs(text) if stretches is None else stretches:
        quotes.extend(_quotes_of(text, stretch.start, stretch.end))
    quotes.sort(key=lambda quote: (quote.span.start, -quote.span.end))
    return _levelled(quotes)


def _paragraphs(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"(?:[^\n]|\n(?!\s*\n))+", text) if m.group().strip()]


def _levelled(quotes: list[Quote]) -> tuple[Quote, ...]:
    result, ends = [], [0]
    for quote in quotes:
        while len(ends) > 1 and ends[-1] <= quote.span.start:
            ends.pop()
        result.append(Quote(quote.span, quote.inner, quote.closed, len(ends) - 1))
        ends.append(quote.span.end)
    return tuple(result)


def _quotes_of(text: str, start: int, end: int) -> list[Quote]:
    found: list[Quote] = []
    opened: list[_Open] = []
    for at, mark_end, mark in _marks(text, start, end):
        family = _FAMILY[mark]
        before = text[at - 1] if at > start else " "
        after = text[mark_end] if mark_end < end else " "
        opened = [one for one in opened[-_MAX_OPEN:] if at - one.at <= _MAX_QUOTE]
        if _can_close(mark, before, after) and (match := _partner(opened, mark, family)) is not None:
            one = opened[match]
            del opened[match:]
            if at > one.end:
                found.append(Quote(Span(one.at, mark_end), Span(one.end, at)))
        elif _can_open(mark, before, after, text, mark_end, opened):
            opened.append(_Open(at, mark_end, mark, family))
    if opened and _goes_on(text, opened[0], start, end):
        inner_end = len(text[:end].rstrip())
        if inner_end > opened[0].end:
            found.append(Quote(Span(opened[0].at, inner_end), Span(opened[0].end, inner_end), closed=False))
    return found


def _marks(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Marks with their place; two straight or grave single ones side by side count as one double mark."""
    marks: list[tuple[int, int, str]] = []
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if mark == ",," and (match.end() >= end or text[match.end()] in " ,\n"):
            continue
        if marks and mark in "'`" and marks[-1][2] == mark and marks[-1][1] == at:
            marks[-1] = (marks[-1][0], match.end(), mark * 2)
            continue
        marks.append((at, match.end(), mark))
    return marks


def _can_close(mark: str, before: str, after: str) -> bool:
    if mark in _ONLY_OPENS or mark == "‘":
        return False
    if _FAMILY[mark] == "single" and after.isalnum():
        return False
    return not before.isspace() or mark in "”»›’" or after in _SPACE_AFTER


def _partner(opened: list[_Open], mark: str, family: str) -> int | None:
    """The innermost open mark that this one can close; a double mark closes over open single ones."""
    for i in range(len(opened) - 1, -1, -1):
        if opened[i].family == family:
            return i
        if family == "single":
            return None
    return None


def _can_open(mark: str, before: str, after: str, text: str, mark_end: int, opened: list[_Open]) -> bool:
    if after.isspace() or mark == "´":
        return False
    if mark in "”":
        return before in _SPACE_BEFORE and after.isalnum()
    if _FAMILY[mark] != "single":
        return before in _SPACE_BEFORE or _FAMILY[mark] != "double" or mark in "“„,,``" or not before.isalnum()
    if before not in _SPACE_BEFORE and before not in '"“„«':
        return False
    if mark in "'’`" and _CLITIC.match(text, mark_end):
        return False
    if mark == "’":
        return not any(one.family == "single" for one in opened)
    return True


def _goes_on(text: str, one: _Open, start: int, end: int) -> bool:
    """Whether a mark that nothing closes still opens a quotation: this paragraph, or the next, starts with one."""
    opens_next = _OPENS_PARAGRAPH.match(text, end) is not None
    return one.family != "single" and (opens_next or not text[start : one.at].strip())


_OPENS_PARAGRAPH = re.compile(r"\s*(?:[\"“„«]|,,|''|``)\w")
