"""Nouns, adjectives and names are led back to their lemma by the rules of spelling."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zegsman.annotate.dutch_nominals import mend_nominal, nominal_bases, number_of_ordinal

TABLE = tomllib.loads((Path(__file__).parent / "test_dutch_nominals_cases.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", TABLE["mended"], ids=lambda row: f"{row[0]}-{row[1]}-{row[2]}")
def test_mend_nominal_gives_the_lemma_of_the_table(row: list[str]) -> None:
    """A lemma that spelling forbids gives way, one that is right stays."""
    form, upos, given_lemma, lemma = row
    assert mend_nominal(form, given_lemma, upos, TABLE["parts"]) == lemma


@pytest.mark.parametrize(
    ("form", "number"),
    [("negende", "negen"), ("twintigste", "twintig"), ("51ste", "51"), ("12e", "12"), ("mede", None)],
)
def test_number_of_ordinal(form: str, number: str | None) -> None:
    """An ordinal has its number for a lemma; what only ends like one has none."""
    assert number_of_ordinal(form) == number


@given(st.text("abdegknorstvzëij'-", max_size=14), st.sampled_from(["NOUN", "ADJ", "PROPN"]))
@example("'s", "NOUN")
def test_nominal_bases_are_words(form: str, upos: str) -> None:
    """Whatever the form, what it may be made of is never empty, and no form is mended to nothing."""
    assert all(nominal_bases(form, upos))
    assert mend_nominal(form or "x", form or "x", upos, {})
