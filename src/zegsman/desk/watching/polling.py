"""Asks feeds what is new and fetches the pages that they lead to, resumably: what was asked is known at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from zegsman.desk.casebook import now
from zegsman.desk.fetching import input_of, is_web_address
from zegsman.desk.inputs import options_for
from zegsman.desk.taking import Taking, refuse, take_input, take_reading
from zegsman.errors import FetchError, ReadError, UsageError
from zegsman.read.feed_lists import parse_feed_list
from zegsman.read.feeds import Feed, parse_feed, read_entry
from zegsman.read.reports import Refusal
from zegsman.store.reports import is_refused, report_of_bytes
from zegsman.store.watching import (
    WatchedFeed,
    WatchedPage,
    add_feeds,
    due_pages,
    find_page,
    forget_feed,
    load_feeds,
    save_feed,
    save_page,
    wake_pages,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from zegsman.desk.casebook import Casebook
    from zegsman.desk.inputs import Input
    from zegsman.read.feeds import Entry
    from zegsman.read.fetch.fetcher import Fetched, Fetcher

MOST_FAILURES = 8
"""After so many failures in a row a page is given up, and kept among the refused inputs."""
_LONGEST_PAUSE = timedelta(days=1)
_FIRST_PAUSE = timedelta(minutes=15)
"""After a failure that may pass; doubled after each, up to a day. A feed's first failure costs it no round."""


@dataclass(slots=True)
class Poll:
    """What one round of asking did."""

    taking: Taking = field(default_factory=Taking)
    n_feeds: int = 0
    n_unchanged: int = 0
    """Feeds that had nothing new since they were last asked for."""
    failed: list[Refusal] = field(default_factory=list)
    """Feeds that could not be had this time, and why."""
    n_pages: int = 0
    n_postponed: int = 0
    """Pages that could not be had this time and are tried again."""


def watch_feeds(book: Casebook, given: Iterable[str], fetcher: Fetcher) -> None:
    """Watches what is given from now on: addresses of feeds, and OPML lists of them by file or address.

    Raises:
        UsageError: if one is neither.
        FetchError: if a list could not be fetched.
    """
    feeds: list[WatchedFeed] = []
    for one in given:
        if one.lower().endswith(".opml") or not is_web_address(one):
            feeds += _listed(one, fetcher)
        else:
            feeds.append(WatchedFeed(address=one))
    add_feeds(book.case, feeds)


def _listed(place: str, fetcher: Fetcher) -> list[WatchedFeed]:
    from pathlib import Path

    try:
        data = fetcher.fetch(place).body if is_web_address(place) else Path(place).read_bytes()
        found = parse_feed_list(data)
    except FetchError:
        raise
    except (OSError, ReadError) as error:
        raise UsageError(
            f"{place} is no feed and no list of feeds ({error}); expected http(s) addresses, or OPML"
        ) from error
    return [WatchedFeed(address=one.url, title=one.title or None) for one in found]


def unwatch_feed(book: Casebook, address: str) -> None:
    """Stops watching a feed; the reports that it brought stay.

    Raises:
        UsageError: if it is not watched.
    """
    if not forget_feed(book.case, address):
        raise UsageError(f"{address} is not watched; `zegsman watch --list` shows the feeds that are")


def watched_feeds(book: Casebook) -> tuple[WatchedFeed, ...]:
    """The feeds that are watched, with how each was when it was last asked for."""
    return load_feeds(book.case)


def poll(book: Casebook, fetcher: Fetcher, stopped: Callable[[], bool]) -> Poll:
    """Asks every feed once and fetches every page that is due; ends early, in between two requests, once stopped.

    Raises:
        StoreError: if the case can no longer be written to; what was taken stays taken.
    """
    done = Poll()
    for feed in load_feeds(book.case):
        if stopped():
            return done
        if _is_resting(feed):
            continue
        done.n_feeds += 1
        _ask(book, fetcher, feed, done)
        book.progress("ask", done.n_feeds, 0)
    wake_pages(book.case, now(), (datetime.now(UTC) + _LONGEST_PAUSE).isoformat(timespec="seconds"))
    for page in due_pages(book.case, now()):
        if stopped():
            return done
        _look(book, fetcher, page, done)
        done.n_pages += 1
        book.progress("look", done.n_pages, 0)
    return done


def _is_resting(feed: WatchedFeed) -> bool:
    """Whether a feed that failed twice or more is left alone for the while.

    A clock that was set back makes nothing wait longer.
    """
    if feed.failures < 2 or feed.asked_at is None:
        return False
    since = datetime.now(UTC) - datetime.fromisoformat(feed.asked_at)
    return timedelta(0) <= since < _pause(feed.failures - 2)


