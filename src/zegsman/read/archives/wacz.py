"""Reads WACZ, the ZIP of web archives with the list of the pages that somebody meant to keep (version 1)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from zegsman.errors import ReadError
from zegsman.read.archives.inflating import Inflating
from zegsman.read.archives.names import shown_name
from zegsman.read.archives.warc import read_warc
from zegsman.read.archives.zip_files import open_member, open_zip
from zegsman.read.incoming import Incoming

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from zegsman.read.reports import Member, Reading, ReadOptions, Refusal

_PAGE_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")


def read_wacz(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal | Member]:
    """The pages of a web archive: those that its lists name where it has lists, else every page in its WARC files.

    Raises:
        ReadError: if it holds no WARC file.
    """
    archive = open_zip(incoming)
    warcs = [one for one in archive.infolist() if one.filename.startswith("archive/") and ".warc" in one.filename]
    if not warcs:
        raise ReadError("the WACZ file holds no WARC file; expected one under archive/")
    pages = _pages(archive, incoming)
    for info in warcs:
        own = replace(options, path=f"{options.path or '-'}#{shown_name(info.filename)}")
        with open_member(archive, info, incoming.meter) as stream:
            yield from read_warc(Incoming(stream, incoming.meter), own, pages)


def _pages(archive: zipfile.ZipFile, incoming: Incoming) -> frozenset[str] | None:
    """The addresses that the archive lists as pages; None where it has no list."""
    found: set[str] = set()
    for name in _PAGE_LISTS:
        info = archive.NameToInfo.get(name) or archive.NameToInfo.get(name + ".gz")
        if info is None:
            continue
        with open_member(archive, info, incoming.meter) as stream:
            listed = Incoming(stream, incoming.meter)
            if listed.head(2) == b"\x1f\x8b":
                listed = Incoming(Inflating(listed, "gzip"), incoming.meter)
            found |= {url for _, line in listed.lines() if line and (url := _url(line))}
    return frozenset(found) or None


def _url(line: bytes) -> str:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    url = value.get("url") if isinstance(value, dict) else None
    return url if isinstance(url, str) else ""
