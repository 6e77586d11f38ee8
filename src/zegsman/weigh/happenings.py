"""Words that name a happening, and those that point back at one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import lists_for, load_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.record.annotation import Annotation, Statement, Token
    from zegsman.record.spans import Span

DEMONSTRATIVE = function_words("demonstratives")
"""Words that point at what was told last."""
DEFINITE = DEMONSTRATIVE | function_words("definite_articles", "possessives_of_others")
"""Words that point at something told before."""
_EARLIER = function_words("earlier")
"""Words that take the story back: what stands with them happened before the time it had reached."""
_PLUPERFECT = function_words("had")
"""Auxiliaries that do the same; as a verb of its own ('the ship had eighty on board') they tell of that time."""


def lemma_of(token: Token) -> str:
    """The lemma in lower case, without the marks at which compounds fall apart."""
    return token.lemma.casefold().replace("_", "")


def mishap_words(language: str) -> frozenset[str]:
    """Nouns and verbs for what goes wrong or is done to somebody."""
    return load_words(lists_for(language), "event_nouns", "mishaps")


def meeting_words(language: str) -> frozenset[str]:
    """Nouns for people who come together, of which one may stand for another: a visit, then 'the meeting'."""
    return load_words(lists_for(language), "event_nouns", "meetings")


@dataclass(frozen=True, slots=True)
class Happenings:
    """What the words of a statement name as happenings, by their lemmas, and whether they take the story back."""

    named: frozenset[str]
    definite: frozenset[str]
    """Those with a word before them that points at something told before."""
    demonstrative: frozenset[str]
    """Those with one that points at what was told last."""
    told_back: bool


def happenings_of(annotation: Annotation, statement: Statement) -> Happenings:
    """What a statement of a report names; read once, as long as the annotation is in memory."""
    known = _known.get(annotation)
    if known is None:  # all at once: what stands before which word is then looked for once
        known = _known[annotation] = {one.span: _read(annotation, one) for one in annotation.statements}
    found = known.get(statement.span)
    if found is None:
        found = known[statement.span] = _read(annotation, statement)
    return found


_known: WeakKeyDictionary[Annotation, dict[Span, Happenings]] = WeakKeyDictionary()


def _read(annotation: Annotation, statement: Statement) -> Happenings:
    words = list(tokens_in(annotation, statement))
    language = annotation.language
    known = load_words(lists_for(language), "event_nouns", "happenings") | mishap_words(language)
    named = [(place, lemma) for place, token in words if (lemma := lemma_of(token)) in known]
    definite, demonstrative = (_pointed(annotation, pointers) for pointers in (DEFINITE, DEMONSTRATIVE))
    return Happenings(
        frozenset(lemma for _, lemma in named),
        frozenset(lemma for place, lemma in named if place in definite),
        frozenset(lemma for place, lemma in named if place in demonstrative),
        any(_takes_back(token) for _, token in words),
    )


def _takes_back(token: Token) -> bool:
    word = token.text.casefold()
    return word in _EARLIER or (word in _PLUPERFECT and token.deprel.startswith("aux"))


def tokens_in(annotation: Annotation, statement: Statement) -> Iterator[tuple[int, Token]]:
    """The tokens of a statement with their indices."""
    starts, span = _starts(annotation), statement.span
    for i in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
        if span.contains(annotation.tokens[i].span):
            yield i, annotation.tokens[i]


@lru_cache(maxsize=8)
def _starts(annotation: Annotation) -> tuple[int, ...]:
    """Where the tokens start, to find those of a statement without a look at all of them."""
    return tuple(token.span.start for token in annotation.tokens)


@lru_cache(maxsize=16)
def _pointed(annotation: Annotation, pointers: frozenset[str]) -> frozenset[int]:
    """The tokens that one of `pointers` stands before, as indices."""
    return frozenset(token.head for token in annotation.tokens if token.text.casefold() in pointers)
