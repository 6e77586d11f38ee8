"""Amounts in text: found, and compared as a newspaper rounds them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zegsman.likeness.number_words import parse_digits, parse_number_word
from zegsman.likeness.numbers import find_quantities, may_be_equal, shared_quantities
from zegsman.record.spans import Span

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("test_numbers_cases.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES["found"], ids=lambda case: case["text"][:40])
def test_find_quantities_finds_amounts_and_nothing_else(case: dict[str, Any]) -> None:
    """Amounts are found with their value in the unit's first measure; years, clocks and ordinals are none."""
    found = find_quantities(case["text"], case["language"])
    assert [(round(q.value, 6), q.dimension) for q in found] == [(v, d) for v, d in case["amounts"]]


@pytest.mark.parametrize("case", CASES["pair"], ids=lambda case: f"{case['left']} / {case['right']}")
def test_may_be_equal_allows_for_hedges_and_rounding(case: dict[str, Any]) -> None:
    """Hedged and rounded amounts agree with what they round; plain rivals do not."""
    (left,), (right,) = find_quantities(case["left"]), find_quantities(case["right"])
    assert left.dimension == right.dimension
    assert may_be_equal(left, right) is case["equal"]
    assert may_be_equal(right, left) is case["equal"]


@pytest.mark.parametrize(
    ("word", "language", "value"),
    [
        ("tweehonderdvijftig", "nl", 250),
        ("elfhonderd", "nl", 1100),
        ("tweeëntwintig", "nl", 22),
        ("zesendertigduizend", "nl", 36000),
        ("ninety-nine", "en", 99),
        ("thousand", "en", 1000),
        ("fiets", "nl", None),
        ("ontevreden", "nl", None),
    ],
)
def test_parse_number_word_reads_compounds(word: str, language: str, value: float | None) -> None:
    """A written number is read whole, and a word that only looks like one is none."""
    assert parse_number_word(word, language) == value


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("18.000", "nl", 18000),
        ("1,5", "nl", 1.5),
        ("18,000", "en", 18000),
        ("1.5", "en", 1.5),
        ("12.345,6", "nl", 12345.6),
    ],
)
def test_parse_digits_follows_the_language(text: str, language: str, value: float) -> None:
    """Full stop and comma change places between Dutch and English."""
    assert parse_digits(text, language) == value


def test_find_quantities_marks_what_the_text_itself_gives_up() -> None:
    """In 'negen, en niet twaalf' the second number is not stated."""
    nine, twelve = find_quantities("Er vielen negen gewonden, en niet twaalf.")
    assert not nine.negated
    assert twelve.negated


def test_find_quantities_skips_excluded_spans() -> None:
    """Dates are told apart by whoever knows them, and are skipped."""
    text = "Op 12 mei kwamen 40 gasten."
    assert [q.value for q in find_quantities(text, "nl", [Span(3, 9)])] == [40]


def test_shared_quantities_counts_each_once() -> None:
    """Two amounts on the left do not both meet the same one on the right."""
    left, right = find_quantities("40 mensen en 40 auto's"), find_quantities("veertig mensen")
    assert shared_quantities(left, right) == 1


@given(st.text(max_size=200))
def test_find_quantities_never_fails_and_spans_lie_in_the_text(text: str) -> None:
    """Any text gives amounts whose spans lie in it and whose range holds the value."""
    for language in ("nl", "en", "xx"):
        for quantity in find_quantities(text, language):
            assert quantity.span.end <= len(text)
            assert quantity.low <= quantity.value <= quantity.high


def test_two_caps_are_compared_as_they_stand() -> None:
    """'Hooguit 3,1' and 'maximaal 3,4' are two limits, though both leave room below."""
    (one,), (other,) = find_quantities("hooguit 3,1 procent"), find_quantities("maximaal 3,4 procent")
    assert one.cap
    assert not may_be_equal(one, other)
    assert may_be_equal(one, find_quantities("2,9 procent")[0])
