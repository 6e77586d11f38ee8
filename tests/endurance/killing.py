"""Kills the program at random points and looks at what is left: the harness of the tests and of bench/kills.py.

A run is a child process (a fork, so that a run costs milliseconds) that does one of the program's jobs over a case with
stages that need no model. It is killed with SIGKILL: half of the time when it has executed a random number of lines of
the program, which is the same point each time for one seed; half of the time after a random while, which also reaches
the middle of a write. Whatever the child had acknowledged by then stands in a file that it appended to.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import zegsman
import zegsman.desk.placing as placing
import zegsman.desk.rounds as rounds
from fake_stages import CountingStages
from zegsman.desk.casebook import Casebook, open_casebook
from zegsman.desk.questions import check_case, dossiers
from zegsman.desk.rounds import work_out
from zegsman.desk.taking import refused_paths, take_reports
from zegsman.settings import Settings
from zegsman.store.reports import load_original, load_reports, report_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SETTINGS = Settings(batch_size=4, fetch_private=True, fetch_delay_s=0.0, obey_robots=False)
_HOME = str(Path(zegsman.__file__).parent)


@dataclass
class Tally:
    """What was done and seen over all kills."""

    runs: int = 0
    kills: int = 0
    finished: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    """Acknowledged inputs that were not there once, as they were."""
    unsound: list[str] = field(default_factory=list)
    unequal: list[str] = field(default_factory=list)
    """Cases whose dossiers, when all was done, were not those of a run without kills."""


def run_killed(
    job: Callable[[Casebook], None], place: Path, acks: Path, *, lines: int | None = None, seconds: float | None = None
) -> bool:
    """Runs a job in a child over the case at `place`; True where it was killed, False where it came to its end.

    Raises:
        RuntimeError: if the child failed by itself.
    """
    child = os.fork()
    if child == 0:
        try:
            work(job, place, acks, lines)
            os._exit(0)
        except BaseException:
            import traceback

            traceback.print_exc()
            os._exit(1)
    if seconds is not None:
        _kill_after(child, seconds)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return True
    if os.WEXITSTATUS(status) != 0:
        raise RuntimeError(f"a run over {place} failed with status {os.WEXITSTATUS(status)}")
    return False


def _kill_after(child: int, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return
        time.sleep(min(0.0005, seconds))
    os.kill(child, signal.SIGKILL)


def work(job: Callable[[Casebook], None], place: Path, acks: Path, lines: int | None) -> None:
    """Does a job over the case at `place` in this process, which is killed after so many lines of the program."""
    log = os.open(acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def acknowledge(what: str, done: int, _of: int) -> None:
        os.write(log, f"{what} {done}\n".encode())

    if lines is not None:
        sys.settrace(_killing(lines))
    with open_casebook(
        str(place), SETTINGS, stages=CountingStages().stages(_version(acks)), progress=acknowledge
    ) as book:
        job(book)
    sys.settrace(None)


def _version(acks: Path) -> str:
    """The version of the stages: the harness changes it to have everything worked out anew."""
    return acks.suffix.removeprefix(".") or "1"


def _killing(lines: int) -> Callable[..., Any]:
    """A trace function that kills this process when so many lines of the program have been executed."""
    left = lines

    def within(frame: Any, event: str, argument: Any) -> Any:
        nonlocal left
        if event == "line":
            left -= 1
            if left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return within

    def trace(frame: Any, event: str, argument: Any) -> Any:
        return within if frame.f_code.co_filename.startswith(_HOME) else None

    return trace


def count_lines(job: Callable[[Casebook], None], place: Path) -> int:
    """How many lines of the program a job executes over a case."""
    seen = 0

    def within(frame: Any, event: str, argument: Any) -> Any:
        nonlocal seen
        seen += event == "line"
        return within

    def trace(frame: Any, event: str, argument: Any) -> Any:
        return within if frame.f_code.co_filename.startswith(_HOME) else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        with open_casebook(str(place), SETTINGS, stages=CountingStages().stages()) as book:
            job(book)
    finally:
        sys.settrace(before)
    return seen


def write_inputs(folder: Path, n: int, chance: random.Random) -> dict[str, bytes]:
    """Report files, one in eight of them no report; gives path and bytes of those that are, in the order of reading."""
    folder.mkdir(parents=True, exist_ok=True)
    reports: dict[str, bytes] = {}
    for i in range(n):
        path = folder / f"{i:03}.txt"
        if i % 8 == 5:
            path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes([i]))
            continue
        words = " ".join(chance.choices(("water", "dijk", "brug", "sluis", "peil", "raad"), k=12))
        what, who = chance.choice(("Brug", "Dam", "Sluis")), chance.choice(("Bos", "Vos"))
        said = f"{what} {i} {words}. Zo staat het er nu voor zegt {who}."
        path.write_bytes(said.encode())
        reports[str(path)] = said.encode()
    return reports


def check_left(tally: Tally, place: Path, acks: Path, inputs: list[str], reports: dict[str, bytes]) -> None:
    """Opens the case after a kill and notes what is lost or unsound in it."""
    if not place.exists():
        if acks.exists() and acks.read_text():
            tally.lost.append(f"{place}: the case is gone")
        return
    with open_casebook(str(place), SETTINGS, stages=CountingStages().stages()) as book:
        tally.unsound += [f"{place}: {fault}" for fault in check_case(book)[0]]
        kept: dict[str, list[bytes | None]] = {}
        for report in load_reports(book.case):
            kept.setdefault(str(report.path), []).append(load_original(book.case, report.sha256))
    done = _acknowledged(acks)
    tally.acknowledged += done
    for path in inputs[:done]:
        if path in reports and kept.get(path) != [reports[path]]:
            tally.lost.append(f"{path}: {kept.get(path)}")


def _acknowledged(acks: Path) -> int:
    """How many inputs the latest run had acknowledged as read."""
    if not acks.exists():
        return 0
    counts = [int(line.split()[1]) for line in acks.read_text().splitlines() if line.startswith("read ")]
    return max(counts, default=0)


def reading(folder: Path, first: int | None = None) -> Callable[[Casebook], None]:
    """The job of `zegsman read FOLDER`, or of its first so many files."""

    def job(book: Casebook) -> None:
        take_reports(book, [str(path) for path in sorted(folder.iterdir())[:first]])
        work_out(book)

    return job


@contextmanager
def large_from(n: int) -> Iterator[None]:
    """Cases of more than so many reports count as large, and are placed a few reports at a time."""
    before = rounds.SMALL, placing._PAGE
    rounds.SMALL, placing._PAGE = n, 3
    try:
        yield
    finally:
        rounds.SMALL, placing._PAGE = before


def large_campaign(folder: Path, *, kills: int, seed: int) -> Tally:
    """The same for large cases, whose reports come in four portions."""
    with large_from(4):
        return campaign(folder, kills=kills, seed=seed, n_portions=4)


def campaign(folder: Path, *, kills: int, seed: int, n_inputs: int = 24, n_portions: int = 1) -> Tally:
    """Reads and reruns cases under kills until there were so many; each case is brought to its end and compared."""
    chance, tally = random.Random(seed), Tally()
    while tally.kills < kills:
        home = folder / f"case-{tally.runs}"
        reports = write_inputs(home / "in", n_inputs, chance)
        inputs = [str(path) for path in sorted((home / "in").iterdir())]
        portions = [reading(home / "in", n_inputs * i // n_portions) for i in range(1, n_portions + 1)]
        most_lines = count_lines(portions[-1], home / "measured.db")
        for version, jobs in (("1", portions), ("2", portions[-1:])):
            for job in jobs:
                _bring_to_end(tally, home, job, chance, most_lines, version, inputs, reports)
            _compare(tally, home, reports, version)
    return tally


def _bring_to_end(
    tally: Tally, home: Path, job: Callable[[Casebook], None], chance: random.Random, most_lines: int, version: str,
    inputs: list[str], reports: dict[str, bytes],
) -> None:  # fmt: skip
    """Runs a job again and again until a run came to its end; the last try is let through."""
    for i_run in range(12):
        acks = home / f"acks-{tally.runs}.{version}"
        by_line = chance.random() < 0.5
        lines = chance.randrange(1, most_lines) if by_line else None
        seconds = None if by_line else chance.uniform(0.0, 0.25)
        if i_run == 11:
            lines = seconds = None
        killed = run_killed(job, home / "killed.db", acks, lines=lines, seconds=seconds)
        tally.runs += 1
        tally.kills += killed
        tally.finished += not killed
        check_left(tally, home / "killed.db", acks, inputs, reports)
        if not killed:
            return


def _compare(tally: Tally, home: Path, reports: dict[str, bytes], version: str) -> None:
    """Whether the case that was killed on the way is the one that was not."""
    told = [told_by(home / name, version) for name in ("measured.db", "killed.db")]
    for ids, _, _ in told:
        if len(ids) != len(set(ids)) or len(ids) != len(reports):
            tally.lost.append(f"{home}: {len(ids)} reports for {len(reports)} inputs")
    if told[0] != told[1]:
        tally.unequal.append(str(home))


def told_by(place: Path, version: str = "2") -> tuple[list[str], list[str], list[str]]:
    """What a case tells once all is worked out: ids of reports, refused inputs, dossiers."""
    with open_casebook(str(place), SETTINGS, stages=CountingStages().stages(version)) as book:
        work_out(book)
        return sorted(report_ids(book.case)), refused_paths(book), sorted(map(str, dossiers(book)))
