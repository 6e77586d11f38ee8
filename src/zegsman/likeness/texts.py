"""How alike two texts are: shared shingles, containment, alignment of sentences."""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W_]+(?:['\u2019.,-][^\W_]+)*")
_MARKS = str.maketrans({"\u2019": "'", "\u2018": "'", "\u00b4": "'", "\u201c": '"', "\u201d": '"', "\u2011": "-"})


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text in lower case, without accents, with plain quotation marks."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(_MARKS))
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order; marks are dropped."""
    return [fold(match.group()) for match in _WORD.finditer(text)]


def shingles(words: Sequence[str], n: int = 3) -> set[tuple[str, ...]]:
    """The runs of `n` words; of a shorter text the whole of it."""
    if not words:
        return set()
    return {tuple(words[i : i + n]) for i in range(max(1, len(words) - n + 1))}


def containment(part: set[tuple[str, ...]], whole: set[tuple[str, ...]]) -> float:
    """Share of `part` that stands in `whole` too, 0 to 1; 0 where `part` is empty."""
    return len(part & whole) / len(part) if part else 0.0


def word_likeness(left: Sequence[str], right: Sequence[str]) -> float:
    """Share of words that two passages have in the same order, 0 to 1, of the longer one."""
    if not left or not right:
        return 0.0
    return float(LCSseq.similarity(left, right)) / max(len(left), len(right))


def word_containment(part: Sequence[str], whole: Sequence[str]) -> float:
    """Share of the words of `part` that stand in `whole` in the same order, 0 to 1."""
    return float(LCSseq.similarity(part, whole)) / len(part) if part else 0.0


MIN_ALIGNED = 0.72
"""Word likeness from which a sentence counts as copied: an editor's cut of one word in four still passes.

Two sentences about one fact by different hands stay under 0.5 (invented pairs, tests/likeness).
"""

MIN_WORDS = 5
"""Shorter passages ('Dat zegt de politie.') are alike by chance."""

MOST_LIKE = 8
"""Passages of the other text that one is compared with: lists of results say the same again and again."""


@dataclass(frozen=True)
class Passages:
    """A text cut into passages: their spans and folded words, and whether each is all quotation."""

    spans: tuple[Span, ...]
    words: tuple[tuple[str, ...], ...]
    quoted: tuple[bool, ...]

    @property
    def n_words(self) -> int:
        """Words outside passages that are wholly quoted: everyone copies a quote."""
        return sum(len(words) for words, quoted in zip(self.words, self.quoted, strict=True) if not quoted)

    @cached_property
    def shingles(self) -> tuple[frozenset[tuple[str, ...]], ...]:
        """The runs of three words of each passage; none of one that is too short to be aligned."""
        return tuple(frozenset(shingles(words)) if len(words) >= MIN_WORDS else frozenset() for words in self.words)

    @cached_property
    def where(self) -> dict[tuple[str, ...], tuple[int, ...]]:
        """The passages in which each run of three words stands."""
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for i, runs in enumerate(self.shingles):
            for run in runs:
                found[run].append(i)
        return {run: tuple(places) for run, places in found.items()}


@dataclass(frozen=True, slots=True)
class Aligned:
    """Passage `here` of one text says the words of passage `there` of the other."""

    here: int
    there: int
    likeness: float


def align_passages(left: Passages, right: Passages) -> tuple[Aligned, ...]:
    """The passages of two texts that are nearly word for word the same, in order of the left text.

    Each passage is aligned at most once, best likeness first. A passage also counts where it is contained in a
    longer one (a sentence that an editor joined to the next).
    """
    found = _equal_passages(left, right)
    taken, their = {i for _, i, _ in found}, {j for _, _, j in found}
    hits: dict[int, Counter[int]] = defaultdict(Counter)
    # Runs that both texts have are found from the smaller index; texts that share little cost little.
    for run in left.where.keys() & right.where.keys():
        there = [j for j in right.where[run] if j not in their]
        for i in left.where[run]:
            if there and i not in taken:
                hits[i].update(there)
    for i, counted in hits.items():
        words = left.words[i]
        for j, n in _nearest(i, counted):
            if n >= max(1, len(words) // 8):
                likeness = _passage_likeness(words, right.words[j], n)
                if likeness >= MIN_ALIGNED:
                    found.append((-likeness, i, j))
    return _one_to_one(found)


def _equal_passages(left: Passages, right: Passages) -> list[tuple[float, int, int]]:
    """Passages in the very same words, the first with the first: what the best likeness pairs off anyway."""
    there: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for j, words in enumerate(right.words):
        if len(words) >= MIN_WORDS:
            there[words].append(j)
    return [(-1.0, i, there[words].popleft()) for i, words in enumerate(left.words) if there.get(words)]


def _nearest(i: int, counted: Counter[int]) -> Iterable[tuple[int, int]]:
    """The passages that share most runs with passage `i`, of as many the ones at its place in the text."""
    if len(counted) <= MOST_LIKE:
        return counted.items()
    return heapq.nsmallest(MOST_LIKE, counted.items(), key=lambda found: (-found[1], abs(found[0] - i), found[0]))


def _passage_likeness(left: Sequence[str], right: Sequence[str], n_shared: int) -> float:
    """Likeness of two passages that share so many runs of three words."""
    alike = word_likeness(left, right)
    if alike >= MIN_ALIGNED:
        return alike
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if len(short) < 8 or n_shared < len(short) // 2:
        return alike
    if word_containment(short, long) >= 0.88:
        return max(alike, MIN_ALIGNED)
    return alike


def _one_to_one(found: Iterable[tuple[float, int, int]]) -> tuple[Aligned, ...]:
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    result = []
    for negative, i, j in sorted(found):
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            result.append(Aligned(i, j, round(-negative, 4)))
    return tuple(sorted(result, key=lambda aligned: aligned.here))
