"""The PLOVER type and mode of a word, from the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zegsman.annotate.conjugation import regular_forms
from zegsman.annotate.verb_forms import lemma_of
from zegsman.lexicon.tables import lists_for, load_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zegsman.annotate.trees import Tree

_SHORTEST_TAIL = 4
"""Letters that the last part of a Dutch compound must have to be looked up by itself."""


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER type in capitals and its mode, None for none."""

    type: str
    mode: str | None


@dataclass(frozen=True, slots=True)
class _Lexicon:
    verbs: Mapping[str, EventType]
    phrases: Mapping[str, tuple[tuple[frozenset[str], EventType], ...]]
    """Verb to (other words that must stand with it, type)."""
    nouns: Mapping[str, EventType]
    forms: Mapping[str, EventType]
    """Regular forms of the Dutch verbs, for words whose lemma is wrong."""
    light: frozenset[str]


@cache
def _lexicon(language: str) -> _Lexicon:
    table = load_table(lists_for(language), "plover")
    verbs: dict[str, EventType] = {}
    nouns: dict[str, EventType] = {}
    phrases: dict[str, list[tuple[frozenset[str], EventType]]] = {}
    for name, lists in table.items():
        for mode, words in lists.get("nouns", {}).items() if name != "light" else ():
            for word in words.split():
                nouns.setdefault(word.replace("_", " "), EventType(name, None if mode == "none" else mode))
        for mode, words in lists["verbs"].items() if name != "light" else ():
            event_type = EventType(name, None if mode == "none" else mode)
            for word in words.split():
                parts = word.split("_")
                if len(parts) == 1:
                    verbs.setdefault(word, event_type)
                for part in parts if len(parts) > 1 else ():
                    phrases.setdefault(part, []).append((frozenset(parts) - {part}, event_type))
    frozen = {verb: tuple(found) for verb, found in phrases.items()}
    regular = {} if language == "en" else {f: verbs[verb] for verb in verbs for f in regular_forms(verb)[1:]}
    return _Lexicon(verbs, frozen, nouns, regular, frozenset(table["light"]["verbs"].split()))


def is_light(tree: Tree, i_token: int, language: str) -> bool:
    """Whether a verb only lends a noun its tense ('een bezoek brengen')."""
    return lemma_of(tree.tokens[i_token]) in _lexicon(language).light


def type_of(tree: Tree, i_token: int, language: str) -> EventType | None:
    """The type of a verb or noun, None where the lexicon has none for it."""
    token = tree.tokens[i_token]
    if token.upos in {"VERB", "AUX"}:
        return _type_of_verb(tree, i_token, language)
    if token.upos == "NOUN":
        return _type_of_noun(token.lemma.lower(), language)
    return None


def _type_of_verb(tree: Tree, i_token: int, language: str) -> EventType | None:
    lexicon, lemma = _lexicon(language), lemma_of(tree.tokens[i_token])
    particle = next((i for i in tree.below(i_token) if tree.tokens[i].deprel == "compound:prt"), -1)
    candidates = [lemma]
    if particle >= 0:
        word = tree.tokens[particle].text.lower()
        if not lemma.startswith(word) and language != "en":
            candidates = [word + lemma, lemma]
    for candidate in candidates:
        if candidate in lexicon.phrases:
            around = _words_around(tree, i_token)
            for others, event_type in lexicon.phrases[candidate]:
                if others <= around:
                    return event_type
        if candidate in lexicon.verbs:
            return lexicon.verbs[candidate]
    return lexicon.forms.get(tree.tokens[i_token].text.lower())


def _words_around(tree: Tree, i_token: int) -> set[str]:
    """Forms and lemmas of what depends on a verb, and of what depends on that."""
    found: set[str] = set()
    for i_child in tree.below(i_token):
        for i in (i_child, *tree.below(i_child)):
            found.add(tree.tokens[i].text.lower())
            found.add(lemma_of(tree.tokens[i]))
    return found


@cache
def _type_of_noun(lemma: str, language: str) -> EventType | None:
    nouns = _lexicon(language).nouns
    bare = lemma.replace("_", "") if len(lemma) > 1 else lemma
    if bare in nouns:
        return nouns[bare]
    if "_" in lemma.strip("_") and lemma.rpartition("_")[2] in nouns:
        return nouns[lemma.rpartition("_")[2]]
    if language == "en":
        return None
    for start in range(3, len(bare) - _SHORTEST_TAIL + 1):
        if bare[start:] in nouns and len(bare) - start > _SHORTEST_TAIL:
            return nouns[bare[start:]]
    return None
