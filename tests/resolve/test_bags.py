"""Products of bags of weighted keys, many at once."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zegsman.resolve.claims import bags
from zegsman.resolve.claims.bags import Bags, Keys

_BAG = st.dictionaries(st.sampled_from("abcdefghij"), st.floats(0.1, 9.0), max_size=6)


def _plain(left: dict[str, float], right: dict[str, float]) -> float:
    return sum(weight * right[key] for key, weight in left.items() if key in right)


@given(st.lists(_BAG, min_size=1, max_size=9), st.randoms())
def test_products_are_those_of_each_pair_by_itself(given_bags: list[dict[str, float]], chance: object) -> None:
    """Many pairs at once, in any order, give what each gives alone, empty bags included."""
    pairs = list(itertools.product(range(len(given_bags)), repeat=2))
    chance.shuffle(pairs)  # type: ignore[attr-defined]
    i, j = np.array(pairs, np.intp).T
    made = Bags(given_bags)
    expected = [_plain(given_bags[a], given_bags[b]) for a, b in pairs]
    assert made.products(i, j) == pytest.approx(expected)
    assert [made.products(i[[k]], j[[k]])[0] for k in range(len(pairs))] == made.products(i, j).tolist()


def test_rows_laid_out_a_few_at_a_time_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few cells are laid out at once, the products are the same."""
    some = [{"a": 1.0, "b": 2.0}, {"b": 3.0}, {}, {"a": 4.0, "c": 1.0}]
    i, j = np.array(list(itertools.combinations(range(4), 2)), np.intp).T
    whole = Bags(some).products(i, j)
    monkeypatch.setattr(bags, "CELLS", 1)
    assert Bags(some).products(i, j).tolist() == whole.tolist() == [6.0, 0.0, 4.0, 0.0, 0.0, 0.0]


def test_bags_that_share_keys_are_multiplied_with_one_another() -> None:
    """Two sets of bags over the same keys meet where their keys do; an empty bag has length 1."""
    keys = Keys("abc")
    left, right = Bags([{"a": 3.0, "b": 4.0}, {}], keys), Bags([{"c": 1.0}, {"b": 0.5}], keys)
    i, j = np.array([0, 0, 1], np.intp), np.array([0, 1, 1], np.intp)
    assert left.products_with(right, i, j).tolist() == [0.0, 2.0, 0.0]
    assert left.lengths.tolist() == [5.0, 1.0]
