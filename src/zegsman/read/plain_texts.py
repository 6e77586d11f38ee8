"""Reads plain text, with or without a header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.read.encodings import normalised, parse_characters
from zegsman.read.headers import split_header
from zegsman.read.reports import Reading, ReadOptions, Received, Refusal, compose_report

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_plain_text(data: bytes, options: ReadOptions) -> Iterator[Reading | Refusal]:
    """The one report that a text file holds, with its bytes.

    Raises:
        ReadError: if it holds no words.
    """
    decoded = parse_characters(data)
    header = split_header(normalised(decoded.text))
    received = Received(text=header.text, fields=header.fields, extra={**header.other, "encoding": decoded.encoding})
    yield Reading(compose_report(received, data, options), data)
