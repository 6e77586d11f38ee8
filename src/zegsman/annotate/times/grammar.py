"""Loads the grammar of time expressions of a language: word classes, fragments, rules, relations.

A rule is a regular expression over lower-case text with placeholders. `{month}` stands for any word of the
class and hands on its value; `{day:dd}` for a fragment, handed on under another name; `{dd}` for a fragment
that hands on nothing. A space stands for any white space. `(?P<x>...)` marks the extent where the rule looks
at words around it; `(?P<y>...)` is a second expression that shares the rest ('10 tot 13 september').
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from typing import TYPE_CHECKING, Any

from zegsman.annotate.times.needs import DIGITS, Needs, find_needs, first_words
from zegsman.annotate.times.numbers import (
    number_pattern,
    number_words,
    ordinal_words,
    read_number,
    read_ordinal,
    trie_pattern,
)
from zegsman.errors import LexiconError
from zegsman.lexicon.function_words import any_of
from zegsman.lexicon.tables import gather_words, load_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Args = dict[str, Any]

_PLACEHOLDER = re.compile(r"\{(?:(\w+):)?([a-z]\w*)\}")
_NOT_WORDS = re.compile(r"\{[^{}]*\}|\(\?P?<\w+>|\(\?[:=!<]+|\\[a-zA-Z]|\[[^\]]*\]")
_WORD = re.compile(r"[^\W_]+")
_BEGINS_WITH_DIGITS = re.compile(r"(?:\[['’‘`]+\]\??)?(?:\d\??|\[\d-?\d?\]\??)")
_DIGITS = {
    "number": r"[0-9]{1,3}(?:THOUSANDS[0-9]{3})+|[0-9]{1,4}(?:DECIMAL[0-9]{1,2})?(?:[\s-]1/2|½)?|½",
    "ordinal": rf"[0-9]{{1,3}}\s?(?:{any_of(gather_words('stems', 'ordinal_endings'))})(?!\w)",
}


@dataclass(frozen=True, eq=False)
class Rule:
    """What to match and how to read it."""

    source: str
    """The regular expression, written out."""
    op: str
    args: Args
    """Fixed arguments of the reading."""
    groups: dict[str, str]
    """Class or fragment of each named group."""
    rank: int
    """Place in the file; of two matches of one length the earlier rule wins."""
    written: str
    """As the list has it, with its placeholders."""
    beginnings: Mapping[str, frozenset[str]]
    """First words of what the placeholders can stand for."""

    @cached_property
    def needs(self) -> Needs:
        """Words without which it cannot match, worked out on first use: a text meets few kinds of rules."""
        return find_needs(self.written, self.beginnings)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The rule compiled, on first use: a short report needs few of them.

        Raises:
            LexiconError: if it is no regular expression.
        """
        try:
            return re.compile(rf"(?:{self.source})(?!\w)(?![-/:]\d)")
        except re.error as error:
            raise LexiconError(f"the rule of time expressions {self.source[:80]!r} cannot be read: {error}") from error


@dataclass(frozen=True, slots=True)
class Relation:
    """Words before (or between) expressions that open, close or join intervals."""

    pattern: re.Pattern[str]
    op: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """The grammar of one language, compiled."""

    language: str
    rules: Mapping[str, tuple[Rule, ...]]
    """By kind of trigger."""
    kinds: Mapping[str, frozenset[str]]
    """Kinds of trigger that a word is."""
    vocabulary: frozenset[str]
    """Every word that can stand in an expression."""
    classes: Mapping[str, Mapping[str, Any]]
    capital: frozenset[str]
    """Words that are a time only with a capital."""
    doubtful: frozenset[str]
    """Words that alone are a time only behind one of `leads`."""
    leads: frozenset[str]
    named: frozenset[str]
    """Of the doubtful words those that are a time with a capital inside a sentence."""
    no_year_after: frozenset[str]
    """Words behind which four digits are a number ('vlucht 1912')."""
    before: tuple[Relation, ...]
    between: tuple[Relation, ...]
    counted: tuple[Relation, ...]
    """Between a length and the date that it is counted from: 'before' or 'after'."""
    lasting: frozenset[str]
    """Words behind which a length is counted from nothing ('for two days after Christmas')."""
    night: str
    """The first words of 'de nacht van 11 op 12 mei', which belong to the expression."""
    present_points: str
    """Which way the present tense points: 'past' or 'future'."""
    joints: re.Pattern[str]
    """What may stand between a day and an hour that belong together."""
    listed: re.Pattern[str]
    """What stands between two days of a list."""

    def value_of(self, name: str, kind: str, text: str) -> Args:
        """The arguments that the words of a group hand on."""
        if kind == "number":
            return {name: read_number(text, self.language)}
        if kind == "ordinal":
            return {name: read_ordinal(text, self.language)}
        if kind in self.classes:
            value = self.classes[kind][" ".join(text.split())]
            return dict(value) if isinstance(value, dict) else {name: value}
        return {name: int(text) if text.isdecimal() else text}


