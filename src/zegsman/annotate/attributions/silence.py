"""Refusals: 'wil niet zeggen of', 'would not comment'. What is attributed is the refusal, or the question left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.attributions.subjects import is_behind_preposition, is_time_word, subject_of
from zegsman.annotate.cues import cues_of
from zegsman.annotate.drafts import Draft
from zegsman.annotate.phrases import phrase_at
from zegsman.annotate.source_nouns import FIRST_PERSON, Sort
from zegsman.lexicon.function_words import function_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.annotate.layout import Layout
    from zegsman.annotate.source_phrase import Phrase

_NOT = function_words("not", "none", "nothing", "still")
_POINTING = function_words("pointing")
_NO_SPEAKER = FIRST_PERSON | _POINTING
_ARTICLES = function_words("definite_articles")
_MATTERS = _POINTING | function_words("impersonal", "there", "here_and_there", "something", "reflexives")
"""Words for what is not said, and 'zich': never who keeps silent."""
_OPEN = function_words("whether", "if_for_whether")


def find_refusals(layout: Layout, i_sentence: int) -> Iterator[Draft]:
    """The refusal that a sentence tells, if it tells one outside quotation marks."""
    sentence = layout.sentences[i_sentence]
    if sentence.first_token >= sentence.end_token:
        return
    cues = cues_of(layout.language(sentence.first_token))
    text = sentence.span.of(layout.text).lower().replace("\n", " ")
    if cues.refusing.search(text) is None:
        return
    match = next(found for pattern in cues.refusals if (found := pattern.search(text)))
    start = sentence.span.start
    cue = [
        i
        for i in range(sentence.first_token, sentence.end_token)
        if match.start() <= layout.tokens[i].span.start - start < match.end()
    ]
    if not cue or layout.quoted[cue[0]] >= 0:
        return
    source = _who(layout, cue)
    if source is None or layout.words[source.head] in _NO_SPEAKER:
        return
    verbs = tuple(
        i for i in cue if layout.tokens[i].upos in {"VERB", "AUX", "PART", "ADV"} and not source.first <= i < source.end
    ) or (cue[-1],)
    whole = range(sentence.first_token, sentence.end_token)
    aside = _told_of(layout, source)
    content = layout.spans(
        i for i in whole if i not in aside and (i != sentence.end_token - 1 or layout.tokens[i].upos != "PUNCT")
    )
    yield Draft(source, verbs, content, i_sentence, "refusal", silent=True, carries=False, confidence=0.9)


def _told_of(layout: Layout, source: Phrase) -> set[int]:
    """The relative clause behind who keeps silent, between commas: the report tells it ('X, die in Y woont, …')."""
    tree = layout.tree(source.head)
    for i in tree.below(source.head):
        if tree.relation(i) == "acl" and i > source.head and layout.words[tree.subtree(i)[0]] == ",":
            return set(tree.subtree(i))
    return set()


def _who(layout: Layout, cue: list[int]) -> Phrase | None:
    """Who keeps silent: named between the verb and 'niet', else the subject of the first verb that has one."""
    for i in cue[1:]:
        if layout.words[i] in _NOT or layout.words[i] in _OPEN:
            break
        if is_time_word(layout, i) or layout.words[i] in _MATTERS:
            continue
        is_noun = layout.tokens[i].upos in {"NOUN", "PROPN", "PRON"} or _is_used_as_noun(layout, i)
        if is_noun and not is_behind_preposition(layout, i, cue[0]):
            between = phrase_at(layout, i)
            if _can_be_silent(between) and between.head > cue[0]:
                return between
    for i in cue:
        if layout.words[i] in _OPEN and layout.tokens[i].upos == "SCONJ":
            break
        if layout.tokens[i].upos in {"VERB", "AUX"}:
            top = layout.tree(i).head(i)
            hosts = (i, top) if layout.tokens[i].upos == "AUX" and top >= 0 else (i,)
            for host in hosts:
                subject = subject_of(layout, host)
                if subject is not None and _can_be_silent(subject) and layout.words[subject.first] not in _NOT:
                    return subject
    return None


def _is_used_as_noun(layout: Layout, i: int) -> bool:
    """Whether a participle or adjective stands for a person: between article and 'niet' ('wou de beklaagde niet')."""
    if layout.tokens[i].upos not in {"ADJ", "VERB"} or i + 1 >= len(layout.words):
        return False
    return layout.words[i - 1] in _ARTICLES and layout.words[i + 1] in _NOT


def _can_be_silent(phrase: Phrase) -> bool:
    return phrase.sort is not Sort.DOCUMENT
