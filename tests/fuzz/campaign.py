"""A fuzz campaign over every reader.

usage: python -m fuzz.campaign [--reader NAME] [--cases N] [--seconds S] [--out FOLDER]   (or `make fuzz`)

Goes on where the last one stopped: FOLDER/counts.json says how many cases each reader has had, and a case is its
number, so none is tried twice and every one can be made again. What fails is written to FOLDER as a file; put it into
tests/fixtures/fuzz to make it a regression test. Each reader is run in processes of its own, so that a crash is a
finding too. Ends with 1 where something failed. `--coverage` lets atheris choose the changes of one reader's samples by
the branches that they reach, where it is installed (`pip install atheris`); these cases have no numbers.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from fuzz.cases import case, in_haste, seeds, short_name, why_wrong, within_process
from zegsman.read.readers import READERS

SLICE = 5000
"""Cases that one process tries before the next reader has its turn: some ten seconds, of which starting takes one."""


def main() -> int:
    """Reads the arguments and runs the campaign."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", default="", help="the end of a media type; all readers without it")
    parser.add_argument("--cases", type=int, default=100_000, help="how many each reader is to have had in the end")
    parser.add_argument("--seconds", type=float, default=600.0, help="after which the campaign stops by itself")
    parser.add_argument("--out", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--slice", nargs=2, type=int, metavar=("FIRST", "END"), help=argparse.SUPPRESS)
    parser.add_argument("--coverage", action="store_true")
    options = parser.parse_args()
    named = [kind for kind in READERS if short_name(kind) == options.reader]
    kinds = named or [kind for kind in READERS if short_name(kind).endswith(options.reader)]
    options.out.mkdir(parents=True, exist_ok=True)
    if options.coverage:
        return by_coverage(kinds[0], options.out, options.seconds)
    if options.slice:
        return try_slice(kinds[0], *options.slice, options.seed, options.out)
    return campaign(kinds, options)


def campaign(kinds: list[str], options: argparse.Namespace) -> int:
    """Gives each reader a slice in turn until all have had their cases or the time is up; 1 where one failed."""
    place = options.out / "counts.json"
    counts: dict[str, int] = json.loads(place.read_text()) if place.exists() else {}
    end, failed = time.monotonic() + options.seconds, False
    while waiting := [kind for kind in kinds if counts.get(short_name(kind), 0) < options.cases]:
        for kind in sorted(waiting, key=lambda one: counts.get(short_name(one), 0)):
            if time.monotonic() > end:
                break
            name = short_name(kind)
            first = counts.get(name, 0)
            command = [
                sys.executable,
                __file__,
                "--reader",
                name,
                "--out",
                str(options.out),
                "--seed",
                str(options.seed),
            ]
            done = subprocess.run([*command, "--slice", str(first), str(first + SLICE)], check=False)
            if done.returncode not in (0, 1):
                crashed = options.out / f"{name}.now"
                crashed.rename(options.out / f"{name}-crash-{first}.bin")
                print(f"{name}: the process ended with {done.returncode} between cases {first} and {first + SLICE}")
            failed |= done.returncode != 0
            counts[name] = first + SLICE
            place.write_text(json.dumps(counts, indent=1, sort_keys=True))
        if time.monotonic() > end:
            break
    print(json.dumps({"cases": counts, "failed": failed}))
    return int(failed)


def try_slice(kind: str, first: int, end: int, seed: int, out: Path) -> int:
    """Tries cases by their numbers; 1 where one failed."""
    within_process()
    in_haste()
    samples, failed = seeds(), 0
    now = out / f"{short_name(kind)}.now"
    keep_now = kind.endswith(("pdf", "parquet"))  # what is written in C may take the process with it
    for number in range(first, end):
        data, told = case(kind, number, seed, samples)
        if keep_now:
            now.write_bytes(data)
        if why := why_wrong(data, told):
            failed = 1
            name = out / f"{short_name(kind)}-{number}.bin"
            name.write_bytes(data)
            name.with_suffix(".txt").write_text(f"{why}\ntold: {told}\n", errors="backslashreplace")
            print(f"{short_name(kind)} {number} ({told}): {why}"[:300], flush=True)
    return failed


def by_coverage(kind: str, out: Path, seconds: float) -> int:
    """Lets atheris look for cases of one reader, led by the branches that they reach."""
    import atheris

    within_process()
    corpus = out / f"corpus-{short_name(kind)}"
    corpus.mkdir(exist_ok=True)
    for i, sample in enumerate(seeds()[kind]):
        (corpus / f"seed-{i}").write_bytes(sample)
    atheris.instrument_all()

    def try_one(data: bytes) -> None:
        if why := why_wrong(data, kind):
            (out / f"{short_name(kind)}-atheris-{abs(hash(data))}.bin").write_bytes(data)
            print(f"{short_name(kind)}: {why}"[:300], flush=True)

    arguments = [sys.argv[0], str(corpus), f"-max_total_time={int(seconds)}", "-max_len=60000", "-rss_limit_mb=2048"]
    atheris.Setup(arguments, try_one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
