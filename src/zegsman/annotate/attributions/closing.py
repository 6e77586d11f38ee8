"""Who speaks in an English sentence that ends in its attribution: ', people familiar with the matter said.'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.phrases import phrase_at, phrase_over
from zegsman.annotate.source_nouns import Sort, sort_of_noun, times
from zegsman.annotate.source_phrase import Phrase
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_words

if TYPE_CHECKING:
    from zegsman.annotate.layout import Layout

_PARTICIPLE = tuple(gather_words("verbs", "participle_endings"))
_SAYING = gather_words("cues", "saying")
_TELLING = gather_words("cues", "telling")
_ON = function_words("on")
_OF = function_words("of")

_STOPS = frozenset({",", "”", "’’", '"', "''", ";", "—", "–"})


def closing_speaker(layout: Layout, verb: int, own: int) -> Phrase | None:
    """The speaker of an English sentence that ends in ', people familiar with the matter said.'.

    All that stands between the last comma and the verb is the speaker, however the tree ties it; where the phrase
    before that comma is the verb's subject, what follows the comma is its apposition.
    """
    sentence = layout.sentence(verb)
    if layout.language(verb) != "en":
        return None
    if not _closes(layout, verb, sentence.end_token):
        return _set_in_commas(layout, verb, own, sentence.first_token)
    stop = verb - 1 if layout.words[verb - 1] == "," else verb
    start = _segment_start(layout, stop, sentence.first_token)
    if start <= sentence.first_token or start == stop or layout.quoted[start] >= 0:
        return None
    head = _first_noun(layout, start, stop)
    if head < 0 or layout.words[head] in times():
        return None
    if stop < verb:
        return _named_last(layout, head, start, stop)
    if 0 <= own < start - 1 and phrase_at(layout, own).end >= start - 1:
        return None
    rest = range(head + 1, verb)
    if any(layout.tokens[i].upos in {"SCONJ", "PRON", "CCONJ", "AUX"} for i in rest):
        return None
    if rest and layout.tokens[head + 1].upos == "VERB" and not layout.words[head + 1].endswith(_PARTICIPLE):
        return None
    return phrase_over(layout, head, start, verb)


def _set_in_commas(layout: Layout, verb: int, own: int, first: int) -> Phrase | None:
    """The speaker in 'A, two people close to the group said, B': known people or a body, between a comma and 'said'."""
    start = _segment_start(layout, verb, first)
    if layout.words[verb] not in _SAYING or start <= first + 2 or start == verb or layout.quoted[start] >= 0:
        return None
    if start <= own < verb or not any(layout.tokens[i].upos in {"VERB", "AUX"} for i in range(first, start)):
        return None
    head = _first_noun(layout, start, verb)
    if head < 0 or layout.words[head] in times() or layout.tokens[start].upos in {"ADP", "SCONJ", "CCONJ", "VERB"}:
        return None
    known = layout.name_at[head] >= 0 or sort_of_noun(layout.words[head], "en") is not Sort.OTHER
    rest = range(head + 1, verb)
    if not known or any(layout.tokens[i].upos in {"SCONJ", "PRON", "CCONJ", "AUX"} for i in rest):
        return None
    return phrase_over(layout, head, start, verb)


def _closes(layout: Layout, verb: int, end: int) -> bool:
    """Whether behind a verb nothing follows but a day, or the one who is told."""
    told = layout.words[verb] in _TELLING
    allowed = {"PUNCT", "DET", "PROPN", "NOUN", "ADJ", "PRON"} if told else {"PUNCT"}
    return all(
        layout.tokens[i].upos in allowed or layout.words[i] in times() or layout.words[i] in _ON
        for i in range(verb + 1, end)
    )


def _segment_start(layout: Layout, stop: int, first: int) -> int:
    """Where the words up to `stop` start: behind the last comma, dash or closing mark."""
    start = stop
    while start > first and layout.words[start - 1] not in _STOPS:
        start -= 1
    return start


def _first_noun(layout: Layout, start: int, stop: int) -> int:
    """The head of the noun phrase that opens `[start, stop)`, of the group in 'one of the officials'; -1 for none."""
    end = start
    while end < stop and layout.tokens[end].upos in {"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"}:
        end += 1
    if end == start:
        return -1
    nouns = [i for i in range(start, end) if layout.tokens[i].upos in {"NOUN", "PROPN"}]
    if nouns:
        return nouns[-1]
    return _first_noun(layout, end + 1, stop) if end < stop and layout.words[end] in _OF else -1


def _named_last(layout: Layout, head: int, start: int, stop: int) -> Phrase | None:
    """The person in ', the director of the museum, Anna Pool, told X': the name, with the function before it."""
    if head != stop - 1 or not layout.is_person(head):
        return None
    first = layout.sentence(start).first_token
    before = _segment_start(layout, start - 1, first)
    function = _first_noun(layout, before, start - 1)
    verbs = any(layout.tokens[i].upos in {"VERB", "AUX"} for i in range(before, start))
    if function < 0 or verbs or sort_of_noun(layout.words[function], "en") is not Sort.PERSON:
        return None
    phrase = phrase_over(layout, head, start, stop)
    return Phrase(phrase.head, before, phrase.end, phrase.words, phrase.sort, phrase.named)
