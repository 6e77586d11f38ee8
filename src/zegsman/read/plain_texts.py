"""Reads plain text, with or without a header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.read.databases.exports import is_export, read_export_lines
from zegsman.read.encodings import normalised, parse_characters
from zegsman.read.headers import split_header
from zegsman.read.incoming import Incoming
from zegsman.read.reports import Reading, ReadOptions, Received, Refusal, compose_reading

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_plain_text(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal]:
    """The one report that a text file holds, with its bytes; each report of a newspaper database's text export.

    Raises:
        ReadError: if it holds no words.
    """
    data = incoming.whole()
    decoded = parse_characters(data, charset=options.charset)
    text = normalised(decoded.text)
    if is_export(text):
        yield from read_export_lines(text.split("\n"), options)
        return
    header = split_header(text)
    received = Received(text=header.text, fields=header.fields, extra={**header.other, "encoding": decoded.encoding})
    yield compose_reading(received, data, options)
