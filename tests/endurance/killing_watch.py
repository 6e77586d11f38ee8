"""Kills the program while it watches a feed, and looks at the reports and the news that are left after each kill.

What is acknowledged: a feed's pages when the next request begins, a page's reports when the next page's turn comes, and
a piece of news when its line stands in the file of news. The child writes down what it has acknowledged so far each
time that it tells of progress; all of it must be there, once and to the byte, whenever the next child is killed.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from endurance.killing import SETTINGS, Tally, check_left, large_from, run_killed
from fake_stages import CountingStages
from zegsman.desk.casebook import Casebook, open_casebook
from zegsman.desk.fetching import fetcher_for
from zegsman.desk.watching.deliveries import Places
from zegsman.desk.watching.polling import watch_feeds
from zegsman.desk.watching.watch import watch_round
from zegsman.store.reports import load_original, load_reports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_TRIES = 10
_MOST_LINES = 30_000
"""About what a round over eight pages executes."""


def campaign(folder: Path, *, kills: int, seed: int, n_pages: int = 8) -> Tally:
    """Watches feeds that grow under kills; at the end each page is taken once and each piece of news told once."""
    chance, tally = random.Random(seed), Tally()
    served = folder / "served"
    served.mkdir(parents=True)
    with _server(served) as address:
        while tally.kills < kills:
            home = folder / f"case-{tally.runs}"
            home.mkdir()
            job = _watching(f"{address}/{home.name}/feed.xml", home / "news.jsonl", home / "seen.jsonl")
            (served / home.name).mkdir()
            for n in (n_pages // 2, n_pages):
                _publish(served / home.name, f"{address}/{home.name}", n, chance)
                _to_end(tally, home, served / home.name, job, chance)
            _look(tally, home, n_pages)
    return tally


def large_campaign(folder: Path, *, kills: int, seed: int) -> Tally:
    """The same for cases that become large while they are watched."""
    with large_from(3):
        return campaign(folder, kills=kills, seed=seed)


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """A web server in a process of its own: a fork of this one would take a thread's locks with it."""
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"port (\d+)", server.stdout.readline())
        assert found is not None
        try:
            yield f"http://127.0.0.1:{found[1]}"
        finally:
            server.terminate()


def _publish(folder: Path, address: str, n: int, chance: random.Random) -> None:
    """Puts `n` pages and a feed of them where they are served; those of before stay as they are."""
    items = []
    for i in range(n):
        page = folder / f"{i}.txt"
        if not page.exists():
            what = chance.choice(("Brug", "Dam"))
            said = f"{what} {i} staat open zegt Bos. Het peil bij {what} {i} daalt."
            page.write_text(f"---\noutlet: Bode {i}\ndate: 2024-03-05\n---\n{said}\n")
        items.append(f"<item><title>{i}</title><link>{address}/{i}.txt</link><guid>{i}</guid></item>")
    feed = folder / "feed.part"
    feed.write_text(f"<rss version='2.0'><channel><title>Bode</title>{''.join(items)}</channel></rss>")
    # The server tells changes by the second; a feed that grows within one has to look older at first.
    os.utime(feed, (1_700_000_000 + n, 1_700_000_000 + n))
    feed.replace(folder / "feed.xml")


def _watching(feed: str, lines: Path, seen: Path) -> Callable[[Casebook], None]:
    """The job of `zegsman watch FEED --once --lines FILE`, which notes in `seen` what it has acknowledged."""

    def job(book: Casebook) -> None:
        tell = book.progress

        def note(what: str, done: int, of: int) -> None:
            tell(what, done, of)
            if what in ("ask", "look"):
                with seen.open("a") as handle:
                    handle.write(json.dumps(_state(book)) + "\n")

        book.progress = note
        with fetcher_for(book.settings) as fetcher:
            watch_feeds(book, [feed], fetcher)
            watch_round(book, fetcher, Places(lines=str(lines)), lambda: False)

    return job


