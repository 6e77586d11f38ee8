"""Sentences that find their version in the other language by their words."""

from __future__ import annotations

from zegsman_lab.score.concepts import share_found, terms_of


def test_a_sentence_finds_its_version_by_concepts() -> None:
    """The version that shares concepts is found, one that shares none with any is not."""
    dutch = {
        ("a", 1): "De rebellen trokken zich terug uit het kamp.",
        ("a", 2): "De rechter sprak de burgemeester vrij.",
        ("b", 1): "Qwxyz plof bloemkoolbrij.",
    }
    english = {
        ("a", 1): "The insurgents withdrew from the camp.",
        ("a", 2): "The judge acquitted the mayor.",
        ("b", 1): "Zvbn trees.",
    }
    assert share_found(dutch, english) == {"sentences": 3, "found": 0.667, "found_in_article": 1.0}


def test_names_inside_a_sentence_do_not_count() -> None:
    """A capitalised word inside is taken for a name, at the start for a word."""
    assert terms_of("Rebellen in Kamp", "nl").keys() == terms_of("Rebellen", "nl").keys()
