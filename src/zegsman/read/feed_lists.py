"""Reads OPML: lists of feeds, which hold no reports themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.errors import ReadError
from zegsman.read.incoming import Incoming
from zegsman.read.markup import local_name, parse_xml
from zegsman.read.reports import Reading, ReadOptions, Refusal, web_address

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """Where a feed is, and how the list calls it."""

    url: str
    title: str = ""


def parse_feed_list(data: bytes) -> tuple[FeedAddress, ...]:
    """The feeds of an OPML list (1.0 to 2.0), at any depth of its outline, each once, in order.

    Raises:
        ReadError: if it is no OPML.
    """
    root = parse_xml(data, forgiving=True)
    if local_name(root) != "opml":
        raise ReadError(f"its root is <{local_name(root)}>; expected <opml>, a list of feeds")
    found: dict[str, FeedAddress] = {}
    for outline in root.iter():
        if local_name(outline) != "outline":
            continue
        given = {name.lower(): value.strip() for name, value in outline.attrib.items()}
        if address := web_address(given.get("xmlurl")):
            found.setdefault(address, FeedAddress(address, given.get("title") or given.get("text") or ""))
    return tuple(found.values())


def read_feed_list(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal]:
    """No report: an OPML file says where feeds are. The refusal says how many and what to do.

    Raises:
        ReadError: always.
    """
    feeds = parse_feed_list(incoming.whole())
    raise ReadError(
        f"it is a list of {len(feeds)} feeds and holds no report itself; `zegsman watch` reads the feeds in it"
    )
    yield  # the table of readers wants a generator
