"""Measures how alike two statements are, slot by slot, over all statements of one story."""

from __future__ import annotations

import math
import zlib
from collections import Counter
from dataclasses import dataclass, fields, replace
from itertools import repeat
from typing import TYPE_CHECKING, Generic

import numpy as np
from numpy.typing import NDArray

from zegsman.resolve.claims.bags import Bags, Keys, Places
from zegsman.resolve.claims.columns import Columns, alike
from zegsman.resolve.claims.weights import Number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from zegsman.resolve.claims.slots import Slots
    from zegsman.resolve.grouping import Pair

SMOOTHING = 20
"""Added to the number of statements in the rarity of a term: in a story of few statements nothing is common."""

CONTEXT_WEIGHT, SPARSE_CONTEXT_WEIGHT, SPARSE_TERMS = 0.3, 0.6, 3
"""Weight of the sentence before in a statement that leans on it, and in one of so few terms of its own."""

BEFORE, BEFORE_WEIGHT = 2, 0.4
"""Statements just before one, in its sentence or the one before, that tell what it is about, and their weight."""

NEAR_DAYS = 3
"""Days between two dates of what may well be one thing dated differently."""

CENTRE_SHRINK = 10
HASHED = 1024
PAIRS_AT_A_TIME = 4096


@dataclass(frozen=True, slots=True)
class Likeness(Generic[Number]):
    """How alike two statements are, slot by slot; of many pairs at once each field is a column, float64[pairs].

    `meaning` is the cosine of their vectors from the centre of the story, -1 to 1; `words` the cosine of their
    terms weighted by rarity and `contained` their share of the shorter, 0 to 1; `entities` the shared weight of
    entities, 0 to 1. `days_apart` is how many days their nearest dates are apart, 0 where they meet or cannot be
    compared; up to `NEAR_DAYS` one thing may well be dated differently. `meaning_in_place` takes in what stands just
    before each, `words_in_place` what stands before the one whose words then meet the other best. `triggers` is the
    cosine of the words that tell their events. The rest are 1 for yes and 0 for no; `denial_apart` says that one
    denies and the other does not.
    """

    meaning: Number
    meaning_in_place: Number
    words: Number
    words_in_place: Number
    contained: Number
    entities: Number
    numbers_agree: Number
    days_agree: Number
    days_differ: Number
    days_far: Number
    days_apart: Number
    triggers: Number
    same_report: Number
    same_origin: Number
    same_time: Number
    other_language: Number
    denial_apart: Number

    def put_aside(self) -> Likeness[Number]:
        """The same, as if no days were at odds: whether the two are about one matter on which they may clash."""
        return replace(self, days_differ=0.0 * self.days_differ, days_far=0.0 * self.days_far)


