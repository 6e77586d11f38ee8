"""Brings news to where it is wanted: a feed file, a file of lines, a command, an address; each has its own mark."""

from __future__ import annotations

import os
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zegsman.desk.products import write_whole
from zegsman.desk.watching.news import KINDS
from zegsman.errors import FetchError, TellError, UsageError
from zegsman.record.report import content_id
from zegsman.store.news import NewsItem, delivered, load_news, mark_delivered
from zegsman.tell.news_feed import compose_news_feed, compose_news_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zegsman.desk.casebook import Casebook
    from zegsman.read.fetch.fetcher import Fetcher

Json = dict[str, Any]
SIGNALLED = ("new", "origin", "denied", "dropped")
"""Kinds of news for which a command is run or an address posted to, unless told otherwise."""
_IN_FEED = 200
"""Entries in the feed file: what a feed reader that looks once a day does not miss."""
_COMMAND_TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where news is brought to; None for a place that is not wanted."""

    feed: str | None = None
    """A file for the Atom feed, written anew each time."""
    lines: str | None = None
    """A file to which a line of JSON is added for each piece of news."""
    run: str | None = None
    """A command, which gets the news as JSON on standard input and its kind in ZEGSMAN_NEWS."""
    post: str | None = None
    """An address that the news is posted to as JSON."""
    on: tuple[str, ...] = SIGNALLED
    """Kinds of news for the command and the address."""


def parse_kinds(value: str) -> tuple[str, ...]:
    """Kinds of news in a comma-separated list.

    Raises:
        UsageError: if one is unknown.
    """
    kinds = tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    unknown = [one for one in kinds if one not in KINDS]
    if unknown or not kinds:
        raise UsageError(f"there is no kind of news {unknown[0] if unknown else value!r}; expected {', '.join(KINDS)}")
    return kinds


def begin_places(book: Casebook, places: Places) -> None:
    """Lets a place that is new begin with the news from now on; one that is known goes on where it was."""
    last = load_news(book.case, latest=1)
    for name in _names(places):
        if delivered(book.case, name) is None:
            mark_delivered(book.case, name, last[-1].number if last else 0)


def deliver(book: Casebook, places: Places, fetcher: Fetcher) -> list[str]:
    """Brings every place the news that it does not have yet; gives what went wrong, in words.

    A place that fails keeps its mark and gets the same news the next time, so a command or an address may get a piece
    twice (its `number` tells), and never misses one.
    """
    failures: list[str] = []
    if places.feed:
        _write_feed(book, places.feed)
    if places.lines:
        _append_lines(book, places.lines)
    senders: list[tuple[str, Callable[[Json], None]]] = []
    if places.run:
        command = places.run
        senders.append((f"run {command}", lambda item: _run(command, item)))
    if places.post:
        address = places.post
        senders.append((f"post {address}", lambda item: _post(fetcher, address, item)))
    for name, send in senders:
        for item in load_news(book.case, after=delivered(book.case, name) or 0):
            if item.kind in places.on:
                try:
                    send(_as_json(item))
                except (FetchError, TellError) as error:
                    failures.append(str(error))
                    break
            mark_delivered(book.case, name, item.number)
    return failures


def _names(places: Places) -> Iterator[str]:
    for name in ("lines", "run", "post"):
        if (value := getattr(places, name)) is not None:
            yield f"{name} {Path(value).absolute() if name == 'lines' else value}"


def _as_json(item: NewsItem) -> Json:
    head = {"number": item.number, "kind": item.kind, "at": item.at, "story": item.story, "claim": item.claim}
    return {**head, **{name: value for name, value in item.data.items() if name not in ("id", "story")}}


def _write_feed(book: Casebook, place: str) -> None:
    name = book.case.full_place
    items = [_as_json(one) for one in load_news(book.case, latest=_IN_FEED)]
    text = compose_news_feed(items, id=f"urn:zegsman:{content_id('news', name)}", title=f"zegsman: {Path(name).stem}")
    write_whole(Path(place), text.encode())


def _append_lines(book: Casebook, place: str) -> None:
    """Adds the lines that the file lacks; a line that was left half by a stop is taken off first.

    Raises:
        TellError: if the file cannot be written.
    """
    path = Path(place).absolute()
    name = f"lines {path}"
    try:
        with path.open("a+b") as handle:
            last = _last_number(handle)
            for item in load_news(book.case, after=delivered(book.case, name) or 0):
                if item.number > last:
                    handle.write(compose_news_line(_as_json(item)).encode("utf-8", "backslashreplace"))
                    handle.flush()
            os.fsync(handle.fileno())
    except OSError as error:
        raise TellError(f"{place} cannot be written: {(error.strerror or str(error)).lower()}") from error
    newest = load_news(book.case, latest=1)
    mark_delivered(book.case, name, newest[-1].number if newest else 0)


def _last_number(handle: Any) -> int:
    """The number of the last whole line; what stands behind it is taken off."""
    import json

    size = handle.seek(0, os.SEEK_END)
    start = max(0, size - 1_000_000)
    handle.seek(start)
    tail = handle.read()
    whole = tail.rfind(b"\n") + 1
    if whole < len(tail):
        handle.truncate(start + whole)
    lines = tail[:whole].splitlines()
    try:
        return int(json.loads(lines[-1])["number"]) if lines else 0
    except (ValueError, KeyError, TypeError):
        return 0


def _run(command: str, item: Json) -> None:
    """Runs the command for one piece of news, without a shell.

    Raises:
        TellError: if it cannot be run, fails, or does not end in a minute.
    """
    try:
        done = subprocess.run(
            shlex.split(command),
            input=compose_news_line(item).encode("utf-8", "backslashreplace"),
            env={**os.environ, "ZEGSMAN_NEWS": item["kind"]},
            timeout=_COMMAND_TIMEOUT_S,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise TellError(f"the command {command!r} failed for news {item['number']}: {error}") from error
    if done.returncode:
        raise TellError(f"the command {command!r} ended with {done.returncode} for news {item['number']}")


def _post(fetcher: Fetcher, address: str, item: Json) -> None:
    fetcher.post(address, compose_news_line(item).encode("utf-8", "backslashreplace"))
