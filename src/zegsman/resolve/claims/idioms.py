"""Phrases whose words together mean something else than each by itself: 'walked out', 'in vlammen op'."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from zegsman.lexicon.tables import lists_for, load_table
from zegsman.likeness.texts import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zegsman.record.annotation import Annotation, Token

_Phrase = tuple[tuple[str, ...], str]
"""Its words, and the word that says the same."""


def _table(language: str) -> Mapping[str, Any]:
    """The phrases of a language as they are listed; nothing for a language that has none."""
    found: Mapping[str, Any] = load_table("all", "phrases").get(language, {})
    return found


@cache
def _phrases(language: str) -> Mapping[str, list[_Phrase]]:
    """The phrases of a language by the longest of their words, which is mostly the rarest."""
    found: dict[str, list[_Phrase]] = defaultdict(list)
    for line in _table(language).get("lines", "").splitlines():
        head, _, phrases = line.partition(": ")
        for phrase in phrases.split():
            words = tuple(fold(word) for word in phrase.split("+"))
            found[max(words, key=lambda word: (len(word), word))].append((words, fold(head)))
    return found


def phrase_heads(annotation: Annotation, language: str) -> dict[int, str]:
    """For each token that is part of a phrase, by where it starts, the word that says the same as the whole."""
    language = lists_for(language)
    phrases, reach = _phrases(language), _table(language).get("reach", 0)
    starts = [token.span.start for token in annotation.tokens]
    found: dict[int, str] = {}
    for sentence in annotation.sentences:
        first, last = (bisect_left(starts, at) for at in (sentence.span.start, sentence.span.end))
        tokens = annotation.tokens[first:last]
        places = _places(tokens)
        for word in sorted(places.keys() & phrases.keys()):
            for words, head in phrases[word]:
                chosen = _nearest(places, words, places[word][0], reach)
                if chosen:
                    found |= {tokens[at].span.start: head for at in chosen}
    return found


def _places(tokens: Sequence[Token]) -> dict[str, list[int]]:
    """Where each folded word and lemma stands among some tokens, those of names left out."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, token in enumerate(tokens):
        if token.upos == "PROPN":
            continue
        for word in {fold(token.text), fold(token.lemma).replace("_", "")}:
            places[word].append(at)
    return places


def _nearest(places: Mapping[str, list[int]], words: Sequence[str], at: int, reach: int) -> list[int]:
    """The places of the words of a phrase nearest to one of them; empty where one lacks or is too far off."""
    if not all(word in places for word in words):
        return []
    chosen = [min(places[word], key=lambda place: abs(place - at)) for word in words]
    return chosen if max(chosen) - min(chosen) < reach else []
