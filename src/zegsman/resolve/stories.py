"""Decides which reports belong to one affair, whatever their language, outlet or order."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from zegsman.resolve.decided_groups import decide_groups
from zegsman.resolve.entities import resolve_entities
from zegsman.resolve.grouping import Pair, group_by_linkage, linkage_between, ordered
from zegsman.resolve.profiles import Profile, Weights, profile_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zegsman.record.annotation import Annotation
    from zegsman.record.judgement import Judgement
    from zegsman.record.report import Report

THRESHOLD = 0.5
"""Linkage between two groups of reports from which they are one affair.

Against the rest of its affair a report has 0.50 to 1.2, another event with the same people 0.17 to 0.48, and three of
five that were written to be hard 0.53 to 0.62 (our affairs with their distractors, `python -m zegsman_lab.claims
linkage`).
"""

OF_SEVERAL = 0.4
"""Linkage from which two groups of several reports each are one affair.

What comes early and what comes late of an affair may share little by the mean over all pairs, though each group holds
together; another event with the same people is mostly told by one report. Of six affairs that fell apart (8 of 40
reports) 3 are apart with it; nothing else is joined by it, down to 0.3, among our affairs each with its distractors, or
all together in one case of 200 reports.
"""

BEST_SHARE = 0.35
"""Share of the best scores between two groups in what joins them: the reports of an affair need not all be alike, and a
later one may have little in common with the first; yet one likeness alone would string affairs together."""

LOOSE = 0.25
"""Score that is enough to look closer, with resolved entities, at whether reports belong together."""

NEARLY = 0.25
"""Linkage from which a reader is told that two stories may be one affair.

