"""Kills the program while it watches a feed, and looks at the reports and the news that are left."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from endurance.killing import SETTINGS, Tally, check_left, run_killed
from fake_stages import CountingStages
from zegsman.desk.casebook import Casebook, open_casebook
from zegsman.desk.fetching import fetcher_for
from zegsman.desk.watching.deliveries import Places
from zegsman.desk.watching.polling import watch_feeds
from zegsman.desk.watching.watch import watch_round
from zegsman.store.reports import load_reports

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
            job = _watching(f"{address}/{home.name}/feed.xml", home / "news.jsonl")
            (served / home.name).mkdir()
            for n in (n_pages // 2, n_pages):
                _publish(served / home.name, f"{address}/{home.name}", n, chance)
                _to_end(tally, home, job, chance)
            _look(tally, home, n_pages)
    return tally


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


def _watching(feed: str, lines: Path) -> Callable[[Casebook], None]:
    """The job of `zegsman watch FEED --once --lines FILE`."""

    def job(book: Casebook) -> None:
        with fetcher_for(book.settings) as fetcher:
            watch_feeds(book, [feed], fetcher)
            watch_round(book, fetcher, Places(lines=str(lines)), lambda: False)

    return job


def _to_end(tally: Tally, home: Path, job: Callable[[Casebook], None], chance: random.Random) -> None:
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
        if not killed:
            return


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
