"""What a process and its children use while they work: memory, processor time, how far a batch has come."""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path

_TICK_S = 1 / os.sysconf("SC_CLK_TCK")


class Memory:
    """The most memory that a process and its children held together, looked at twice a second, in megabytes."""

    def __init__(self, pid: int) -> None:
        self.pid, self.peak_mb = pid, 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)
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


class BatchGrowth(Memory):
    """The same of a batch, with a line for each so many reports: processor time of each since the line before."""

    def __init__(self, pid: int, folder: Path, every: int) -> None:
        self.folder, self.every = folder, every
        self._told = (0, 0.0)
        super().__init__(pid)

    def _look(self) -> None:
        super()._look()
        n, (before, used) = _n_annotated(self.folder), self._told
        if n // self.every > before // self.every:
            self._told = (n, sum(map(processor_s, _family(self.pid))))
            cpu_ms = round(1000 * (self._told[1] - used) / (n - before), 2)
            told = {"batch_reports": n, "cpu_ms_per_report": cpu_ms, "peak_mb": round(self.peak_mb)}
            print(json.dumps(told), file=sys.stderr, flush=True)


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
