"""What is handed to a worker, and what becomes of it: done, or lost with the worker that had it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

MOST_DEATHS = 2
"""Deaths of a worker over one item alone from which the item is set aside: one may be the machine's doing."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive items of one shard, given to a worker together."""

    shard: int
    first: int
    """Place of the first item in the shard."""
    items: tuple[Any, ...]
    deaths: int = 0
    """How often a worker died over exactly these items."""

    def halves(self) -> tuple[Batch, ...]:
        """The two halves of the batch; a batch of one stays whole, with a death more to its name."""
        if len(self.items) == 1:
            return (Batch(self.shard, self.first, self.items, self.deaths + 1),)
        at = len(self.items) // 2
        return (
            Batch(self.shard, self.first, self.items[:at]),
            Batch(self.shard, self.first + at, self.items[at:]),
        )


@dataclass(frozen=True, slots=True)
class Done:
    """A batch with what the job gave for it."""

    batch: Batch
    result: Any


@dataclass(frozen=True, slots=True)
class Lost:
    """A batch whose worker died over it."""

    batch: Batch


Job = Callable[[tuple[Any, ...]], Any]
"""What is done with the items of a batch; pickles, and loads what it needs when it is first called."""


class Engine(Protocol):
    """Where batches are worked on."""

    def work(self, job: Job, batches: Iterable[Batch]) -> Iterator[Done | Lost]:
        """Does the job for each batch, in any order; a batch whose worker died comes back as lost.

        No more batches are taken than are soon worked on, so that memory does not grow with their number.

        Raises:
            FleetError: if no worker can be kept alive.
            ZegsmanError: if the job itself cannot be done at all.
        """
        ...


def complete(engine: Engine, job: Job, batches: Iterable[Batch]) -> Iterator[Done | Lost]:
    """Does the job for each batch, and again in halves for those that were lost.

    What comes as lost in the end is one item over which workers died `MOST_DEATHS` times while it was alone with them.
    """
    waiting: Iterable[Batch] = batches
    while True:
        again: list[Batch] = []
        for one in engine.work(job, waiting):
            if isinstance(one, Done):
                yield one
                continue
            for half in one.batch.halves():
                if half.deaths >= MOST_DEATHS:
                    yield Lost(half)
                else:
                    again.append(half)
        if not again:
            return
        waiting = again
