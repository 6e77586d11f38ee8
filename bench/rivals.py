"""The same text read by others on the same cores: Frog with all its layers, a spaCy pipeline, and ourselves naively."""

from __future__ import annotations

import json
import re
import resource
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.record.report import Report

_SPACY = """
import json, resource, sys, time
import spacy
pipeline = spacy.load(sys.argv[1])
texts = json.load(sys.stdin)
list(pipeline.pipe(texts[:4]))
def worked():
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
start, before = time.perf_counter(), worked()
for doc in pipeline.pipe(texts, n_process=int(sys.argv[2])):
    pass
print(time.perf_counter() - start, worked() - before)
"""


@dataclass(slots=True)
class _Clock:
    """Wall and processor time, of this process or of those that it started and that have ended, since it was made."""

    who: int = resource.RUSAGE_SELF
    start: float = field(default_factory=time.perf_counter)
    before: float = 0.0

    def __post_init__(self) -> None:
        self.before = self._worked()

    def _worked(self) -> float:
        used = resource.getrusage(self.who)
        return used.ru_utime + used.ru_stime

    def stop(self) -> tuple[float, float]:
        """Seconds on the wall, and of the processor."""
        return time.perf_counter() - self.start, self._worked() - self.before


def _rates(texts: Sequence[str], seconds: float, cpu_s: float, n_cores: int) -> dict[str, Any]:
    """Words by second on the wall, and by second of the processor, which holds on a machine that others use too."""
    words = n_words(texts)
    return {
        "words_per_s": round(words / max(seconds, 1e-9)),
        "words_per_cpu_s": round(words / max(cpu_s, 1e-9)),
        "cores": n_cores,
    }


def n_words(texts: Sequence[str]) -> int:
    """Words between white space, the same count for everybody."""
    return sum(len(text.split()) for text in texts)


def measure_frog(texts: Sequence[str], n_cores: int) -> dict[str, Any]:
    """Frog with all layers (tagger, lemmas, morphology, names, chunks, dependencies), a process a core."""
    if shutil.which("frog") is None:
        return {"skipped": "frog is not installed (Debian: frog, frogdata and uctodata)"}
    plain = [re.sub(r"\s+", " ", text) for text in texts]
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for i in range(n_cores):
            parts.append(Path(folder) / f"{i}.txt")
            parts[i].write_text("\n\n".join(plain[i::n_cores]) + "\n", encoding="utf-8")
        empty = Path(folder) / "empty.txt"
        empty.write_text("Ja .\n", encoding="utf-8")
        _seconds([empty])  # its data are read from the disk once
        load_s, load_cpu_s = _seconds([empty])
        seconds, cpu_s = _seconds(parts)
    rates = _rates(texts, seconds - load_s, cpu_s - len(parts) * load_cpu_s, n_cores)
    return {**rates, "load_s": round(load_s, 1)}


def _seconds(parts: Sequence[Path]) -> tuple[float, float]:
    clock = _Clock(resource.RUSAGE_CHILDREN)
    running = [
        subprocess.Popen(
            ["frog", "-t", str(one), "-o", f"{one}.out"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for one in parts
    ]
    statuses = [one.wait() for one in running]
    if any(statuses):
        raise RuntimeError("frog ended with an error; its tokeniser needs uctodata")
    return clock.stop()


def measure_spacy(python: str | None, pipeline: str, texts: Sequence[str], n_cores: int) -> dict[str, Any]:
    """A spaCy pipeline in an environment of its own."""
    if python is None:
        return {"skipped": "no --spacy PYTHON was given: an interpreter that has spaCy and the pipeline"}
    found = subprocess.run(
        [python, "-c", _SPACY, pipeline, str(n_cores)], input=json.dumps(list(texts)), capture_output=True, text=True
    )
    if found.returncode:
        return {"skipped": found.stderr.strip().splitlines()[-1][:200]}
    seconds, cpu_s = map(float, found.stdout.split())
    return {**_rates(texts, seconds, cpu_s, n_cores), "pipeline": pipeline}


def measure_ours(reports: Sequence[Report], n_cores: int) -> dict[str, Any]:
    """The annotate stage on all cores, as `zegsman annotate` runs it."""
    from zegsman.annotate.line import annotate_reports
    from zegsman.encoder import load_encoder

    encoder = load_encoder(threads=n_cores)
    list(annotate_reports(reports[:4], encoder))
    clock = _Clock()
    for _ in annotate_reports(reports, encoder):
        pass
    return _rates([one.text for one in reports], *clock.stop(), n_cores)


def measure_naively(reports: Sequence[Report]) -> dict[str, Any]:
    """The same steps one after the other: one report at a time, on one thread, no work side by side."""
    from zegsman.annotate.line import annotate_report
    from zegsman.encoder import load_encoder

    encoder = load_encoder(threads=1)
    annotate_report(reports[0], encoder)
    clock = _Clock()
    for report in reports:
        annotate_report(report, encoder)
    return _rates([one.text for one in reports], *clock.stop(), 1)
