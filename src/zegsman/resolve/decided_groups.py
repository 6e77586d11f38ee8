"""Groups of reports as a person decided: two that tell of one affair, one that is no part of another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.record.judgement import Judge, Subject, Verdict
from zegsman.resolve.grouping import Pair, group_by_linkage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zegsman.record.judgement import Judgement


def decide_groups(
    groups: Iterable[Sequence[int]], ids: Sequence[str], judgements: Iterable[Judgement]
) -> list[list[int]]:
    """The groups with a person's decisions on their reports applied.

    The affairs of two reports that are said to tell of one are one. A report that is said to be no part of the affair
    of another leaves it, and with it go those that are said to be one with it; the one that is said to be no part of
    most goes first.

    Args:
        groups: Groups of numbers.
        ids: The id of the report of each number, in order.
        judgements: Decisions; those not by a person or not on reports are passed over.
    """
    grouped = [list(group) for group in groups]
    same, different = decided_pairs(ids, judgements)
    if not same and not different:
        return grouped
    together = [*((group[0], other) for group in grouped for other in group[1:]), *same]
    joined = group_by_linkage(len(ids), {}, 1.0, together=together)
    return [part for group in joined for part in _parted(group, same, different)]


def decided_pairs(ids: Sequence[str], judgements: Iterable[Judgement]) -> tuple[set[Pair], set[Pair]]:
    """The pairs of numbers that a person says to be one affair, and those of which the first is no part of it."""
    number = {id: i for i, id in enumerate(ids)}
    pairs: dict[Verdict, set[Pair]] = {Verdict.SAME: set(), Verdict.DIFFERENT: set()}
    for one in judgements:
        if one.subject is Subject.REPORT and one.judge is Judge.PERSON and one.verdict in pairs:
            left, right = number.get(one.left), number.get(one.right)
            if left is not None and right is not None and left != right:
                pairs[one.verdict].add((left, right))
    same, different = pairs[Verdict.SAME], pairs[Verdict.DIFFERENT]
    return {(i, j) for i, j in same if not {(i, j), (j, i)} & different}, different


def _parted(group: Sequence[int], same: set[Pair], different: set[Pair]) -> list[list[int]]:
    """One group, or what it falls into so that nobody is left with what it is said to be no part of."""
    held = set(group)
    against = [pair for pair in different if held.issuperset(pair)]
    if not against:
        return [sorted(group)]
    first = min((i for i, _ in against), key=lambda i: (-sum(i == left for left, _ in against), i))
    leaving = _tied_to(first, held, same)
    if leaving == held:
        leaving = {first}
    parts = (sorted(held - leaving), sorted(leaving))
    return [one for part in parts for one in _parted(part, same, different)]


def _tied_to(first: int, held: set[int], same: set[Pair]) -> set[int]:
    """A member of a group and those in it that are said to be one with it, directly or by way of others."""
    pairs = [pair for pair in same if held.issuperset(pair)]
    tied = {first}
    while more := {i for pair in pairs if tied.intersection(pair) for i in pair} - tied:
        tied |= more
    return tied