class Story:
    """The statements of one story with the rarity of their terms and the centre of their vectors."""

    def __init__(self, slots: Sequence[Slots]) -> None:
        self.slots = slots
        n = len(slots)
        counts = Counter(term for one in slots for term in one.terms)
        entity_counts = Counter(entity for one in slots for entity in one.entities)
        self._idf = {term: math.log((n + SMOOTHING) / (count + 1)) for term, count in counts.items()}
        self._entity_idf = {e: max(0.1, math.log((n + SMOOTHING) / (c + 1))) for e, c in entity_counts.items()}
        self._unseen = math.log(n + SMOOTHING)
        before = [_just_before(slots, i) for i in range(n)]
        self.vectors = _centred(slots)
        self.vectors_in_place = _taken_in(self.vectors, before)
        self.terms = [self._weighted(one) for one in slots]
        keys = Keys(key for terms in self.terms for key in terms)
        self._bags = Bags(self.terms, keys)
        self._bags_in_place = Bags([self._in_place(i, before[i]) for i in range(n)], keys)
        # The square root: what two share then has the weight of its rarity, not the square of it.
        self._entity_bags = Bags([{e: math.sqrt(self._entity_idf[e]) for e in one.entities} for one in slots])
        self._trigger_bags = Bags([{t: self._idf.get(t, self._unseen) for t in one.triggers} for one in slots])
        self._columns = Columns(slots)
        self._measured: dict[Pair, tuple[Likeness[NDArray[np.float64]], int]] = {}
        self._own = [self._weights_of(i) for i in range(n)]
        self._weight = [sum(own.values()) for own in self._own]

    def _weighted(self, one: Slots) -> dict[str, float]:
        weighted = {term: weight * self._idf[term] for term, weight in one.terms.items()}
        share = SPARSE_CONTEXT_WEIGHT if len(one.terms) <= SPARSE_TERMS else CONTEXT_WEIGHT
        for term, weight in one.context.items():
            lean = share * weight * self._idf.get(term, self._unseen)
            weighted[term] = max(weighted.get(term, 0.0), lean)
        return weighted

    def _in_place(self, i: int, before: Sequence[int]) -> dict[str, float]:
        """The terms of a statement, and with less weight those of what stands just before it."""
        terms = dict(self.terms[i])
        for j in before:
            for term, weight in self.terms[j].items():
                terms[term] = max(terms.get(term, 0.0), BEFORE_WEIGHT * weight)
        return terms

    def hashed_terms(self) -> NDArray[np.float32]:
        """float32[n, HASHED]: the terms and entities of each statement folded into few columns, of length 1."""
        matrix = np.zeros((len(self.slots), HASHED), np.float32)
        for i, (one, terms) in enumerate(zip(self.slots, self.terms, strict=True)):
            for term, weight in terms.items():
                matrix[i, zlib.crc32(term.encode()) % HASHED] += weight
            for entity in one.entities:
                matrix[i, zlib.crc32(entity.encode()) % HASHED] += 0.7 * self._entity_idf[entity]
        return _of_length_1(matrix)

    def likeness(self, i: int, j: int) -> Likeness[float]:
        """How alike statements `i` and `j` are."""
        columns, at = self._measured.get((i, j)) or (self._measure([(i, j)]), 0)
        return Likeness(*(float(getattr(columns, name)[at]) for name in _SLOTS))

    def measure(self, pairs: Iterable[Pair]) -> None:
        """Has those measured together that will be asked for one by one."""
        unknown = sorted({pair for pair in pairs if pair not in self._measured})
        if unknown:
            self.likenesses(unknown)

    def likenesses(self, pairs: Sequence[Pair]) -> Likeness[NDArray[np.float64]]:
        """How alike the two of each pair are, all at once; asked again for one of them, `likeness` knows it."""
        measured = self._measure(pairs)
        places = zip(repeat(measured, len(pairs)), range(len(pairs)), strict=True)
        self._measured.update(zip(pairs, places, strict=True))
        return measured

    def _measure(self, pairs: Sequence[Pair]) -> Likeness[NDArray[np.float64]]:
        i, j = np.array(pairs, np.intp).reshape(-1, 2).T
        columns = self._columns
        shared = self._bags.products(i, j)
        lengths = self._bags.lengths
        in_place = np.maximum(
            self._bags_in_place.products_with(self._bags, i, j) / (self._bags_in_place.lengths[i] * lengths[j]),
            self._bags.products_with(self._bags_in_place, i, j) / (lengths[i] * self._bags_in_place.lengths[j]),
        )
        shorter = np.minimum(lengths[i], lengths[j])
        met, one, other = self._entity_bags.products(i, j), self._entity_bags.totals[i], self._entity_bags.totals[j]
        union = one + other - met
        agree, apart = columns.days(i, j)
        triggers = self._trigger_bags
        return Likeness(
            meaning=_cosines(self.vectors, i, j),
            meaning_in_place=_cosines(self.vectors_in_place, i, j),
            words=shared / (lengths[i] * lengths[j]),
            words_in_place=in_place,
            contained=np.minimum(1.0, shared / (shorter * shorter)),
            entities=np.divide(met, union, out=np.zeros_like(met), where=union > 0),
            numbers_agree=columns.numbers_agree(i, j),
            days_agree=agree,
            days_differ=1.0 * ((apart > 0) & (apart <= NEAR_DAYS)),
            days_far=1.0 * (apart > NEAR_DAYS),
            days_apart=apart,
            triggers=triggers.products(i, j) / (triggers.lengths[i] * triggers.lengths[j]),
            same_report=alike(columns.report, i, j),
            same_origin=alike(columns.origin, i, j) * (columns.origin[i] > 0),
            same_time=alike(columns.time, i, j),
            other_language=1.0 - alike(columns.language, i, j),
            denial_apart=1.0 - alike(columns.denied, i, j),
        )

    def covered(self, i: int, shared: Set[str]) -> float:
        """Share of the weight of terms and entities in statement `i` itself that some of them (`shared`) have."""
        own = self._own[i]
        return sum(own[key] for key in shared) / self._weight[i] if self._weight[i] else 0.0

    def shared(self, i: int, j: int) -> set[str]:
        """The terms and entities in statement `i` itself that statement `j` has too."""
        return self._own[i].keys() & (self.terms[j].keys() | self.slots[j].entities)

    def rarity(self, key: str) -> float:
        """How rare a term or entity is among the statements: 0 if it stands in all, 1 if in none."""
        return self._idf.get(key, self._entity_idf.get(key, self._unseen)) / self._unseen

    def _weights_of(self, i: int) -> dict[str, float]:
        own = {term: self.terms[i][term] for term in self.slots[i].terms}
        return own | {entity: self._entity_idf[entity] for entity in self.slots[i].entities}


