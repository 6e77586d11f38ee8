"""Finds the names in a report."""

from __future__ import annotations

from collections.abc import Sequence

from zegsman.encoder.reading import Reading
from zegsman.record.annotation import Name, NameType
from zegsman.record.spans import Span


def find_names(reading: Reading, offsets: Sequence[tuple[int, int]]) -> tuple[Name, ...]:
    """Returns the names that the encoder read, in order; `offsets` are those of the tokens."""
    return tuple(
        Name(
            Span(offsets[sentence.first_token + name.first][0], offsets[sentence.first_token + name.end - 1][1]),
            NameType(name.label),
            round(name.confidence, 4),
        )
        for sentence in reading.sentences
        for name in sentence.names
    )