def _pause(n_doublings: int) -> timedelta:
    return min(_LONGEST_PAUSE, _FIRST_PAUSE * float(2 ** min(n_doublings, 10)))


def _ask(book: Casebook, fetcher: Fetcher, feed: WatchedFeed, done: Poll) -> None:
    """One feed: its new entries and its state are kept together, so that none is lost in between."""
    try:
        fetched = fetcher.fetch(feed.address, etag=feed.etag, last_modified=feed.last_modified)
        found = Feed() if fetched.unchanged else parse_feed(fetched.body, url=fetched.final_url)
    except ReadError as error:
        done.failed.append(Refusal(feed.address, str(error)))
        with book.case.transaction():
            save_feed(book.case, replace(feed, asked_at=now(), failures=feed.failures + 1, reason=str(error)))
        return
    done.n_unchanged += fetched.unchanged
    with book.case.transaction():
        for i, entry in enumerate(found.entries, 1):
            if is_web_address(entry.url):
                _find(book, feed, entry)
            else:
                _take_entry(book, f"{feed.address}#{entry.id or i}", input_of(fetched), found, entry, done)
        state = replace(
            feed,
            etag=fetched.header("etag") or (feed.etag if fetched.unchanged else None),
            last_modified=fetched.header("last-modified") or (feed.last_modified if fetched.unchanged else None),
            asked_at=now(), failures=0, reason=None,
        )  # fmt: skip
        save_feed(book.case, state)


def _find(book: Casebook, feed: WatchedFeed, entry: Entry) -> None:
    """Makes the page of an entry due where it is new, or where the feed says that it has changed."""
    stamp = entry.updated or entry.published or entry.id
    page = find_page(book.case, entry.url)
    if page is None:
        page = WatchedPage(address=entry.url, feed=feed.address, stamp=stamp, found_at=now(), due_at=now())
    elif page.stamp != stamp:
        page = replace(page, stamp=stamp, due_at=now(), failures=0)
    else:
        return
    save_page(book.case, page)


def _take_entry(book: Casebook, place: str, fetched: Input, feed: Feed, entry: Entry, done: Poll) -> None:
    """Takes an entry that leads to no page for a report itself, once; what has no text is refused, once."""
    try:
        reading = read_entry(entry, feed, replace(options_for(fetched, book.settings), path=place))
    except ReadError as error:
        if not is_refused(book.case, place):
            refuse(book, done.taking, Refusal(place, str(error)))
        return
    if report_of_bytes(book.case, reading.report.sha256) is None:
        take_reading(book, done.taking, fetched, reading)


def _look(book: Casebook, fetcher: Fetcher, page: WatchedPage, done: Poll) -> None:
    """Fetches one page; its reports and its state are kept together."""
    try:
        fetched = fetcher.fetch(page.address, etag=page.etag, last_modified=page.last_modified)
    except FetchError as error:
        _fail(book, page, error, done)
        return
    with book.case.transaction():
        if not fetched.unchanged:
            take_input(book, done.taking, input_of(fetched))
        save_page(book.case, _after_look(book, page, fetched))


def _after_look(book: Casebook, page: WatchedPage, fetched: Fetched) -> WatchedPage:
    """The page with its next look: outlets change most in the first hours, and hardly ever after a week."""
    hours = book.settings.recheck_hours[page.n_looks : page.n_looks + 1]
    due = next((datetime.fromisoformat(page.found_at) + timedelta(hours=one) for one in hours), None)
    return replace(
        page,
        n_looks=page.n_looks + 1,
        failures=0,
        due_at=due.isoformat(timespec="seconds") if due else None,
        etag=fetched.header("etag") or page.etag,
        last_modified=fetched.header("last-modified") or page.last_modified,
    )


def _fail(book: Casebook, page: WatchedPage, error: FetchError, done: Poll) -> None:
    """Postpones a page that may be had later; gives up one that may not, or has failed too often."""
    failures = page.failures + 1
    if error.passing and failures < MOST_FAILURES:
        due = (datetime.now(UTC) + _pause(failures - 1)).isoformat(timespec="seconds")
        done.n_postponed += 1
        with book.case.transaction():
            save_page(book.case, replace(page, failures=failures, due_at=due))
        return
    with book.case.transaction():
        save_page(book.case, replace(page, failures=failures, due_at=None))
        if page.n_looks == 0:
            refuse(book, done.taking, Refusal(page.address, str(error)))
