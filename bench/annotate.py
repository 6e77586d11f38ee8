"""How fast reports are annotated: words a second with its interval, time to load, peak memory.

usage: python bench/annotate.py FOLDER [--rounds N] [--threads N]

Reads every report below FOLDER, annotates them once to warm up, then N times. The figure is the median of the rounds;
its interval is the 2.5th to 97.5th percentile of the medians of 2,000 bootstrap samples of the rounds. A word is a
token that is no punctuation. Prints one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import resource
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.record.report import Report

_SAMPLES = 2000


def read_folder(folder: Path) -> list[Report]:
    """The reports of all text files below a folder."""
    from zegsman.read.readers import read_reports
    from zegsman.read.reports import ReadOptions
    from zegsman.record.report import Report

    found: list[Report] = []
    for path in sorted(folder.rglob("*.txt")):
        for one in read_reports(path.read_bytes(), ReadOptions(path=str(path))):
            report = getattr(one, "report", one)
            if isinstance(report, Report):
                found.append(report)
    return found


def interval(values: Sequence[float], seed: int = 1) -> tuple[float, float]:
    """The 95 % bootstrap interval of the median."""
    chance = random.Random(seed)
    medians = sorted(statistics.median(chance.choices(values, k=len(values))) for _ in range(_SAMPLES))
    return medians[int(0.025 * _SAMPLES)], medians[int(0.975 * _SAMPLES)]


def measure(reports: Sequence[Report], rounds: int, threads: int | None) -> dict[str, Any]:
    """Loads the encoder, annotates the reports and gives the figures."""
    start = time.perf_counter()
    from zegsman.annotate.line import annotate_reports
    from zegsman.encoder import load_encoder

    encoder = load_encoder(threads=threads)
    load_s = time.perf_counter() - start
    words = 0
    for annotation in annotate_reports(reports, encoder):
        words += sum(token.upos != "PUNCT" for token in annotation.tokens)
    rates = []
    for _ in range(rounds):
        start = time.perf_counter()
        for _annotation in annotate_reports(reports, encoder):
            pass
        rates.append(words / (time.perf_counter() - start))
    low, high = interval(rates)
    return {
        "reports": len(reports),
        "words": words,
        "words_per_s": round(statistics.median(rates)),
        "interval": [round(low), round(high)],
        "rounds": rounds,
        "load_s": round(load_s, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "threads": encoder.threads,
        "machine": platform.machine(),
        "python": platform.python_version(),
    }


def main() -> int:
    """Reads the arguments and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--threads", type=int)
    options = parser.parse_args()
    reports = read_folder(options.folder)
    if not reports:
        print(f"no report was found below {options.folder}; expected .txt files", file=sys.stderr)
        return 3
    print(json.dumps(measure(reports, options.rounds, options.threads)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
