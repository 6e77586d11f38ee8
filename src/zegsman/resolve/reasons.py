"""Why reports are of one affair, or are not, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.resolve.claims.terms import token_terms
from zegsman.resolve.profiles import TERMS_SHARE, Weights, name_keys, profile_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report

_NAMED = 4
_TERMS = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """The two reports of two groups that have most in common."""

    left: Report
    right: Report
    score: float
    shared: tuple[str, ...]
    """Names as the left report writes them, then words, those that weigh most first."""

    def __str__(self) -> str:
        """The titles, the score, and what they share."""
        shared = f" ({', '.join(self.shared)})" if self.shared else ""
        return f"{_called(self.left)} and {_called(self.right)} have {self.score:.2f} in common{shared}"


def find_likeness(
    reports: Sequence[Report], annotations: Sequence[Annotation], left: Collection[str], right: Collection[str]
) -> Likeness:
    """The pair of reports, one of each group of ids, that has most in common among all that are given."""
    profiles = [profile_of(*pair) for pair in zip(reports, annotations, strict=True)]
    weights = Weights(profiles)
    pairs = [
        (i, j)
        for i, one in enumerate(reports)
        for j, other in enumerate(reports)
        if one.id in left and other.id in right
    ]
    i, j = min(pairs, key=lambda pair: (-round(weights.score(*pair), 6), reports[pair[0]].id, reports[pair[1]].id))
    shared = _shared(reports[i], annotations[i], weights, (i, j))
    return Likeness(reports[i], reports[j], weights.score(i, j), shared)


def _shared(report: Report, annotation: Annotation, weights: Weights, pair: tuple[int, int]) -> tuple[str, ...]:
    one, other = (weights.weighed[at] for at in pair)
    weight_of = {key: weight * other.names[key] for key, weight in one.names.items() if key in other.names}
    written: dict[str, float] = {}
    for name in annotation.names:
        words = " ".join(name.span.of(report.text).split())
        written[words] = max(sum(weight_of.get(key, 0.0) for key, _ in name_keys(words)), written.get(words, 0.0))
    ranked = sorted((words for words in written if written[words] > 0), key=lambda words: (-written[words], words))
    names = [words for at, words in enumerate(ranked) if not any(f" {words} " in f" {one} " for one in ranked[:at])]
    terms = {key: TERMS_SHARE * weight * other.terms[key] for key, weight in one.terms.items() if key in other.terms}
    return (*names[:_NAMED], *_as_written(annotation, terms)[:_TERMS])


def _as_written(annotation: Annotation, terms: Mapping[str, float]) -> list[str]:
    """The words of a report, those in names left out, that have one of some terms; those that weigh most first."""
    weight_of: dict[str, float] = {}
    for token in annotation.tokens:
        if not any(name.span.contains(token.span) for name in annotation.names):
            found = (terms.get(key, 0.0) for key, _ in token_terms(token, annotation.language))
            word = token.text.casefold()
            weight_of[word] = max(weight_of.get(word, 0.0), *found, 0.0)
    return sorted((word for word in weight_of if weight_of[word] > 0), key=lambda word: (-weight_of[word], word))


def _called(report: Report) -> str:
    return f"'{report.title or ' '.join(report.text.split()[:8])}'"