def _state(book: Casebook) -> dict[str, list[str]]:
    """What the case has: pages that feeds led to, those that were looked at, and reports by where they are from."""
    pages = book.case.rows("SELECT address, n_looks FROM pages ORDER BY address")
    return {
        "pages": [str(address) for address, _ in pages],
        "looked": [str(address) for address, n_looks in pages if n_looks],
        "reports": sorted(str(report.path) for report in load_reports(book.case)),
    }


def _to_end(tally: Tally, home: Path, served: Path, job: Callable[[Casebook], None], chance: random.Random) -> None:
    """Runs the job again and again until a run came to its end; the last try is let through."""
    for i_try in range(_TRIES):
        by_line = chance.random() < 0.6
        lines = chance.randrange(50, _MOST_LINES) if by_line else None
        seconds = None if by_line else chance.uniform(0.0, 0.4)
        if i_try == _TRIES - 1:
            lines = seconds = None
        acks = home / f"acks-{tally.runs}.1"
        killed = run_killed(job, home / "killed.db", acks, lines=lines, seconds=seconds)
        tally.runs += 1
        tally.kills += killed
        tally.finished += not killed
        check_left(tally, home / "killed.db", acks, [], {})
        _check_watched(tally, home, served)
        if not killed:
            return


def _check_watched(tally: Tally, home: Path, served: Path) -> None:
    """Looks whether all that any child had acknowledged by now is there, once and as it was served."""
    notes = _whole_lines(home / "seen.jsonl")
    acknowledged = json.loads(notes[-1]) if notes else {"pages": [], "looked": [], "reports": []}
    numbers = [json.loads(line)["number"] for line in _whole_lines(home / "news.jsonl")]
    if not (home / "killed.db").exists():
        if notes or numbers:
            tally.lost.append(f"{home}: the case is gone")
        return
    with open_casebook(str(home / "killed.db"), SETTINGS, stages=CountingStages().stages()) as book:
        found = _state(book)
        news = [int(row[0]) for row in book.case.rows("SELECT number FROM news ORDER BY number")]
        originals = {str(one.path): load_original(book.case, one.sha256) for one in load_reports(book.case)}
    tally.acknowledged += len(acknowledged["reports"]) + len(numbers)
    for name, known in acknowledged.items():
        if missing := set(known) - set(found[name]):
            tally.lost.append(f"{home}: {name} {sorted(missing)}")
    if len(found["reports"]) != len(set(found["reports"])):
        tally.lost.append(f"{home}: taken twice, {found['reports']}")
    if set(found["looked"]) != set(found["reports"]):
        tally.unsound.append(f"{home}: looked at {found['looked']}, taken {found['reports']}")
    for path, data in originals.items():
        if data != (served / path.rpartition("/")[2]).read_bytes():
            tally.lost.append(f"{path}: not as it was served")
    if numbers != list(range(1, len(numbers) + 1)) or not set(numbers) <= set(news):
        tally.lost.append(f"{home}: the news told is {numbers}, that of the case {news}")


def _whole_lines(path: Path) -> list[str]:
    """The lines of a file but for one that a kill left half."""
    return path.read_text().split("\n")[:-1] if path.exists() else []


def _look(tally: Tally, home: Path, n_pages: int) -> None:
    """Whether each page is there once, and each piece of news in the lines once and in order."""
    numbers = [json.loads(line)["number"] for line in (home / "news.jsonl").read_text().splitlines()]
    if not numbers or numbers != list(range(1, len(numbers) + 1)):
        tally.unequal.append(f"{home}: the news is {numbers}")
    with open_casebook(str(home / "killed.db"), SETTINGS, stages=CountingStages().stages()) as book:
        paths = [str(report.path) for report in load_reports(book.case)]
        told = book.case.rows("SELECT count(DISTINCT claim) FROM news WHERE kind = 'new'")[0][0]
        claims = book.case.rows("SELECT count(*) FROM claims")[0][0]
    if len(paths) != n_pages or len(set(paths)) != n_pages:
        tally.lost.append(f"{home}: {paths}")
    if told != claims:
        tally.unequal.append(f"{home}: {claims} claims, of which {told} were told as new")
