"""Reads WARC files, as Common Crawl News and web archives write them: each page a report."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from zegsman.errors import ReadError
from zegsman.read.archives.http_messages import parse_response
from zegsman.read.archives.warc_records import BrokenRecord, Record, find_records
from zegsman.read.incoming import Incoming
from zegsman.read.media_types import ATOM, HTML, JSON_FEED, PDF, PLAIN, RSS
from zegsman.read.reports import Member, Reading, ReadOptions, Reception, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

_WANTED = frozenset({"response", "resource", "conversion"})
_READ_AS = {
    "text/html": HTML,
    "application/xhtml+xml": HTML,
    "text/plain": PLAIN,
    "application/pdf": PDF,
    "application/rss+xml": RSS,
    "application/atom+xml": ATOM,
    "application/feed+json": JSON_FEED,
}
"""What a server or crawler calls the kinds that hold reports; everything else in a web archive is furniture."""
_ROBOTS = re.compile(r"https?://[^/]+/(?:robots|ads|security)\.txt$|/\.well-known/", re.I)


def read_warc(
    incoming: Incoming, options: ReadOptions, pages: frozenset[str] | None = None
) -> Iterator[Reading | Refusal | Member]:
    """The pages of a WARC file, packed or not, read forward in bounded memory.

    Responses and resources with HTML, plain text, PDF or a feed are read, and texts that a crawler drew from pages
    (WET); redirects, failures, pictures and scripts pass by. With `pages` only these addresses are read. A record
    that is damaged is refused with its number; the reading goes on behind it.

    Raises:
        ReadError: if it holds no page at all.
    """
    n_given = 0
    for record in find_records(incoming, wanted=_WANTED):
        place = f"{options.path or '-'}#{record.number}"
        if isinstance(record, BrokenRecord):
            n_given += 1
            yield Refusal(place, f"{record.reason} ({record.url})" if record.url else record.reason)
            continue
        try:
            member = _member(record, replace(options, path=place), incoming, pages)
        except ReadError as error:
            n_given += 1
            yield Refusal(place, f"{error} ({record.header.get('warc-target-uri', '')})")
            continue
        if member is not None:
            n_given += 1
            yield member
    if not n_given:
        raise ReadError(
            "the WARC file holds no page, only redirects, failures, pictures or notes; expected pages in it"
        )


def _member(record: Record, options: ReadOptions, incoming: Incoming, pages: frozenset[str] | None) -> Member | None:
    header = record.header
    url = header.get("warc-target-uri", "").strip("<>")
    if not url.startswith(("http://", "https://")) or _ROBOTS.search(url) or (pages is not None and url not in pages):
        return None
    told = header.get("content-type", "").partition(";")[0].strip().lower()
    headers: tuple[tuple[str, str], ...] = ()
    body, charset = record.body, None
    if told == "application/http" or (not told and body.startswith(b"HTTP/")):
        response = parse_response(body, incoming.meter)
        if response.status != 200:
            return None
        told, headers, body, charset = response.media_type, response.headers, response.body, response.charset
    kind = _READ_AS.get(told)
    if kind is None or not body.strip():
        return None
    known = (*options.known, ("lang", language)) if (language := _language(header)) else options.known
    reception = Reception(header.get("warc-date") or None, headers)
    own = replace(options, url=url, charset=charset, known=known, reception=reception)
    # The bytes outrank what the server said of them, but for feeds that servers call XML.
    return Member(Incoming(io.BytesIO(body), incoming.meter), own, None if kind is not HTML else HTML)


def _language(header: dict[str, str]) -> str:
    """The language that Common Crawl found in a text of a WET file."""
    return header.get("warc-identified-content-language", "").partition(",")[0]
