"""What a report is about, as weighted names and terms, and how much two reports have in common."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from itertools import repeat
from operator import mul
from typing import TYPE_CHECKING

import numpy as np

from zegsman.lexicon.countries import country_of_demonym, country_of_name
from zegsman.lexicon.folding import fold_name
from zegsman.likeness.transliteration import slavic_keys
from zegsman.record.report import BlockKind
from zegsman.resolve.claims.places import EntityIndex
from zegsman.resolve.claims.terms import TermReader
from zegsman.resolve.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report

ACROSS_LANGUAGES = 1.2
"""Factor on the score of two reports in different languages, whose words meet only where a concept is listed."""

MOST_SCORE = 1.2
COUNTED_IN = 60
"""Reports to which every count is brought: in a case of five no word is yet common, and scores of a small and a large
case mean the same."""

COMMON_CONCEPT = 4.5
"""Reports in which a listed concept of news is assumed to stand besides: it is never a rare word."""

LONG_GAP_DAYS, LONG_GAP_FACTOR = 120, 0.8

TERMS_SHARE = 2.0
"""Weight of shared terms beside that of shared names."""

FULL_TERMS, SHORTNESS = 90, 0.5
"""Different terms from which a report has its full say, and the power of what it lacks of them by which the score of a
shorter one is raised: the fewer its words, the fewer of another's it can hold. Of our own affairs with each report cut
to nine sentences 79 of 273 reports were apart without it and without `ONE_MATTER`, with as many distractors let in 56;
to six, 130 and 67. With a power of 0.6 and more reports of two affairs begin to be joined where many short ones are in
one case."""

FEWEST_TERMS = 8
"""Terms below which a report counts as having so many: a title alone says too little to be raised further."""

ONE_MATTER, TOWARDS_IT = 0.65, 2.0
"""Likeness of two reports as wholes (the cosine of the means of their sentences' vectors) from which they may be about
one matter, and the power of what is lacking by which their score falls: names and words shared by reports of other
purport are those of the same people at something else."""

LEAST_LIKENESS = 0.05

NAME_PRIOR, TERM_PRIOR = 0.5, 1.0
"""Reports in which a name, and a term, is assumed to stand besides those counted."""

NEAR = 0.7
"""Score from which two reports of a large case are looked at together.

Names and words that are rare among thousands weigh more than among the few reports of one affair: the reports of an
affair score 0.8 and more with some of the others (nine affairs of our own in a case of 1,200 made reports: all whole
from 0.3 to 0.8), and under 0.6 other affairs begin to join.
"""

WINDOW_DAYS = 45
"""Days between two reports of a large case beyond which they are not near: an affair that is taken up again later than
that is found again by the reports in between, or is a new one."""

MOST_FOUND = 300
"""Reports with a name or term beyond which none are looked up by it: what one look-up costs does not grow with the
case. The rarer names and words of an affair with more reports than that still find them."""

Counts = dict[str, float]


@dataclass(frozen=True, eq=False)
class Profile:
    """What a report is about: how often names and terms stand in it, its days as ordinals, its purport."""

    names: Counts
    terms: Counts
    language: str
    first: int | None
    last: int | None
    purport: NDArray[np.float32] | None = None
    """float32[d] of length 1, the mean of the vectors of its sentences; None where no encoder was at hand, and in the
    index of a large case."""


@remembered
def profile_of(report: Report, annotation: Annotation) -> Profile:
    """What a report is about; leftovers of a page do not count."""
    reader, unnamed = TermReader(report, annotation), EntityIndex(()).in_report(annotation)
    names: Counter[str] = Counter()
    for name in annotation.names:
        for key, share in name_keys(name.span.of(report.text)):
            names[key] += share  # type: ignore[assignment]
    terms: Counter[str] = Counter()
    told = [
        i
        for i, sentence in enumerate(annotation.sentences)
        if sentence.block < 0 or report.blocks[sentence.block].kind is not BlockKind.LEFTOVER
    ]
    for i in told:
        for term, weight in reader.terms_of(annotation.sentences[i].span, unnamed, phrases=False).items():
            if not term.startswith("g:"):  # the cognate of a word that counts already
                terms[term] += weight  # type: ignore[assignment]
    days = report.published
    return Profile(
        names=dict(names),
        terms=dict(terms),
        language=report.language,
        first=days.start.toordinal() if days.start else None,
        last=days.end.toordinal() if days.end else None,
        purport=_purport(annotation, told),
    )


def _purport(annotation: Annotation, told: Sequence[int]) -> NDArray[np.float32] | None:
    vectors = annotation.sentence_vectors
    if not told or len(vectors) <= told[-1]:
        return None
    mean = vectors[told].astype(np.float32).mean(axis=0)
    length = float(np.linalg.norm(mean))
    return mean / length if length > 0 else None


def name_keys(name: str) -> Iterable[tuple[str, float]]:
    """Keys under which spellings of one name meet: its country, else the sounds of each of its longer words."""
    country = country_of_name(name) or country_of_demonym(name)
    if country:
        yield f"country:{country}", 1.0
        return
    words = [word for word in fold_name(name).split() if len(word) > 2]
    for word in words:
        yield min(slavic_keys(word), default=word), 1.0 / len(words)


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many of `COUNTED_IN` reports each name and term stands; what is missing is the rarest."""

    names: Mapping[str, float] = field(default_factory=dict)
    terms: Mapping[str, float] = field(default_factory=dict)
    common: float = COUNTED_IN
    """From how many on a name or term is too common to look reports up by."""


def rarity_among(profiles: Sequence[Profile]) -> Rarity:
    """The rarity of names and terms over some reports."""
    share = min(1.0, COUNTED_IN / max(1, len(profiles)))
    names = Counter(key for one in profiles for key in one.names)
    terms = Counter(key for one in profiles for key in one.terms)
    return Rarity({key: share * n for key, n in names.items()}, {key: share * n for key, n in terms.items()})


@dataclass(frozen=True, slots=True)
class Weighed:
    """A report's names and terms, weighed by how often they stand in it and how rare they are; each of length 1."""

    names: Counts
    terms: Counts


def weigh_profile(profile: Profile, rarity: Rarity) -> Weighed:
    """Roots of counts times rarity, each vector of length 1."""
    return Weighed(
        _weighted(profile.names, _told(profile.names, rarity.names, NAME_PRIOR)),
        _weighted(profile.terms, _told(profile.terms, rarity.terms, TERM_PRIOR)),
    )


def _told(keys: Iterable[str], found: Mapping[str, float], prior: float) -> Counts:
    """How much each of some names or terms tells: the logarithm of how rare it is."""
    return {
        key: math.log(COUNTED_IN / (found.get(key, 0.0) + prior + COMMON_CONCEPT * key.startswith("c:")))
        for key in keys
    }


def _weighted(counts: Counts, told: Counts) -> Counts:
    weights = {key: math.sqrt(count) * told[key] for key, count in counts.items()}
    length = math.sqrt(sum(map(mul, weights.values(), weights.values()))) or 1.0
    return {key: weight / length for key, weight in weights.items()}


def keys_of(profile: Profile, rarity: Rarity) -> Counts:
    """The names and terms of a report that are not common, under which other reports find it.

    The sum of the products of the weights that two reports have under the same keys is what they share.
    """
    weighed = weigh_profile(profile, rarity)
    names = {f"n:{key}": weight for key, weight in weighed.names.items() if rarity.names.get(key, 0.0) < rarity.common}
    terms = {
        f"t:{key}": math.sqrt(TERMS_SHARE) * weight
        for key, weight in weighed.terms.items()
        if rarity.terms.get(key, 0.0) < rarity.common
    }
    return names | terms


class Weights:
    """Rarity of names and terms over some reports, and the score of each pair of them."""

    def __init__(self, profiles: Sequence[Profile], before: Weights | None = None) -> None:
        """Weighs what reports are about.

        Args:
            profiles: Of the reports.
            before: The weights of the same reports under other names; their terms are not weighed again.
        """
        self.profiles = profiles
        rarity = rarity_among(profiles)
        names = _told(rarity.names, rarity.names, NAME_PRIOR)
        if before is None:
            told = _told(rarity.terms, rarity.terms, TERM_PRIOR)
            terms = [_weighted(one.terms, told) for one in profiles]
        else:
            terms = [one.terms for one in before.weighed]
        self.weighed: list[Weighed] = [
            Weighed(_weighted(one.names, names), its) for one, its in zip(profiles, terms, strict=True)
        ]
        self._shared_terms: dict[tuple[int, int], float] = {} if before is None else before._shared_terms

    def score(self, i: int, j: int) -> float:
        """How much two reports have in common, 0 to `MOST_SCORE`."""
        one, other = self.profiles[i], self.profiles[j]
        shared_terms = self._shared_terms.get((i, j))
        if shared_terms is None:
            shared_terms = self._shared_terms[i, j] = _dot(self.weighed[i].terms, self.weighed[j].terms)
        shared = _dot(self.weighed[i].names, self.weighed[j].names) + TERMS_SHARE * shared_terms
        if one.purport is not None and other.purport is not None:
            shared *= _raised(one) * _raised(other) * _one_matter(one.purport, other.purport)
        return score_of(shared, one, other)


def _raised(profile: Profile) -> float:
    """By how much the scores of a short report are raised, 1 where it is long."""
    return math.pow(max(1.0, FULL_TERMS / max(FEWEST_TERMS, len(profile.terms))), SHORTNESS)


def _one_matter(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """How far two reports may be about one matter by their purport, up to 1."""
    return float(min(1.0, max(LEAST_LIKENESS, float(one @ other)) / ONE_MATTER) ** TOWARDS_IT)


def score_of(shared: float, one: Profile, other: Profile) -> float:
    """The score of two reports by what they share, seen with their languages and days."""
    if one.language != other.language:
        shared *= ACROSS_LANGUAGES
    if days_between(one, other) > LONG_GAP_DAYS:
        shared *= LONG_GAP_FACTOR
    return min(MOST_SCORE, shared)


def near_score(shared: float, one: Profile, other: Profile) -> float:
    """The score of two reports of a large case, 0 where they are too far apart in time."""
    return score_of(shared, one, other) if days_between(one, other) <= WINDOW_DAYS else 0.0


def days_between(one: Profile, other: Profile) -> int:
    """Days between the publication of two reports at least, 0 where it is not known."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0
    return max(0, other.first - one.last, one.first - other.last)


def _dot(left: Counts, right: Counts) -> float:
    small, large = (left, right) if len(left) <= len(right) else (right, left)
    # What only one has adds nothing to the sum: twice as fast as asking of each key whether both have it.
    return float(sum(map(mul, small.values(), map(large.get, small, repeat(0.0)))))
