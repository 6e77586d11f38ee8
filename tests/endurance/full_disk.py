"""A disk that is full at every point at which the program writes to its case, and a small one that fills up.

usage: python bench/full_disk.py [--every N] [--first N] [--inputs N] [--folder FOLDER]

It runs under `faulty_disk.c`, which counts the calls that write to the case, its log and its index, or make them, and
lets the n-th fail: for each n in turn, the disk stays full, has room again at once, or has room again after half of the
bytes were written; in a small case, and in one that counts as large. With `--every N` every N-th call fails, from the
one on that `--first` says; so all can be done in parts. With `--folder`, which is to lie on a disk of few megabytes,
reading goes on until that is full.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from endurance.killing import Tally, check_left, large_from, reading, run_killed, told_by, work, write_inputs
from zegsman.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from zegsman.desk.casebook import Casebook

WAYS = {"stays full": (1, 0), "once": (0, 0), "once, half written": (0, 1)}
"""How the disk fails: whether all calls fail from then on, and whether half of the bytes are written."""


@dataclass
class FullTally(Tally):
    """What was done and seen over all faults."""

    faults: int = 0
    told: int = 0
    """Runs that ended with the error that the case cannot be written to; the others came to their end all the same."""


def run_full(
    job: Callable[[Casebook], None], place: Path, acks: Path, *, nth: int = 0, way: tuple[int, int] = (1, 0)
) -> tuple[str, int]:
    """Runs a job in a child in which the `nth` call that writes to the case fails; how it ended, and the calls made."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        ended = "failed"
        try:
            disk = ctypes.CDLL(None)
            disk.fail_at(str(place).encode(), ctypes.c_long(nth), *way)
            ended = "finished"
            try:
                work(job, place, acks, None)
            except StoreError:
                ended = "told"
            os.write(into, f"{ended} {disk.calls_counted()}".encode())
            os._exit(0)
        except BaseException:
            import traceback

            traceback.print_exc()
            os._exit(1)
    os.close(into)
    with os.fdopen(out) as answer:
        ended, _, calls = answer.read().partition(" ")
    os.waitpid(child, 0)
    return ended or "failed", int(calls or 0)


def counted(folder: Path, *, every: int, first: int = 1, seed: int = 1, n_inputs: int = 6) -> FullTally:
    """Lets each `every`-th call of reading, and of working out anew, fail in each way; looks at what is left."""
    tally, chance = FullTally(), random.Random(seed)
    reports = write_inputs(folder / "in", n_inputs, chance)
    inputs, job = [str(path) for path in sorted((folder / "in").iterdir())], reading(folder / "in")
    work(job, folder / "measured.db", folder / "acks-measured.1", None)  # here, so that no child has to load anything
    for version, before in (("1", None), ("2", folder / "measured.db")):
        sound = told_by(_begun(folder / f"told-{version}", folder / "measured.db"), version)
        _, calls = run_full(
            job, _begun(folder / f"sound-{version}", before), folder / f"acks-sound-{version}.{version}"
        )
        for name, way in WAYS.items():
            for nth in range(first, calls + 1, every):
                home = folder / f"{version}-{list(WAYS).index(name)}-{nth}"
                place, acks = _begun(home, before), home / f"acks-1.{version}"
                ended, _ = run_full(job, place, acks, nth=nth, way=way)
                _count(tally, ended, f"call {nth} of {calls}, {name}")
                check_left(tally, place, acks, inputs, reports)
                run_killed(job, place, home / f"acks-2.{version}")
                check_left(tally, place, home / f"acks-2.{version}", inputs, reports)
                if told_by(place, version) != sound:
                    tally.unequal.append(f"call {nth} of {calls}, {name}")
                shutil.rmtree(home)
    return tally


def _count(tally: FullTally, ended: str, where: str) -> None:
    """Counts a run on a full disk, which ends as it should or with an error that says what is wrong."""
    tally.faults += 1
    tally.runs += 1
    tally.told += ended == "told"
    if ended == "failed":
        tally.unsound.append(f"{where}: not told as a full disk")


def _begun(home: Path, before: Path | None) -> Path:
    """The place of a case in a folder of its own: none yet, or a copy of one."""
    home.mkdir()
    if before is not None:
        shutil.copy(before, home / "killed.db")
    return home / "killed.db"


def filled(folder: Path, *, seed: int = 1, n_inputs: int = 60) -> FullTally:
    """Fills the disk that a folder lies on but for a little room, reads until it is full, makes room, and goes on."""
    tally, chance = FullTally(), random.Random(seed)
    with tempfile.TemporaryDirectory() as elsewhere:
        reports = write_inputs(Path(elsewhere) / "in", n_inputs, chance)
        inputs = [str(path) for path in sorted((Path(elsewhere) / "in").iterdir())]
        job, place, ballast = reading(Path(elsewhere) / "in"), folder / "killed.db", folder / "ballast"
        for i, room in enumerate((0, 20_000, 150_000, 350_000, 600_000, 900_000)):
            left = os.statvfs(folder)
            with ballast.open("wb") as handle:
                handle.write(b"x" * max(0, left.f_bavail * left.f_frsize - room))
            acks = Path(elsewhere) / f"acks-{i}.1"
            ended, _ = run_full(job, place, acks)
            ballast.unlink()
            _count(tally, ended, f"room for {room} bytes")
            check_left(tally, place, acks, inputs, reports)
        run_killed(job, place, Path(elsewhere) / "acks-last.1")
        check_left(tally, place, Path(elsewhere) / "acks-last.1", inputs, reports)
        work(job, Path(elsewhere) / "measured.db", Path(elsewhere) / "acks-measured.1", None)
        if told_by(place) != told_by(Path(elsewhere) / "measured.db"):
            tally.unequal.append(str(place))
    return tally


def begin_again(library: Path, arguments: list[str]) -> int:
    """Builds the disk that fails, and runs this module under it; gives its exit status."""
    source = Path(__file__).with_name("faulty_disk.c")
    subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], check=True)
    command = [sys.executable, "-m", "endurance.full_disk", *arguments]
    folders = [str(Path(__file__).parents[1]), *sys.path]
    place = {"LD_PRELOAD": str(library), "PYTHONPATH": os.pathsep.join(one for one in folders if one)}
    return subprocess.run(command, env={**os.environ, **place}, check=False).returncode


def main() -> int:
    """Runs the campaigns and prints a line of JSON for each; 1 where anything was lost, unsound or unequal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, help="1 lets every call fail in its turn")
    parser.add_argument("--first", type=int, default=1, help="the call to begin with")
    parser.add_argument("--inputs", type=int, default=6)
    parser.add_argument("--folder", type=Path, help="on a small disk, which will be filled")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tallies = {"counted": counted(Path(folder), every=given.every, first=given.first, n_inputs=given.inputs)}
    with tempfile.TemporaryDirectory() as folder, large_from(2):
        large = counted(Path(folder), every=given.every, first=given.first, n_inputs=given.inputs)
        tallies["counted, large"] = large
    if given.folder:
        tallies["filled"] = filled(given.folder)
    for name, tally in tallies.items():
        print(json.dumps({"campaign": name, **asdict(tally)}), flush=True)
    return int(any(tally.lost or tally.unsound or tally.unequal for tally in tallies.values()))


if __name__ == "__main__":
    sys.exit(main())
