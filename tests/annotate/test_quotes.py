"""Quotation marks are paired, nested and told from apostrophes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zegsman.annotate.quotes import find_quotes

_TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("test_quotes_cases.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", _TABLE["cases"], ids=lambda case: case["text"][:40] or "empty")
def test_quotes_of_the_case_table_are_found(case: dict[str, Any]) -> None:
    """Each invented text gives the quotations that the table lists."""
    assert [quote.inner.of(case["text"]) for quote in find_quotes(case["text"])] == case["quotes"]


def test_quotes_inner_ones_stand_a_level_deeper() -> None:
    """A quotation within another has level 1."""
    assert [quote.level for quote in find_quotes("“Hij riep ‘brand’”, zei ze. “Ja.”")] == [0, 1, 0]


def test_quotes_that_go_on_in_the_next_paragraph_are_marked_open() -> None:
    """A paragraph that opens with a mark that it does not close gives an open quotation."""
    assert [quote.closed for quote in find_quotes("“Het eerste deel.\n\n“Het tweede deel.”")] == [False, True]


@settings(deadline=None)
@given(st.text(alphabet="ab s.,\n\"'‘’“”„«»`´-", max_size=120))
def test_quotes_lie_within_the_text_and_nest(text: str) -> None:
    """Whatever the text, quotations are within it and never overlap but by one holding the other."""
    quotes = find_quotes(text)
    for quote in quotes:
        assert 0 <= quote.span.start <= quote.inner.start < quote.inner.end <= quote.span.end <= len(text)
    for i, one in enumerate(quotes):
        for other in quotes[i + 1 :]:
            assert not one.span.overlaps(other.span) or one.span.contains(other.span)


def test_quotes_of_a_long_text_without_partners_take_little_time() -> None:
    """Fifty thousand marks that open and never close are given up, not searched again and again."""
    assert len(find_quotes("‘a " * 50_000)) == 0
