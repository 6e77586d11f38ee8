"""Measures how alike two statements are, slot by slot, over all statements of one story."""

from __future__ import annotations

import math
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from zegsman.likeness.numbers import may_be_equal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from zegsman.resolve.claims.slots import Slots

SMOOTHING = 20
"""Added to the number of statements in the rarity of a term: in a story of few statements nothing is common."""

CONTEXT_WEIGHT, SPARSE_CONTEXT_WEIGHT, SPARSE_TERMS = 0.3, 0.6, 3
"""Weight of the sentence before in a statement that leans on it, and in one of so few terms of its own."""

BEFORE, BEFORE_WEIGHT = 2, 0.4
"""Statements just before one, in its sentence or the one before, that tell what it is about, and their weight."""

CENTRE_SHRINK = 10
HASHED = 1024


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two statements are, slot by slot.

    `meaning` is the cosine of their vectors from the centre of the story, -1 to 1; `words` the cosine of their
    terms weighted by rarity and `contained` their share of the shorter, 0 to 1; `entities` the shared weight of
    entities, 0 to 1, `entity_overlap` of the poorer one. `numbers`, `days` are 1 where they agree, -1 where not,
    0 where nothing can be compared. `meaning_in_place` takes in what stands just before each, `words_in_place` what
    stands before the one whose words then meet the other best. `triggers` is the cosine of the words that tell their
    events.
    """

    meaning: float
    meaning_in_place: float
    words: float
    words_in_place: float
    contained: float
    entities: float
    entity_overlap: float
    no_entities: bool
    numbers: int
    days: int
    days_apart: int
    triggers: float
    same_report: bool
    same_sentence: bool
    same_origin: bool
    same_time: bool
    same_polarity: bool


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
        self.terms = [self._weighted(one) for one in slots]
        self.lengths = [_length(terms) for terms in self.terms]
        self.vectors = _centred(slots)
        before = [_just_before(slots, i) for i in range(n)]
        self.terms_in_place = [self._in_place(i, before[i]) for i in range(n)]
        self._lengths_in_place = [_length(terms) for terms in self.terms_in_place]
        self.vectors_in_place = _taken_in(self.vectors, before)
        self._triggers = [{term: self._idf.get(term, self._unseen) for term in one.triggers} for one in slots]
        self._trigger_lengths = [_length(triggers) for triggers in self._triggers]

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

    def likeness(self, i: int, j: int) -> Likeness:
        """How alike statements `i` and `j` are."""
        one, other = self.slots[i], self.slots[j]
        shared = _dot(self.terms[i], self.terms[j])
        shorter = min(self.lengths[i], self.lengths[j])
        entities, overlap, none = self._entities(one, other)
        days, apart = _compare_days(one, other)
        return Likeness(
            meaning=float(self.vectors[i] @ self.vectors[j]) if self.vectors.size else 0.0,
            meaning_in_place=float(self.vectors_in_place[i] @ self.vectors_in_place[j]) if self.vectors.size else 0.0,
            words=shared / (self.lengths[i] * self.lengths[j]),
            words_in_place=max(self._met_in_place(i, j), self._met_in_place(j, i)),
            contained=min(1.0, shared / (shorter * shorter)),
            entities=entities,
            entity_overlap=overlap,
            no_entities=none,
            numbers=_compare_numbers(one, other),
            days=days,
            days_apart=apart,
            triggers=_dot(self._triggers[i], self._triggers[j]) / (self._trigger_lengths[i] * self._trigger_lengths[j]),
            same_report=one.report == other.report,
            same_sentence=one.report == other.report and one.sentence == other.sentence,
            same_origin=bool(one.chain and other.chain and one.chain[-1] == other.chain[-1]),
            same_time=one.time_status is other.time_status,
            same_polarity=one.denied == other.denied,
        )

    def _met_in_place(self, i: int, j: int) -> float:
        """Cosine of the terms of statement `i` with those just before it, and the terms of `j` alone."""
        return _dot(self.terms_in_place[i], self.terms[j]) / (self._lengths_in_place[i] * self.lengths[j])

    def covered(self, i: int, j: int) -> float:
        """Share of the weight of terms and entities in statement `i` itself that statement `j` has too, 0 to 1."""
        own, shared = self._own(i), self.shared(i, j)
        total = sum(own.values())
        return sum(own[key] for key in shared) / total if total else 0.0

    def shared(self, i: int, j: int) -> set[str]:
        """The terms and entities in statement `i` itself that statement `j` has too."""
        return self._own(i).keys() & (self.terms[j].keys() | self.slots[j].entities)

    def rarity(self, key: str) -> float:
        """How rare a term or entity is among the statements: 0 if it stands in all, 1 if in none."""
        return self._idf.get(key, self._entity_idf.get(key, self._unseen)) / self._unseen

    def _own(self, i: int) -> dict[str, float]:
        own = {term: self.terms[i][term] for term in self.slots[i].terms}
        return own | {entity: self._entity_idf[entity] for entity in self.slots[i].entities}

    def _entities(self, one: Slots, other: Slots) -> tuple[float, float, bool]:
        idf = self._entity_idf
        shared = math.fsum(idf[entity] for entity in one.entities & other.entities)
        left, right = (math.fsum(idf[entity] for entity in each.entities) for each in (one, other))
        union, poorer = left + right - shared, min(left, right)
        return (shared / union if union else 0.0, shared / poorer if poorer else 0.0, not poorer)


def _length(weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0


def _dot(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    shared = left.keys() & right.keys()
    return math.fsum(left[term] * right[term] for term in shared) if shared else 0.0


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


def _compare_numbers(one: Slots, other: Slots) -> int:
    comparable = [
        (left, right)
        for left in one.quantities
        for right in other.quantities
        if left.dimension == right.dimension and not left.negated and not right.negated
    ]
    if not comparable:
        return 0
    return 1 if any(may_be_equal(left, right) for left, right in comparable) else -1


def _compare_days(one: Slots, other: Slots) -> tuple[int, int]:
    """1 where days are shared, -1 where all are apart, and how many days apart the nearest are."""
    if not one.days or not other.days or one.since or other.since:
        return 0, 0
    nearest = None
    for left in one.days:
        for right in other.days:
            if left.shared_days(right):
                return 1, 0
            if left.start and left.end and right.start and right.end:
                gap = (right.start - left.end).days if right.start > left.end else (left.start - right.end).days
                nearest = gap if nearest is None else min(nearest, gap)
    return (-1, nearest) if nearest is not None else (0, 0)
