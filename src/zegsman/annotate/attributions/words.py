"""Attributions by words that introduce a source without a verb: 'volgens X', 'aldus X', 'according to X'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.attributions.links import (
    behind_aside,
    grounds_among,
    match_words,
    media_among,
    opens_ground,
    outside,
    phrase_behind,
    readers_of,
)
from zegsman.annotate.attributions.subjects import is_time_word
from zegsman.annotate.attributions.surroundings import whole_quotes
from zegsman.annotate.cues import cues_of
from zegsman.annotate.drafts import Draft
from zegsman.annotate.phrases import phrase_at, pronoun_at
from zegsman.annotate.source_nouns import Sort, times
from zegsman.annotate.source_phrase import Phrase
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.annotate.layout import Layout
    from zegsman.record.spans import Span

_FIRST_PERSON = function_words("first_person_objects", "first_person_possessives")
_SET_APART = gather_words("cues", "set_apart")
_NO_SOURCE = tuple(gather_words("cues", "no_source_endings"))
_HER = function_words("her")
_THUS = function_words("thus")
_ON = function_words("on")
_RELATIVES = function_words("relatives_behind_comma")
_PARTING = frozenset(",;:.–—-()\"'‘’“”„«»") | {"…", "..."}
_POINTS = function_words("pointing")


def find_by_words(layout: Layout, i_sentence: int) -> Iterator[Draft]:
    """The attributions that prepositions of a sentence show."""
    sentence = layout.sentences[i_sentence]
    cues = cues_of(layout.languages[i_sentence])
    for i_token in range(sentence.first_token, sentence.end_token):
        for words, kind in cues.prepositions.get(layout.words[i_token], ()):
            if not match_words(layout, i_token, words):
                continue
            if kind == "source":
                draft = _sourced(layout, i_sentence, i_token, words, cues.not_source)
            elif kind == "self":
                draft = _by_own_account(layout, i_sentence, i_token, words)
            else:
                draft = None
            if draft is not None:
                yield draft
            break
        if layout.words[i_token] in cues.by_account:
            draft = _by_account(layout, i_sentence, i_token, cues.accounts)
            if draft is not None:
                yield draft


def _sourced(
    layout: Layout, i_sentence: int, i_token: int, words: tuple[str, ...], excluded: frozenset[str]
) -> Draft | None:
    last = i_token + len(words) - 1
    source = phrase_behind(layout, last, limit=18)
    if source is None or layout.words[source.head] in excluded or layout.words[source.head] in _FIRST_PERSON:
        return None
    if layout.words[last + 1] in _FIRST_PERSON or layout.words[source.head].endswith(_NO_SOURCE):
        return None
    if words[0] in _SET_APART and not _set_apart(layout, i_token):
        return None
    if _swallows_subject(layout, last + 1, source):
        source = pronoun_at(layout, last + 1)
    taken = _taken(layout, i_token, source)
    content = _content(layout, i_sentence, i_token, taken, words[0])
    if not content:
        return None
    rest = outside(layout, i_sentence, content)
    near = [i for i in rest if i not in range(source.first, layout.token_at(source.words.end - 1) + 1)]
    return Draft(
        source=source,
        cue=tuple(range(i_token, last + 1)),
        content=content,
        i_sentence=i_sentence,
        why=f"words:{' '.join(words)}",
        via=(*media_among(layout, [i for i in near if i > last], i_token), *readers_of(layout, source)),
        grounds=tuple(one for one in grounds_among(layout, near) if one.head != source.head),
        confidence=0.95,
    )


_ACCOUNT_REACH = 8
"""Tokens from 'by' within which 'account' stands."""


def _by_account(layout: Layout, i_sentence: int, i_token: int, accounts: frozenset[str]) -> Draft | None:
    """'By the guard's account, the gate was open': whose account it is."""
    end = min(layout.sentences[i_sentence].end_token, i_token + _ACCOUNT_REACH)
    noun = next((i for i in range(i_token + 2, end) if layout.words[i] in accounts), -1)
    if noun < 0 or layout.words[noun - 1] not in {"'s", "'"} or layout.tokens[i_token].upos != "ADP":
        return None
    source = phrase_at(layout, noun - 2)
    if source.first <= i_token or source.sort is Sort.OTHER:
        return None
    taken = range(i_token, noun + 1)
    content = _content(layout, i_sentence, i_token, taken, layout.words[i_token])
    words = Phrase(source.head, source.first, noun - 1, layout.span(source.first, noun - 1), source.sort, source.named)
    cue = (i_token, noun)
    return Draft(words, cue, content, i_sentence, "words:account", confidence=0.9) if content else None


def _swallows_subject(layout: Layout, i_token: int, source: Phrase) -> bool:
    """Whether 'haar' is the source by itself and what follows the subject: 'zijn volgens haar zes mensen getest'."""
    if layout.words[i_token] not in _HER or source.head == i_token or i_token == 0:
        return False
    tree = layout.tree(i_token)
    within = range(tree.first, tree.end)
    subjects = [i for i in within if tree.relation(i) == "nsubj"]
    has_verb = any(layout.tokens[i].upos in {"VERB", "AUX"} for i in within)
    return has_verb and all(is_time_word(layout, i) or source.first <= i < source.end for i in subjects)


def _set_apart(layout: Layout, i_token: int) -> bool:
    """Whether 'aldus' opens or is parted from what goes before; inside a clause it means 'thus'."""
    sentence = layout.sentence(i_token)
    if i_token == sentence.first_token:
        return i_token + 1 < sentence.end_token and layout.tokens[i_token + 1].upos in {
            "DET",
            "NOUN",
            "PROPN",
            "PRON",
            "ADJ",
        }
    before = layout.words[i_token - 1]
    return before in _PARTING or before in {"?", "!", "''"} or before in _THUS


