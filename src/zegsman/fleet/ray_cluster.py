"""The Ray engine: Ray Data with a pool of actors, each holding an encoder, on a cluster or on this machine."""

from __future__ import annotations

import logging
import os
import pickle
from itertools import islice
from typing import TYPE_CHECKING, Any

from zegsman.errors import FleetError, ZegsmanError
from zegsman.fleet.batches import Batch, Done, Lost
from zegsman.fleet.local import Worker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zegsman.fleet.batches import Job

BATCHES_A_WORKER = 64
"""Batches for each worker in one run of Ray Data: minutes of work, beside which the seconds that the actors need to
start do not count, and little enough to keep the object store small."""


class RayEngine:
    """Actors of Ray Data. The death of one, or of its machine, costs the batch that it had.

    Joins the cluster that `RAY_ADDRESS` names; without it, starts Ray on this machine for as long as the work lasts.
    """

    def __init__(self, n_workers: int | None = None, *, object_store_mb: int | None = None) -> None:
        self.n_workers = n_workers
        self.object_store_mb = object_store_mb

    def work(self, job: Job, batches: Iterable[Batch]) -> Iterator[Done | Lost]:
        """Does the job for each batch; see `Engine.work`."""
        ray = _load_ray()
        begun = not ray.is_initialized()
        if begun:
            self._start(ray)
        try:
            n_workers = self.n_workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
            waiting = iter(batches)
            while wave := list(islice(waiting, n_workers * BATCHES_A_WORKER)):
                yield from _work_on(ray, job, wave, min(n_workers, len(wave)))
        finally:
            if begun:
                ray.shutdown()

    def _start(self, ray: Any) -> None:
        # Ray would otherwise tell its makers how it is used, and the terminal what it does.
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
        options: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
        if "RAY_ADDRESS" not in os.environ:
            size = {"object_store_memory": self.object_store_mb * 2**20} if self.object_store_mb else {}
            options |= {"num_cpus": self.n_workers, "include_dashboard": False, **size}
        try:
            ray.init(**options)
        except (ConnectionError, RuntimeError, ValueError, OSError) as error:
            raise FleetError(f"Ray cannot be started or reached: {error}") from error


def _load_ray() -> Any:
    """The library Ray with its Data.

    Raises:
        FleetError: if it is not installed.
    """
    os.environ.setdefault("RAY_DATA_DISABLE_PROGRESS_BARS", "1")
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise FleetError("the engine ray needs Ray, which is not installed: pip install 'zegsman[ray]'") from error
    return ray


class _Actor:
    """Does the job for one batch at a time, in a process of its own.

    A report that kills the process comes back as lost; when the actor itself dies, or its machine, Ray gives the batch
    to another actor for as long as it takes.
    """

    def __init__(self) -> None:
        self.worker: Worker | None = None

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        if self.worker is None:
            self.worker = Worker(pickle.loads(row["job"]))
        self.worker.give(Batch(0, 0, pickle.loads(row["items"])))
        try:
            result = self.worker.take()
        except ZegsmanError as error:  # Ray would wrap it in an error of its own
            return _answer(row, error=error)
        if isinstance(result, Lost):
            self.worker.kill()
            self.worker = None
            return _answer(row, lost=True)
        return _answer(row, result.result)


def _answer(
    row: dict[str, Any], result: Any = None, *, error: ZegsmanError | None = None, lost: bool = False
) -> dict[str, Any]:
    return {"number": row["number"], "answer": pickle.dumps((result, error, lost))}


def _work_on(ray: Any, job: Job, wave: list[Batch], n_workers: int) -> Iterator[Done | Lost]:
    ray.data.DataContext.get_current().enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    shared = pickle.dumps(job)
    rows = [{"number": i, "job": shared, "items": pickle.dumps(batch.items)} for i, batch in enumerate(wave)]
    answers = ray.data.from_items(rows, override_num_blocks=len(rows)).map(
        _Actor,
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=n_workers, max_tasks_in_flight_per_actor=2),
        num_cpus=1,
    )
    for row in answers.iter_rows():
        result, error, lost = pickle.loads(row["answer"])
        if error is not None:
            raise error
        batch = wave[row["number"]]
        yield Lost(batch) if lost else Done(batch, result)
