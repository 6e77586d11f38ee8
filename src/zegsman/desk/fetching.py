"""Inputs from the network: a web address becomes the bytes that stand there."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

import zegsman
from zegsman.desk.inputs import Input, find_inputs
from zegsman.errors import FetchError
from zegsman.read.fetch.fetcher import Fetched, Fetcher, FetchOptions
from zegsman.read.media_types import HTML, JSON, PLAIN
from zegsman.read.reports import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

    from zegsman.settings import Settings

_MEGABYTE = 1_000_000
_MEDIA_TYPES = {HTML: HTML, "application/xhtml+xml": HTML, JSON: JSON, PLAIN: None}
"""Media types that are believed; anything else is found from the bytes. Many sites call everything plain text."""


def is_web_address(path: str) -> bool:
    """Whether what a command was given is to be fetched."""
    return path.lower().startswith(("http://", "https://"))


def user_agent(contact: str) -> str:
    """The name under which the program asks: what it is, and whom to turn to."""
    whom = f"; contact {contact.strip()}" if contact.strip().isprintable() and contact.strip() else ""
    return f"zegsman/{zegsman.__version__} (reads news reports{whom})".encode("ascii", "ignore").decode()


def fetcher_for(settings: Settings, *, sleep: Callable[[float], object] = time.sleep) -> Fetcher:
    """A fetcher with the limits in force; `sleep` is how it waits for its turn."""
    return Fetcher(
        FetchOptions(
            user_agent=user_agent(settings.contact),
            timeout_s=settings.fetch_timeout_s,
            limit_bytes=settings.file_limit_mb * _MEGABYTE,
            delay_s=settings.fetch_delay_s,
            obey_robots=settings.obey_robots,
            allow_private=settings.fetch_private,
        ),
        sleep=sleep,
    )


def input_of(fetched: Fetched) -> Input:
    """What was fetched, as an input to read reports from; its path is the address as the user gave it."""
    media_type = _MEDIA_TYPES.get(fetched.media_type or "")
    return Input(fetched.url, fetched.body, media_type, url=fetched.final_url, headers=fetched.headers)


def find_all_inputs(
    paths: Iterable[str],
    settings: Settings,
    *,
    fetcher: Fetcher | None = None,
    stdin: BinaryIO | None = None,
    case: str | None = None,
    refused_before: bool = False,
) -> Iterator[Input | Refusal]:
    """Everything that the paths stand for, web addresses among them, in order; see `find_inputs`."""
    with contextlib.ExitStack() as stack:
        for path in paths:
            if not is_web_address(path):
                yield from find_inputs([path], stdin=stdin, case=case, refused_before=refused_before)
                continue
            fetcher = fetcher or stack.enter_context(fetcher_for(settings))
            try:
                yield input_of(fetcher.fetch(path))
            except FetchError as error:
                yield Refusal(path, str(error))
