"""Batches that are lost come again in halves, until what kills workers is alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from zegsman.fleet.batches import MOST_DEATHS, Batch, Done, Lost, complete

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zegsman.fleet.batches import Job


class DyingEngine:
    """Loses every batch that holds a deadly item, and the first few whatever they hold."""

    def __init__(self, deadly: frozenset[int], unlucky: int) -> None:
        self.deadly, self.unlucky = deadly, unlucky

    def work(self, job: Job, batches: Iterable[Batch]) -> Iterator[Done | Lost]:
        """See `Engine.work`."""
        for batch in batches:
            self.unlucky -= 1
            if self.unlucky >= 0 or self.deadly & set(batch.items):
                yield Lost(batch)
            else:
                yield Done(batch, job(batch.items))


@given(n=st.integers(1, 40), size=st.integers(1, 9), deadly=st.frozensets(st.integers(0, 39), max_size=4))
def test_complete_sets_aside_what_kills_and_nothing_else(n: int, size: int, deadly: frozenset[int]) -> None:
    """Every item is done exactly once, but those over which workers die each time."""
    batches = [Batch(0, at, tuple(range(at, min(n, at + size)))) for at in range(0, n, size)]
    found = list(complete(DyingEngine(deadly, 0), list, iter(batches)))
    done = [item for one in found if isinstance(one, Done) for item in one.result]
    lost = [item for one in found if isinstance(one, Lost) for item in one.batch.items]
    assert sorted(done) == [i for i in range(n) if i not in deadly]
    assert sorted(lost) == [i for i in range(n) if i in deadly]
    assert all(one.batch.items[0] == one.batch.first for one in found)


def test_complete_forgives_one_death() -> None:
    """A worker that dies by chance costs a second try, no item."""
    assert MOST_DEATHS > 1
    found = list(complete(DyingEngine(frozenset(), 1), list, [Batch(0, 0, (7,))]))
    assert [type(one) for one in found] == [Done]
