"""Phrases for sources that stand for part of others, or for another than the one meant."""

from __future__ import annotations

import re

from zegsman.lexicon.function_words import any_of, function_words
from zegsman.lexicon.tables import gather_words
from zegsman.resolve.sources.words import words_of

LEAST_GROUP_WORDS = 2
"""Words of a description of people from which it can stand in place of 'them'."""
_GROUP_PRONOUNS = function_words("group_pronouns")
_GROUP = any_of(_GROUP_PRONOUNS | function_words("group_articles"))
PART = re.compile(
    rf"(?:\w+ ){{1,2}}?(?:{any_of(function_words('of'))}) (?:{_GROUP})\b",
    re.IGNORECASE,
)
"""Some of a group: 'een van de functionarissen', 'two of them'."""
SOMEBODY_ELSE = re.compile(any_of(gather_words("source_nouns", "other_bodies")))
"""Bodies that with 'its' or 'zijn' before them are another than the one that the reports are about."""


def by_group(words: str, group: str) -> str:
    """Some of a group by the name of the group: 'een van hen' is 'een van twee ambtenaren van de gemeente'."""
    match = PART.match(words)
    if match is None or match.end() < len(words):
        return words
    opening, _, last = match.group().rpartition(" ")
    if last.casefold() not in _GROUP_PRONOUNS or len(group.split()) < LEAST_GROUP_WORDS:
        return words
    first = group.split(maxsplit=1)[0]
    return f"{opening} {group[:1].lower() + group[1:] if first.casefold() in words_of('words') else group}"


def function_before(words: list[str]) -> bool:
    """Whether the last word before a name is a function or a body's field after one ('minister van Defensie X')."""
    last_of = max((i for i, word in enumerate(words) if word.casefold() in words_of("of")), default=-1)
    return bool(words) and last_of < len(words) - 1
