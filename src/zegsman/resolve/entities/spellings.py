"""Finds many spellings in a text at once, in time that grows with the text and not with the spellings."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+")
_PART_OF_A_COMPOUND = re.compile(r"-[a-zà-ÿ]*[A-Z]")


class SpellingIndex:
    """Spellings by their first word; `any_case` makes capitals and small letters alike."""

    def __init__(self, spellings: Iterable[str], *, any_case: bool = False) -> None:
        self._any_case = any_case
        self._by_word: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for spelling in sorted(set(map(self._plain, spellings)), key=lambda s: (-len(s), s)):
            first = _WORD.search(spelling)
            if first:
                self._by_word[first.group()].append((spelling, first.start()))

    def find(self, text: str) -> Iterator[tuple[Span, str]]:
        """The places of spellings in order, the longest at each, none within another; with the spelling as indexed."""
        last = 0
        for word in _WORD.finditer(text):
            for spelling, offset in self._by_word.get(self._plain(word.group()), ()):
                start = word.start() - offset
                end = start + len(spelling)
                if start >= last and self._plain(text[start:end]) == spelling and _stands_alone(text, start, end):
                    yield Span(start, end), spelling
                    last = end
                    break

    def _plain(self, words: str) -> str:
        return words.lower() if self._any_case else words


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter or hyphen makes the words part of a longer one."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or before in ("_", "-") or after.isalnum() or after == "_":
        return False
    return not _PART_OF_A_COMPOUND.match(text, end)
