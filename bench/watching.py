"""What a process and its children use while they work: memory, processor time, how far a batch has come."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

_BEGUN = {"run": "begun"}
_TICK_S = 1 / os.sysconf("SC_CLK_TCK")


class Memory:
    """The most memory that a process and its children held together, looked at twice a second, in megabytes."""

    def __init__(self, pid: int) -> None:
        self.pid, self.peak_mb = pid, 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._over.wait(0.5):
            self._look()

    def _look(self) -> None:
        self.peak_mb = max(self.peak_mb, sum(map(_resident_mb, _family(self.pid))))

    def stop(self) -> int:
        """Ends the watch; gives the peak."""
        self._over.set()
        self._thread.join()
        return round(self.peak_mb)


class Log:
    """Lines of JSON that outlast a run, so that one that was stopped can be gone on with; each run has its own."""

    def __init__(self, path: Path) -> None:
        """Opens the log of a run; what earlier runs wrote is in `every`, the last line of each in `runs`."""
        self._path = path
        self.every: list[list[dict[str, Any]]] = []
        for line in path.read_text().splitlines() if path.exists() else ():
            told = json.loads(line)
            if told == _BEGUN:
                self.every.append([])
            else:
                self.every[-1].append(told)
        self.runs = [run[-1] for run in self.every if run]
        self.add(_BEGUN)

    def add(self, told: dict[str, Any]) -> None:
        """Writes a line."""
        with self._path.open("a") as file:
            file.write(json.dumps(told) + "\n")


class BatchGrowth(Memory):
    """The same of a batch, with a line for each so many reports: processor time of each since the line before."""

    def __init__(self, pid: int, folder: Path, every: int, log: Log) -> None:
        self.folder, self.every, self._log = folder, every, log
        self._start = time.perf_counter()
        self._told = (_n_annotated(folder), 0.0)
        super().__init__(pid)

    def _look(self) -> None:
        super()._look()
        n, (before, used) = _n_annotated(self.folder), self._told
        if n // self.every > before // self.every:
            self._told = (n, sum(map(processor_s, _family(self.pid))))
            cpu_ms = round(1000 * (self._told[1] - used) / (n - before), 2)
            told = {"batch_reports": n, "cpu_ms_per_report": cpu_ms, "peak_mb": round(self.peak_mb)}
            print(json.dumps(told), file=sys.stderr, flush=True)
            wall_s = round(time.perf_counter() - self._start, 2)
            self._log.add({"wall_s": wall_s, "cpu_s": round(self._told[1], 2), **told})


def _n_annotated(folder: Path) -> int:
    """Reports of which a data set that is being made holds the result."""
    work = folder / "_work"
    n = 0
    for path in work.glob("parts/*/*-*"):
        first, _, end = path.name.partition("-")
        n += int(end) - int(first) if end.isdigit() else 0
    for path in work.glob("shard-*.json"):
        files = json.loads(path.read_bytes())
        n += sum(one["rows"] for name, one in files.items() if name.startswith("reports/"))
    return n


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _resident_mb(pid: int) -> float:
    """Memory of a process; pages that several share count for each in its part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def processor_s(pid: int) -> float:
    """Processor time of a process and of those children that it has seen end."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return _TICK_S * sum(map(int, fields[11:15]))