def _taken(layout: Layout, i_token: int, source: Phrase) -> range:
    """The tokens of cue and source, with apposition and relative clause of the source where commas close them."""
    end = max(source.end, layout.token_at(source.words.end - 1) + 1)
    sentence_end = layout.sentence(i_token).end_token
    if (
        end < sentence_end
        and layout.words[end] == ","
        and end + 1 < sentence_end
        and layout.words[end + 1] in _RELATIVES
    ):
        close = next((i for i in range(end + 2, sentence_end) if layout.words[i] == ","), -1)
        end = close if close > 0 else end
    return range(i_token, _behind_day(layout, _behind_grounds(layout, end, sentence_end), sentence_end))


def _behind_day(layout: Layout, end: int, sentence_end: int) -> int:
    """Where the words end that tell on which day it was said ('according to a report by X on Monday')."""
    day = end + 1 if end < sentence_end and layout.words[end] in _ON else end
    closes = day + 1 >= sentence_end or layout.words[day + 1] in _PARTING
    return day + 1 if day < sentence_end and layout.words[day] in times() and closes else end


def _behind_grounds(layout: Layout, end: int, sentence_end: int) -> int:
    """Where the words end that tell, between commas, whom a source has it from: 'according to X, citing Y, …'."""
    opens = layout.words[end : end + 1] == [","] and end + 1 < sentence_end and opens_ground(layout, end + 1)
    return behind_aside(layout, end, sentence_end) if opens else end


def _content(layout: Layout, i_sentence: int, i_token: int, taken: range, first_word: str) -> tuple[Span, ...]:
    """The clause in which the words stand, without them; the sentence before where nothing else is there."""
    sentence = layout.sentences[i_sentence]
    whole = range(sentence.first_token, sentence.end_token)
    indices = [
        i for i in (_clause_around(layout, i_token, taken) if first_word not in _SET_APART else whole) if i not in taken
    ]
    if first_word in _SET_APART:
        before = [i for i in indices if i < i_token]
        goes_on = taken.stop < sentence.end_token and layout.words[taken.stop] == ":"
        behind = [i for i in indices if i >= taken.stop and (goes_on or layout.quoted[i] >= 0)]
        indices = [*before, *behind] if before else [i for i in whole if i not in taken]
    bare = [i for i in indices if layout.tokens[i].upos != "PUNCT"]
    only_points = 0 < len(bare) <= 3 and layout.words[bare[0]] in _POINTS
    if not bare or only_points:
        if i_sentence == 0 or (bare and not only_points):
            return ()
        last = layout.sentences[i_sentence - 1]
        return layout.spans(range(last.first_token, last.end_token))
    spans = layout.spans(_bridged(layout, indices, taken))
    return whole_quotes(layout, spans, i_token)


def _bridged(layout: Layout, indices: list[int], taken: range) -> list[int]:
    """Indices with the punctuation between them, so that one clause gives few spans."""
    present = set(indices)
    low, high = min(present), max(present)
    return [i for i in range(low, high + 1) if i in present or (i not in taken and layout.tokens[i].upos == "PUNCT")]


def _clause_around(layout: Layout, i_token: int, taken: range) -> list[int]:
    """The tokens of the clause that a phrase belongs to: a subordinate one where it stands in one."""
    tree = layout.tree(i_token)
    sentence = layout.sentence(i_token)
    apart = [i for i in range(sentence.first_token, sentence.end_token) if layout.words[i] == ";"]
    first = max((i + 1 for i in apart if i < i_token), default=sentence.first_token)
    end = min((i for i in apart if i > i_token), default=sentence.end_token)
    everything = list(range(first, end))
    at = tree.head(taken.start)
    for _ in range(12):
        if at < 0:
            return everything
        if (
            at not in taken
            and layout.tokens[at].deprel.startswith(("acl", "advcl", "ccomp"))
            and tree.child(at, "nsubj", "mark", "cop", "aux") >= 0
        ):
            below = tree.subtree(at)
            if min(below) <= i_token <= max(below) and len(below) > 3:
                return list(range(min(below), max(below) + 1))
        if at not in taken and tree.relation(at) == "conj" and tree.child(at, "nsubj") >= 0 and at > i_token - 30:
            below = tree.subtree(at)
            if min(below) <= i_token and min(below) > sentence.first_token:
                return list(range(min(below), max(below) + 1))
        at = tree.head(at)
    return everything


def _by_own_account(layout: Layout, i_sentence: int, i_token: int, words: tuple[str, ...]) -> Draft | None:
    """'De winkel verkoopt naar eigen zeggen veertig soorten thee': the subject is the source."""
    tree = layout.tree(i_token)
    at, subject = tree.head(i_token), -1
    for _ in range(8):
        if at < 0:
            break
        subject = tree.child(at, "nsubj")
        if subject >= 0:
            break
        at = tree.head(at)
    if subject < 0 or i_token <= subject < i_token + len(words):
        subject = next(
            (
                i
                for i in range(layout.sentences[i_sentence].first_token, i_token)
                if layout.tokens[i].deprel.startswith("nsubj")
            ),
            -1,
        )
    if subject < 0:
        return None
    taken = range(i_token, i_token + len(words))
    indices = [i for i in _clause_around(layout, i_token, taken) if i not in taken]
    content = layout.spans(_bridged(layout, indices, taken)) if indices else ()
    source = phrase_at(layout, subject)
    if not content or (source.sort is Sort.OTHER and not source.named and not indices):
        return None
    return Draft(source, tuple(taken), content, i_sentence, f"words:{' '.join(words)}", confidence=0.95)
