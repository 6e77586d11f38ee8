"""Packs sentences into the windows that the encoder reads at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

WINDOW_PIECES = 232
"""Pieces of a window, at most: as many as texts of a third of a page have, so that most reports take two or three."""
SEGMENT_PIECES = 144
"""Pieces of a sentence that is read in one, at most: with the context on both sides it fits in a window."""
CONTEXT_PIECES = 44
"""Pieces of the sentences before them, and as many behind, read along so that what runs on is seen whole."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, or a part of one that is too long for a window: words `[first, end)` of the document."""

    sentence: int
    first: int
    end: int
    n_pieces: int


@dataclass(frozen=True, slots=True)
class Window:
    """Segments `[first, last)` that are read together; only `[owned, end)` are read for themselves."""

    first: int
    owned: int
    end: int
    last: int


def cut_segments(sentence_pieces: Sequence[Sequence[int]]) -> list[Segment]:
    """Cuts sentences that exceed a window.

    Args:
        sentence_pieces: For each sentence the number of pieces of each of its words.

    Returns:
        Segments in order; most sentences are one.
    """
    segments: list[Segment] = []
    at = 0
    for i_sentence, counts in enumerate(sentence_pieces):
        total = sum(counts)
        if total <= SEGMENT_PIECES:
            if counts:
                segments.append(Segment(i_sentence, at, at + len(counts), total))
            at += len(counts)
            continue
        first, size = at, 0
        for count in counts:
            if size + count > SEGMENT_PIECES:
                segments.append(Segment(i_sentence, first, at, size))
                first, size = at, 0
            size += count
            at += 1
        segments.append(Segment(i_sentence, first, at, size))
    return segments


def pack_windows(segments: Sequence[Segment]) -> list[Window]:
    """Packs the segments of one document, in order, with the context around them.

    At the edges of the document a window has no context on one side and is read for more: what is read twice is what
    costs.
    """
    sizes = [segment.n_pieces for segment in segments]
    windows: list[Window] = []
    rest, owned = sum(sizes), 0
    while owned < len(segments):
        first = owned - _count_within(sizes[max(0, owned - CONTEXT_PIECES) : owned][::-1], CONTEXT_PIECES)
        room = WINDOW_PIECES - sum(sizes[first:owned])
        if rest <= room:
            end = last = len(segments)
        else:
            end = owned + max(1, _count_within(sizes[owned : owned + WINDOW_PIECES], room - CONTEXT_PIECES))
            last = end + _count_within(sizes[end : end + CONTEXT_PIECES], CONTEXT_PIECES)
        windows.append(Window(first, owned, end, last))
        rest -= sum(sizes[owned:end])
        owned = end
    return windows


def _count_within(sizes: Sequence[int], limit: int) -> int:
    """How many sizes from the first on add up to no more than a limit."""
    return bisect_right(list(accumulate(sizes)), limit)
