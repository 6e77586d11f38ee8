"""Average linkage with pairs that must and may not be together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zegsman.resolve.grouping import group_by_linkage

PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0, 1),
    max_size=20,
)


def test_group_by_linkage_joins_while_the_mean_is_high() -> None:
    """A chain of near pairs does not pull in what is far from the rest."""
    scores = {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.8, (2, 3): 0.7}
    assert group_by_linkage(4, scores, 0.5) == [[0, 1, 2], [3]]


def test_the_best_scores_can_count_beside_the_mean() -> None:
    """What is near to two of a group, and far from the others, joins it where the best scores have their share."""
    scores = {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.8, (2, 3): 0.7, (1, 3): 0.6}
    assert group_by_linkage(4, scores, 0.5, best_share=0.6) == [[0, 1, 2, 3]]
    assert group_by_linkage(4, scores, 0.5, best_share=0.2) == [[0, 1, 2], [3]]


def test_one_likeness_alone_counts_half() -> None:
    """What is near to one of a group only, and far from the others, stays out."""
    scores = {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.8, (2, 3): 0.7}
    assert group_by_linkage(4, scores, 0.5, best_share=0.6) == [[0, 1, 2], [3]]


def test_two_groups_of_several_may_need_less() -> None:
    """What hangs together on either side is joined by a lower linkage than what stands alone."""
    scores = {(0, 1): 0.9, (2, 3): 0.9, (0, 2): 0.45, (0, 3): 0.45, (1, 2): 0.45, (1, 3): 0.45, (3, 4): 0.45}
    assert group_by_linkage(5, scores, 0.5) == [[0, 1], [2, 3], [4]]
    assert group_by_linkage(5, scores, 0.5, of_several=0.4) == [[0, 1, 2, 3], [4]]


def test_group_by_linkage_keeps_apart_what_must_be_apart() -> None:
    """A pair that may not be together is not, not even through a third."""
    assert group_by_linkage(3, {(0, 1): 0.9, (1, 2): 0.8}, 0.3, apart=[(0, 2)]) == [[0, 1], [2]]


def test_group_by_linkage_joins_what_must_be_together() -> None:
    """Pairs that go together do so without any score."""
    assert group_by_linkage(3, {}, 0.5, together=[(2, 0)]) == [[0, 2], [1]]


@given(PAIRS, st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=4))
def test_group_by_linkage_puts_each_thing_in_one_group(
    scores: dict[tuple[int, int], float], apart: list[tuple[int, int]]
) -> None:
    """Whatever the scores, the groups part the things and hold no forbidden pair."""
    forbidden = [pair for pair in apart if pair[0] != pair[1]]
    groups = group_by_linkage(8, scores, 0.4, apart=forbidden)
    assert sorted(member for group in groups for member in group) == list(range(8))
    assert not any(i in group and j in group for group in groups for i, j in forbidden)


def test_group_by_linkage_puts_together_before_apart() -> None:
    """Pairs that must be together are, also where one of them must be apart from what the other is with."""
    together, apart = [(0, 1), (1, 2), (2, 3)], [(0, 2), (0, 3), (3, 4)]
    assert group_by_linkage(5, {(3, 4): 0.9}, 0.4, together=together, apart=apart) == [[0, 1, 2, 3], [4]]


@given(
    PAIRS,
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=6),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=6),
)
def test_group_by_linkage_obeys_together_whatever_is_apart(
    scores: dict[tuple[int, int], float], together: list[tuple[int, int]], apart: list[tuple[int, int]]
) -> None:
    """Each thing is in one group, and what must be together is, whatever must be apart."""
    together, apart = ([pair for pair in pairs if pair[0] != pair[1]] for pairs in (together, apart))
    groups = group_by_linkage(8, scores, 0.4, together=together, apart=apart)
    assert sorted(member for group in groups for member in group) == list(range(8))
    assert all(any(i in group and j in group for group in groups) for i, j in together)
