"""Reads files packed with gzip, bzip2 or xz: the one file inside, or an archive record by record."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from zegsman.read.archives.inflating import Inflating
from zegsman.read.archives.warc import read_warc
from zegsman.read.incoming import Incoming
from zegsman.read.reports import Member, Reading, ReadOptions, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_gzip(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal | Member]:
    """The file in a gzip file; a WARC is read from its packed records, so that damage to one costs that one only."""
    if _starts_warc(incoming.head()):
        yield from read_warc(incoming, options)
        return
    yield from _inside(incoming, options, "gzip")


def read_bzip2(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal | Member]:
    """The file in a bzip2 file."""
    yield from _inside(incoming, options, "bzip2")


def read_xz(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal | Member]:
    """The file in an xz file."""
    yield from _inside(incoming, options, "xz")


def _inside(incoming: Incoming, options: ReadOptions, kind: str) -> Iterator[Member]:
    yield Member(Incoming(Inflating(incoming, kind), incoming.meter), replace(options))


def _starts_warc(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(packed, 64).startswith(b"WARC/")
    except zlib.error:
        return False
