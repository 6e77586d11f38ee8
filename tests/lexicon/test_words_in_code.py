"""Words of a language stand in the lexicon and not in code, so that a third language is a matter of files."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import zegsman
from zegsman.lexicon.tables import LANGUAGES, load_table

SOURCE = Path(zegsman.__file__).parent
STAGES = ("annotate", "resolve", "weigh")
RULES_OF_SPELLING = {
    "annotate/conjugation.py": "how regular Dutch verbs are spelt",
    "annotate/dutch_nominals.py": "how Dutch plurals, adjectives and diminutives are spelt",
    "annotate/dutch_verbs.py": "how Dutch verbs are spelt",
    "annotate/lemmas.py": "how lemmas are put together, and Dutch compounds",
    "annotate/tokens.py": "where clitics are parted from their word",
    "annotate/quotes.py": "words that begin or end with an apostrophe",
    "annotate/verb_forms.py": "endings of tenses and participles",
}
"""Files of rules that are a language's spelling itself and no list of its words."""
NAMES_OF_OURS = {
    # operations, units and relations of the lexicon's own rules of time
    "annotate/times/": "about after and before between coming earlier either from hour last later month next night "
    "on op since this to until week year",
    # a manner of content, a layer of a report
    "annotate/attributions/": "around",
    "annotate/line.py": "stated",
    # features, the sides of opposites and of steps, the ways in which a place takes part
    "resolve/claims/denials.py": "before told",
    "resolve/claims/opposites.py": "said first then",
    "resolve/claims/clashes.py": "at to from near",
}
"""Names of our own that are words too, by where they stand."""
KINDS = ("cues", "titles", "organisations", "plans", "hearsay")
"""Word lists whose tables are named after what their words are: 'say', 'spokesperson'."""
_WORD = re.compile(r"[^\W\d_]{2,}")


@cache
def _words() -> frozenset[str]:
    """The words of the lexicon that hold clauses together, and those that say nothing of a matter."""
    lists = [words for code in LANGUAGES for words in load_table(code, "function_words")["lists"].values()]
    lists += [words for code in LANGUAGES for words in load_table(code, "stopwords")["words"].values()]
    return frozenset(word for word in " ".join(lists).split() if _WORD.match(word)) - set(LANGUAGES)


@cache
def _kinds() -> frozenset[str]:
    """Values of our enumerations, and names of tables in the lexicon: the kinds of cues and classes of bodies."""
    tables = [table for code in LANGUAGES for name in KINDS for table in load_table(code, name).values()]
    found: set[str] = {key for table in tables if isinstance(table, dict) for key in table}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and any("Enum" in ast.unparse(base) for base in node.bases):
                found.update(one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    return frozenset(str(value) for value in found)


def _literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The strings of literal sets, tuples and lists, of comparisons and of tests on endings; words of patterns."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.Tuple | ast.List):
            yield from _strings(*node.elts)
        elif isinstance(node, ast.Compare):
            yield from _strings(node.left, *node.comparators)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in {"startswith", "endswith", "removeprefix", "removesuffix"}:
                yield from _strings(*node.args)
            elif ast.unparse(node.func) == "re.compile":
                yield from _of_pattern(node.args[0])


def _strings(*nodes: ast.expr) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value.strip()


def _of_pattern(pattern: ast.expr) -> Iterator[tuple[int, str]]:
    parts = pattern.values if isinstance(pattern, ast.JoinedStr) else [pattern]
    for part in parts:
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            plain = re.sub(r"\\.|\(\?P?<\w+>|\[[^\]]*\]", " ", part.value)
            yield from ((part.lineno, word) for word in _WORD.findall(plain))


def _names_at(place: str) -> frozenset[str]:
    return frozenset(" ".join(names for start, names in NAMES_OF_OURS.items() if place.startswith(start)).split())


def _found_in(place: str, text: str) -> list[str]:
    known = _words() - _kinds() - _names_at(place)
    return [f"{place}:{line}: {word!r}" for line, word in _literals(ast.parse(text)) if word in known]


def test_code_holds_no_words_of_a_language() -> None:
    """Annotate, resolve and weigh compare with words of the lexicon's lists, never with words written in the code."""
    found = []
    for stage in STAGES:
        for path in sorted((SOURCE / stage).rglob("*.py")):
            place = path.relative_to(SOURCE).as_posix()
            if place not in RULES_OF_SPELLING:
                found += _found_in(place, path.read_text("utf-8"))
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        'before in {"te", "to"}',
        'word == "niet"',
        'frozenset(["who", "which"])',
        '"kunnen" in verbs',
        'text.startswith(("om ", "to "))',
        r'_P = re.compile(r"\b(?:maar|but)\b")',
    ],
)
def test_a_word_in_code_is_found(line: str) -> None:
    """Sets, comparisons, tests on endings and patterns with a word of a language are seen."""
    assert _found_in("annotate/example.py", line)


def test_names_of_our_own_are_used() -> None:
    """No exception outlives what it was made for."""
    for start, names in NAMES_OF_OURS.items():
        paths = [path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).as_posix().startswith(start)]
        literals = {word for path in paths for _, word in _literals(ast.parse(path.read_text("utf-8")))}
        assert set(names.split()) <= literals, start
    assert all((SOURCE / place).is_file() for place in RULES_OF_SPELLING)
