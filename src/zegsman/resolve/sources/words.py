"""The words of a phrase for a source: what opens it, its head, and what the head belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from zegsman.lexicon.countries import country_of_demonym
from zegsman.lexicon.folding import fold_name
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.functions import body_class, document_class, function_class, group_class, is_listed
from zegsman.lexicon.tables import LANGUAGES, load_table

_MARKS = (("‘", "’"), ("“", "”"), ("„", "”"), ("«", "»"))
_QUOTES = "\"'“”„‘’«»‚ "
_WORD = re.compile(r"[^\s,;:()\"“”„«»]+")
_CLAUSE = function_words("relatives", "but")
_DEFINITE = function_words("definite_articles", "demonstratives")
_LONGEST_NOUN = 3
_LONGEST_FUNCTION = 4
"""Words that a function with 'van' or 'of' in its name has at most: 'officier van justitie'."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase for a source in parts; `core` is the phrase without opening words."""

    text: str
    core: str
    head: str
    """The noun that says what the source is, '' where there is none."""
    before: str
    """Words between the opening words and the head."""
    rest: str
    """What follows the head."""
    opener: str
    """The first opening word, '' for none."""

    @property
    def definite(self) -> bool:
        """Whether the phrase points at someone already known ('de directeur')."""
        return self.opener in _DEFINITE

    @property
    def possessive(self) -> bool:
        """Whether it belongs to someone named before ('haar kabinet')."""
        return self.opener in words_of("possessives")

    @property
    def country(self) -> str | None:
        """The state of the first adjective or inhabitant in the phrase."""
        for word in _WORD.findall(self.core):
            for part in (word, *word.split("-")):
                code = country_of_demonym(part)
                if code and part[:1].isupper():
                    return code
        return None


@cache
def words_of(kind: str) -> frozenset[str]:
    """Words of a kind in the lists for sources, of all languages."""
    return frozenset(word for lang in LANGUAGES for word in load_table(lang, "source_words")["openers"][kind])


def read_words(text: str) -> Phrase:
    """Cuts a phrase into opening words, head and the rest."""
    text = _without_lone_marks(" ".join(text.split()).strip(_QUOTES))
    core, opener = without_openers(text)
    words = _WORD.findall(core)
    for n_words in range(min(_LONGEST_FUNCTION, len(words)), 1, -1):
        title = " ".join(words[:n_words])
        if words[1].casefold() in words_of("of") and is_listed(title) and noun_class(title):
            return Phrase(text, core, title, "", " ".join(words[n_words:]), opener)
    for i in range(len(words)):
        if i and (words[i].casefold() in words_of("of") or words[i].casefold() in _CLAUSE):
            break
        following = words[i + 1].casefold() if i + 1 < len(words) else ""
        pair = f"{words[i]} {following}"
        if following and (words[i].endswith(("'s", "’s")) or (is_listed(pair) and noun_class(pair))):
            continue
        last_of_np = not following or following in words_of("of") or following in _CLAUSE
        if last_of_np or not noun_class(words[i + 1]):
            noun = _noun_ending_at(words, i)
            if noun and (last_of_np or not words[i + 1][:1].islower() or noun_class(words[i])):
                n_words = noun.count(" ") + 1
                rest = words[i + 1 :]
                if rest and not _goes_on(rest[0]):
                    core, rest = " ".join(words[: i + 1]), []
                return Phrase(text, core, noun, " ".join(words[: i - n_words + 1]), " ".join(rest), opener)
    return Phrase(text, core, "", "", core, opener)


def _without_lone_marks(text: str) -> str:
    """A phrase without the opening marks whose closing mark lies beyond its end."""
    for opening, closing in _MARKS:
        at = text.rfind(opening)
        if at >= 0 and closing not in text[at:]:
            text = text[:at] + text[at + 1 :]
    return text


def _goes_on(word: str) -> bool:
    """Whether a word after the head can belong to the phrase; a bare Dutch noun there belongs to the clause."""
    plain = word.casefold()
    if plain in words_of("of") or plain in _CLAUSE or plain in words_of("after_head") or word[:1].isupper():
        return True
    return plain.endswith(("ing", "ed")) or noun_class(word) is not None


def without_openers(text: str) -> tuple[str, str]:
    """A phrase without articles, numbers and quantities at its start, and the first of them."""
    words = text.split()
    first = words[0].casefold() if words else ""
    opener = first if first in words_of("words") else ""
    while len(words) > 1 and words[0].casefold() in words_of("words") and not _is_name_article(words):
        words = words[1:]
    return " ".join(words), opener


def noun_class(word: str) -> str | None:
    """What sort of source a noun is: document, group, function or body; None for another word."""
    if document_class(word):
        return "document"
    if group_class(word):
        return "group"
    if function_class(word):
        return "function"
    return "body" if body_class(word) else None


def normal_words(text: str) -> str:
    """The words that say who an unnamed source is, folded: no articles, numbers or qualities."""
    words = [word for word in without_openers(text)[0].split() if word.casefold() not in words_of("qualities")]
    return fold_name(" ".join(words) or text)


def plain_name(text: str) -> str:
    """The phrase without opening words and qualities, as written."""
    words = without_openers(text)[0].split()
    kept = list(words)
    while len(kept) > 1 and kept[0].casefold() in words_of("qualities"):
        kept = kept[1:]
    return " ".join(kept)


def _is_name_article(words: list[str]) -> bool:
    """Whether a capitalised article opens a name ('De Tijd', 'The Times') rather than the phrase."""
    return len(words) == 2 and words[0][0].isupper() and words[1][0].isupper() and noun_class(words[1]) is None


def _noun_ending_at(words: list[str], i: int) -> str | None:
    for length in range(_LONGEST_NOUN, 0, -1):
        if i - length + 1 >= 0:
            phrase = " ".join(words[i - length + 1 : i + 1])
            if noun_class(phrase) and (length == 1 or is_listed(phrase)):
                return phrase
    return None