Of our affairs cut to seven and to four sentences a report, three quarters of the 72 reports that are left apart are
linked so with their affair; so are half of the distractors that are kept out.
"""

MOST_CLOSE = 250
"""Reports in one loose group beyond which names are compared without resolving them first."""

MOST_TITLES = 40
"""Reports of a story beyond which the earliest titled one names it: it has the news."""

CANDIDATES = 30
"""Reports compared with each report of a large case, those with most rare names and terms in common."""


@dataclass(frozen=True, slots=True)
class GroupedStories:
    """The reports of each affair by their numbers, and which groups are linked though not enough."""

    groups: list[list[int]]
    """Sorted, in order of their first member."""
    linkages: dict[Pair, float]
    """What links two groups, by a member of each, where that is `NEARLY` or more."""


def group_stories(
    reports: Sequence[Report], annotations: Sequence[Annotation], judgements: Iterable[Judgement] = ()
) -> list[list[int]]:
    """The reports of each affair, as sorted lists of indices into `reports`.

    Each report is in one affair. First by the names and words as they stand; then, within each loose group, by
    resolved entities; then as a person decided. The result does not depend on the order of the reports.
    """
    return find_groups(reports, annotations, judgements).groups


def find_groups(
    reports: Sequence[Report], annotations: Sequence[Annotation], judgements: Iterable[Judgement] = ()
) -> GroupedStories:
    """The reports of each affair as `group_stories` gives them, with what links those groups that are nearly one."""
    order = sorted(range(len(reports)), key=lambda i: reports[i].id)
    profiles = [profile_of(reports[i], annotations[i]) for i in order]
    weights = Weights(profiles)
    scores = {pair: weights.score(*pair) for pair in _candidate_pairs(profiles, weights)}
    near = {pair: score for pair, score in scores.items() if score >= LOOSE}
    groups: list[list[int]] = []
    linkages: dict[Pair, float] = {}
    for members in group_by_linkage(len(profiles), {}, THRESHOLD, together=near, best_share=BEST_SHARE):
        place = {i: at for at, i in enumerate(members)}
        if len(members) > MOST_CLOSE:
            inner = {(place[i], place[j]): score for (i, j), score in scores.items() if i in place and j in place}
        else:
            own = [order[i] for i in members]
            inner = _score_closely(
                [reports[i] for i in own],
                [annotations[i] for i in own],
                [profiles[i] for i in members],
                weights if len(members) == len(profiles) else None,
            )
        found = group_by_linkage(len(members), inner, THRESHOLD, best_share=BEST_SHARE, of_several=OF_SEVERAL)
        groups.extend([members[at] for at in group] for group in found)
        linkages |= {ordered(members[i], members[j]): linkage for (i, j), linkage in _nearly_one(found, inner).items()}
    ids = [reports[i].id for i in order]
    groups = decide_groups(groups, ids, judgements)
    return GroupedStories(
        sorted(sorted(order[i] for i in group) for group in groups),
        {ordered(order[i], order[j]): linkage for (i, j), linkage in linkages.items()},
    )


def _score_closely(
    reports: Sequence[Report], annotations: Sequence[Annotation], profiles: Sequence[Profile], before: Weights | None
) -> dict[Pair, float]:
    """The scores of a few reports by the entities that they share, resolved across them, and by their words.

    `before` are the weights of the same reports by the names as they stand.
    """
    if len(reports) < 2:
        return {}
    named: dict[str, Counter[str]] = {report.id: Counter() for report in reports}
    for entity in resolve_entities(reports, annotations):
        for mention in entity.mentions:
            named[mention.report][entity.id] += 1
    profiles = [
        replace(profile, names=dict(named[report.id])) for report, profile in zip(reports, profiles, strict=True)
    ]
    weights = Weights(profiles, before)
    n = len(profiles)
    return {(i, j): weights.score(i, j) for i in range(n) for j in range(i + 1, n)}


def _nearly_one(groups: Sequence[Sequence[int]], scores: Mapping[Pair, float]) -> dict[Pair, float]:
    """What links the groups that are nearly one, by the first member of each."""
    pairs = (
        [(left, right) for at, left in enumerate(groups) for right in groups[:at]] if len(groups) <= MOST_CLOSE else []
    )
    found = {
        ordered(left[0], right[0]): linkage_between(left, right, scores, best_share=BEST_SHARE) for left, right in pairs
    }
    return {pair: linkage for pair, linkage in found.items() if linkage >= NEARLY}


def _candidate_pairs(profiles: Sequence[Profile], weights: Weights) -> list[Pair]:
    n = len(profiles)
    if n <= 3 * CANDIDATES:
        return [(i, j) for i in range(n) for j in range(i + 1, n)]
    postings: dict[str, list[int]] = defaultdict(list)
    for i in range(n):
        for key in (*weights.weighed[i].names, *weights.weighed[i].terms):
            postings[key].append(i)
    rare = {key: found for key, found in postings.items() if 1 < len(found) <= max(20, n // 20)}
    pairs: set[Pair] = set()
    for i in range(n):
        near: dict[int, float] = defaultdict(float)
        for values in (weights.weighed[i].names, weights.weighed[i].terms):
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
        weights = Weights([profile_of(*pair) for pair in zip(reports, annotations, strict=True)])
        scores = {(i, j): weights.score(i, j) for i in range(n) for j in range(i + 1, n)}
        near = [sum(scores[ordered(i, j)] for j in range(n) if j != i) for i in range(n)]
    languages = Counter(report.language for report in reports)
    most = min(languages, key=lambda language: (-languages[language], language != "nl", language))
    own = [i for i in range(n) if reports[i].language == most]
    titled = [i for i in own if reports[i].title] or [i for i in range(n) if reports[i].title] or own
    best = min(titled, key=lambda i: (-round(near[i], 6), reports[i].published.start or date.max, reports[i].id))
    sentence = next((one.span.of(reports[best].text) for one in annotations[best].sentences), reports[best].text)
    return reports[best].title or _shortened(sentence)


def _shortened(sentence: str, most: int = 120) -> str:
    """A sentence that stands for a title: cut behind a whole word where it is long, and then it says so."""
    words = " ".join(sentence.split())
    if len(words) <= most:
        return words
    return (words[: most - 1].rpartition(" ")[0] or words[: most - 1]).rstrip(" ,;:–-") + "…"
