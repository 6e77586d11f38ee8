"""What is watched, in the case file: feeds, the pages that they led to, and when each is to be looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zegsman.store.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedFeed:
    """A feed and how it was when it was last asked for."""

    address: str
    title: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    asked_at: str | None = None
    """UTC, ISO 8601."""
    failures: int = 0
    """In a row, up to now."""
    reason: str | None = None
    """Why it failed when it was last asked for; None where it did not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedPage:
    """A page that a feed led to."""

    address: str
    feed: str
    stamp: str
    """What the feed says of its state (updated, published or id): another stamp makes it due."""
    found_at: str
    due_at: str | None
    """When it is to be looked at; None for a page that is not looked at any more."""
    n_looks: int = 0
    """How often it was fetched or found unchanged."""
    failures: int = 0
    etag: str | None = None
    last_modified: str | None = None


def add_feeds(case: Case, feeds: Iterable[WatchedFeed]) -> None:
    """Watches feeds from now on; those that are watched already stay as they are."""
    with case.transaction():
        for feed in feeds:
            case.execute(
                "INSERT INTO feeds (address, title) VALUES (?, ?) ON CONFLICT DO NOTHING", (feed.address, feed.title)
            )


def forget_feed(case: Case, address: str) -> bool:
    """Stops watching a feed and the pages that it led to; False where it was not watched."""
    with case.transaction():
        case.execute("DELETE FROM pages WHERE feed = ?", (address,))
        return bool(case.execute("DELETE FROM feeds WHERE address = ?", (address,)))


def save_feed(case: Case, feed: WatchedFeed) -> None:
    """Keeps how a feed was when it was asked for."""
    case.execute(
        "UPDATE feeds SET title = ?, etag = ?, last_modified = ?, asked_at = ?, failures = ?, reason = ? "
        "WHERE address = ?",
        (feed.title, feed.etag, feed.last_modified, feed.asked_at, feed.failures, feed.reason, feed.address),
    )


def load_feeds(case: Case) -> tuple[WatchedFeed, ...]:
    """All watched feeds, by address."""
    columns = ("address", "title", "etag", "last_modified", "asked_at", "failures", "reason")
    rows = case.rows(f"SELECT {', '.join(columns)} FROM feeds ORDER BY address")
    return tuple(WatchedFeed(**dict(zip(columns, row, strict=True))) for row in rows)


def find_page(case: Case, address: str) -> WatchedPage | None:
    """A watched page, None where no feed led to it."""
    return next(iter(_pages(case, "WHERE address = ?", (address,))), None)


def due_pages(case: Case, at: str) -> tuple[WatchedPage, ...]:
    """The pages to look at by a time, new ones first, then those that have waited longest."""
    return _pages(case, "WHERE due_at <= ? ORDER BY n_looks > 0, due_at, address", (at,))


def wake_pages(case: Case, at: str, latest: str) -> None:
    """Makes due what a clock that ran ahead has put off: pages found after `at`, or failed and due after `latest`."""
    with case.transaction():
        case.execute("UPDATE pages SET due_at = ? WHERE due_at > ? AND failures > 0", (at, latest))
        case.execute("UPDATE pages SET due_at = ? WHERE due_at > ? AND found_at > ?", (at, at, at))
        case.execute("UPDATE pages SET found_at = ? WHERE found_at > ?", (at, at))


def save_page(case: Case, page: WatchedPage) -> None:
    """Keeps a page in the place of what was known of it."""
    case.execute(
        "INSERT INTO pages (address, feed, stamp, found_at, due_at, n_looks, failures, etag, last_modified) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (address) DO UPDATE SET feed = excluded.feed, "
        "stamp = excluded.stamp, found_at = excluded.found_at, due_at = excluded.due_at, n_looks = excluded.n_looks, "
        "failures = excluded.failures, etag = excluded.etag, last_modified = excluded.last_modified",
        (
            page.address, page.feed, page.stamp, page.found_at, page.due_at, page.n_looks, page.failures, page.etag,
            page.last_modified,
        ),
    )  # fmt: skip


def _pages(case: Case, where: str, values: tuple[str, ...]) -> tuple[WatchedPage, ...]:
    columns = (
        "address", "feed", "stamp", "found_at", "due_at", "n_looks", "failures", "etag", "last_modified",
    )  # fmt: skip
    rows = case.rows(f"SELECT {', '.join(columns)} FROM pages {where}", values)
    return tuple(WatchedPage(**dict(zip(columns, row, strict=True))) for row in rows)
