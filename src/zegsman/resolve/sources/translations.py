"""Unnamed people whom reports in two languages have from one medium."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.tables import LANGUAGES
from zegsman.likeness.number_words import parse_number_word
from zegsman.resolve.sources.words import words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    Described = tuple[Collection[str], Collection[str]]
    """The phrases for a group, and the languages of the reports that have them."""
    _Told = tuple[frozenset[str], set[float], bool]
    """Languages, numbers, and whether they are what they once were."""


def told_in_two_languages(groups: Mapping[str, Described]) -> list[tuple[str, str]]:
    """Pairs of groups that are one: one medium has them, they are of one kind and as many, and no third is like them.

    'Two former employees', whom an English paper has from a Dutch one, are the 'twee oud-werknemers' of that one: the
    chain is followed into the report that it cites.

    Args:
        groups: By their keys, of which all but the last part tell medium, whom they belong to and kind.
    """
    told = {key: (frozenset(languages), *_told(phrases)) for key, (phrases, languages) in groups.items()}
    alike: dict[str, list[str]] = defaultdict(list)
    for key in sorted(groups):
        alike[key.rpartition("|")[0]].append(key)
    found = []
    for keys in alike.values():
        others = {key: [other for other in keys if _may_be_one(told[key], told[other])] for key in keys}
        only = {key: theirs[0] for key, theirs in others.items() if len(theirs) == 1}
        found += [(key, other) for key, other in only.items() if key < other and only.get(other) == key]
    return found


def _may_be_one(one: _Told, other: _Told) -> bool:
    """Whether two groups are told in different languages and no number or 'former' sets them apart."""
    (languages, numbers, former), (other_languages, other_numbers, other_former) = one, other
    if languages & other_languages or former != other_former:
        return False
    return not numbers or not other_numbers or numbers == other_numbers


def _told(phrases: Iterable[str]) -> tuple[set[float], bool]:
    """How many they are, as far as a phrase tells, and whether they are what they once were."""
    words = {word for phrase in phrases for word in fold_name(phrase).split()}
    numbers = {n for word in words for language in LANGUAGES if (n := parse_number_word(word, language)) is not None}
    numbers = {n for n in numbers if n > 1} or ({1.0} if words & words_of("one") else set())
    return numbers, bool(words & words_of("former"))
