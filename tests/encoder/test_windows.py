"""Tests of the packing of sentences into windows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zegsman.encoder.windows import CONTEXT_PIECES, SEGMENT_PIECES, WINDOW_PIECES, cut_segments, pack_windows

COUNTS = st.lists(st.lists(st.integers(1, 10), max_size=60), max_size=30)


@given(COUNTS)
def test_segments_cover_all_words_in_order(counts: list[list[int]]) -> None:
    """Segments follow each other over all words, and none exceeds a window."""
    at = 0
    for segment in cut_segments(counts):
        assert segment.first == at < segment.end
        assert segment.n_pieces <= SEGMENT_PIECES
        at = segment.end
    assert at == sum(map(len, counts))


@given(COUNTS)
def test_each_segment_is_owned_by_one_window(counts: list[list[int]]) -> None:
    """Every segment is read for itself once, and windows stay within their bounds."""
    segments = cut_segments(counts)
    owned = []
    for window in pack_windows(segments):
        owned += range(window.owned, window.end)
        assert sum(s.n_pieces for s in segments[window.first : window.last]) <= WINDOW_PIECES
        assert sum(s.n_pieces for s in segments[window.first : window.owned]) <= CONTEXT_PIECES
        assert sum(s.n_pieces for s in segments[window.end : window.last]) <= CONTEXT_PIECES
    assert owned == list(range(len(segments)))


@given(COUNTS)
def test_what_fits_in_a_window_is_read_in_one(counts: list[list[int]]) -> None:
    """A text that is no longer than a window is read once, with nothing read twice."""
    segments = cut_segments(counts)
    if 0 < sum(s.n_pieces for s in segments) <= WINDOW_PIECES:
        (window,) = pack_windows(segments)
        assert (window.first, window.owned, window.end, window.last) == (0, 0, len(segments), len(segments))
