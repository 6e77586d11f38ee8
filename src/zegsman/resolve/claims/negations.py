"""Whether the words of a statement deny, without a look at its tree."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from zegsman.lexicon.function_words import any_of, function_words
from zegsman.lexicon.tables import gather_patterns, gather_words, lists_for, load_table
from zegsman.likeness.number_words import parse_number_word
from zegsman.likeness.texts import fold, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.record.annotation import Token

CONTRAST = re.compile(gather_patterns("negation", "contrast"), re.I)
"""'Niet 40, maar 60', '60, en niet 40', 'on Monday and not on Friday', 'one and no more': denies one value and states
another."""

_OFTEN_PARTIAL = function_words("often_partial")
"""Negators that need the tree: 'van het huis is niets meer over' denies nothing."""


@cache
def _subordinating(language: str) -> frozenset[str]:
    """Words behind which a negation bears on a clause or phrase below."""
    return frozenset(load_table(lists_for(language), "stopwords")["words"]["subordinating"].split())


@cache
def _commanding(language: str) -> frozenset[str]:
    """Lemmas of verbs by which somebody is told what not to do."""
    return frozenset(load_table(lists_for(language), "negation")["predicates"]["commanding"].split())


@cache
def _negators(language: str) -> tuple[frozenset[str], re.Pattern[str]]:
    words = load_table(lists_for(language), "negation")["words"]
    listed = " ".join(words[name] for name in ("adverbs", "determiners", "pronouns")).split()
    single = frozenset(fold(word) for word in listed if "_" not in word) - _OFTEN_PARTIAL
    phrases = sorted((fold(one.replace("_", " ")) for one in words["not_negating"].split()), key=len, reverse=True)
    return single, re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase in phrases) + r")\b")


_UNDER = re.compile(rf"\b(?:{any_of(gather_words('negation', 'under'))}) (?=(\w+))")
"""'Nog geen veertig': says of a number that it is not reached."""


def _without_harmless(text: str, language: str) -> str:
    """A text, folded, without the phrases that deny nothing though a word in them does."""
    _, harmless = _negators(language)
    return _UNDER.sub(lambda found: " " if _is_number(found[1], language) else found[0], harmless.sub(" ", fold(text)))


def _is_number(word: str, language: str) -> bool:
    return word[0].isdigit() or (word not in _ONE and parse_number_word(word, lists_for(language)) is not None)


_ONE = function_words("indefinite_articles", "one")
_CLITICS = function_words("negative_clitics")
_TO = function_words("infinitive_markers")


def negators_of(language: str) -> frozenset[str]:
    """The folded words that deny."""
    return _negators(language)[0] | _OFTEN_PARTIAL


def denies_by_words(tokens: Sequence[Token], text: str, language: str) -> bool:
    """Whether a negation stands in the uppermost clause of a statement.

    Meant beside the polarity read from the tree, for short statements whose tree may be wrong: a negation behind
    a subordinating word is left out, as are phrases that deny nothing ('niet alleen') and contrasts.
    """
    negators, _ = _negators(language)
    if CONTRAST.search(text):
        return False
    rest = set(_without_harmless(text, language).replace("n't", " n't").split())
    for at, token in enumerate(tokens):
        word = fold(token.text)
        if at and word in _subordinating(language) and not _points(tokens, at):
            return False
        if word not in negators or _is_commanded(tokens, at, language):
            continue
        if word in {part.strip(".,;:\"'()") or part for part in rest} | _CLITICS:
            return True
    return False


def _points(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that could open a clause only points at a noun: 'die nacht', 'that night'."""
    return tokens[at].upos == "DET" and at + 1 < len(tokens) and tokens[at + 1].upos in {"NOUN", "ADJ", "PROPN"}


def _is_commanded(tokens: Sequence[Token], at: int, language: str) -> bool:
    """Whether a word opens what somebody is told not to do: 'told not to drink', 'gevraagd niet te zwemmen'."""
    infinitive = any(token.text.casefold() in _TO for token in tokens[at + 1 : at + 4])
    return infinitive and any(one.lemma in _commanding(language) for one in tokens[:at])


def has_negator(text: str, language: str) -> bool:
    """Whether a word that denies stands in a text, phrases that deny nothing left out."""
    negators, _ = _negators(language)
    words = set(words_of(_without_harmless(text, language)))
    return not words.isdisjoint(negators | _OFTEN_PARTIAL) or any(clitic in fold(text) for clitic in _CLITICS)


def is_harmless(text: str, language: str) -> bool:
    """Whether all words that deny in a text stand in phrases that deny nothing ('niets meer over')."""
    return _without_harmless(text, language) != fold(text) and not has_negator(text, language)
