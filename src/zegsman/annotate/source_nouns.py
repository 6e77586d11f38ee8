"""Nouns and names that stand for sources, by what sort of source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from zegsman.annotate.cues import phrases_by_first
from zegsman.lexicon.bodies import outlet_of
from zegsman.lexicon.function_words import any_of, function_words
from zegsman.lexicon.functions import body_class, document_class, function_class, group_class
from zegsman.lexicon.tables import LANGUAGES, gather_words, load_table
from zegsman.record.annotation import NameType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zegsman.record.annotation import Name


class Sort(StrEnum):
    """What sort of source a phrase names, as far as its words tell."""

    PERSON = "person"
    GROUP = "group"
    BODY = "body"
    MEDIUM = "medium"
    DOCUMENT = "document"
    PRONOUN = "pronoun"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SourceNouns:
    """The source nouns of one language."""

    sorts: Mapping[str, Sort]
    own: tuple[str, ...]
    own_earlier: frozenset[str]
    own_pieces: frozenset[str]
    """With a word of `own_earlier` before them: an earlier report of the outlet itself."""
    reporters: frozenset[str]
    saw: frozenset[str]
    media: frozenset[str]
    media_parts: frozenset[str]
    media_endings: tuple[str, ...]
    """Endings of a compound that, behind an article, is the name of a paper."""
    not_media: frozenset[str]
    informants: frozenset[str]
    """People of whom reports tell no name, but how they come to know."""
    placings: Mapping[str, tuple[tuple[str, ...], ...]]
    """First word to all words of what follows them and opens how they know it, longest first."""
    pronouns: frozenset[str]
    females: tuple[str, ...]


@cache
def source_nouns(language: str) -> SourceNouns:
    """The source nouns of 'nl' or 'en'."""
    table, pronouns = load_table(language, "source_nouns"), load_table(language, "pronouns")
    sorts: dict[str, Sort] = {}
    for key, sort in (
        ("persons", Sort.PERSON), ("groups", Sort.GROUP), ("media", Sort.MEDIUM), ("documents", Sort.DOCUMENT),
        ("bodies", Sort.BODY),
    ):  # fmt: skip
        part = table["persons"]["groups"] if key == "groups" else table[key]["words"]
        for word in part.split():
            sorts.setdefault(word, sort)
    return SourceNouns(
        sorts=sorts,
        own=tuple(table["reporters"]["own"]),
        own_earlier=frozenset(table["reporters"]["own_earlier"].split()),
        own_pieces=frozenset(table["reporters"]["own_pieces"].split()),
        reporters=frozenset(table["reporters"]["words"].split()),
        saw=frozenset(table["reporters"]["saw"].split()),
        media=frozenset(_plain(name) for name in table["media_names"]["names"]),
        media_parts=frozenset(table["media_names"]["parts"].split()),
        media_endings=tuple(table["media_names"]["endings"].split()),
        not_media=frozenset(table["media_names"]["not_media"].split()),
        informants=frozenset(table["informants"]["words"].split()),
        placings=phrases_by_first(table["informants"]["placings"]),
        pronouns=frozenset(
            " ".join(
                [
                    *(pronouns["personal"][key] for key in ("male", "female", "plural", "neuter")),
                    *(pronouns["pointing"][key] for key in ("person", "matter")),
                ]
            ).split()
        ),
        females=tuple(pronouns["gender"]["female_endings"]),
    )


_PLURALS = tuple(sorted(gather_words("stems", "plural_endings"), key=lambda ending: (len(ending), ending)))


@cache
def owners() -> frozenset[str]:
    """Possessives of all languages: they open a noun phrase and are none themselves."""
    return frozenset(" ".join(load_table(language, "pronouns")["personal"]["owners"] for language in LANGUAGES).split())


FIRST_PERSON = function_words("first_person_subjects", "first_person_objects", "first_person_possessives")
"""Pronouns for whoever speaks."""


@cache
def times() -> frozenset[str]:
    """Days and stretches of time in all languages: never a source."""
    return frozenset(
        " ".join(load_table(language, "source_nouns")["others"]["times"] for language in LANGUAGES).split()
    )


@cache
def other_ranks() -> frozenset[str]:
    """What before a Dutch noun makes another of its rank: 'de directeur' is not the 'adjunct-directeur'."""
    return frozenset(load_table("nl", "source_nouns")["others"]["other_ranks"].split())


@cache
def _local_bodies() -> tuple[str, ...]:
    return tuple(" ".join(load_table(language, "source_nouns")["others"]["local"] for language in LANGUAGES).split())


def tells_which_body(name: Name | None, noun: str) -> bool:
    """Whether a name is the place of which the body before it is one ('rechtbank Den Haag'), and not its own name."""
    return name is not None and name.type is NameType.LOC and noun.endswith(_local_bodies())


@cache
def places() -> tuple[str, ...]:
    """Nouns of all languages whose name behind them belongs to the phrase ('stad Gent')."""
    return tuple(" ".join(load_table(language, "source_nouns")["others"]["places"] for language in LANGUAGES).split())


@cache
def sort_of_noun(word: str, language: str) -> Sort:
    """The sort of a common noun; compounds are judged by the longest ending of four letters or more in the list."""
    sorts = source_nouns(language).sorts
    stems = [word, *(word[: -len(ending)] for ending in _PLURALS if word.endswith(ending) and len(word) > 4)]
    for stem in stems:
        if stem in sorts:
            return sorts[stem]
    for start in range(1, max(1, len(word) - 3)):
        for stem in stems:
            if len(stem) - start >= 4 and stem[start:] in sorts:
                return sorts[stem[start:]]
    return _sort_by_function(word)


def _sort_by_function(word: str) -> Sort:
    """The sort that the lists of functions, bodies, groups and documents give, which tell who speaks for whom."""
    if function_class(word):
        return Sort.PERSON
    if group_class(word):
        return Sort.GROUP
    if document_class(word):
        return Sort.DOCUMENT
    body = body_class(word)
    return Sort.OTHER if body is None else Sort.MEDIUM if body == "outlet" else Sort.BODY


_ARTICLES = function_words("definite_articles", "indefinite_articles")
_ARTICLE = re.compile(rf"^(?:{any_of(_ARTICLES)})\s+", re.IGNORECASE)


def _plain(name: str) -> str:
    """A name without article, case, marks and double spaces, for comparing."""
    return " ".join(re.sub(r"[^\w&/.]+", " ", _ARTICLE.sub("", name.strip())).casefold().replace(".", "").split())


def plain_name(name: str) -> str:
    """A name as it is compared: lower case, without article and punctuation."""
    return _plain(name)


def may_be_called(name: str, noun: str, language: str) -> bool:
    """Whether a medium may be meant by a noun: AFP is an agency, so no 'krant', and a listed paper is no 'agency'."""
    known = outlet_of(name)
    nouns = load_table(language, "source_nouns")["media"]
    if known is None or noun in nouns["of_any_kind"].split():
        return True
    return (known.kind == "agency") == (noun in nouns["agencies"].split())


@cache
def is_media_name(name: str, language: str) -> bool:
    """Whether a name is that of a medium: in the list, or by one of its words."""
    nouns = source_nouns(language)
    plain = _plain(name)
    if any(plain in source_nouns(one).media for one in LANGUAGES):
        return True
    words = plain.split()
    if not words or words[-1] in nouns.not_media:
        return False
    if len(words) == 1 and _ARTICLE.match(name) and is_paper_compound(words[0], language):
        return True
    return any(word in source_nouns(one).media_parts for one in LANGUAGES for word in (words[0], words[-1]))


_SHORTEST_PLACE = 3
"""Letters before the ending of a paper's name: 'Zee' in 'Zeebode'."""


def is_paper_compound(word: str, language: str) -> bool:
    """Whether a word is put together as papers are named: 'Duinbode', 'Havenblad'."""
    low = word.casefold()
    endings = source_nouns(language).media_endings
    return any(low.endswith(ending) and len(low) - len(ending) >= _SHORTEST_PLACE for ending in endings)


def names_outlet(words: str, outlet: str | None) -> bool:
    """Whether words name an outlet: the same, one within the other, or its initials."""
    if not outlet:
        return False
    one, other = _plain(words), _plain(outlet)
    if not one or not other:
        return False
    letters = [word[0] for word in outlet.casefold().split()]
    initials = {"".join(letters), "".join(letters[1:])} if _ARTICLE.match(outlet) else {"".join(letters)}
    shared = f" {one} " in f" {other} " or f" {other} " in f" {one} "
    return (shared and _alike(one, other)) or (one in initials and len(one) > 1)


def _alike(one: str, other: str) -> bool:
    """Whether the longer name adds only a word of its trade ('News', 'NWS', 'krant')."""
    added = set(one.split()) ^ set(other.split())
    return len(added) <= 1 and not any(word.isdigit() for word in added)
