"""What contradicts without a word that denies."""

from __future__ import annotations

import pytest

from zegsman.lexicon.tables import load_table
from zegsman.resolve.claims.negations import negators_of
from zegsman.resolve.claims.opposites import opposites_denied, sides_of, steps_of


@pytest.mark.parametrize(
    ("words", "language", "says", "counters"),
    [
        ({"de", "wethouder", "opstappen"}, "nl", "leave", None),
        ({"de", "wethouder", "blijven"}, "nl", None, "leave"),
        ({"the", "plant", "closure"}, "en", "close", None),
        ({"the", "plant", "open"}, "en", None, "close"),
        ({"een", "eigen", "besluit"}, "nl", None, "forced"),
    ],
)
def test_a_statement_is_on_a_side_of_each_matter(
    words: set[str], language: str, says: str | None, counters: str | None
) -> None:
    """Any phrase whose words all stand in a statement puts it on that side."""
    said, countered = sides_of(words, language)
    assert says is None or says in said
    assert counters is None or counters in countered


def test_a_phrase_needs_all_its_words() -> None:
    """'Eigen' alone speaks against nothing."""
    assert sides_of({"eigen", "huis"}, "nl") == (frozenset(), frozenset())


def test_words_of_both_sides_are_on_neither() -> None:
    """'Who is to stay has threatened to quit' is neither the news nor against it."""
    said, countered = sides_of({"who", "stay", "quit"}, "en")
    assert "leave" not in said | countered


def test_each_opposite_has_both_sides_in_both_languages() -> None:
    """A matter with one side says nothing."""
    for name, entry in load_table("all", "opposites")["opposites"].items():
        for side in ("said", "denied"):
            assert entry[side]["nl"].split(), name
            assert entry[side]["en"].split(), name


def test_a_step_and_the_one_that_follows() -> None:
    """Who was arrested is released: the first begins a course of things, the second goes on with it."""
    assert steps_of({"de", "schipper", "aangehouden"}, "nl") == (frozenset({"arrest"}), frozenset({"escape"}))
    assert "close" in steps_of({"the", "bridge", "reopened"}, "en")[1]


def test_both_steps_in_one_statement_are_neither() -> None:
    """'Released two days after he was arrested' tells of both, and is held apart from neither."""
    begins, goes_on = steps_of({"released", "after", "arrested"}, "en")
    assert "arrest" not in begins | goes_on


def test_each_course_has_both_steps_in_both_languages() -> None:
    """A course with one step holds nothing apart."""
    for name, entry in load_table("all", "steps")["steps"].items():
        for step in ("first", "then"):
            assert entry[step]["nl"].split(), name
            assert entry[step]["en"].split(), name


@pytest.mark.parametrize(
    ("text", "language", "matter"),
    [
        ("zij overleven het vuur niet", "nl", "dead"),
        ("de molen is niet veilig", "nl", "danger"),
        ("the mill is not safe", "en", "danger"),
        ("the miller who stay in town sell no flour", "en", None),
        ("met de molen was niets mis", "nl", None),
    ],
)
def test_the_opposite_denied_is_the_news(text: str, language: str, matter: str | None) -> None:
    """A negation near the opposite turns it; one that bears on another word, or is part of the phrase, does not."""
    words = [frozenset({word}) for word in text.split()]
    found = opposites_denied(words, negators_of(language), language)
    assert found >= ({matter} if matter else set())
    assert matter or not found
