"""The local engine: one process a core, each with an encoder of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, cast

from zegsman.errors import FleetError, ZegsmanError
from zegsman.fleet.batches import Batch, Done, Lost

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from zegsman.fleet.batches import Job

MOST_STARTS = 8
"""Workers that may die in a row without finishing anything: beyond it the machine is at fault, not a batch."""

# A child started by fork would share the threads' locks of onnxruntime in whatever state they are.
_PROCESSES = multiprocessing.get_context("spawn")


def n_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class LocalEngine:
    """Processes on this machine. The death of one costs the batch that it had, and a new one takes its place."""

    def __init__(self, n_workers: int | None = None) -> None:
        self.n_workers = n_workers or n_cores()

    def work(self, job: Job, batches: Iterable[Batch]) -> Iterator[Done | Lost]:
        """Does the job for each batch; see `Engine.work`."""
        waiting = iter(batches)
        workers: dict[Any, Worker] = {}
        in_a_row = 0
        try:
            while True:
                while len(workers) < self.n_workers and (batch := next(waiting, None)) is not None:
                    worker = Worker(job)
                    worker.give(batch)
                    workers[worker.connection] = worker
                if not workers:
                    return
                for ready in wait(list(workers)):
                    worker = workers[ready]
                    result = worker.take()
                    in_a_row = in_a_row + 1 if isinstance(result, Lost) else 0
                    if in_a_row >= MOST_STARTS and in_a_row >= 2 * self.n_workers:
                        raise FleetError(
                            f"{in_a_row} workers died one after the other and none finished its batch; expected them "
                            "to live: look whether the machine has memory left, and try fewer workers"
                        )
                    following = None if isinstance(result, Lost) else next(waiting, None)
                    if following is None:
                        worker.end()
                        del workers[ready]
                    else:
                        worker.give(following)
                    yield result
        finally:
            for worker in workers.values():
                worker.kill()


class Worker:
    """A process, the connection to it, and the batch that it has."""

    def __init__(self, job: Job) -> None:
        self.connection, theirs = _PROCESSES.Pipe()
        self.process: BaseProcess = _PROCESSES.Process(target=_serve, args=(theirs, job), daemon=True)
        self.process.start()
        theirs.close()
        self.batch: Batch | None = None

    def give(self, batch: Batch) -> None:
        """Hands a batch over; a worker that is dead already shows it when its result is taken."""
        self.batch = batch
        try:
            self.connection.send(batch.items)
        except OSError:
            return

    def take(self) -> Done | Lost:
        """What became of the batch.

        Raises:
            ZegsmanError: if the job cannot be done at all.
        """
        batch = cast("Batch", self.batch)
        try:
            result, error = self.connection.recv()
        except (EOFError, OSError):
            return Lost(batch)
        if error is not None:
            raise error
        return Done(batch, result)

    def end(self) -> None:
        """Lets the process end; it does when its connection closes."""
        self.connection.close()
        self.process.join()

    def kill(self) -> None:
        """Ends the process at once."""
        self.process.kill()
        self.end()


def _serve(connection: Connection, job: Job) -> None:
    """The life of a worker: takes items, gives results, ends when the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who gives the batches decides when to stop
    try:
        while True:
            items = connection.recv()
            answer: tuple[Any, ZegsmanError | None]
            try:
                answer = (job(items), None)
            except ZegsmanError as error:
                answer = (None, error)
            except Exception as error:
                answer = (None, FleetError(f"a fault in the program ({type(error).__name__}: {error}); please report"))
            connection.send(answer)
    except (EOFError, OSError):
        return
