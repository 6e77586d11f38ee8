"""How fast the pages of a large story open: cold (a server just started) and warm.

usage: python bench/pages.py [--reports N] [--case FILE] [--rounds N]

Makes a case of one large story: an example affair as the real stages read it, copied under other ids until it has so
many reports. Then opens each page in a server that holds nothing yet, and again, as a browser on this machine would.
Prints one line of JSON: seconds, median of the rounds; `busy` is processor time, which a machine that does other work
besides does not stretch.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import re
import statistics
import sys
import time
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.testclient import TestClient

from zegsman.desk.casebook import now, open_casebook
from zegsman.desk.jobs import Jobs
from zegsman.desk.questions import story_of, story_rows
from zegsman.desk.rounds import work_out
from zegsman.desk.shelf import Shelf
from zegsman.desk.taking import take_reports
from zegsman.settings import Settings
from zegsman.store.annotations import save_annotation
from zegsman.store.reports import add_report
from zegsman.store.stories import save_story
from zegsman.web.app import build_app
from zegsman.web.guards import Guard
from zegsman.web.serving import calm_collector
from zegsman.web.site import Site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.record.story import WeighedStory

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "kisten-terneuzen" / "reports"
_IDS = re.compile(rb"(?<=(?:.-))[0-9a-f]{12}(?![0-9a-f])|(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
"""What tells one thing of the record from another: ids, and the digests of originals."""


def copied(story: WeighedStory, number: int) -> WeighedStory:
    """The same story with other ids throughout, as if other outlets had told it of other people."""

    def other(match: re.Match[bytes]) -> bytes:
        digest = hashlib.sha256(b"%d %s" % (number, match.group())).hexdigest().encode()
        return digest[: len(match.group())]

    found: WeighedStory = pickle.loads(_IDS.sub(other, pickle.dumps(story)))  # its own bytes, ids of the same length
    return found


def joined(stories: Sequence[WeighedStory]) -> WeighedStory:
    """Several stories as one."""

    def all_of(things: Sequence[Any], names: Sequence[str]) -> dict[str, Any]:
        lists: dict[str, Any] = {}
        for name in names:
            values = [getattr(thing, name) for thing in things]
            if isinstance(values[0], tuple):
                lists[name] = tuple(one for value in values for one in value)
            elif isinstance(values[0], dict):
                lists[name] = {key: one for value in values for key, one in value.items()}
        return lists

    resolutions = [story.resolution for story in stories]
    resolution = replace(resolutions[0], **all_of(resolutions, [one.name for one in fields(resolutions[0])]))
    parts = all_of(stories, [one.name for one in fields(stories[0]) if one.name != "resolution"])
    return replace(stories[0], resolution=resolution, **parts)


def make_case(place: Path, n_reports: int) -> float:
    """The case file, and how long it took: an example affair as the real stages read it, over and over."""
    start = time.perf_counter()
    with open_casebook(None) as book:
        take_reports(book, [str(EXAMPLES)])
        work_out(book)
        story = max((story_of(book, row.id) for row in story_rows(book)), key=lambda one: len(one.claims))
    n_copies = -(-n_reports // len(story.resolution.reports))
    large = joined([copied(story, number) for number in range(n_copies)])
    with open_casebook(str(place)) as book, book.case.transaction():
        for report, annotation in zip(large.resolution.reports, large.resolution.annotations, strict=True):
            add_report(book.case, report, report.text.encode(), at=now())
            save_annotation(book.case, annotation, version=book.stages.annotate_version)
        save_story(book.case, large, fingerprint="bench", at=now())
    return time.perf_counter() - start


def new_client(place: Path | str) -> TestClient:
    """A server that holds nothing of the case yet."""
    shelf = Shelf(str(place), Settings())
    return TestClient(build_app(Site(shelf=shelf, jobs=Jobs(shelf), guard=Guard(names=frozenset({"testserver"})))))


def timed(client: TestClient, path: str) -> tuple[float, float, int]:
    """Seconds for one page, seconds of processor time, and its bytes.

    Raises:
        SystemExit: if the page is not there.
    """
    start, busy = time.perf_counter(), time.process_time()
    answer = client.get(path)
    seconds, busy_s = time.perf_counter() - start, time.process_time() - busy
    if answer.status_code != 200:
        sys.exit(f"{path} gave {answer.status_code}")
    return seconds, busy_s, len(answer.content)


def reading_pages(base: str, dossier: dict[str, Any]) -> dict[str, str]:
    """The pages of reports, sources, entities and drawings, of what is most told of, and of the longest report."""
    ends = [statement["chain"][-1] for statement in dossier["statements"] if statement["chain"]]
    source = max(set(ends), key=ends.count)
    entity = max(dossier["entities"], key=lambda one: len(one["mentions"]))["id"]
    long = max(dossier["reports"], key=lambda one: len(one["text"]))["id"]
    other = next(report["id"] for report in dossier["reports"] if report["id"] != long)
    return {
        "source map": f"{base}/sources",
        "source map, what falls": f"{base}/sources?node={source}",
        "source map, all": f"{base}/sources?all=yes",
        "timeline": f"{base}/timeline",
        "map": f"{base}/map",
        "map, all": f"{base}/map?all=yes",
        "entities": f"{base}/entities",
        "entity": f"{base}/entity/{entity}",
        "source": f"{base}/source/{source}",
        "reports": f"{base}/reports",
        "longest report": f"{base}/report/{long}",
        "the same beside its original": f"{base}/report/{long}?beside=original",
        "two reports": f"{base}/compare?pick={other}&pick={long}",
    }


def measure(place: Path, rounds: int) -> dict[str, Any]:
    """Seconds for each page: `cold` in a server just started, `warm` when it was opened before."""
    calm_collector()
    story = new_client(place).get("/api/stories").json()[0]
    dossier = new_client(place).get(f"/api/stories/{story['id']}").json()
    base = f"/story/{story['id']}"
    claim = max(dossier["claims"], key=lambda one: len(one["statements"]))
    pages = {
        "case": "/",
        "story": base,
        "story, filtered": f"{base}?filter=hull&sort=origins",
        "claim": f"{base}/claim/{claim['id']}",
        "conflicts": f"{base}/conflicts",
        **reading_pages(base, dossier),
        "search": "/search?words=kisten&who=Hrytsavets",
    }
    figures: dict[str, Any] = {"reports": len(dossier["reports"]), "statements": len(dossier["statements"]),
                               "claims": len(dossier["claims"])}  # fmt: skip
    for name, path in pages.items():
        cold, warm = [], []
        for _ in range(rounds):
            client = new_client(place)
            cold.append(timed(client, path))
            warm.append(timed(client, path))
        figures[name] = {
            "cold_s": round(statistics.median(one[0] for one in cold), 3),
            "cold_busy_s": round(statistics.median(one[1] for one in cold), 3),
            "warm_s": round(statistics.median(one[0] for one in warm), 3),
            "warm_busy_s": round(statistics.median(one[1] for one in warm), 3),
            "kB": cold[0][2] // 1000,
        }
    return figures


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--case", type=Path, default=Path("build/bench-pages.db"), help="made where it is not there")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    given.case.parent.mkdir(parents=True, exist_ok=True)
    made_s = None if given.case.exists() else round(make_case(given.case, given.reports), 1)
    print(json.dumps({"made_s": made_s, **measure(given.case, given.rounds)}))


if __name__ == "__main__":
    main()
