"""Numbers as they are written out: words and digits of Dutch and English, units, hedges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from zegsman.lexicon.tables import lists_for, load_table
from zegsman.likeness.texts import fold


@dataclass(frozen=True, slots=True)
class NumberTables:
    """Number words, scales, hedges and the like of one language, folded."""

    small: dict[str, float]
    scales: dict[str, float]
    fractions: dict[str, float]
    vague: dict[str, tuple[float, float]]
    hedges: tuple[tuple[str, str], ...]
    approximate: tuple[str, ...]
    ages_after: tuple[str, ...]
    shares: dict[str, tuple[tuple[tuple[str, ...], float], ...]]
    """Words for a part of a whole by their first, those of most words first, with the part in per cent."""
    share_of: frozenset[str]
    """The words behind which the whole stands."""
    no_share_behind: frozenset[str]
    no_share_of: frozenset[str]
    """Words before and behind which show that a stretch of time is meant: 'the first quarter of', 'a half of July'."""


@cache
def number_tables(language: str) -> NumberTables:
    """The tables of a language; any but English is read as Dutch."""
    table = load_table(lists_for(language), "numbers")
    shares = table["shares"]
    hedges = sorted(
        ((fold(words), kind) for kind, listed in table["hedges"].items() for words in listed),
        key=lambda item: (-item[0].count(" "), -len(item[0]), item),
    )
    listed = sorted(
        ((tuple(fold(words).split()), float(percent)) for words, percent in shares["percent"].items()),
        key=lambda item: (-len(item[0]), item),
    )
    return NumberTables(
        small={**table["small"], **table["tens"]},
        scales=dict(table["scales"]),
        fractions=dict(table["fractions"]),
        vague={word: (low, high) for word, (low, high) in table["vague"].items()},
        hedges=tuple(hedges),
        approximate=tuple(table["suffixes"]["about"]),
        ages_after=tuple(table["ages"]["after"]),
        shares={
            first: tuple(item for item in listed if item[0][0] == first) for first in {words[0] for words, _ in listed}
        },
        share_of=frozenset(shares["of"]),
        no_share_behind=frozenset(map(fold, shares["not_behind"])),
        no_share_of=frozenset(map(fold, shares["not_of"])),
    )


@cache
def number_pieces(language: str) -> re.Pattern[str]:
    """Matches digits and the beginnings of whatever number words are made of."""
    tables = number_tables(language)
    scales = (word for word in tables.scales if len(word) > 2)
    shares = (part for listed in tables.shares.values() for words, _ in listed for part in words)
    words = {*tables.small, *tables.fractions, *tables.vague, *scales, *shares} - {"een", "a"}
    return re.compile(r"\d|\b(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")", re.I)


@cache
def units() -> dict[str, tuple[str, float]]:
    """Dimension and factor of each written unit, folded."""
    return {
        fold(form): (unit["dimension"], float(unit["factor"]))
        for unit in load_table("all", "units").values()
        for form in unit["forms"]
    }


def is_unit(word: str) -> bool:
    """Whether a folded word is a written unit or currency of more than one letter."""
    return len(word) > 1 and word in units()


@cache
def parse_number_word(word: str, language: str = "nl") -> float | None:
    """The value of one written number ('achttienduizend', 'vijfentwintig', 'twenty-one'), None if it is none."""
    tables = number_tables(language)
    word = fold(word).rstrip(".")
    if word in tables.small:
        return float(tables.small[word])
    if word in tables.scales and len(word) > 2:
        return float(tables.scales[word])
    if word in tables.fractions:
        return tables.fractions[word]
    return _compound_value(word.replace("-", ""), language)


def _compound_value(word: str, language: str) -> float | None:
    tables = number_tables(language)
    if word in tables.small:
        return float(tables.small[word])
    for scale in ("miljoen", "duizend", "honderd", "thousand", "hundred"):
        if scale in tables.scales and scale in word:
            before, _, after = word.partition(scale)
            left = _compound_value(before, language) if before else 1.0
            right = _compound_value(after.removeprefix("en"), language) if after else 0.0
            if left is None or right is None or left == 0:
                return None
            return left * tables.scales[scale] + right
    for ten, value in tables.small.items():
        if value >= 20 and word.endswith(ten):
            unit = word[: -len(ten)].removesuffix("en")
            found = tables.small.get(unit)
            return value + found if found is not None and found < 10 else None
        if language == "en" and value >= 20 and word.startswith(ten):
            found = tables.small.get(word[len(ten) :])
            return value + found if found is not None and found < 10 else None
    return None


def parse_digits(text: str, language: str = "nl") -> float | None:
    """The value of digits with separators, as the language writes them ('18.000', '1,4'; '18,000', '1.4')."""
    text = re.sub(r"[\u2009\u00a0\u202f ]", "", text)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text):
        decimal = "." if language == "en" else ","
        if text.count(decimal) != 1 or len(text) > 5 or text.startswith("0") or "." in text[:2] or "," in text[:4]:
            return float(re.sub(r"[.,]", "", text))
    if language != "en":
        text = text.replace(".", "") if "," in text else text
    else:
        text = text.replace(",", "") if "." in text or re.search(r",\d{3}\b", text) else text
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
