"""Work on a case that takes longer than an answer may: one job after another, in a thread of its own."""

from __future__ import annotations

import logging
import queue
import threading
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, Any

from zegsman.errors import ZegsmanError

if TYPE_CHECKING:
    from collections.abc import Callable

    from zegsman.desk.casebook import Casebook
    from zegsman.desk.shelf import Shelf

log = logging.getLogger("zegsman.desk")
KEPT = 200
"""Jobs that are done and still told of; a reader looks at the last few."""


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(slots=True)
class Job:
    """One piece of work. `step`, `n_done` and `n_all` are the last progress told (0 of 0 where it is not known)."""

    number: int
    kind: str
    state: JobState = JobState.WAITING
    step: str = ""
    n_done: int = 0
    n_all: int = 0
    result: Any = None
    error: ZegsmanError | None = None
    """Why it failed; None for a fault of the program, which the log tells of."""
    ended: threading.Event = field(default_factory=threading.Event)

    def note(self, step: str, n_done: int, n_all: int) -> None:
        """Keeps the progress that the desk tells."""
        self.step, self.n_done, self.n_all = step, n_done, n_all

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.ended.is_set()


class Jobs:
    """The jobs of one case. A job that the program's end breaks off leaves the case sound, and can be done again."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._jobs: dict[int, Job] = {}
        self._numbers = count(1)
        self._waiting: queue.SimpleQueue[tuple[Job, Callable[[Casebook], Any]]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self, kind: str, work: Callable[[Casebook], Any]) -> Job:
        """Puts a piece of work behind those that wait; it is given the case, open for writing."""
        with self._lock:
            job = Job(next(self._numbers), kind)
            self._jobs[job.number] = job
            over = [one for one in self._jobs.values() if one.is_over]
            for old in over[: max(0, len(over) - KEPT)]:
                del self._jobs[old.number]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="zegsman-jobs", daemon=True)
                self._thread.start()
        self._waiting.put((job, work))
        return job

    def job(self, number: int) -> Job | None:
        """The job of that number; None where there is none (any more)."""
        return self._jobs.get(number)

    @property
    def current(self) -> Job | None:
        """The first job that is not over; None where nothing is being done."""
        with self._lock:
            return next((job for job in self._jobs.values() if not job.is_over), None)

    def _work(self) -> None:
        while True:
            job, work = self._waiting.get()
            job.state = JobState.RUNNING
            try:
                with self._shelf.writing(job.note) as book:
                    job.result = work(book)
                job.state = JobState.DONE
            except ZegsmanError as error:
                job.error, job.state = error, JobState.FAILED
                log.warning("%s job %s: %s [%s]", job.kind, job.number, error, error.code)
            except Exception:
                # The thread must outlive a fault in one job: those behind it are other people's work.
                job.state = JobState.FAILED
                log.exception("fault in %s job %s", job.kind, job.number)
            finally:
                job.ended.set()
                self._shelf.warm()
