"""Jobs are done one after another, tell how far they are, and none takes the others with it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from fake_stages import CountingStages
from zegsman.desk.jobs import KEPT, Job, Jobs, JobState
from zegsman.desk.shelf import Shelf
from zegsman.errors import StoreError
from zegsman.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from zegsman.desk.casebook import Casebook


@pytest.fixture
def jobs(tmp_path: Path) -> Jobs:
    """Jobs on an empty case."""
    return Jobs(Shelf(str(tmp_path / "case.db"), Settings(), CountingStages().stages()))


def ended(job: Job) -> Job:
    """The job once it is over."""
    assert job.ended.wait(20)
    return job


def test_jobs_are_done_in_order_and_give_their_results(jobs: Jobs) -> None:
    """Each job has the case to itself, those behind it wait, and what each gives is kept under its number."""
    gate, order = threading.Event(), []

    def first(book: Casebook) -> str:
        book.progress("read", 3, 7)
        gate.wait(20)
        order.append("first")
        return "one"

    def second(book: Casebook) -> str:
        order.append("second")
        return "two"

    one, two = jobs.start("add", first), jobs.start("judge", second)
    while one.state is JobState.WAITING or not one.n_all:
        assert not two.is_over
    assert (one.state, one.step, one.n_done, one.n_all) == (JobState.RUNNING, "read", 3, 7)
    assert two.state is JobState.WAITING and jobs.current is one
    gate.set()
    assert (ended(one).result, ended(two).result) == ("one", "two")
    assert order == ["first", "second"] and jobs.current is None
    assert jobs.job(one.number) is one and jobs.job(99) is None


def test_job_that_fails_takes_no_other_with_it(jobs: Jobs) -> None:
    """An error of ours is kept with its job, a fault is not shown, and the next job is done all the same."""

    def trouble(_: Casebook) -> None:
        raise StoreError("no room")

    def fault(_: Casebook) -> None:
        raise ZeroDivisionError

    one, two, three = jobs.start("add", trouble), jobs.start("add", fault), jobs.start("add", lambda book: "done")
    assert ended(one).state is JobState.FAILED and isinstance(one.error, StoreError)
    assert ended(two).state is JobState.FAILED and two.error is None and two.result is None
    assert ended(three).result == "done"


def test_jobs_long_over_are_forgotten(jobs: Jobs) -> None:
    """No more than so many jobs that are over are kept in memory."""
    all_of_them = [ended(jobs.start("judge", lambda book: None)) for _ in range(KEPT + 5)]
    assert jobs.job(all_of_them[0].number) is None
    assert jobs.job(all_of_them[-1].number) is all_of_them[-1]
