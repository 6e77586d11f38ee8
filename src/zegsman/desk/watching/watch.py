"""Rounds of watching: ask, take, work out, tell; until stopped, at any moment, without losing anything."""

from __future__ import annotations

import signal
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zegsman.desk.questions import gains_of
from zegsman.desk.rounds import work_out
from zegsman.desk.watching.deliveries import Places, begin_places, deliver
from zegsman.desk.watching.news import begin_news, find_news
from zegsman.desk.watching.polling import Poll, poll
from zegsman.store.reports import report_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zegsman.desk.casebook import Casebook
    from zegsman.read.fetch.fetcher import Fetcher
    from zegsman.read.reports import Refusal
    from zegsman.store.news import NewsItem


@dataclass(slots=True)
class Round:
    """What one round of watching did."""

    poll: Poll
    gains: dict[str, dict[str, int]] = field(default_factory=dict)
    """For each report that was taken, how many claims it has that are contradicted, new and repeated."""
    news: tuple[NewsItem, ...] = ()
    unread: list[Refusal] = field(default_factory=list)
    """Reports that could not be annotated, or whose stories could not be worked out."""
    undelivered: list[str] = field(default_factory=list)
    """Places that could not be told this time, and why."""


def watch_round(book: Casebook, fetcher: Fetcher, places: Places, stopped: Callable[[], bool]) -> Round:
    """Asks the feeds, takes what is new, works it out and tells it, with what an earlier round was stopped in.

    Once stopped, what was taken is left to the next round to work out and tell.

    Raises:
        StoreError: if the case can no longer be written to.
        TellError: if a file for the news cannot be written.
    """
    begin_news(book)
    begin_places(book, places)
    before = frozenset(report_ids(book.case))
    done = Round(poll(book, fetcher, stopped))
    if stopped():
        return done
    _, done.unread = work_out(book)
    done.gains = gains_of(book, frozenset(done.poll.taking.taken), before)
    done.news = find_news(book)
    done.undelivered = deliver(book, places, fetcher)
    return done


def watch(
    book: Casebook,
    fetcher: Fetcher,
    places: Places,
    *,
    every_s: float | None,
    stop: threading.Event,
    tell: Callable[[Round], None],
) -> None:
    """Rounds until stopped, one every so many seconds from start to start; a single one where `every_s` is None."""
    while not stop.is_set():
        start = time.monotonic()
        tell(watch_round(book, fetcher, places, stop.is_set))
        if every_s is None:
            return
        stop.wait(max(0.0, start + every_s - time.monotonic()))


@contextmanager
def stopping_by_signal() -> Iterator[threading.Event]:
    """An event that SIGINT, SIGTERM and SIGHUP set; a second signal stops at once, as it does elsewhere."""
    stop = threading.Event()

    def handle(number: int, _frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {getattr(signal, name): signal.signal(getattr(signal, name), handle) for name in names}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
