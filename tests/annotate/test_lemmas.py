"""Tests of lemmas."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zegsman.annotate.lemmas import apply_script, find_lemma, script_of, split_compound
from zegsman.encoder.forms import Forms

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "test_lemmas_cases.toml").read_text(encoding="utf-8")
)["case"]
FORMS = Forms(
    lemmas={("nl", "zag", "VERB"): "zien", ("en", "men", "NOUN"): "man"},
    parts={"reclame": 5, "tabak": 2, "niveau": 4, "basis": 3, "zien": 9, "bloeden": 2, "spreken": 8},
)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_find_lemma_gives_the_lemma_of_the_table(case: dict[str, Any]) -> None:
    """Each form gets the lemma that the table gives."""
    lemma = find_lemma(
        case["form"],
        case["upos"],
        case["script"],
        language="nl",
        compound=case.get("compound", False),
        particle=case.get("particle", ""),
        forms=FORMS,
    )
    assert lemma == case["lemma"]


def test_known_forms_win_from_the_script() -> None:
    """A form that the treebanks settle gets their lemma, a capital put aside."""
    assert find_lemma("Zag", "VERB", "l:0::0:en", language="nl", forms=FORMS) == "zien"
    assert find_lemma("men", "NOUN", "k:0::0:", language="en", forms=FORMS) == "man"


@given(st.text("abcdeABC", min_size=1, max_size=8), st.text("abcdeABC", min_size=1, max_size=8))
def test_a_script_makes_the_lemma_it_was_taken_from(form: str, lemma: str) -> None:
    """The script of a form and its lemma gives that lemma back."""
    assert apply_script(script_of(form, lemma), form) == lemma


def test_a_script_that_does_not_fit_leaves_the_form() -> None:
    """A script that would take more than there is gives the form."""
    assert apply_script("k:3::3:en", "abc") == "abc"


def test_split_compound_needs_known_parts() -> None:
    """A compound falls apart between words that are known, and stays whole where none is."""
    assert split_compound("basisniveau", FORMS.parts) == "basis_niveau"
    assert split_compound("xyzzyplugh", FORMS.parts) == "xyzzyplugh"
