"""Many reports: what a batch and a stream cost at each size, against others, and what a million a day takes. One JSON.

usage: python bench/many.py [--sizes 1000,10000,100000] [--parts batch,stream,rivals] [--stand-in] [--spacy PYTHON]

Reports come from bench/affairs.py, so that the affairs are known. `batch` runs the command on all cores, cold, and
takes the memory of all its processes together. `stream` takes the reports into a case on disk, a round of --round at a
time, and gives the time per report of the last --last rounds and the B-cubed of the stories against the affairs.
With --stand-in the stream annotates without the encoder (see bench/stand_in.py): grouping and claims are measured, and
what annotating costs is added from the batch. With --stand-in-batch the batch does so too, to see whether what else it
does grows. With --keep a run that was stopped is gone on with: the batch by `--resume`, the stream from the round that
it had come to; times are those of all runs together. `rivals` reads the same Dutch text with Frog and ourselves, the
same English text with a spaCy pipeline, and ours naively. Nothing else should run meanwhile.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

import rivals
from int8_peak import measure_peak
from watching import BatchGrowth, Log, Memory

from affairs import PER_DAY, load_texts, make_affairs, write_affairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zegsman.desk.casebook import Casebook
    from zegsman.record.report import Report

ROOT = Path(__file__).resolve().parents[1]
Json = dict[str, Any]
DAY_S = 86_400


def measure_batch(folder: Path, n_words: int, n_reports: int, stand_in: bool) -> Json:
    """`zegsman batch` from a cold start, on all cores; with the stand-in all that it does but reading the text."""
    reports, data = str(folder / "reports.jsonl"), str(folder / "data")
    log = Log(folder / "batch.jsonl")
    batch = ["-m", "zegsman", "batch", reports, "--out", data, "-q"]
    without = [str(Path(__file__).with_name("batch_stand_in.py")), reports, data]
    resume = ["--resume"] if Path(data).exists() else []
    command = [sys.executable, *(without if stand_in else batch), *resume]
    start, before = time.perf_counter(), _children_s()
    process = subprocess.Popen(command)
    memory = BatchGrowth(process.pid, folder / "data", max(500, n_reports // 100), log)
    status = process.wait()
    seconds = time.perf_counter() - start
    peak_mb = memory.stop()
    if status > 1:  # with 1 all is done but for reports that were set aside
        raise SystemExit(f"zegsman batch ended with {status}")
    seconds += sum(run["wall_s"] for run in log.runs)
    cpu_s = _children_s() - before + sum(run["cpu_s"] for run in log.runs)
    return {
        "ms_per_report": round(1000 * seconds / n_reports, 2),
        "cpu_ms_per_report": round(1000 * cpu_s / n_reports, 2),
        "reports_per_s": round(n_reports / seconds, 2),
        "words_per_s": round(n_words / seconds),
        "peak_mb": max(peak_mb, *(run["peak_mb"] for run in log.runs), 0),
        "runs": 1 + len(log.runs),
        "set_aside": bool(status),
        "stand_in": stand_in,
    }


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure_stream(folder: Path, truth: list[int], options: argparse.Namespace) -> Json:
    """Reports into a case, round after round."""
    from zegsman.cli import OBJECTS_BETWEEN_COLLECTIONS
    from zegsman.desk.casebook import open_casebook

    gc.set_threshold(*OBJECTS_BETWEEN_COLLECTIONS)
    lines = (folder / "reports.jsonl").read_bytes().splitlines(keepends=True)
    memory = Memory(os.getpid())
    log = Log(folder / "stream.jsonl")
    times = [tuple(one["round"]) for run in log.every for one in run if "round" in one]
    with open_casebook(str(folder / "case.db"), stages=_stages(options.stand_in)) as book:
        for at in range(options.round * len(times), len(lines), options.round):
            portion = folder / f"round-{at}.jsonl"
            portion.write_bytes(b"".join(lines[at : at + options.round]))
            start, worked = time.perf_counter(), time.process_time()
            n_gone_over = _round(book, portion)
            times.append((time.perf_counter() - start, time.process_time() - worked, n_gone_over))
            portion.unlink()
            log.add({"round": times[-1], "peak_mb": round(memory.peak_mb)})
            if (at + options.round) % (10 * options.round) == 0:
                told = {"reports": at + options.round, **_per_report(times[-10:], options.round)}
                print(json.dumps(told), file=sys.stderr, flush=True)
        score = b_cubed(_stories(book), _affair_of(book, truth))
    at_the_end = _per_report(times[-max(1, min(options.last, len(times) // 2)) :], options.round)
    return {
        **{f"{name}_at_the_end": value for name, value in at_the_end.items()},
        **_per_report(times, options.round),
        "peak_mb": max(memory.stop(), *(run["peak_mb"] for run in log.runs), 0),
        "runs": 1 + len(log.runs),
        "stand_in": options.stand_in,
        **score,
    }


def _affair_of(book: Casebook, truth: list[int]) -> dict[str, int]:
    """The affair of each report of the case; its path names the round and the line in it."""
    found = {}
    for id, path in book.case.rows("SELECT id, path FROM reports"):
        name, _, line = str(path).rpartition("#")
        found[str(id)] = truth[int(Path(name).stem.rpartition("-")[2]) + int(line) - 1]
    return found


def _per_report(times: list[tuple[float, float, int]], size: int) -> Json:
    """Wall and processor time by report, of rounds of so many; and how many reports were gone over for each."""
    n = size * len(times)
    return {
        "ms_per_report": round(1000 * sum(wall for wall, _, _ in times) / n, 2),
        "cpu_ms_per_report": round(1000 * sum(cpu for _, cpu, _ in times) / n, 2),
        "gone_over_per_report": round(sum(gone_over for _, _, gone_over in times) / n, 2),
    }


def _stages(stand_in: bool) -> Any:
    from dataclasses import replace

    from zegsman.desk.stages import load_stages

    if not stand_in:
        return load_stages()
    import stand_in as words

    return replace(load_stages(), annotate=words.annotate, annotate_version="stand-in")


def _round(book: Casebook, portion: Path) -> int:
    """Takes, annotates and resolves; gives how many reports the stories hold that were worked out."""
    from zegsman.desk.rounds import work_out
    from zegsman.desk.taking import take_reports

    take_reports(book, [str(portion)])
    working, _ = work_out(book)
    query = "SELECT count(*) FROM story_reports WHERE story IN (SELECT value FROM json_each(?))"
    return int(book.case.rows(query, (json.dumps(working.made),))[0][0])


def _stories(book: Casebook) -> list[tuple[str, ...]]:
    from zegsman.store.stories import load_stories

    return [row.reports for row in load_stories(book.case)]


def b_cubed(stories: list[tuple[str, ...]], affair_of: Mapping[str, int]) -> Json:
    """Precision, recall and F1 over reports (Bagga and Baldwin 1998)."""
    sizes = Counter(affair_of.values())
    precision = recall = 0.0
    for story in stories:
        found = Counter(affair_of[one] for one in story)
        precision += sum(n * n / len(story) for n in found.values())
        recall += sum(n * n / sizes[affair] for affair, n in found.items())
    p, r = precision / len(affair_of), recall / len(affair_of)
    return {"b3_p": round(p, 3), "b3_r": round(r, 3), "b3_f1": round(2 * p * r / (p + r), 3)}


def share_of_peak(words_per_s: float, reports: list[Report], peak: float) -> Json:
    """What the encoder's products come to, as a share of what the machine does at best.

    A multiplication and an addition for each byte of the graph's weights and each piece.
    """
    from zegsman.encoder.encoder import WEIGHTS
    from zegsman.encoder.manifest import load_manifest
    from zegsman.encoder.pieces import load_pieces

    pieces = load_pieces(WEIGHTS / "pieces.tsv", load_manifest(WEIGHTS).special["unk"])
    words = [word for one in reports for word in one.text.split()]
    n_pieces = sum(map(len, pieces.split_words(words, [True] * len(words))))
    n_weights = (WEIGHTS / "graph.onnx").stat().st_size
    done = 2.0 * n_weights * words_per_s * n_pieces / len(words)
    return {"int8_peak_gops": round(peak / 1e9), "int8_share": round(done / peak, 4)}


def measure_rivals(texts: dict[str, list[list[str]]], options: argparse.Namespace, n_cores: int) -> Json:
    """Frog, spaCy and ourselves on the same texts, with ratios."""
    reports = {language: _reports(texts, language, options.rival_reports) for language in ("nl", "en")}
    plain = {language: [one.text for one in found] for language, found in reports.items()}
    found: Json = {
        "ours_nl": rivals.measure_ours(reports["nl"], n_cores),
        "frog_nl": rivals.measure_frog(plain["nl"], n_cores),
        "naive_nl": rivals.measure_naively(reports["nl"]),
        "ours_en": rivals.measure_ours(reports["en"], n_cores),
        "spacy_en": rivals.measure_spacy(options.spacy, options.pipeline, plain["en"], n_cores),
    }
    for name, other in (("frog_nl", "ours_nl"), ("naive_nl", "ours_nl"), ("spacy_en", "ours_en")):
        if "words_per_s" in found[name]:
            for rate, ending in (("words_per_s", ""), ("words_per_cpu_s", "_by_cpu")):
                found[f"ours_to_{name}{ending}"] = round(found[other][rate] / max(1, found[name][rate]), 2)
    return found


def _reports(texts: dict[str, list[list[str]]], language: str, n: int) -> list[Report]:
    from zegsman.read.readers import read_reports
    from zegsman.read.reports import ReadOptions
    from zegsman.record.report import Report

    made = (one for one, _, _ in make_affairs(8 * n, texts, seed=5) if one["language"] == language)
    data = "\n".join(json.dumps(one, ensure_ascii=False) for _, one in zip(range(n), made, strict=False)).encode()
    read = read_reports(data, ReadOptions(path="bench.jsonl"), "application/x-ndjson")
    return [report for one in read if isinstance(report := getattr(one, "report", None), Report)]


def cost_of(batch: Json, n_cores: int) -> Json:
    """What a day's reports take, from the rate measured."""
    a_day = batch["reports_per_s"] * DAY_S
    return {
        "reports_a_day_on_this_machine": round(a_day),
        "cores": n_cores,
        "cores_for_a_million_a_day": round(n_cores * 1e6 / a_day, 1),
        "core_hours_for_a_million": round(1e6 / batch["reports_per_s"] * n_cores / 3600, 1),
    }


