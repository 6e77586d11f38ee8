"""The tree says what the project is: names, sizes and layers are held here."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "zegsman"
MODULES = sorted(SOURCE.rglob("*.py"))
BANNED = {"utils", "util", "helpers", "common", "misc", "core", "base"}
MOST_LINES = 500
MOST_FUNCTION_LINES = 60


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_module_is_of_a_size_to_read(path: Path) -> None:
    """No module passes 500 lines, no function 60, and no module has a name that says nothing."""
    text = path.read_text(encoding="utf-8")
    assert path.stem not in BANNED
    assert text.count("\n") <= MOST_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= MOST_FUNCTION_LINES, f"{node.name} has {length} lines"


def test_modules_are_small() -> None:
    """The median module stays under 150 lines."""
    assert statistics.median(path.read_text(encoding="utf-8").count("\n") for path in MODULES) < 150


def test_each_word_list_says_where_it_is_from() -> None:
    """Every word list opens with its source and licence."""
    import tomllib

    lists = sorted((SOURCE / "lexicon").rglob("*.toml"))
    assert lists
    for path in lists:
        meta = tomllib.loads(path.read_text(encoding="utf-8")).get("meta", {})
        assert {"source", "licence"} <= meta.keys(), path.name
