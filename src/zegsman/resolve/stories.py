"""Decides which reports belong to one affair, whatever their language, outlet or order."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from zegsman.lexicon.folding import fold_name
from zegsman.likeness.transliteration import sound_keys
from zegsman.record.report import BlockKind
from zegsman.resolve.claims.places import EntityIndex
from zegsman.resolve.claims.terms import TermReader
from zegsman.resolve.grouping import Pair, group_by_average

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report

THRESHOLD = 0.5
"""Mean score from which two groups of reports are one affair."""

PRIOR_REPORTS = 30
"""Reports assumed behind every count: in a case of two reports no word is yet common."""

LEAD_SENTENCES = 3
LEAD_WEIGHT = 2.0
CANDIDATES = 30
"""Reports compared with each report of a large case, those with most rare terms in common."""


@dataclass(frozen=True, eq=False)
class _Profile:
    """What a report is about: names and terms with their weights, its days, the mean vector of its sentences."""

    id: str
    names: dict[str, float]
    terms: dict[str, float]
    lead: frozenset[str]
    first: int | None
    last: int | None
    vector: NDArray[np.float32]


def group_stories(reports: Sequence[Report], annotations: Sequence[Annotation]) -> list[list[int]]:
    """The reports of each affair, as sorted lists of indices into `reports`.

    Each report is in one affair. Who acts counts less than what happens, where and to what: another event with
    the same people stays apart. The result does not depend on the order of the reports.
    """
    order = sorted(range(len(reports)), key=lambda i: reports[i].id)
    profiles = [_profile(reports[i], annotations[i]) for i in order]
    weights = _Weights(profiles)
    scores = {pair: weights.score(*pair) for pair in _candidate_pairs(profiles, weights)}
    groups = group_by_average(len(profiles), scores, THRESHOLD)
    return sorted(sorted(order[i] for i in group) for group in groups)


def _profile(report: Report, annotation: Annotation) -> _Profile:
    places = EntityIndex(()).in_report(annotation)
    reader = TermReader(report, annotation, places)
    prose = [
        sentence
        for sentence in annotation.sentences
        if sentence.block < 0 or report.blocks[sentence.block].kind is not BlockKind.LEFTOVER
    ]
    names: Counter[str] = Counter()
    for name in annotation.names:
        for key in _name_keys(name.span.of(report.text)):
            names[key] += 1
    terms: Counter[str] = Counter()
    lead: set[str] = set()
    for i, sentence in enumerate(prose):
        found = reader.terms_of(sentence.span)
        for term, weight in found.items():
            terms[term] += weight * (LEAD_WEIGHT if i < LEAD_SENTENCES else 1.0)
        if i < LEAD_SENTENCES:
            lead.update(found)
    vectors = annotation.sentence_vectors.astype(np.float32)
    vector = vectors.mean(axis=0) if vectors.size else np.zeros(0, np.float32)
    days = report.published
    return _Profile(
        id=report.id,
        names={key: 1 + math.log(n) for key, n in names.items()},
        terms={term: 1 + math.log(max(1.0, n)) for term, n in terms.items()},
        lead=frozenset(lead),
        first=days.start.toordinal() if days.start else None,
        last=days.end.toordinal() if days.end else None,
        vector=vector / (float(np.linalg.norm(vector)) or 1.0),
    )


def _name_keys(name: str) -> Iterable[str]:
    """Keys under which spellings of one name meet: the sounds of each of its longer words."""
    for word in fold_name(name).split():
        if len(word) >= 3:
            keys = sorted(sound_keys(word))
            yield keys[0] if keys else word


class _Weights:
    """Rarity of names and terms over all reports, and the score of pairs."""

    def __init__(self, profiles: Sequence[_Profile]) -> None:
        self.profiles = profiles
        self.n = len(profiles) + PRIOR_REPORTS
        self.name_counts = Counter(key for one in profiles for key in one.names)
        self.term_counts = Counter(term for one in profiles for term in one.terms)
        self.names = [self._weighted(one.names, self.name_counts, 0.5) for one in profiles]
        self.terms = [self._weighted(one.terms, self.term_counts, 1.0) for one in profiles]

    def _weighted(self, values: dict[str, float], counts: Counter[str], prior: float) -> dict[str, float]:
        """Values by rarity, each vector of length 1. Words of the list of concepts are common ones."""
        result = {
            key: value * math.log(self.n / (counts[key] + prior + (3.0 if key.startswith("c:") else 0.0)))
            for key, value in values.items()
        }
        length = math.sqrt(sum(value * value for value in result.values())) or 1.0
        return {key: value / length for key, value in result.items()}

    def score(self, i: int, j: int) -> float:
        """How likely two reports tell of one affair, 0 to 1."""
        one, other = self.profiles[i], self.profiles[j]
        names, terms = _dot(self.names[i], self.names[j]), _dot(self.terms[i], self.terms[j])
        meaning = float(one.vector @ other.vector) if one.vector.size == other.vector.size else 0.0
        logit = -6.0 + 7.0 * names + 9.0 * terms + (20.0 * (meaning - 0.85) if meaning else 0.0)
        gap = _gap(one, other)
        logit -= 0.0 if gap <= 14 else 0.5 if gap <= 90 else 1.5
        return 1.0 / (1.0 + math.exp(-logit))


def _gap(one: _Profile, other: _Profile) -> int:
    """Days between the publication of two reports at least, 0 where it is not known."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0
    return max(0, other.first - one.last, one.first - other.last)


def _dot(left: dict[str, float], right: dict[str, float]) -> float:
    small, large = (left, right) if len(left) <= len(right) else (right, left)
    return sum(value * large[key] for key, value in small.items() if key in large)


def _candidate_pairs(profiles: Sequence[_Profile], weights: _Weights) -> list[Pair]:
    n = len(profiles)
    if n <= 3 * CANDIDATES:
        return [(i, j) for i in range(n) for j in range(i + 1, n)]
    postings: dict[str, list[int]] = defaultdict(list)
    for i in range(n):
        for key in (*weights.names[i], *weights.terms[i]):
            postings[key].append(i)
    rare = {key: found for key, found in postings.items() if 1 < len(found) <= max(20, n // 20)}
    pairs: set[Pair] = set()
    for i in range(n):
        near: Counter[int] = Counter()
        for values in (weights.names[i], weights.terms[i]):
            for key, value in values.items():
                for j in rare.get(key, ()):
                    near[j] += value  # type: ignore[assignment]
        del near[i]
        ranked = sorted(near.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES]
        pairs.update((min(i, j), max(i, j)) for j, _ in ranked)
    return sorted(pairs)


def title_of_story(reports: Sequence[Report], annotations: Sequence[Annotation]) -> str:
    """The title of the report that has most in common with the others, the earliest of equals.

    Where no report has a title, the first sentence of that report; '' for no reports.
    """
    if not reports:
        return ""
    profiles = [_profile(report, annotation) for report, annotation in zip(reports, annotations, strict=True)]
    weights = _Weights(profiles)
    n = len(profiles)
    near = [sum(weights.score(i, j) for j in range(n) if j != i) if n <= 3 * CANDIDATES else 0.0 for i in range(n)]
    titled = [i for i in range(n) if reports[i].title] or list(range(n))
    best = min(titled, key=lambda i: (-round(near[i], 6), reports[i].published.start or date.max, reports[i].id))
    sentence = next((one.span.of(reports[best].text) for one in annotations[best].sentences), reports[best].text)
    return reports[best].title or " ".join(sentence.split())[:120]