def spaced(pattern: str) -> str:
    """A pattern in which a space stands for any white space, a space and question mark for perhaps some."""
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")


def _class_words(table: Mapping[str, Any], language: str) -> dict[str, dict[str, Any]]:
    """The classes, with the products of two ('dinsdag' and 'avond' give 'dinsdagavond'), or their sums."""
    classes: dict[str, dict[str, Any]] = {name: dict(words) for name, words in table["classes"].items()}
    numbers = {w: {"number": n} for w, n in number_words(language).items() if 1 <= _size(n) <= 100}
    for name, spec in table.get("products", {}).items():
        left, right = spec["of"]
        classes["number"] = numbers if "sum" in spec else {w: n for w, n in numbers.items() if w.isalpha()}
        classes[name] = {
            a + link + b: _product(left, va, right, vb, spec.get("sum", ""))
            for (a, va), link, (b, vb) in product(
                classes[left].items(), spec.get("links", [""]), classes[right].items()
            )
            if right != "number" or vb["number"] >= spec.get("least", 1)
        }
    classes.pop("number", None)
    return classes


def _product(left: str, left_value: Any, right: str, right_value: Any, total: str) -> Args:
    """The arguments of two words put together; with the name of a total their sum ('nineteen' and 'ninety')."""
    args = {**_as_args(left, left_value), **_as_args(right, right_value)}
    return {total: sum(int(value) for value in args.values())} if total else args


def _size(number: float | str) -> float:
    return 0 if isinstance(number, str) else number


def _as_args(name: str, value: Any) -> Args:
    return dict(value) if isinstance(value, dict) else {name: value}


def _words_pattern(language: str) -> Callable[[str, Mapping[str, Any]], str]:
    """How a class is written as a regular expression, built once for each class."""
    built: dict[str, str] = {}

    def pattern_of(name: str, classes: Mapping[str, Any]) -> str:
        if name not in built:
            if name == "number":
                compound = load_table(language, "times_numbers")["compound"]
                digits = _DIGITS[name].replace("DECIMAL", compound["decimal"])
                digits = digits.replace("THOUSANDS", compound["thousands"])
                built[name] = f"{digits}|{number_pattern(language)}"
            elif name == "ordinal":
                built[name] = f"{_DIGITS[name]}|{trie_pattern(ordinal_words(language))}"
            else:
                built[name] = trie_pattern(classes[name])
        return built[name]

    return pattern_of


def _expanded(
    pattern: str, classes: Mapping[str, Any], fragments: Mapping[str, str], words: Callable[..., str]
) -> tuple[str, dict[str, str]]:
    """The pattern with its placeholders filled in, and what each named group is."""
    groups: dict[str, str] = {}

    def fill(match: re.Match[str]) -> str:
        alias, name = match.groups()
        if name in fragments:
            inner = _PLACEHOLDER.sub(fill, fragments[name])
            if alias in (None, "_"):
                return f"(?:{inner})"
            groups[alias] = name
            return f"(?P<{alias}>{inner})"
        if name not in classes and name not in _DIGITS:
            raise LexiconError(f"a rule of time expressions names {name!r}; expected a class or fragment")
        group = alias or name
        if group == "_":
            return f"(?:{words(name, classes)})"
        groups[group] = name
        return f"(?P<{group}>{words(name, classes)})"

    filled = _PLACEHOLDER.sub(fill, spaced(pattern))
    return filled, groups


