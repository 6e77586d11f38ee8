"""Attributions by a noun that holds what somebody said: 'de verklaring van X dat …', 'een waarschuwing van X: …'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.attributions import contents as said
from zegsman.annotate.attributions.links import phrase_behind
from zegsman.annotate.cues import cues_of
from zegsman.annotate.drafts import Draft
from zegsman.annotate.phrases import phrase_at, phrase_over, pronoun_at
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.annotate.layout import Layout
    from zegsman.annotate.source_phrase import Phrase

_FROM = function_words("from")
_OF = _FROM | function_words("of", "by")
_THAT = function_words("complementisers")
_OURS = function_words("first_person_possessives", "second_person_possessives")


def find_by_nouns(layout: Layout, i_sentence: int) -> Iterator[Draft]:
    """The attributions that nouns of a sentence show, where their phrase names the source."""
    sentence = layout.sentences[i_sentence]
    nouns = cues_of(layout.languages[i_sentence]).nouns
    for i_token in range(sentence.first_token, sentence.end_token):
        if layout.words[i_token] not in nouns or not _is_noun(layout, i_token):
            continue
        source = _owner(layout, i_token)
        if source is None:
            continue
        content = _content(layout, i_token, max(i_token, source.end - 1))
        if content is not None:
            yield Draft(source, (i_token,), content.spans, i_sentence, f"noun:{content.manner}", confidence=0.8)


def _is_noun(layout: Layout, i_token: int) -> bool:
    """Whether a word is a noun here: by its tag, or by the article or 'hun' before it where the tag is of a verb."""
    if layout.tokens[i_token].upos == "NOUN":
        return True
    before = layout.tokens[i_token - 1] if i_token > layout.sentence(i_token).first_token else None
    return (
        layout.tokens[i_token].upos in {"VERB", "ADJ", "PROPN"}
        and before is not None
        and before.upos in {"DET", "PRON"}
    )


def _owner(layout: Layout, noun: int) -> Phrase | None:
    """Who the noun's words are of: a 'van' phrase right behind, a genitive or a possessive before."""
    end = layout.sentence(noun).end_token
    if noun + 1 < end and layout.words[noun + 1] in _OF:
        phrase = phrase_behind(layout, noun + 1)
        if phrase is not None and layout.words[phrase.head] not in _THAT:
            return phrase
    giver = _giver(layout, noun)
    if giver is not None:
        return giver
    tree = layout.tree(noun)
    for i in tree.below(noun):
        if layout.tokens[i].deprel == "nmod:poss" and i < noun:
            if layout.tokens[i].upos == "PRON" and layout.words[i] in _OURS:
                return None
            if layout.tokens[i].upos == "PRON":
                return pronoun_at(layout, i)
            own = tree.subtree(i)
            return phrase_over(layout, i, own[0], i + 1) if own[0] <= i < noun else phrase_at(layout, i)
    return None


_RECEIVED = gather_words("cues", "receiving")
_REACH_OF_GIVER = 8


def _giver(layout: Layout, noun: int) -> Phrase | None:
    """Who gave the words, where somebody received them: 'heeft van de directeur de garantie gekregen dat'."""
    sentence = layout.sentence(noun)
    start = noun - 1 if layout.tokens[noun - 1].upos == "DET" else noun
    for i in range(max(sentence.first_token, start - _REACH_OF_GIVER), start - 1):
        if layout.words[i] in _FROM and layout.tokens[i].upos == "ADP":
            phrase = phrase_behind(layout, i)
            around = layout.words[max(sentence.first_token, i - 4) : min(sentence.end_token, noun + 5)]
            if phrase is not None and phrase.end == start and _RECEIVED.intersection(around):
                return phrase
    return None


def _content(layout: Layout, noun: int, last: int) -> said.Content | None:
    sentence = layout.sentence(noun)
    last = _addressed(layout, last, sentence.end_token)
    for i in range(last + 1, min(sentence.end_token, last + 4)):
        if (
            layout.words[i] in _THAT
            and i + 2 < sentence.end_token
            and layout.tokens[i + 1].upos not in {"VERB", "AUX", "PUNCT"}
        ):
            return _that_clause(layout, i, sentence.end_token)
        if layout.words[i] == ":" and i < sentence.end_token - 1:
            quoted = layout.quoted[i + 1]
            if quoted >= 0 and layout.token_at(layout.quotes[quoted].span.end - 1) >= sentence.end_token - 2:
                return said.Content((layout.quotes[quoted].span,), "colon")
            return said.Content(layout.spans(range(i + 1, sentence.end_token - 1)), "colon")
    return None


_TO_WHOM = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "PRON"})
_MOST_ADDRESSED = 7


def _addressed(layout: Layout, last: int, end: int) -> int:
    """The last token before a colon of words that tell to whom it was said: 'Zijn boodschap aan de raad: …'."""
    stop = min(end, last + _MOST_ADDRESSED + 1)
    colon = next((i for i in range(last + 1, stop) if layout.words[i] == ":"), last + 1)
    between = range(last + 1, colon)
    told = between and layout.tokens[last + 1].upos == "ADP"
    return colon - 1 if told and all(layout.tokens[i].upos in _TO_WHOM for i in between) else last


def _that_clause(layout: Layout, that: int, sentence_end: int) -> said.Content | None:
    tree = layout.tree(that)
    head = tree.head(that)
    indices = [i for i in tree.subtree(head) if i >= that] if head >= 0 else [that]
    end = min(sentence_end, indices[-1] + 1)
    if indices[-1] - that < 2:
        comma = next((i for i in range(that + 2, sentence_end) if layout.words[i] == ","), sentence_end - 1)
        end = comma
    spans = layout.spans(range(that, end))
    return said.Content(spans, "clause") if spans else None
