"""Words that name a happening, and those that point back at one."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from zegsman.lexicon.tables import lists_for, load_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zegsman.record.annotation import Annotation, Statement, Token

DEMONSTRATIVE = frozenset({"deze", "dit", "die", "dat", "this", "that", "these", "those"})
"""Words that point at what was told last."""
DEFINITE = DEMONSTRATIVE | {"de", "het", "zijn", "haar", "hun", "the", "his", "her", "their"}
"""Words that point at something told before."""


def lemma_of(token: Token) -> str:
    """The lemma in lower case, without the marks at which compounds fall apart."""
    return token.lemma.casefold().replace("_", "")


def mishap_words(language: str) -> frozenset[str]:
    """Nouns and verbs for what goes wrong or is done to somebody."""
    return load_words(lists_for(language), "event_nouns", "mishaps")


def happenings_in(
    annotation: Annotation, words: Iterable[tuple[int, Token]], pointers: frozenset[str] | None = None
) -> set[str]:
    """Lemmas among `words` that name a happening; only those with one of `pointers` before it, if given."""
    language = annotation.language
    known = load_words(lists_for(language), "event_nouns", "happenings") | mishap_words(language)
    named = ((place, lemma_of(token)) for place, token in words if lemma_of(token) in known)
    if pointers is None:
        return {lemma for _, lemma in named}
    pointed = _pointed(annotation, pointers)
    return {lemma for place, lemma in named if place in pointed}


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
