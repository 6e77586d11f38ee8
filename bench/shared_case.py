"""A case in PostgreSQL beside the same case in a file: taking, working out, opening. One JSON.

usage: python bench/shared_case.py ADDRESS [--reports N] [--shared ../shared] [--opened N]

ADDRESS is a database that may be written to (docs/shared-case.md says how to start one); each run takes a schema of
its own in it, and leaves it there. Reports come from bench/affairs.py and are annotated without the encoder, which has
nothing to do with where a case is kept. Both cases take the same reports in turn, a round at a time, so that whatever
else the machine does meets both. Then the list of stories, the largest stories and a search are opened, each in a
program that holds nothing of the case yet. Seconds; `busy_s` is processor time of this process, `server_busy_s` that
of the server's for it where it runs on this machine.
"""

from __future__ import annotations

import argparse
import json
import secrets
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

import stand_in
from pages import new_client, timed
from watching import processor_s

from affairs import load_texts, make_affairs, write_affairs
from zegsman.desk.casebook import open_casebook
from zegsman.desk.questions import story_rows
from zegsman.desk.rounds import work_out
from zegsman.desk.stages import load_stages
from zegsman.desk.taking import take_reports

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
Json = dict[str, Any]
Used = dict[str, list[float]]
_KINDS = ("s", "busy_s")


@contextmanager
def _measured(used: Used, server: int | None) -> Iterator[None]:
    start, busy, server_busy = time.perf_counter(), time.process_time(), processor_s(server or -1)
    yield
    used.setdefault("s", []).append(time.perf_counter() - start)
    used.setdefault("busy_s", []).append(time.process_time() - busy)
    used.setdefault("server_busy_s", []).append(processor_s(server or -1) - server_busy)


def fill(places: dict[str, str], lines: list[bytes], size: int, folder: Path) -> dict[str, dict[str, Used]]:
    """Takes the reports into each case and works it out, round after round."""
    stages = replace(load_stages(), annotate=stand_in.annotate, annotate_version="stand-in")
    used: dict[str, dict[str, Used]] = {name: {"take": {}, "work_out": {}} for name in places}
    with ExitStack() as stack:
        books = {name: stack.enter_context(open_casebook(place, stages=stages)) for name, place in places.items()}
        servers = {"server": books["server"].case.rows("SELECT pg_backend_pid()")[0][0]}
        for at in range(0, len(lines), size):
            portion = folder / "round.jsonl"
            portion.write_bytes(b"".join(lines[at : at + size]))
            for name, book in books.items():
                with _measured(used[name]["take"], servers.get(name)):
                    take_reports(book, [str(portion)])
                with _measured(used[name]["work_out"], servers.get(name)):
                    work_out(book)
        rows = [sorted((row.id, row.reports, row.n_claims) for row in story_rows(book)) for book in books.values()]
    if any(one != rows[0] for one in rows):
        raise SystemExit("the stories of the two cases differ")
    return used


def open_pages(place: str, n_stories: int) -> dict[str, tuple[float, float]]:
    """Seconds and processor time for the first sight of pages, each in a server that holds nothing yet."""
    listed = sorted(new_client(place).get("/api/stories").json(), key=lambda one: -len(one["reports"]))
    pages = {"case": ["/"], "search": ["/search?words=politie"]}
    pages["story"] = [f"/story/{one['id']}" for one in listed[:n_stories]]
    found = {}
    for name, paths in pages.items():
        times = [timed(new_client(place), path)[:2] for path in paths]
        found[name] = (statistics.mean(one[0] for one in times), statistics.mean(one[1] for one in times))
    return found


def measure(options: argparse.Namespace) -> Json:
    """Both cases, filled in turn and opened in turn, with the ratio of each pair of times."""
    texts = load_texts(options.shared, ROOT / "examples")
    schema = f"bench_{secrets.token_hex(4)}"
    address = f"{options.address}{'&' if '?' in options.address else '?'}schema={schema}"
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_affairs(folder, make_affairs(options.reports, texts))
        places = {"file": str(folder / "case.db"), "server": address}
        lines = (folder / "reports.jsonl").read_bytes().splitlines(keepends=True)
        used = fill(places, lines, options.round, folder)
        opened = [{name: open_pages(place, options.opened) for name, place in places.items()} for _ in range(3)]
    found: Json = {"reports": options.reports}
    for step in ("take", "work_out"):
        found[step] = _beside(
            {name: {kind: sum(values) for kind, values in used[name][step].items()} for name in places}
        )
    for page in opened[0]["file"]:
        found[f"open_{page}"] = _beside(
            {
                name: {kind: statistics.median(one[name][page][at] for one in opened) for at, kind in enumerate(_KINDS)}
                for name in places
            }
        )
    return found


def _beside(times: dict[str, dict[str, float]]) -> Json:
    told: Json = {name: {kind: round(s, 3) for kind, s in each.items()} for name, each in times.items()}
    return {**told, "server_to_file": round(times["server"]["s"] / times["file"]["s"], 2)}


def main() -> int:
    """Reads the arguments and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address", help="postgresql://…")
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--round", type=int, default=100)
    parser.add_argument("--opened", type=int, default=5, help="stories that are opened")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options = parser.parse_args()
    print(json.dumps(measure(options), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
