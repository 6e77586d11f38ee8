"""Lists of function words: every one is used, a language may lack any of them, and no name is misspelt."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import zegsman
from zegsman.errors import LexiconError
from zegsman.lexicon import tables
from zegsman.lexicon.function_words import any_of, function_words
from zegsman.lexicon.tables import LANGUAGES, gather_patterns, gather_words, load_table

SOURCE = Path(zegsman.__file__).parent


def _listed() -> set[str]:
    return {name for language in LANGUAGES for name in load_table(language, "function_words")["lists"]}


def _named() -> Iterator[str]:
    """The names of lists that code asks for, all written out."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "function_words":
                for name in node.args:
                    assert isinstance(name, ast.Constant), f"{path}: {ast.unparse(node)}"
                    yield str(name.value)


def test_every_list_is_used_and_every_name_in_code_is_a_list() -> None:
    """No list lies idle, and code asks for none that is not there."""
    assert set(_named()) == _listed()


def test_lists_of_all_languages_come_together_or_one_by_one() -> None:
    """Without a language a list holds the words of all, with one only its own."""
    assert function_words("complementisers") == {"dat", "that"}
    assert function_words("complementisers", language="nl") == {"dat"}


def test_a_language_without_a_list_or_a_file_has_no_such_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A third language may begin with a few files: what it lacks is empty, and the others stay as they are."""
    assert function_words("surname_openers", language="en") == frozenset()
    gather_words.cache_clear()
    monkeypatch.setattr(tables, "LANGUAGES", (*LANGUAGES, "xx"))
    assert function_words("and", language="xx") == frozenset()
    assert function_words("and") == {"en", "and"}
    gather_words.cache_clear()


def test_a_misspelt_name_is_an_error() -> None:
    """A list that no language has is refused."""
    with pytest.raises(LexiconError, match="complementizers"):
        function_words("complementizers")


def test_no_word_stands_twice_in_a_list() -> None:
    """Each list holds a word once."""
    for language in LANGUAGES:
        for name, words in load_table(language, "function_words")["lists"].items():
            assert len(words.split()) == len(set(words.split())), f"{language}: {name}"


def test_alternatives_of_a_pattern_stand_longest_first() -> None:
    """A pattern never stops at a word that opens a longer one."""
    assert any_of({"a.m", "am", "a"}) == r"a\.m|am|a"


def test_every_list_and_pattern_that_code_names_is_there() -> None:
    """A list of any other file that is read only on use is not misspelt either."""
    readers = {"gather_words": gather_words, "gather_patterns": gather_patterns}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in readers:
                given = [argument.value for argument in node.args[:2] if isinstance(argument, ast.Constant)]
                if len(given) == len(node.args[:2]):
                    assert readers[node.func.id](*given), f"{path}: {ast.unparse(node)}"


def test_patterns_of_all_languages_come_together_with_their_fragments() -> None:
    """A pattern may name words that its file gives once; a name that no language has is refused."""
    untrue = re.compile(gather_patterns("rejections", "nonsense"), re.I)
    assert untrue.search("Klinkklare onzin") and untrue.search("Pure fiction")
    with pytest.raises(LexiconError, match="nonsens"):
        gather_patterns("rejections", "nonsens")
