"""Packs sentences into the windows that the encoder reads at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

OWNED_PIECES = 144
"""Pieces of the sentences that a window is read for, at most."""
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
        if total <= OWNED_PIECES:
            if counts:
                segments.append(Segment(i_sentence, at, at + len(counts), total))
            at += len(counts)
            continue
        first, size = at, 0
        for count in counts:
            if size + count > OWNED_PIECES:
                segments.append(Segment(i_sentence, first, at, size))
                first, size = at, 0
            size += count
            at += 1
        segments.append(Segment(i_sentence, first, at, size))
    return segments


def pack_windows(segments: Sequence[Segment]) -> list[Window]:
    """Packs the segments of one document, in order, with the context around them."""
    windows: list[Window] = []
    owned = 0
    while owned < len(segments):
        end, size = owned, 0
        while end < len(segments) and (end == owned or size + segments[end].n_pieces <= OWNED_PIECES):
            size += segments[end].n_pieces
            end += 1
        first, context = owned, 0
        while first > 0 and context + segments[first - 1].n_pieces <= CONTEXT_PIECES:
            first -= 1
            context += segments[first].n_pieces
        last, context = end, 0
        while last < len(segments) and context + segments[last].n_pieces <= CONTEXT_PIECES:
            context += segments[last].n_pieces
            last += 1
        windows.append(Window(first, owned, end, last))
        owned = end
    return windows
