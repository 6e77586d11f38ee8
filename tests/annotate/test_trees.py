"""Trees of sentences, sound or not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zegsman.annotate.trees import Tree, tree_of
from zegsman.record.annotation import Sentence, Token
from zegsman.record.spans import Span


def _tokens(heads: list[int]) -> list[Token]:
    return [Token(Span(2 * i, 2 * i + 1), "x", "x", "X", head, "dep") for i, head in enumerate(heads)]


def _tree(heads: list[int]) -> Tree:
    tokens = _tokens(heads)
    return tree_of(Sentence(Span(0, 2 * len(heads)), 0, len(heads)), tokens)


def test_subtree_holds_a_token_and_all_below_it() -> None:
    """A subtree is sorted, and does not enter what is stopped at."""
    tree = _tree([-1, 0, 1, 1, 0])
    assert tree.subtree(1) == [1, 2, 3]
    assert tree.subtree(0, stop=lambda i: i == 1) == [0, 4]
    assert tree.path(3) == [3, 1, 0]


def test_heads_outside_the_sentence_count_as_roots() -> None:
    """A head that points elsewhere makes a root."""
    assert [_tree([9, 0]).head(i) for i in (0, 1)] == [-1, 0]


@given(st.lists(st.integers(-1, 11), min_size=1, max_size=12))
def test_every_walk_ends_whatever_the_heads(heads: list[int]) -> None:
    """Circles are broken: from every token a path leads to a root, and subtrees of roots cover all tokens once."""
    tree = _tree(heads)
    roots = [i for i in range(len(heads)) if tree.head(i) < 0]
    assert all(tree.path(i)[-1] in roots for i in range(len(heads)))
    assert sorted(i for root in roots for i in tree.subtree(root)) == list(range(len(heads)))
