"""How much of an input is held, unpacked and entered, so that no input costs more than its size allows."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000
_FREE_PIECES = 5
"""Pieces of the largest size that any input may expand to, however small it is: a page of zeros is no attack."""


LONGEST_TEXT = 5_000_000
"""Code points of one report: ten novels."""
MOST_LINES = 200_000
"""Lines or paragraphs of one report; each costs some 300 bytes of memory."""
MOST_ELEMENTS = 300_000
"""Elements of one page; the largest live blogs have a tenth. Each costs about a kilobyte of memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of reading; the settings of the same names say what they are for."""

    file_limit_mb: int = 20
    expansion_limit: int = 200
    """Deflate can reach 1,032; archives of web pages stay below 20, of one repeated log line below 100."""
    nesting_limit: int = 5
    document_time_s: float = 60.0
    document_memory_mb: int = 1024

    @property
    def piece_bytes(self) -> int:
        """The largest piece (a file, a page, a member, a line) that is held at a time."""
        return self.file_limit_mb * MEGABYTE

    @property
    def free_bytes(self) -> int:
        """What an input of any size may expand to."""
        return _FREE_PIECES * self.piece_bytes
