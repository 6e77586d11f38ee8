"""Phrases for sources that stand for part of others, or for another than the one meant."""

from __future__ import annotations

import re

from zegsman.resolve.sources.words import words_of

LEAST_GROUP_WORDS = 2
"""Words of a description of people from which it can stand in place of 'them'."""
PART = re.compile(r"(?:\w+ ){1,2}?(?:van|of) (?:de|die|deze|hen|the|those|these|them)\b", re.IGNORECASE)
"""Some of a group: 'een van de functionarissen', 'two of them'."""
SOMEBODY_ELSE = re.compile(
    r"(?:uitgever|uitgeverij|moederbedrijf|moederconcern|leverancier|verzekeraar|aannemer|huisbankier|bank|publisher|"
    r"parent|supplier|insurer|contractor|lender|landlord|distributor|dochter|dochterbedrijf|subsidiary)"
)
"""Bodies that with 'its' or 'zijn' before them are another than the one that the reports are about."""


def by_group(words: str, group: str) -> str:
    """Some of a group by the name of the group: 'een van hen' is 'een van twee ambtenaren van de gemeente'."""
    match = PART.match(words)
    if match is None or match.end() < len(words):
        return words
    opening, _, last = match.group().rpartition(" ")
    if (
        last.casefold() not in {"hen", "them", "die", "these", "those", "deze"}
        or len(group.split()) < LEAST_GROUP_WORDS
    ):
        return words
    first = group.split(maxsplit=1)[0]
    return f"{opening} {group[:1].lower() + group[1:] if first.casefold() in words_of('words') else group}"


def function_before(words: list[str]) -> bool:
    """Whether the last word before a name is a function or a body's field after one ('minister van Defensie X')."""
    last_of = max((i for i, word in enumerate(words) if word.casefold() in words_of("of")), default=-1)
    return bool(words) and last_of < len(words) - 1
