"""Likeness of texts: shingles, containment, alignment."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zegsman.likeness.texts import (
    Passages,
    align_passages,
    containment,
    fold,
    shingles,
    word_containment,
    word_likeness,
    words_of,
)
from zegsman.record.spans import Span


def _passages(*sentences: str) -> Passages:
    words = tuple(tuple(words_of(sentence)) for sentence in sentences)
    return Passages(tuple(Span(i, i + 1) for i in range(len(sentences))), words, tuple(False for _ in sentences))


def test_fold_makes_accents_case_and_quotes_alike() -> None:
    """Words that differ in accents, case or the shape of a quote are one."""
    assert fold("‘Oekraïne’s’") == fold("'oekraine's'")


def test_containment_is_of_the_smaller_text() -> None:
    """A short text wholly within a long one is contained, however long the other is."""
    short = shingles(words_of("de dijk brak bij het gemaal"))
    long = shingles(words_of("in de nacht van zondag zei zij dat de dijk brak bij het gemaal en dat niemand het zag"))
    assert containment(short, long) == 1.0
    assert containment(set(), long) == 0.0


def test_align_passages_finds_an_edited_sentence() -> None:
    """A sentence from which an editor cut a few words is still the same one."""
    left = _passages(
        "De dijk bij het gemaal van Oudezijl is zondagnacht over twintig meter weggespoeld.",
        "Niemand raakte gewond bij de doorbraak van de dijk.",
    )
    right = _passages(
        "Het water staat nog hoog in de hele streek.",
        "De dijk bij het gemaal van Oudezijl is over twintig meter weggespoeld.",
    )
    assert [(found.here, found.there) for found in align_passages(left, right)] == [(0, 1)]


def test_align_passages_keeps_two_hands_apart() -> None:
    """Two sentences about one event by two writers are not aligned."""
    left = _passages("De dijk bij het gemaal van Oudezijl is zondagnacht over twintig meter weggespoeld.")
    right = _passages("Zondagnacht spoelde bij Oudezijl twintig meter dijk weg, vlak naast het gemaal.")
    assert align_passages(left, right) == ()


def test_align_passages_uses_each_passage_once() -> None:
    """A sentence that stands twice in one text answers only one in the other."""
    sentence = "De dijk bij het gemaal is over twintig meter weggespoeld."
    assert len(align_passages(_passages(sentence), _passages(sentence, sentence))) == 1


@given(st.lists(st.sampled_from("abcdefg"), max_size=12), st.lists(st.sampled_from("abcdefg"), max_size=12))
def test_word_likeness_is_symmetric_and_bounded(left: list[str], right: list[str]) -> None:
    """Likeness lies between 0 and 1, does not depend on the side, and is 1 for the same words."""
    assert 0.0 <= word_likeness(left, right) <= 1.0
    assert word_likeness(left, right) == word_likeness(right, left)
    assert not left or word_likeness(left, left) == 1.0
    assert not left or word_containment(left, left + right) == 1.0
