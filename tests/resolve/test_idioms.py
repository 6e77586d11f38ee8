"""Phrases that say in several words what one word says."""

from __future__ import annotations

import pytest

from resolve.affairs import told
from zegsman.lexicon.tables import load_table
from zegsman.resolve.claims.idioms import phrase_heads
from zegsman.resolve.claims.terms import word_terms


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("De molen ging gisteravond in vlammen op", "nl", {"afbranden": {"vlammen", "op"}}),
        ("De bakkers hebben het werk neergelegd", "nl", {"staken": {"werk", "neergelegd"}}),
        ("The bakers said they will walk out", "en", {"strike": {"walk", "out"}}),
        ("De bakker verkocht zijn werk in de winkel", "nl", {}),
    ],
)
def test_words_of_a_phrase_mean_what_the_whole_means(words: str, language: str, expected: dict[str, set[str]]) -> None:
    """Each word of a phrase stands for the one that says the same; words that only look like a part of it do not."""
    report, annotation = told("a", words, language=language)
    found: dict[str, set[str]] = {}
    for token in annotation.tokens:
        head = phrase_heads(annotation, language).get(token.span.start)
        if head is not None:
            found.setdefault(head, set()).add(token.span.of(report.text))
    assert found == expected


def test_words_too_far_apart_are_no_phrase() -> None:
    """'Out' at the end of a long sentence belongs to something else than 'walk' at its beginning."""
    _, annotation = told("a", "They walk to the old mill by the river and the lights are out", language="en")
    assert phrase_heads(annotation, "en") == {}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_phrase_stands_for_a_word_that_is_a_concept(language: str) -> None:
    """A phrase for a word that no other shares would bring nothing together."""
    for line in load_table("all", "phrases")[language]["lines"].splitlines():
        head, _, phrases = line.partition(": ")
        if head:
            assert phrases.split(), head
            assert any(term.startswith("c:") for term, _ in word_terms(head, language)), head
