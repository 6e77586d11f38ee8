"""Groups the statements of a story into claims."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zegsman.likeness.texts import word_likeness
from zegsman.record.judgement import Judge, Subject, Verdict
from zegsman.resolve.claims.answers import is_plain
from zegsman.resolve.claims.candidates import MIN_SAME_WORDS, first_told, pair_statements
from zegsman.resolve.claims.context import score_in_context
from zegsman.resolve.claims.denials import join_denials, link_denials
from zegsman.resolve.claims.judging import THRESHOLD, are_apart, same_claim_odds
from zegsman.resolve.claims.rivals import join_rivals, link_rivals
from zegsman.resolve.grouping import Pair, group_by_linkage, ordered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zegsman.record.entity import Entity
    from zegsman.record.judgement import Judgement
    from zegsman.record.report import Report
    from zegsman.record.story import Copy
    from zegsman.resolve.claims.features import Story
    from zegsman.resolve.claims.slots import Slots

MIN_REPRINTED = 0.6
"""Word likeness from which a statement in a copied passage is the one in the original."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What the comparison of pairs of statements gave, by their numbers."""

    scores: dict[Pair, float]
    """How likely the two say the same, for each pair that was compared and may be one claim."""
    apart: set[Pair]
    """Pairs that can never be one claim."""
    denials: dict[Pair, float]
    """How likely the first denies the second."""
    rivals: dict[Pair, float]
    """How likely two that give rival values are about one matter."""
    repeated: dict[int, int] = field(default_factory=dict)
    """Of those that were not compared since another says the same in the same words, that other."""
    plain: frozenset[int] = frozenset()
    """Rejections with no words of their own on what is rejected: they say what they answer is not so, whatever their
    few words are like, and go with that alone."""


def compare_statements(story: Story, entities: Mapping[str, Entity], judgements: Iterable[Judgement] = ()) -> Compared:
    """Compares the statements of a story that are worth comparing.

    What a person calls two claims neither denies nor rivals the other.
    """
    slots = story.slots
    same, different = _judged(slots, judgements)
    repeated = first_told(story, {i for pair in same | different for i in pair})
    pairs = pair_statements(story, repeated)
    likeness = story.likenesses(pairs)
    is_apart = are_apart(story, pairs, likeness).tolist()
    scored = zip(pairs, is_apart, score_in_context(slots, pairs, same_claim_odds(likeness)).tolist(), strict=True)
    plain = frozenset(i for i, one in enumerate(slots) if is_plain(one))
    scores = {pair: score for pair, never, score in scored if not never and plain.isdisjoint(pair)}
    apart = {pair for pair, never in zip(pairs, is_apart, strict=True) if never}
    denials, rivals = link_denials(story, scores), link_rivals(story, scores, entities)
    return Compared(
        scores,
        apart,
        {pair: score for pair, score in denials.items() if ordered(*pair) not in different},
        {pair: score for pair, score in rivals.items() if pair not in different},
        repeated,
        plain,
    )


def group_statements(
    story: Story,
    compared: Compared,
    reports: Sequence[Report],
    copies: Sequence[Copy],
    judgements: Iterable[Judgement] = (),
) -> list[list[int]]:
    """The statements that make one claim, as sorted lists of their numbers in `story.slots`.

    Every statement is in exactly one group. Statements of copied passages go together for certain; a person's
    judgement outranks everything.
    """
    slots = story.slots
    same, different = _judged(slots, judgements)
    reprinted = {*_reprinted(slots, reports, copies), *_same_words(slots)}
    contested = {*join_denials(compared.denials), *join_rivals(compared.rivals)}
    together = ((reprinted | contested) - compared.apart - different) | same
    apart = (compared.apart | different) - same
    return group_by_linkage(
        len(slots),
        compared.scores,
        THRESHOLD,
        together=together,
        apart=apart,
        uncounted={*compared.repeated, *compared.plain},
    )


def _judged(slots: Sequence[Slots], judgements: Iterable[Judgement]) -> tuple[set[Pair], set[Pair]]:
    """Pairs that a person decided to be the same, and to be different; the last decision on a pair holds."""
    place = {one.id: i for i, one in enumerate(slots)}
    decided: dict[Pair, Verdict] = {}
    for judgement in judgements:
        if judgement.subject is Subject.CLAIM and judgement.judge is Judge.PERSON:
            i, j = place.get(judgement.left), place.get(judgement.right)
            if i is not None and j is not None and i != j:
                decided[ordered(i, j)] = judgement.verdict
    same = {pair for pair, verdict in decided.items() if verdict is Verdict.SAME}
    return same, {pair for pair, verdict in decided.items() if verdict is Verdict.DIFFERENT}


def _by_report(slots: Sequence[Slots]) -> dict[int, list[int]]:
    numbers: dict[int, list[int]] = defaultdict(list)
    for i, one in enumerate(slots):
        numbers[one.report].append(i)
    return numbers


def _reprinted(slots: Sequence[Slots], reports: Sequence[Report], copies: Sequence[Copy]) -> Iterable[Pair]:
    """Statements that stand in aligned passages of a copy and its original, the likest pairs."""
    index = {report.id: i for i, report in enumerate(sorted(reports, key=lambda report: report.id))}
    numbers = _by_report(slots)
    words = [one.words for one in slots]
    for copy in copies:
        here, there = numbers.get(index.get(copy.report, -1), []), numbers.get(index.get(copy.original, -1), [])
        for passage in copy.passages:
            left = _within(slots, here, passage.here.start, passage.here.end)
            right = _within(slots, there, passage.there.start, passage.there.end)
            found = sorted(
                (-word_likeness(words[i], words[j]), i, j) for i in left for j in right if words[i] and words[j]
            )
            taken: set[int] = set()
            for negative, i, j in found:
                if -negative >= MIN_REPRINTED and not taken & {i, j}:
                    taken |= {i, j}
                    yield ordered(i, j)


def _within(slots: Sequence[Slots], numbers: Sequence[int], start: int, end: int) -> list[int]:
    """Statements of one report of which more than half stands within a passage."""
    first = max(0, bisect_right([slots[i].span.start for i in numbers], start) - 2)
    found = []
    for i in numbers[first:]:
        span = slots[i].span
        if span.start >= end:
            break
        if 2 * (min(end, span.end) - max(start, span.start)) > len(span):
            found.append(i)
    return found


def _same_words(slots: Sequence[Slots]) -> Iterable[Pair]:
    first: dict[tuple[str, ...], int] = {}
    for i, one in enumerate(slots):
        words = one.words
        if len(words) >= MIN_SAME_WORDS:
            seen = first.setdefault(words, i)
            if seen != i and not one.refusal:
                yield (seen, i)