@contextmanager
def _folder(options: argparse.Namespace, size: int) -> Iterator[str]:
    """Where the reports of a size and all that is made of them lie: for this run alone, or to be gone on with."""
    if options.keep is None:
        with tempfile.TemporaryDirectory(dir=options.work) as made:
            yield made
        return
    kept: Path = options.keep / str(size)
    kept.mkdir(parents=True, exist_ok=True)
    yield str(kept)


def measure(options: argparse.Namespace) -> Json:
    """Everything that was asked for."""
    n_cores = len(os.sched_getaffinity(0))
    texts = load_texts(options.shared, ROOT / "examples")
    parts = options.parts.split(",")
    found: Json = {"cores": n_cores, "sizes": {}}
    for size in map(int, options.sizes.split(",")):
        with _folder(options, size) as folder:
            made = make_affairs(size, texts, per_day=options.per_day)
            write_affairs(Path(folder), made)
            n_words = rivals.n_words([report["text"] for report, _, _ in made])
            figures: Json = {"words": n_words}
            if "batch" in parts:
                figures["batch"] = measure_batch(Path(folder), n_words, size, options.stand_in_batch)
            if "stream" in parts:
                figures["stream"] = measure_stream(Path(folder), [affair for _, affair, _ in made], options)
            found["sizes"][size] = figures
    batches = [figures["batch"] for figures in found["sizes"].values() if "batch" in figures]
    if batches and not options.stand_in_batch:
        found["cost"] = cost_of(batches[-1], n_cores)
        found |= share_of_peak(batches[-1]["words_per_s"], _reports(texts, "nl", 50), measure_peak())
    if "rivals" in parts:
        found["rivals"] = measure_rivals(texts, options, n_cores)
    return found


def main() -> int:
    """Reads the arguments and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--parts", default="batch,stream,rivals")
    parser.add_argument("--round", type=int, default=100, help="reports that come at a time in the stream")
    parser.add_argument("--last", type=int, default=20, help="rounds at the end whose time counts, half of all at most")
    parser.add_argument("--per-day", type=int, default=PER_DAY)
    parser.add_argument("--stand-in", action="store_true", help="annotate without the encoder in the stream")
    parser.add_argument("--stand-in-batch", action="store_true", help="the same in the batch")
    parser.add_argument("--rival-reports", type=int, default=150)
    parser.add_argument("--spacy", metavar="PYTHON", help="an interpreter that has spaCy and the pipeline")
    parser.add_argument("--pipeline", default="en_core_web_sm")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument(
        "--work", help="a folder on a disk with room: the texts, data sets and cases, ten times the text"
    )
    parser.add_argument("--keep", type=Path, help="a folder that stays: the same command again goes on from there")
    options = parser.parse_args()
    if not (options.shared / "data").is_dir():
        print(f"there is no {options.shared / 'data'}; expected the development data", file=sys.stderr)
        return 3
    print(json.dumps(measure(options), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
