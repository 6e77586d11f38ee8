"""Number words of a language, and regular expressions that match word lists fast."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from zegsman.lexicon.function_words import any_of
from zegsman.lexicon.tables import gather_words, load_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Number = float | str
"""A quantity, or 'X' where the words leave it open."""

_ORDINAL_DIGITS = re.compile(rf"(\d+)\s?(?:{any_of(gather_words('stems', 'ordinal_endings'))})$")


@cache
def number_words(language: str) -> Mapping[str, Number]:
    """Quantity by word: cardinals up to a thousand, halves, vague quantities."""
    table = load_table(language, "times_numbers")
    words: dict[str, Number] = {**table["units"], **table["tens"]}
    tens, units = table["tens"], {w: n for w, n in table["units"].items() if 0 < n < 10}
    for ten, tens_value in tens.items():
        for unit, value in units.items():
            for form in _joined(unit, ten, table["compound"]):
                words[form] = tens_value + value
    small = {w: n for w, n in words.items() if isinstance(n, int | float) and 0 < n < 100}
    for hundred, factor in table["hundreds"].items():
        words[hundred] = factor
        for link in table["compound"]["hundred_links"]:
            words.update({f"{hundred}{link}{word}": factor + n for word, n in small.items()})
    words.update(table["exact"])
    words.update(dict.fromkeys(table["vague"]["words"], "X"))
    return words


def _joined(unit: str, ten: str, compound: Mapping[str, Any]) -> list[str]:
    """The forms of tens and units together, in the order and with the links that the language has."""
    if compound["units_first"]:
        link = compound["link_after_vowel"] if unit[-1] in "eé" else compound["links"][0]
        return [f"{unit}{link}{ten}", f"{unit}{compound['links'][0]}{ten}"]
    return [f"{ten}{link}{unit}" for link in compound["links"]]


@cache
def number_pattern(language: str) -> str:
    """A regular expression for the number words of a language, the hundreds put together from their parts."""
    table = load_table(language, "times_numbers")
    hundreds, links = table["hundreds"], table["compound"]["hundred_links"]
    joined = re.compile(f"(?:{trie_pattern(hundreds)})(?:{trie_pattern(links)}).+")
    small = trie_pattern(word for word in number_words(language) if not joined.fullmatch(word))
    return f"{small}|(?:{trie_pattern(hundreds)})(?:{trie_pattern(links)})(?:{trie_pattern(_units(table))})"


def _units(table: Mapping[str, Any]) -> list[str]:
    compounds = [
        form for ten in table["tens"] for unit in table["units"] for form in _joined(unit, ten, table["compound"])
    ]
    return [*table["units"], *table["tens"], *compounds]


@cache
def ordinal_words(language: str) -> Mapping[str, int]:
    """Rank by word ('eerste', 'third')."""
    ordinals: Mapping[str, int] = load_table(language, "times_numbers")["ordinals"]
    return ordinals


def read_number(text: str, language: str) -> Number | None:
    """The quantity that words or digits say, 'X' where vague, None where they say none."""
    plain = " ".join(text.lower().split())
    known = number_words(language).get(plain)
    if known is not None:
        return known
    half = plain.removesuffix(" 1/2").removesuffix("-1/2").removesuffix("½")
    if half != plain and (not half or half.isdecimal()):
        return int(half or 0) + 0.5
    digits = plain.replace(",", ".")
    if re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,3})?", digits):
        thousands = re.fullmatch(r"[0-9]{1,3}\.[0-9]{3}", digits)
        return float(digits.replace(".", "") if thousands else digits)
    return None


def read_ordinal(text: str, language: str) -> int | None:
    """The rank that words or digits say."""
    plain = text.lower()
    digits = _ORDINAL_DIGITS.match(plain)
    return int(digits.group(1)) if digits else ordinal_words(language).get(plain)


def show_number(number: Number) -> str:
    """As TIMEX3 writes it: '10', '1.5', 'X'."""
    if isinstance(number, str):
        return number
    return f"{number:.2f}".rstrip("0").rstrip(".")


def trie_pattern(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, that fails at the first wrong letter.

    A space in a word stands for any white space.
    """
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _trie_branch(trie)


def _trie_branch(node: dict[str, Any]) -> str:
    branches = []
    for letter, below in sorted(node.items()):
        if letter:
            start = r"\s+" if letter == " " else re.escape(letter)
            branches.append(start + _trie_branch(below))
    if not branches:
        return ""
    whole = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return f"{whole}?" if "" in node else whole
