"""Decides which reports belong to one affair, whatever their language, outlet or order."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from zegsman.lexicon.countries import country_of_demonym, country_of_name
from zegsman.lexicon.folding import fold_name
from zegsman.likeness.transliteration import slavic_keys
from zegsman.record.report import BlockKind
from zegsman.resolve.claims.places import EntityIndex
from zegsman.resolve.claims.terms import TermReader
from zegsman.resolve.entities import resolve_entities
from zegsman.resolve.grouping import Pair, group_by_linkage, ordered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report

THRESHOLD = 0.57
"""Linkage between two groups of reports from which they are one affair.

Against the rest of its affair a report has 0.65 to 1.2, another event with the same people 0.2 to 0.5, other affairs
under 0.3 (nine affairs of our own with their distractors, apart and as one case: all grouped right from 0.52 to 0.60).
"""

BEST_SHARE = 0.6
"""Share of the best score between two groups in what joins them: the reports of an affair need not all be alike, and a
later one may have little in common with the first; yet one likeness alone would string affairs together."""

LOOSE = 0.25
"""Score that is enough to look closer, with resolved entities, at whether reports belong together."""

MOST_CLOSE = 250
"""Reports in one loose group beyond which names are compared without resolving them first."""

ACROSS_LANGUAGES = 1.4
"""Factor on the score of two reports in different languages, whose words meet only where a concept is listed."""

MOST_SCORE = 1.2
COUNTED_IN = 60
"""Reports to which every count is brought: in a case of five no word is yet common, and scores of a small and a large
case mean the same."""

COMMON_CONCEPT = 4.5
"""Reports in which a listed concept of news is assumed to stand besides: it is never a rare word."""

LONG_GAP_DAYS, LONG_GAP_FACTOR = 120, 0.8
MOST_TITLES = 40
"""Reports of a story beyond which the earliest titled one names it: it has the news."""

CANDIDATES = 30
"""Reports compared with each report of a large case, those with most rare names and terms in common."""

Counts = dict[str, float]


@dataclass(frozen=True, eq=False)
class _Profile:
    """What a report is about: how often names and terms stand in it, and its days as ordinals."""

    names: Counts
    terms: Counts
    language: str
    first: int | None
    last: int | None


def group_stories(reports: Sequence[Report], annotations: Sequence[Annotation]) -> list[list[int]]:
    """The reports of each affair, as sorted lists of indices into `reports`.

    Each report is in one affair. First by the names and words as they stand; then, within each loose group, by
    resolved entities. The result does not depend on the order of the reports.
    """
    order = sorted(range(len(reports)), key=lambda i: reports[i].id)
    profiles = [_profile(reports[i], annotations[i]) for i in order]
    weights = _Weights(profiles)
    scores = {pair: weights.score(*pair) for pair in _candidate_pairs(profiles, weights)}
    near = {pair: score for pair, score in scores.items() if score >= LOOSE}
    loose = group_by_linkage(len(profiles), {}, THRESHOLD, together=near, best_share=BEST_SHARE)
    groups: list[list[int]] = []
    for members in loose:
        if len(members) > MOST_CLOSE:
            place = {i: at for at, i in enumerate(members)}
            inner = {(place[i], place[j]): score for (i, j), score in scores.items() if i in place and j in place}
            groups.extend(
                [members[at] for at in group]
                for group in group_by_linkage(len(members), inner, THRESHOLD, best_share=BEST_SHARE)
            )
        elif len(members) > 1:
            own = [order[i] for i in members]
            closely = _group_closely([reports[i] for i in own], [annotations[i] for i in own])
            groups.extend([members[at] for at in group] for group in closely)
        else:
            groups.append(members)
    return sorted(sorted(order[i] for i in group) for group in groups)


def _group_closely(reports: Sequence[Report], annotations: Sequence[Annotation]) -> list[list[int]]:
    """Groups a few reports by the entities that they share, resolved across them, and by their words."""
    named: dict[str, Counter[str]] = {report.id: Counter() for report in reports}
    for entity in resolve_entities(reports, annotations):
        for mention in entity.mentions:
            named[mention.report][entity.id] += 1
    profiles = [
        replace(_profile(report, annotation), names=dict(named[report.id]))
        for report, annotation in zip(reports, annotations, strict=True)
    ]
    weights = _Weights(profiles)
    n = len(profiles)
    scores = {(i, j): weights.score(i, j) for i in range(n) for j in range(i + 1, n)}
    return group_by_linkage(n, scores, THRESHOLD, best_share=BEST_SHARE)


def _profile(report: Report, annotation: Annotation) -> _Profile:
    reader = TermReader(report, annotation, EntityIndex(()).in_report(annotation))
    names: Counter[str] = Counter()
    for name in annotation.names:
        for key, share in _name_keys(name.span.of(report.text)):
            names[key] += share  # type: ignore[assignment]
    terms: Counter[str] = Counter()
    for sentence in annotation.sentences:
        if sentence.block < 0 or report.blocks[sentence.block].kind is not BlockKind.LEFTOVER:
            for term, weight in reader.terms_of(sentence.span).items():
                if not term.startswith("g:"):  # the cognate of a word that counts already
                    terms[term] += weight  # type: ignore[assignment]
    days = report.published
    return _Profile(
        names=dict(names),
        terms=dict(terms),
        language=report.language,
        first=days.start.toordinal() if days.start else None,
        last=days.end.toordinal() if days.end else None,
    )


def _name_keys(name: str) -> Iterable[tuple[str, float]]:
    """Keys under which spellings of one name meet: its country, else the sounds of each of its longer words."""
    country = country_of_name(name) or country_of_demonym(name)
    if country:
        yield f"country:{country}", 1.0
        return
    words = [word for word in fold_name(name).split() if len(word) > 2]
    for word in words:
        yield min(slavic_keys(word), default=word), 1.0 / len(words)


class _Weights:
    """Rarity of names and terms over some reports, and the score of each pair of them."""

    def __init__(self, profiles: Sequence[_Profile]) -> None:
        self.profiles = profiles
        self.names = _weighted([one.names for one in profiles], 0.5)
        self.terms = _weighted([one.terms for one in profiles], 1.0)

    def score(self, i: int, j: int) -> float:
        """How much two reports have in common, 0 to `MOST_SCORE`."""
        one, other = self.profiles[i], self.profiles[j]
        score = _dot(self.names[i], self.names[j]) + 2.0 * _dot(self.terms[i], self.terms[j])
        if one.language != other.language:
            score *= ACROSS_LANGUAGES
        if _gap(one, other) > LONG_GAP_DAYS:
            score *= LONG_GAP_FACTOR
        return min(MOST_SCORE, score)


def _weighted(counted: Sequence[Counts], prior: float) -> list[Counts]:
    """Roots of counts times rarity, each vector of length 1."""
    share = min(1.0, COUNTED_IN / max(1, len(counted)))
    reports_with = Counter(key for counts in counted for key in counts)
    result = []
    for counts in counted:
        weights = {
            key: math.sqrt(count)
            * math.log(COUNTED_IN / (share * reports_with[key] + prior + COMMON_CONCEPT * key.startswith("c:")))
            for key, count in counts.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        result.append({key: weight / length for key, weight in weights.items()})
    return result


def _gap(one: _Profile, other: _Profile) -> int:
    """Days between the publication of two reports at least, 0 where it is not known."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0
    return max(0, other.first - one.last, one.first - other.last)