@cache
def load_grammar(language: str) -> Grammar:
    """The grammar of a language.

    Raises:
        LexiconError: if a list is missing or a rule cannot be read.
    """
    table = load_table(language, "times")
    classes, words = _class_words(table, language), _words_pattern(language)
    fragments = table["fragments"]
    beginnings = _beginnings(language, classes, fragments)
    rules: dict[str, list[Rule]] = {}
    rows = load_table(language, "times_rules")["rules"]
    for rank, row in enumerate(rows):
        for rule in _read_rules(row, rank, classes, fragments, words, beginnings):
            for kind in row["on"].split():
                rules.setdefault(kind, []).append(rule)
    vocabulary = _vocabulary(language, rows, classes, fragments)
    return Grammar(
        language=language,
        rules={kind: tuple(listed) for kind, listed in rules.items()},
        kinds=_trigger_kinds(table, classes),
        vocabulary=vocabulary,
        classes=classes,
        capital=_members(table["guards"]["capital"], classes),
        doubtful=_members(table["guards"]["doubtful"], classes),
        leads=frozenset(table["guards"]["leads"]),
        named=frozenset(table["guards"]["named"]),
        no_year_after=frozenset(table["guards"]["no_year_after"]),
        before=_relations(table["before"], r"(?<!\w){}\s+$"),
        between=_relations(table["between"], r"^\s*{}\s*$"),
        counted=_relations(table["counted"], r"^\s*{}\s*$"),
        lasting=frozenset(table["lasting"]["words"]),
        night=table["guards"]["night"],
        present_points=table["guards"]["present_points"],
        joints=re.compile(spaced(table["guards"]["joints"])),
        listed=re.compile(spaced(table["guards"]["listed"])),
    )


def _trigger_kinds(table: Mapping[str, Any], classes: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Kinds of trigger by word; of a phrase the words that are no glue."""
    glue = frozenset(table["glue"]["words"])
    kinds: dict[str, set[str]] = {}
    for kind, listed in table["triggers"].items():
        for member in _members(listed, classes):
            pieces = _WORD.findall(member)
            for piece in pieces:
                if len(pieces) == 1 or piece not in glue:
                    kinds.setdefault(piece, set()).add(kind)
    return {word: frozenset(of) for word, of in kinds.items()}


def _read_rules(
    row: Mapping[str, Any],
    rank: int,
    classes: Mapping[str, Any],
    fragments: Mapping[str, str],
    words: Callable[..., str],
    beginnings: Mapping[str, frozenset[str]],
) -> list[Rule]:
    fixed = {key: value for key, value in row.items() if key not in ("pattern", "op", "on")}
    patterns = [row["pattern"]] if isinstance(row["pattern"], str) else row["pattern"]
    read: list[Rule] = []
    for pattern in patterns:
        source, groups = _expanded(pattern, classes, fragments, words)
        read.append(Rule(source, row["op"], fixed, groups, rank, pattern, beginnings))
    return read


def _beginnings(language: str, classes: Mapping[str, Any], fragments: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The first words of what each placeholder can stand for; of fragments only those that are digits."""
    digits = frozenset({DIGITS})
    return {
        **{name: digits for name, pattern in fragments.items() if _is_digits(pattern)},
        **{name: first_words(words) for name, words in classes.items()},
        "number": first_words(number_words(language)) | digits,
        "ordinal": first_words(ordinal_words(language)) | digits,
    }


def _is_digits(pattern: str) -> bool:
    """Whether every choice of a fragment begins with digits, perhaps behind an apostrophe."""
    return all(_BEGINS_WITH_DIGITS.match(choice) for choice in pattern.split("|"))


def _members(listed: list[str], classes: Mapping[str, Any]) -> frozenset[str]:
    """The words of a list in which '{month}' stands for a class."""
    return frozenset(word for item in listed for word in (classes[item[1:-1]] if item.startswith("{") else [item]))


def _relations(rows: list[Mapping[str, str]], frame: str) -> tuple[Relation, ...]:
    return tuple(Relation(re.compile(frame.replace("{}", f"(?:{spaced(row['pattern'])})")), row["op"]) for row in rows)


def _vocabulary(
    language: str, rows: list[Mapping[str, Any]], classes: Mapping[str, Any], fragments: Mapping[str, str]
) -> frozenset[str]:
    """Every word of the patterns, the classes they name, and the numbers."""
    patterns = [p for row in rows for p in ([row["pattern"]] if isinstance(row["pattern"], str) else row["pattern"])]
    literal = " ".join(_NOT_WORDS.sub(" ", p) for p in (*patterns, *fragments.values()))
    listed = " ".join(word for words in classes.values() for word in words)
    numbers = " ".join((*number_words(language), *ordinal_words(language)))
    return frozenset(_WORD.findall(f"{literal} {listed} {numbers}".lower()))
