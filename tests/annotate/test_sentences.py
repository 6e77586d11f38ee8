"""Tests of the sentence splitter."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zegsman.annotate.sentences import split_sentences
from zegsman.annotate.tokens import split_tokens

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "test_sentences_cases.toml").read_text(encoding="utf-8")
)["case"]


def _sentences(text: str, language: str) -> list[str]:
    tokens = split_tokens(text, language)
    return [text[tokens[a][0] : tokens[b - 1][1]] for a, b in split_sentences(text, tokens)]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_split_sentences_gives_the_sentences_of_the_table(case: dict[str, Any]) -> None:
    """Each invented text falls into the sentences that the table gives."""
    assert _sentences(case["text"], case["language"]) == case["sentences"]


@given(st.text(alphabet="ab.!? \n\"'A1…", max_size=120))
def test_split_sentences_covers_all_tokens(text: str) -> None:
    """Sentences are ranges that follow each other and cover every token."""
    tokens = split_tokens(text, "nl")
    at = 0
    for start, end in split_sentences(text, tokens):
        assert start == at < end
        at = end
    assert at == len(tokens)


def test_split_sentences_keeps_hard_wrapped_lines_together() -> None:
    """In text broken at a fixed width a line's end does not end a sentence."""
    line = "de regering heeft in een lange brief aan de kamer laten weten dat het"
    text = "\n".join([line] * 12) + " klopt."
    assert len(_sentences(text, "nl")) == 1


def test_split_sentences_cuts_text_without_full_stops() -> None:
    """Text without full stops is cut all the same, so that no sentence is without bound."""
    tokens = split_tokens("woord " * 5000, "nl")
    assert max(end - start for start, end in split_sentences("woord " * 5000, tokens)) <= 400