def _dot(left: Counts, right: Counts) -> float:
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
        near: dict[int, float] = defaultdict(float)
        for values in (weights.names[i], weights.terms[i]):
            for key, value in values.items():
                for j in rare.get(key, ()):
                    near[j] += value
        near.pop(i, None)
        ranked = sorted(near.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES]
        pairs.update(ordered(i, j) for j, _ in ranked)
    return sorted(pairs)


def title_of_story(reports: Sequence[Report], annotations: Sequence[Annotation]) -> str:
    """The title of the report that has most in common with the others, the earliest of equals.

    It is one in the language of most reports. Where no report has a title, the first sentence of that report;
    '' for no reports.
    """
    if not reports:
        return ""
    n = len(reports)
    near = [0.0] * n
    if 2 < n <= MOST_TITLES:
        weights = _Weights([_profile(*pair) for pair in zip(reports, annotations, strict=True)])
        near = [sum(weights.score(i, j) for j in range(n) if j != i) for i in range(n)]
    languages = Counter(report.language for report in reports)
    most = min(languages, key=lambda language: (-languages[language], language != "nl", language))
    own = [i for i in range(n) if reports[i].language == most]
    titled = [i for i in own if reports[i].title] or [i for i in range(n) if reports[i].title] or own
    best = min(titled, key=lambda i: (-round(near[i], 6), reports[i].published.start or date.max, reports[i].id))
    sentence = next((one.span.of(reports[best].text) for one in annotations[best].sentences), reports[best].text)
    return reports[best].title or " ".join(sentence.split())[:120]
