"""Tests of the cutting of words into pieces."""

from __future__ import annotations

from zegsman.encoder.pieces import MAX_PIECES, Pieces

VOCABULARY = [("<s>", 0.0), ("<unk>", 0.0), ("▁", -2.0), ("a", -3.0), ("b", -3.0), ("▁ab", -3.5), ("ab", -4.0)]


def test_white_space_before_a_word_matters() -> None:
    """A word with white space before it takes the piece with the mark, one without takes the other."""
    pieces = Pieces(VOCABULARY, unknown=1)
    assert pieces.split_words(["ab", "ab"], [True, False]) == [(5,), (6,)]


def test_every_word_has_a_piece() -> None:
    """What the vocabulary lacks, and what is nothing but a control character, is the unknown piece."""
    pieces = Pieces(VOCABULARY, unknown=1)
    assert all(pieces.split_words(["", "é", "\x01"], [False, False, True]))


def test_long_words_are_bounded() -> None:
    """A long run of characters stands for at most ten pieces."""
    assert len(Pieces(VOCABULARY, unknown=1).split_words(["ba" * 5000], [True])[0]) == MAX_PIECES
