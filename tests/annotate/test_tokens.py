"""Tests of the tokeniser."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zegsman.annotate.tokens import split_tokens

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "test_tokens_cases.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_split_tokens_gives_the_tokens_of_the_table(case: dict[str, Any]) -> None:
    """Each invented text falls into the tokens that the table gives."""
    text = case["text"]
    assert [text[a:b] for a, b in split_tokens(text, case["language"])] == case["tokens"]


@given(st.text(max_size=200), st.sampled_from(["nl", "en", "xx"]))
def test_split_tokens_is_exact(text: str, language: str) -> None:
    """Tokens stand in order, do not overlap, are not empty and leave out only white space and control characters."""
    at = 0
    for start, end in split_tokens(text, language):
        assert at <= start < end
        assert all(c.isspace() or not c.isprintable() for c in text[at:start])
        at = end
    assert all(c.isspace() or not c.isprintable() for c in text[at:])


@pytest.mark.parametrize("unit", ["a", "a.", "'", "1,", "é-", "ab cd ", "http://x"], ids=repr)
def test_split_tokens_takes_bounded_time(unit: str) -> None:
    """Long text of any kind is cut in time that grows with its length."""
    text = unit * (200_000 // len(unit))
    started = time.perf_counter()
    assert split_tokens(text, "en")
    assert time.perf_counter() - started < 20
