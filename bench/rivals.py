"""The same text read by others on the same cores: Frog with all its layers, a spaCy pipeline, and ourselves naively."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.record.report import Report

_SPACY = """
import json, sys, time
import spacy
pipeline = spacy.load(sys.argv[1])
texts = json.load(sys.stdin)
list(pipeline.pipe(texts[:4]))
start = time.perf_counter()
for doc in pipeline.pipe(texts, n_process=int(sys.argv[2])):
    pass
print(time.perf_counter() - start)
"""


def n_words(texts: Sequence[str]) -> int:
    """Words between white space, the same count for everybody."""
    return sum(len(text.split()) for text in texts)


def measure_frog(texts: Sequence[str], n_cores: int) -> dict[str, Any]:
    """Frog with all layers (tagger, lemmas, morphology, names, chunks, dependencies), a process a core."""
    if shutil.which("frog") is None:
        return {"skipped": "frog is not installed (Debian: frog and frogdata)"}
    plain = [re.sub(r"\s+", " ", text) for text in texts]
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for i in range(n_cores):
            parts.append(Path(folder) / f"{i}.txt")
            parts[i].write_text("\n\n".join(plain[i::n_cores]) + "\n", encoding="utf-8")
        empty = Path(folder) / "empty.txt"
        empty.write_text("Ja .\n", encoding="utf-8")
        load_s = _seconds([empty])
        seconds = _seconds(parts) - load_s
    return {"words_per_s": round(n_words(texts) / max(seconds, 1e-9)), "load_s": round(load_s, 1), "cores": n_cores}


def _seconds(parts: Sequence[Path]) -> float:
    start = time.perf_counter()
    running = [
        subprocess.Popen(
            ["frog", "-t", str(one), "-o", f"{one}.out"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for one in parts
    ]
    for one in running:
        one.wait()
    return time.perf_counter() - start


def measure_spacy(python: str | None, pipeline: str, texts: Sequence[str], n_cores: int) -> dict[str, Any]:
    """A spaCy pipeline in an environment of its own."""
    if python is None:
        return {"skipped": "no --spacy PYTHON was given: an interpreter that has spaCy and the pipeline"}
    found = subprocess.run(
        [python, "-c", _SPACY, pipeline, str(n_cores)], input=json.dumps(list(texts)), capture_output=True, text=True
    )
    if found.returncode:
        return {"skipped": found.stderr.strip().splitlines()[-1][:200]}
    seconds = float(found.stdout)
    return {"words_per_s": round(n_words(texts) / seconds), "pipeline": pipeline, "cores": n_cores}


def measure_ours(reports: Sequence[Report], n_cores: int) -> dict[str, Any]:
    """The annotate stage on all cores, as `zegsman annotate` runs it."""
    from zegsman.annotate.line import annotate_reports
    from zegsman.encoder import load_encoder

    encoder = load_encoder(threads=n_cores)
    list(annotate_reports(reports[:4], encoder))
    start = time.perf_counter()
    for _ in annotate_reports(reports, encoder):
        pass
    seconds = time.perf_counter() - start
    return {"words_per_s": round(n_words([one.text for one in reports]) / seconds), "cores": n_cores}


def measure_naively(reports: Sequence[Report]) -> dict[str, Any]:
    """The same steps one after the other: one report at a time, on one thread, no work side by side."""
    from zegsman.annotate.line import annotate_report
    from zegsman.encoder import load_encoder

    encoder = load_encoder(threads=1)
    annotate_report(reports[0], encoder)
    start = time.perf_counter()
    for report in reports:
        annotate_report(report, encoder)
    seconds = time.perf_counter() - start
    return {"words_per_s": round(n_words([one.text for one in reports]) / seconds), "cores": 1}
