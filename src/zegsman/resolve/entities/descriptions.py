"""Functions and other descriptions that a report gives beside a name, before it or in apposition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from zegsman.lexicon.countries import is_demonym
from zegsman.lexicon.functions import body_class, form_words, function_class, is_listed
from zegsman.lexicon.surroundings import surrounding
from zegsman.record.spans import Span

REACH = 90
"""Code points before and after a name in which its description is sought."""
MOST_WORDS = 12
FIRST_NOUN_WITHIN = 6
MOST_WORDS_OF_A_FIELD = 3
"""'hoogleraar internationaal recht': words for what an expert studies."""
_WORD = re.compile(r"[\w’'\-.&]*\w[.’']?")
_BEFORE_END = re.compile(r"[.!?;:,\n\"“”„‘«»()\[\]–—](?:\s|$)[^.!?;:,\n\"“”„‘«»()\[\]–—]*$|[\n\"“”„‘«»()]")
_NOUN_AFTER = re.compile(r"['’\"”]? ((?:[a-z]+ )?[a-z]+)(?!\w)")
_AFTER = re.compile(r"^(?:,\s+|\s\(|\s[–—]\s)(?P<words>[^,.;:()\n\"“”„«»–—]+)(?P<end>[,.;:()\n–—]|$)")


@dataclass(frozen=True, slots=True)
class Description:
    """Words beside a name that say who or what its bearer is."""

    span: Span
    text: str
    noun: str
    """The function or noun for a body in it."""
    before: bool


@lru_cache(maxsize=8192)
def find_descriptions(text: str, span: Span, *, person: bool = True) -> tuple[Description, ...]:
    """What is said beside the name at `span`: before it ('de Deense premier X'), then after it (', directeur van Y,').

    `person` tells whether the name is a person's: in 'woordvoerder van verzekeraar X' the insurer is X otherwise.
    """
    found = (_before(text, span, person), _after(text, span), None if person else _noun_after(text, span))
    return tuple(description for description in found if description is not None)


def _before(text: str, span: Span, person: bool) -> Description | None:
    start = max(0, span.start - REACH)
    left = text[start : span.start]
    if left.endswith(", ") and text[span.end : span.end + 1] == ",":
        left = left[:-2] + " "
    if not left.endswith((" ", "\xa0")):
        return None
    boundary = list(_BEFORE_END.finditer(left))
    cut = max((_after_mark(left, match) for match in boundary), default=0)
    words = list(_WORD.finditer(left, cut))[-MOST_WORDS:]
    if not words or words[-1].group().casefold() in surrounding("links"):
        return None
    for i in range(len(words) - 1, -1, -1):
        noun = _noun_ending_at(words, i)
        direct = i == len(words) - 1 and not person
        if noun is None or (function_class(noun) is None and not direct and _is_of_another(words, i)):
            if noun is not None or _may_belong(words[i].group()):
                continue
            return None
        if not _may_stand_between(words[i + 1 :], noun):
            return None
        first = _first_of_phrase(words, i - noun.count(" "))
        place = Span(start + words[first].start(), start + words[-1].end())
        return Description(place, place.of(text), noun, True)
    return None


def _may_belong(word: str) -> bool:
    """Whether a word can stand between a function and a name."""
    return word.casefold() in surrounding("links") or word[0].isupper() or is_demonym(word)


def _is_of_another(words: list[re.Match[str]], i: int) -> bool:
    """Whether the noun at word `i` only says of what another noun before it is ('woordvoerder van het bedrijf')."""
    first = _first_of_phrase(words, i)
    while first > 0 and words[first - 1].group().casefold() in surrounding("articles"):
        first -= 1
    return first > 0 and words[first - 1].group().casefold() in (surrounding("links") - surrounding("articles"))


def _after_mark(left: str, match: re.Match[str]) -> int:
    """Where the words after the last boundary in `left` begin."""
    if match.end() == len(left) and match.end() - match.start() > 1:
        return match.start() + 1
    return match.end()


def _noun_ending_at(words: list[re.Match[str]], i: int) -> str | None:
    """The longest function or noun for a body, of up to three words, that ends at word `i`."""
    for length in (3, 2, 1):
        if i - length + 1 >= 0:
            phrase = " ".join(word.group() for word in words[i - length + 1 : i + 1]).casefold()
            if length > 1 and not (_listed(phrase)):
                continue
            if function_class(phrase) or body_class(phrase):
                return phrase
    return None


def _listed(phrase: str) -> bool:
    """Whether a phrase of several words is itself in the lists, not only its last word."""
    last = phrase.rpartition(" ")[2]
    head = phrase.rpartition(" ")[0]
    own = function_class(phrase)
    return (own is not None and own != function_class(last)) or head in form_words("modifiers")


def _may_stand_between(words: list[re.Match[str]], noun: str) -> bool:
    """Whether the words between a function and the name only say of what ('minister van Defensie X')."""
    if not words:
        return True
    plain = [word.group() for word in words]
    if len(plain) <= MOST_WORDS_OF_A_FIELD and function_class(noun) == "expert" and all(w.islower() for w in plain):
        return True
    if plain[0].casefold() not in surrounding("links") or is_demonym(plain[-1]):
        return False
    return all(_may_belong(word) or body_class(word) for word in plain)


def _first_of_phrase(words: list[re.Match[str]], i: int) -> int:
    """Where the phrase of the function at word `i` begins: adjectives, modifiers, a name in the genitive."""
    first = i
    while first > 0:
        before = words[first - 1].group()
        plain = before.casefold()
        if plain in surrounding("articles") or plain in surrounding("links"):
            break
        if first == 1 and plain in surrounding("sentence_openers"):
            break
        telling = is_demonym(before) or plain in form_words("modifiers") or before[0].isupper()
        if not telling and not plain.endswith(("’s", "'s")):
            break
        first -= 1
    return first


def _after(text: str, span: Span) -> Description | None:
    tail = text[span.end : span.end + REACH + 40]
    match = _AFTER.match(tail)
    if not match:
        return None
    words = list(_WORD.finditer(match["words"]))[: MOST_WORDS + 1]
    if not words or len(words) > MOST_WORDS or words[0].group().casefold() in surrounding("clause_openers"):
        return None
    if _is_clause(words):
        return None
    kin = _kin_of(words)
    for i, word in enumerate(words[:FIRST_NOUN_WITHIN]):
        if word.group().casefold() in surrounding("clause_openers"):
            return None
        noun = _noun_starting_at(words, i)
        if (noun and noun != word.group().casefold()) or (noun and word.group()[0].islower()) or (noun and i == 0):
            begin = span.end + match.start("words")
            first = 1 if words[0].group().casefold() in surrounding("articles") and len(words) > 1 else 0
            place = Span(begin + words[first].start(), begin + words[-1].end())
            return Description(place, place.of(text), kin or str(noun), False)
    return None


def _kin_of(words: list[re.Match[str]]) -> str | None:
    """The noun for a relative of somebody, which is what such words say: 'een broer van de minister' is no minister."""
    noun = next((w.group() for w in words if w.group().casefold() not in surrounding("articles")), "").casefold()
    return noun if noun in surrounding("kin") else None


def _is_clause(words: list[re.Match[str]]) -> bool:
    """Whether a verb stands among the words, which then are no apposition but go on with the sentence."""
    for word in words:
        plain = word.group().casefold()
        if plain in surrounding("relatives"):
            return False
        if plain in surrounding("clause_verbs"):
            return True
    return False


def _noun_after(text: str, span: Span) -> Description | None:
    """The noun for a body right after its name ('the Quill union', 'Havengeld magazine')."""
    match = _NOUN_AFTER.match(text, span.end)
    words = match.group(1) if match else ""
    noun = words if is_listed(words) else words.partition(" ")[0]
    if not match or not body_class(noun):
        return None
    place = Span(match.start(1), match.start(1) + len(noun))
    return Description(place, noun, noun, False)


def _noun_starting_at(words: list[re.Match[str]], i: int) -> str | None:
    for length in (3, 2, 1):
        phrase = " ".join(word.group() for word in words[i : i + length]).casefold()
        if length > 1 and not _listed(phrase):
            continue
        if function_class(phrase) or body_class(phrase):
            return phrase
    return None
