"""What goes wrong around the program costs nothing that it acknowledged: full disks, locks, clocks."""

from __future__ import annotations

import random
import resource
import shutil
import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from endurance.full_disk import begin_again
from endurance.killing import SETTINGS, Tally, check_left, reading, run_killed, write_inputs
from fake_stages import CountingStages
from zegsman.desk.casebook import Casebook, open_casebook
from zegsman.desk.questions import check_case, dossiers
from zegsman.desk.taking import take_reports
from zegsman.errors import CaseFull, CaseLocked
from zegsman.read.languages import find_language
from zegsman.store.case import Case
from zegsman.store.reports import load_reports, report_ids

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _in_little_room(job: Callable[[Casebook], None], size: int) -> Callable[[Casebook], None]:
    """The same job where no file may grow beyond a size, as on a full disk; it must end as a full case."""

    def cramped(book: Casebook) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        with pytest.raises(CaseFull, match="no space"):
            job(book)
        # The log of the write-ahead is folded in when the case is closed, which needs no more room than there is.
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    return cramped


def test_full_disk(tmp_path: Path) -> None:
    """Wherever the room ends, what was acknowledged is kept, the case is sound, and the next run takes the rest."""
    tally, chance = Tally(), random.Random(5)
    reports = write_inputs(tmp_path / "in", 24, chance)
    inputs = [str(path) for path in sorted((tmp_path / "in").iterdir())]
    job, place = reading(tmp_path / "in"), tmp_path / "x.db"
    # The model that tells languages apart unpacks itself to a temporary file on first use.
    find_language("Het water staat hoog, zegt de dijkgraaf, en zakt niet.", SETTINGS.languages)
    for i, size in enumerate((310_000, 400_000, 480_000)):
        acks = tmp_path / f"acks{i}.1"
        assert not run_killed(_in_little_room(job, size), place, acks)
        check_left(tally, place, acks, inputs, reports)
    assert tally.acknowledged > 0
    assert not run_killed(job, place, tmp_path / "last.1")
    check_left(tally, place, tmp_path / "last.1", inputs, reports)
    assert (tally.lost, tally.unsound) == ([], [])
    with Case(str(place)) as case:
        assert len(report_ids(case)) == len(reports)


@pytest.mark.skipif(shutil.which("cc") is None or sys.platform != "linux", reason="needs a C compiler and LD_PRELOAD")
def test_disk_full_at_a_call(tmp_path: Path) -> None:
    """Whichever call that writes fails, for once or from then on, the case is sound and the next run takes the rest.

    Every eightieth call; `python bench/full_disk.py` does all.
    """
    assert begin_again(tmp_path / "faulty_disk.so", ["--every", "80", "--inputs", "4"]) == 0


def test_locked_while_reading(tmp_path: Path) -> None:
    """Another process that writes is waited for; one that does not end is told, and the next run goes on."""
    place, stages = str(tmp_path / "x.db"), CountingStages().stages()
    reports = write_inputs(tmp_path / "in", 8, random.Random(1))
    with Case(place) as other, open_casebook(place, replace(SETTINGS, lock_timeout_s=0.05), stages=stages) as book:
        with other.transaction(), pytest.raises(CaseLocked, match="locked"):
            take_reports(book, [str(tmp_path / "in")])
        assert report_ids(book.case) == ()
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with Case(place) as other, other.transaction():
            held.set()
            done.wait(0.3)

    with open_casebook(place, replace(SETTINGS, lock_timeout_s=10.0), stages=stages) as book:
        holder = threading.Thread(target=hold)
        holder.start()
        held.wait()
        take_reports(book, [str(tmp_path / "in")])
        holder.join()
        assert len(report_ids(book.case)) == len(reports)


def test_clock_set_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that runs backwards changes no order: the version that came last stands, and receipts keep theirs."""
    hours = iter(range(40, 0, -1))
    monkeypatch.setattr("zegsman.desk.taking.now", lambda: f"2024-03-05T{next(hours) % 24:02}:00:00+00:00")
    text = "Brug dicht na een aanvaring met een schip, meldt de provincie. Drie mensen gewond zegt Bos."
    with open_casebook(None, SETTINGS, stages=CountingStages().stages()) as book:
        for i, words in enumerate((text, text.replace("Drie", "Twee"), text.replace("Drie", "Vier"))):
            path = tmp_path / f"{i}.txt"
            path.write_text(f"---\noutlet: Bode\nurl: https://bode.example/b\n---\n{words}\n")
            take_reports(book, [str(path)])
        standing = [report for report in load_reports(book.case) if report.replaced_by is None]
        assert len(standing) == 1
        assert "Vier mensen" in standing[0].text
        assert check_case(book)[0] == ()
        assert dossiers(book) == []
