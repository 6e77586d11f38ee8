"""Names that the encoder read are set right: two people are not one, and no place with a number is a person."""

from __future__ import annotations

import pytest

from builders import span_of
from written_trees import a_tree
from zegsman.annotate.names import numbered_places, people_told_apart
from zegsman.record.annotation import Name, NameType

_BOTH = "Daan|PROPN|3|nsubj Roos|PROPN|1|flat zag|VERB|0 Wim|PROPN|3|obj Kuiper|PROPN|4|flat .|PUNCT|3"
_MEET = "Toen|ADV|2 nam|VERB|0 Roos|PROPN|2|nsubj Kuiper|PROPN|3|flat mee|ADP|2 .|PUNCT|2"
_ALONE = "Roos|PROPN|2|nsubj liep|VERB|0 ,|PUNCT|5 Kuiper|PROPN|5|nsubj keek|VERB|2 .|PUNCT|2"


def _told_apart(*rows: str, marks: list[tuple[str, int]], language: str = "nl") -> list[str]:
    """The names after the rule; marks are words with which of their places is a name."""
    parse = a_tree(*rows)
    text = parse.report.text
    names = sorted((Name(span_of(text, words, nth), NameType.PER) for words, nth in marks), key=lambda name: name.span)
    return [name.span.of(text) for name in people_told_apart(names, parse.tokens, text, language)]


_MARKS = [("Daan Roos", 0), ("Wim Kuiper", 0), ("Roos Kuiper", 0), ("Roos", 2), ("Kuiper", 2)]


def test_two_short_names_behind_a_verb_are_two_people() -> None:
    """'Toen nam Roos Kuiper mee' tells of Daan Roos and Wim Kuiper, each called by that word alone elsewhere."""
    apart = _told_apart(_BOTH, _MEET, _ALONE, marks=_MARKS)
    assert apart == ["Daan Roos", "Wim Kuiper", "Roos", "Kuiper", "Roos", "Kuiper"]


@pytest.mark.parametrize(
    ("rows", "marks", "language"),
    [
        ((_BOTH, _MEET, _ALONE), _MARKS, "en"),
        ((_BOTH, _MEET, _ALONE), _MARKS[:4], "nl"),
        ((_BOTH, _MEET, _MEET, _ALONE), [*_MARKS[:2], ("Roos Kuiper", 0), ("Roos Kuiper", 1), ("Roos", 3)], "nl"),
        ((_MEET, _ALONE), [("Roos Kuiper", 0), ("Roos", 1), ("Kuiper", 1)], "nl"),
    ],
    ids=["no inversion", "one is never called so alone", "told of twice", "nobody of a longer name"],
)
def test_a_name_is_one_person_else(rows: tuple[str, ...], marks: list[tuple[str, int]], language: str) -> None:
    """Without any one of the signs the two words are one name."""
    assert "Roos Kuiper" in _told_apart(*rows, marks=marks, language=language)


@pytest.mark.parametrize(
    ("words", "type"), [("Loods 12", "LOC"), ("Terminal 3B", "LOC"), ("Willem 2", "PER"), ("Jan Loods", "PER")]
)
def test_a_place_with_a_number_is_no_person(words: str, type: str) -> None:
    """'Loods 12' is a place; a number behind another word, or a name that ends in such a noun, changes nothing."""
    text = f"Brand bij {words}."
    [name] = numbered_places([Name(span_of(text, words), NameType.PER)], text)
    assert name.type is NameType(type)
