"""Cutting a text into blocks."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zegsman.read.blocks import split_blocks
from zegsman.read.encodings import normalised

CASES = tomllib.loads(Path(__file__).with_name("test_blocks_cases.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_split_blocks_case(case: dict[str, object]) -> None:
    """Each text of the table is cut into the blocks that the table gives."""
    text = str(case["text"])
    found = [[str(block.kind), block.span.of(text)] for block in split_blocks(text)]
    assert found == case["blocks"]


@given(st.text(max_size=300))
def test_split_blocks_partition_text(text: str) -> None:
    """Blocks stand in order, do not overlap, and hold every character that is not white space."""
    text = normalised(text).strip("\n ")
    covered: set[int] = set()
    last = 0
    for block in split_blocks(text):
        assert block.span.start >= last
        assert block.span.end <= len(text)
        last = block.span.end
        covered.update(range(block.span.start, block.span.end))
    assert all(letter.isspace() or i in covered for i, letter in enumerate(text))


def test_split_blocks_title_repeated() -> None:
    """A first line that repeats the title is a subhead, also with a full stop."""
    text = "Brug dicht.\n\nDe brug over de rivier is sinds gisteren dicht."
    assert [str(block.kind) for block in split_blocks(text, "Brug dicht.")] == ["subhead", "paragraph"]


def test_split_blocks_two_megabytes() -> None:
    """Two megabytes without a full stop or line end are one paragraph, found in bounded time."""
    text = "woord " * 340_000
    assert len(split_blocks(text.strip())) == 1


def test_split_blocks_table() -> None:
    """The lines of a table stay apart."""
    text = "Gemeente | Stemmen\nAmstel | 1200\nBerkel | 900"
    assert len(split_blocks(text)) == 3


def test_split_blocks_encoded_data() -> None:
    """Letters that run on for longer than any word are kept and not read; long text without blanks is text."""
    text = "Er is brand.\n\nFoto: " + "QUJD" * 400 + "\n\n" + "火事がありました。" * 200
    kinds = [block.kind for block in split_blocks(text)]
    assert [str(kind) for kind in kinds] == ["paragraph", "leftover", "paragraph"]
