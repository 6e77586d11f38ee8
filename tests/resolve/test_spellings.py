"""Many spellings found in a text at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zegsman.resolve.entities.spellings import SpellingIndex


def found(spellings: list[str], text: str, *, any_case: bool = False) -> list[str]:
    """The words found in a text, in order."""
    return [span.of(text) for span, _ in SpellingIndex(spellings, any_case=any_case).find(text)]


def test_find_takes_the_longest_at_each_place() -> None:
    """Of spellings that begin at one place the longest is found, and nothing within it."""
    assert found(["Ida", "Ida Kok", "Kok"], "Ida Kok zag Kok en Ida.") == ["Ida Kok", "Kok", "Ida"]


def test_find_leaves_parts_of_longer_words_alone() -> None:
    """A spelling within a word or a compound name is not found."""
    assert found(["Kok", "Deventer"], "Kokend water, Koks en Deventer-Colmschate in Deventer.") == ["Deventer"]


def test_find_knows_spellings_that_begin_with_a_mark() -> None:
    """A spelling may begin with an apostrophe."""
    assert found(["'s-Graveland"], "In 's-Graveland regent het.") == ["'s-Graveland"]


def test_find_in_any_case() -> None:
    """Where case is nothing, capitals are found."""
    assert found(["Ida Kok"], "IDA KOK lacht", any_case=True) == ["IDA KOK"]


@given(st.lists(st.text(min_size=1, max_size=6), max_size=5), st.text(max_size=60))
def test_find_gives_places_in_order_without_overlap(spellings: list[str], text: str) -> None:
    """Whatever the spellings, the places stand in order, do not overlap, and hold the spelling."""
    last = 0
    for span, spelling in SpellingIndex(spellings).find(text):
        assert span.start >= last
        assert span.of(text) == spelling
        last = span.end