_SLOTS = tuple(field.name for field in fields(Likeness))


def _just_before(slots: Sequence[Slots], i: int) -> list[int]:
    """The statements right before one in its report, from its own sentence and the one before."""
    found = []
    for j in range(i - 1, max(-1, i - 1 - BEFORE), -1):
        if slots[j].report != slots[i].report or slots[i].sentence - slots[j].sentence > 1:
            break
        found.append(j)
    return found


def _taken_in(vectors: NDArray[np.float32], before: Sequence[Sequence[int]]) -> NDArray[np.float32]:
    """float32[n, d]: each vector with, at less weight, those of the statements before it, of length 1."""
    wide = vectors.copy()
    for i, others in enumerate(before):
        for j in others:
            wide[i] += np.float32(BEFORE_WEIGHT) * vectors[j]
    return _of_length_1(wide)


def _of_length_1(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), np.float32)


def _centred(slots: Sequence[Slots]) -> NDArray[np.float32]:
    """float32[n, d]: the vectors seen from the centre of the story in their language.

    What all statements of a story share, and what all sentences of a language share, tells no two apart. The
    centre of a language of few statements leans on that of the story.
    """
    widths = {one.vector.size for one in slots}
    if len(widths) != 1 or widths == {0}:
        return np.zeros((len(slots), 0), np.float32)
    vectors = np.stack([one.vector for one in slots])
    centre = vectors.sum(axis=0) / (len(slots) + CENTRE_SHRINK)
    centred = np.empty_like(vectors)
    for language in sorted({one.language for one in slots}):
        own = [i for i, one in enumerate(slots) if one.language == language]
        own_centre = (vectors[own].sum(axis=0) + CENTRE_SHRINK * centre) / (len(own) + CENTRE_SHRINK)
        centred[own] = vectors[own] - own_centre
    return _of_length_1(centred)


def _cosines(vectors: NDArray[np.float32], i: Places, j: Places) -> NDArray[np.float64]:
    """The cosines of pairs of rows of length 1, so many at a time that their copies stay small."""
    found = np.zeros(len(i))
    for at in range(0, len(i) if vectors.size else 0, PAIRS_AT_A_TIME):
        some = slice(at, at + PAIRS_AT_A_TIME)
        found[some] = np.einsum("nd,nd->n", vectors[i[some]], vectors[j[some]])
    return found
