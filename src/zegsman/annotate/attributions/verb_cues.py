"""Finds the verbs and phrases around verbs that can show a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.source_nouns import source_nouns, times
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.annotate.cues import Cues
    from zegsman.annotate.layout import Layout

_ABOUT = function_words("about_what")
_THAT = function_words("complementisers")
_BEHIND_PARTICLE = _THAT | function_words("whether") | {".", ",", ":", "?"}
_OTHER_VERBS = tuple(words.split() for words in gather_words("cues", "other_verbs"))


def cues_at(layout: Layout, cues: Cues, i_token: int) -> Iterator[tuple[str, tuple[int, ...], str | None]]:
    """The cues that a token can be the verb of: class, tokens, and preposition of the content."""
    word, upos = layout.words[i_token], layout.tokens[i_token].upos
    if upos in {"NOUN", "PROPN", "DET", "ADP", "PRON", "CCONJ", "SCONJ"} or layout.name_at[i_token] >= 0:
        return
    for phrase in cues.phrases.get(word, ()):
        for words in phrase.alternatives:
            place = _words_near(layout, i_token, words)
            if place >= 0:
                cue = tuple(sorted({i_token, *range(place, place + len(words))}))
                yield phrase.kind, cue, phrase.object
    for particle, kind in cues.parted.get(word, ()):
        place = _particle(layout, i_token, particle)
        if place >= 0:
            yield kind, tuple(sorted((i_token, place))), None
    if word in source_nouns(layout.language(i_token)).saw:
        yield "witness", (i_token,), None
    if word in cues.verbs and upos != "AUX" and not _is_other_verb(layout, cues, i_token):
        yield cues.verbs[word], (i_token,), None


def breaks_off(layout: Layout, verb: int) -> bool:
    """Whether a verb stands behind a quotation and a comma, whatever the tree makes of it: '“…”, verzekerde X'."""
    before = verb - 2
    return before >= 0 and layout.words[verb - 1] == "," and layout.quoted[before] >= 0 > layout.quoted[verb]


def _is_other_verb(layout: Layout, cues: Cues, i_token: int) -> bool:
    """Whether a form belongs to another verb or is none: 'stelt … uit', 'de beschreven figuren', 'is bekend'."""
    tree = layout.tree(i_token)
    below = tree.below(i_token)
    if any(layout.words[i_token : i_token + len(words)] == words for words in _OTHER_VERBS):
        return True
    if (tree.relation(i_token) == "amod" and not breaks_off(layout, i_token)) or any(
        layout.tokens[i].deprel == "compound:prt" for i in below
    ):
        return True
    return layout.words[i_token] in cues.only_perfect and not any(layout.words[i] in cues.have for i in below)


_OTHER_OBJECTS = function_words("other_objects")
"""Prepositions of another object of a verb: the 'van' behind it belongs to that, as in 'spreekt met de raad van X'."""


def _words_near(layout: Layout, i_token: int, words: tuple[str, ...]) -> int:
    """Where words of a phrase stand in the clause of its verb, -1 if they do not."""
    sentence = layout.sentence(i_token)
    reach = 6 if len(words) == 1 and words[0] in _ABOUT else 22
    for i in range(i_token + 1, min(sentence.end_token, i_token + reach)):
        dated = i + 1 < sentence.end_token and layout.words[i + 1] in times()
        if layout.words[i] in {";", ":"} or (reach == 6 and layout.words[i] in _OTHER_OBJECTS and not dated):
            break
        if layout.words[i] == words[0] and tuple(layout.words[i : i + len(words)]) == words:
            return i
    if reach > 6:
        for i in range(max(sentence.first_token, i_token - 12), i_token):
            is_there = layout.words[i] == words[0] and tuple(layout.words[i : i + len(words)]) == words
            if is_there and "," not in layout.words[i:i_token]:
                return i
    return -1


def _particle(layout: Layout, verb: int, particle: str) -> int:
    tree = layout.tree(verb)
    for i in tree.below(verb):
        if (
            layout.words[i] == particle
            and i > verb
            and (layout.tokens[i].deprel == "compound:prt" or layout.tokens[i].upos in {"ADP", "ADV", "ADJ"})
        ):
            return i
    sentence_end = layout.sentence(verb).end_token
    for i in range(verb + 1, min(sentence_end, verb + 20)):
        if layout.words[i] in _THAT and (i == verb + 1 or layout.tokens[i].upos == "PRON"):
            continue
        if layout.words[i] in {",", ";", ":", "."} or layout.words[i] in _THAT:
            return i - 1 if layout.words[i - 1] == particle else -1
        if layout.words[i] == particle and i + 1 < sentence_end and layout.words[i + 1] in _BEHIND_PARTICLE:
            return i
    return -1
