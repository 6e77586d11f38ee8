"""How alike two names are, with the reason; whether they stand for one bearer is for others to decide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.functions import body_class, body_words, form_words
from zegsman.likeness.transliteration import (
    consonant_keys,
    feminine_of_each_other,
    given_name_group,
    slavic_keys,
    sound_the_same,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST_MISSPELT = 5
"""Letters from which one slip is a misspelling rather than another name ('Bos', 'Vos')."""
TWO_SLIPS_FROM = 10
_WORDS = re.compile(r"[^\s]+")
_INITIALS = re.compile(r"^(?:[A-Z][a-z]?\.-?)+$|^[A-Z]$")


@dataclass(frozen=True, slots=True)
class Likeness:
    """A number in [0, 1], 1 for the same name, and why."""

    score: float
    why: str


UNLIKE = Likeness(0.0, "unlike")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts; each part as written, without courtesy titles."""

    given: tuple[str, ...]
    surname: str
    """Particles included ('van den Berg')."""
    suffix: str = ""

    @property
    def full(self) -> bool:
        """Whether a given name or initial stands before the surname."""
        return bool(self.given)

    @property
    def stem(self) -> str:
        """The surname folded and without particles, for comparing."""
        words = self.surname.split()
        kept = [word for word in words if word.casefold() not in form_words("particles")] or words
        return fold_name(" ".join(kept))


@lru_cache(maxsize=32768)
def parse_person(name: str) -> PersonName:
    """A name cut into given names, surname with particles, and suffix.

    >>> parse_person("mr. Anna-Lies van der Meer jr.").surname
    'van der Meer'
    """
    words = _WORDS.findall(name.strip(" ,"))
    while len(words) > 1 and words[0].casefold() in form_words("courtesy"):
        words = words[1:]
    suffix = ""
    if len(words) > 1 and words[-1].casefold().strip(",") in {s.casefold() for s in form_words("suffixes")}:
        suffix, words = words[-1], words[:-1]
    if len(words) < 2:
        return PersonName((), " ".join(words), suffix)
    for i, word in enumerate(words[:-1]):
        if word.casefold() in form_words("particles") and not _INITIALS.match(word):
            return PersonName(tuple(words[:i]), " ".join(words[i:]), suffix)
    return PersonName(tuple(words[:-1]), words[-1], suffix)


def given_likeness(left: tuple[str, ...], right: tuple[str, ...]) -> Likeness:
    """How alike two given names are; 0.5 where one is missing, so that nothing is said against it."""
    if not left or not right:
        return Likeness(0.5, "one given name is not told")
    first, second = left[0], right[0]
    one, other = fold_name(first), fold_name(second)
    if one == other:
        return Likeness(1.0, "same given name")
    if _INITIALS.match(first) or _INITIALS.match(second):
        short, long = (one, other) if _INITIALS.match(first) else (other, one)
        return Likeness(0.8, "initial fits given name") if long.startswith(short[:1]) else UNLIKE
    group = given_name_group(first)
    if group is not None and group == given_name_group(second):
        return Likeness(0.95, "Russian and Ukrainian form of one given name")
    if sound_the_same(first, second):
        return Likeness(0.95, "given name in another transliteration")
    if is_misspelling(one, other) and not _differ_in_gender(one, other):
        return Likeness(0.7, "given name spelt nearly alike")
    return UNLIKE


def surname_likeness(left: str, right: str) -> Likeness:
    """How alike two surnames are: written, sounding, Ukrainian and Russian, or one slip apart."""
    one, other = PersonName((), left).stem, PersonName((), right).stem
    if one == other:
        return Likeness(1.0, "same surname")
    if feminine_of_each_other(one, other):
        return Likeness(0.0, "masculine and feminine form of one family name")
    if one.replace(" ", "") == other.replace(" ", ""):
        return Likeness(0.98, "same surname but for hyphens and spaces")
    if sound_the_same(one, other):
        return Likeness(0.95, "surname in another transliteration")
    if not slavic_keys(one).isdisjoint(slavic_keys(other)):
        return Likeness(0.9, "Russian and Ukrainian form of one surname")
    if is_misspelling(one, other):
        return Likeness(0.7, "surname one slip apart")
    if not consonant_keys(one).isdisjoint(consonant_keys(other)):
        return Likeness(0.7, "surname with the same consonants")
    return UNLIKE


def person_likeness(left: str, right: str) -> Likeness:
    """How alike two full names of persons are: the lesser of given name and surname, with both reasons."""
    one, other = parse_person(left), parse_person(right)
    if one.suffix.casefold() != other.suffix.casefold() and one.suffix and other.suffix:
        return UNLIKE
    if _whole(one) == _whole(other):
        return Likeness(1.0, "same name")
    surname = surname_likeness(one.surname, other.surname)
    given = given_likeness(one.given, other.given)
    if surname.score <= 0.9 and given.score < 0.9:
        # a slip in the surname needs the given name to vouch for it
        return UNLIKE
    return Likeness(min(surname.score, given.score), f"{surname.why}, {given.why}")


