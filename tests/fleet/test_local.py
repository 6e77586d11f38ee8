"""The local engine: a worker's death costs its batch, and nothing else."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from zegsman.errors import EncoderError, FleetError
from zegsman.fleet.batches import Batch, Done, Lost
from zegsman.fleet.local import LocalEngine


def squares(items: tuple[int, ...]) -> list[int]:
    """A job: squares; 13 kills the worker."""
    if 13 in items:
        os.kill(os.getpid(), signal.SIGKILL)
    return [item * item for item in items]


def slow_pid(items: tuple[int, ...]) -> int:
    """A job that takes a while and tells which process did it."""
    time.sleep(0.1)
    return os.getpid()


def without_weights(items: tuple[int, ...]) -> None:
    """A job that cannot be done at all."""
    raise EncoderError("the weights are missing")


def faulty(items: tuple[int, ...]) -> None:
    """A job with a fault in it."""
    raise KeyError(items[0])


def deadly(items: tuple[int, ...]) -> None:
    """A job that always kills."""
    os.kill(os.getpid(), signal.SIGKILL)


def _batches(n: int) -> list[Batch]:
    return [Batch(0, i, (i,)) for i in range(n)]


def test_work_loses_only_the_batch_of_the_worker_that_died() -> None:
    """All other batches are done, by workers old and new."""
    found = list(LocalEngine(2).work(squares, _batches(20)))
    assert [one.batch.first for one in found if isinstance(one, Lost)] == [13]
    assert {one.batch.first: one.result for one in found if isinstance(one, Done)} == {
        i: [i * i] for i in range(20) if i != 13
    }


def test_work_goes_on_when_workers_are_killed_from_outside() -> None:
    """Killing whichever worker just finished a batch costs at most the batch that it had got."""
    found = []
    killed = 0
    for one in LocalEngine(2).work(slow_pid, _batches(12)):
        found.append(one)
        if isinstance(one, Done) and killed < 3:
            os.kill(one.result, signal.SIGKILL)
            killed += 1
    assert len(found) == 12
    assert 1 <= sum(isinstance(one, Lost) for one in found) <= 3


@pytest.mark.parametrize(
    ("job", "error", "words"),
    [
        (without_weights, EncoderError, "weights are missing"),
        (faulty, FleetError, "KeyError"),
        (deadly, FleetError, "workers died one after the other"),
    ],
)
def test_work_that_cannot_be_done_is_an_error(job: object, error: type[Exception], words: str) -> None:
    """Missing weights, a fault and a machine on which no worker lives end the work with the reason."""
    with pytest.raises(error, match=words):
        list(LocalEngine(2).work(job, _batches(30)))  # type: ignore[arg-type]


def test_work_takes_no_more_than_it_works_on() -> None:
    """Batches are taken one a worker, so that memory does not grow with their number."""
    taken = []

    def endless() -> Iterator[Batch]:
        for i in range(10**9):
            taken.append(i)
            yield Batch(0, i, (i + 100,))

    work = LocalEngine(2).work(squares, endless())
    for _ in range(5):
        next(work)
    work.close()  # type: ignore[attr-defined]
    assert len(taken) <= 8