def is_misspelling(left: str, right: str) -> bool:
    """Whether two folded words are a slip apart: a letter more, less, other, or two letters changed round.

    Two slips are allowed from ten letters on. Short words never count.
    """
    shorter = min(len(left), len(right))
    if shorter < SHORTEST_MISSPELT or left == right:
        return False
    return OSA.distance(left, right, score_cutoff=2) <= (2 if shorter >= TWO_SLIPS_FROM else 1)


def is_swapped_acronym(left: str, right: str) -> bool:
    """Whether two acronyms differ only in two neighbouring letters changed round ('ABC', 'ACB')."""
    if len(left) != len(right) or len(left) < 3 or not (left.isupper() and right.isupper()):
        return False
    apart = [i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    if len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    i, j = apart
    return left[i] == right[j] and left[j] == right[i]


def is_acronym_of(short: str, long: str) -> bool:
    """Whether capitals stand for a name: the first letters of its words, small words counted or not."""
    letters = short.replace(".", "")
    words = [word for word in re.split(r"[\s\-/]+", long.replace("&", " ")) if word[:1].isalpha()]
    if not (2 <= len(letters) <= 8 and sum(c.isupper() for c in letters) >= len(letters) - 1 and len(words) > 1):
        return False
    every = "".join(word[0] for word in words)
    capital = "".join(word[0] for word in words if word[0].isupper())
    first_two = "".join(word[0] for word in words if word.casefold() not in form_words("particles"))
    wanted = fold_name(letters).replace(" ", "")
    return any(fold_name(initials).replace(" ", "") == wanted for initials in (every, capital, first_two))


@lru_cache(maxsize=32768)
def organisation_key(name: str) -> str:
    """A name of a body without articles, legal forms, and other ways to write 'and'.

    >>> organisation_key("De Bruin & Zonen B.V.") == organisation_key("de Bruin en Zonen")
    True
    """
    words = fold_name(name.replace(".", "")).split()
    words = ["&" if word in ("and", "en", "und", "et") else word for word in words]
    while len(words) > 1 and words[0] in ("de", "het", "the", "een", "a", "t"):
        words = words[1:]
    while len(words) > 1 and words[-1] in body_words("legal_forms"):
        words = words[:-1]
    return " ".join(words)


@lru_cache(maxsize=32768)
def organisation_stem(name: str) -> str:
    """A name of a body without nouns that only say what it is ('chemiebedrijf X', 'X Foods', 'Museum X').

    The key itself where nothing distinctive would be left.
    """
    words = organisation_key(name).split()
    kept = list(words)
    while len(kept) > 1 and (kept[-1] in body_words("generic_tails") or body_class(kept[-1])):
        kept = kept[:-1]
    while len(kept) > 1 and (body_class(kept[0]) or kept[0] in ("de", "het", "the")):
        kept = kept[1:]
    return " ".join(kept)


def organisation_likeness(left: str, right: str) -> Likeness:
    """How alike two names of bodies are: same but for form, same but for what it is, or an acronym."""
    one, other = organisation_key(left), organisation_key(right)
    if one == other:
        return Likeness(1.0, "same name but for articles and legal form")
    if one.replace(" ", "") == other.replace(" ", ""):
        return Likeness(0.98, "same name but for hyphens and spaces")
    if sorted(one.split()) == sorted(other.split()):
        return Likeness(0.9, "same words in another order")
    if is_acronym_of(left, right) or is_acronym_of(right, left):
        return Likeness(0.8, "acronym of the full name")
    stem = organisation_stem(left)
    if stem == organisation_stem(right):
        if stem in (one, other):
            return Likeness(0.85, "same name, once with the noun for what it is")
        if not _noun_classes(one, stem).isdisjoint(_noun_classes(other, stem)):
            return Likeness(0.85, "same name with a noun of the same class")
    return UNLIKE


def _noun_classes(key: str, stem: str) -> set[str | None]:
    """The classes of the nouns that a key has beside its stem."""
    return {body_class(word) for word in key.split() if word not in stem.split()} - {None}


def _whole(name: PersonName) -> str:
    """All letters of a name, folded."""
    return fold_name(" ".join([*name.given, name.surname])).replace(" ", "")


def _differ_in_gender(one: str, other: str) -> bool:
    """Whether two given names differ by the last vowel only, as masculine and feminine do ('Jan', 'Jana')."""
    short, long = sorted((one, other), key=len)
    last_vowels = len(short) == len(long) and {short[-1], long[-1]} <= set("aeou")
    return long[:-1] == short or (last_vowels and short[:-1] == long[:-1])


def are_of_two(left: str, right: str, people: Iterable[str]) -> bool:
    """Whether two words are each of somebody's longer name, and of nobody's together.

    >>> are_of_two("Mulder", "Prins", ["Anna Mulder", "Bas Prins"]), are_of_two("Anna", "Mulder", ["Anna Mulder"])
    (True, False)
    """
    longer = [words for one in people if len(words := one.split()) > 1]
    one, other = (any(word in words for words in longer) for word in (left, right))
    return one and other and not any(left in words and right in words for words in longer)
