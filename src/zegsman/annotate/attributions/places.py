"""Attributions to a document or medium in which it stands: 'staat in het verslag', 'blijkt uit mails die X inzag'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.attributions import contents as said
from zegsman.annotate.attributions.links import grounds_among, outside, phrase_behind, readers_of
from zegsman.annotate.attributions.surroundings import words_around
from zegsman.annotate.cues import Cues, cues_of
from zegsman.annotate.drafts import Draft
from zegsman.annotate.phrases import phrase_at
from zegsman.annotate.source_nouns import Sort, sort_of_noun
from zegsman.annotate.source_phrase import Phrase
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.annotate.layout import Layout

_THERE = function_words("therein")
_BARE_THERE = function_words("there")
_TO = function_words("infinitive_markers")
_THAT = function_words("complementisers")
_POINTING = function_words("pointing")
_ON = function_words("on")
_OPENERS = function_words("complementisers", "whether", "asking_only")
_THERE_REACH = 3
"""Tokens between 'daarin' and what stands there: 'daarin is te lezen'."""
_IN = {"stand": function_words("stands_in"), "emerge": function_words("emerges_from")}
_OF_MEDIUM = _IN["stand"] | function_words("of")


def find_by_places(layout: Layout, i_sentence: int) -> Iterator[Draft]:
    """The attributions that 'staan in' and 'blijken uit' show in a sentence."""
    sentence = layout.sentences[i_sentence]
    cues = cues_of(layout.languages[i_sentence])
    for i_token in range(sentence.first_token, sentence.end_token):
        word = layout.words[i_token]
        stands = word in cues.stand or (word in cues.to_read and layout.words[i_token - 1] in _TO)
        if stands or word in cues.emerge:
            draft = _draft(layout, i_sentence, i_token, "stand" if stands else "emerge", cues)
            if draft is not None:
                yield draft


def _draft(layout: Layout, i_sentence: int, verb: int, kind: str, cues: Cues) -> Draft | None:
    place = _place(layout, verb, kind)
    if place is None:
        return None
    source, taken = place
    if source.sort not in {Sort.DOCUMENT, Sort.MEDIUM} and not _read_by_somebody(layout, source, cues):
        return None
    clause = said.CueClause(verb, verb, source, _group(layout, verb))
    content = _content(layout, i_sentence, clause, taken)
    if content is None or _is_listed(layout, content, clause, taken):
        return None
    rest = [i for i in outside(layout, i_sentence, content.spans) if i not in taken]
    return Draft(
        source=source,
        cue=clause.cue,
        content=content.spans,
        i_sentence=i_sentence,
        why=f"place:{kind}:{content.manner}",
        via=readers_of(layout, source),
        grounds=grounds_among(layout, rest),
        confidence=0.9,
    )


_OWN_WORDS = gather_words("cues", "own_statements")
"""Texts in which somebody speaks himself: what stands 'daarin' is said by whoever gave them."""
_LETS = gather_words("cues", "letting")


def _group(layout: Layout, verb: int) -> tuple[int, ...]:
    """The verb of a place with the finite one before it: 'valt daarin te lezen'."""
    if layout.words[verb - 1] not in _TO:
        return (verb,)
    first = max(layout.sentence(verb).first_token, verb - _THERE_REACH - 1)
    finite = next((i for i in range(first, verb) if layout.words[i] in _LETS), verb)
    return (finite, verb) if finite < verb else (verb,)


def _place(layout: Layout, verb: int, kind: str) -> tuple[Phrase, range] | None:
    """The phrase of the document, and the tokens it takes with its preposition."""
    sentence = layout.sentence(verb)
    for i in range(sentence.first_token, sentence.end_token):
        word = layout.words[i]
        if word in _IN[kind] and layout.tokens[i].upos == "ADP" and layout.quoted[i] < 0:
            phrase = phrase_behind(layout, i)
            if (
                phrase is not None
                and _clause_has(layout, verb, i, phrase)
                and phrase.sort in {Sort.DOCUMENT, Sort.MEDIUM}
            ):
                return phrase, range(i, phrase.end)
        if word in _THERE and abs(i - verb) <= _THERE_REACH:
            found = _spoken_of(layout, i, medium_too=word not in _BARE_THERE)
            if found is not None and layout.words[found.head] not in _OWN_WORDS:
                return found, range(i, i + 1)
    return None


def _clause_has(layout: Layout, verb: int, preposition: int, phrase: Phrase) -> bool:
    """Whether a phrase and a verb stand in one clause: no other verb of the sentence's own between them."""
    low, high = sorted((verb, preposition))
    if preposition < verb:
        low = layout.token_at(phrase.words.end - 1)
        return high - low < 25 and layout.tree(verb).head(phrase.head) in {verb, *layout.tree(verb).path(verb)}
    return high - low < 10 and not any(
        layout.words[i] in _THAT or layout.words[i] in {",", ";"} for i in range(low + 1, high)
    )


def _spoken_of(layout: Layout, i_token: int, *, medium_too: bool) -> Phrase | None:
    """The document, or the medium of an article, last named before 'daarin' or 'er'."""
    sentence = layout.sentence(i_token)
    stop = sentence.first_token
    start = max(0, stop - 90)
    for i in range(stop - 1, start - 1, -1):
        upos = layout.tokens[i].upos
        if upos not in {"NOUN", "PROPN"} or layout.quoted[i] >= 0:
            continue
        if layout.name_at[i] < 0 and sort_of_noun(layout.words[i], layout.language(i)) is Sort.DOCUMENT:
            phrase = phrase_at(layout, i)
            inner = _medium_of(layout, phrase) if medium_too else None
            return inner or phrase
    return _named_next(layout, layout.sentence_of[i_token] + 1) if stop == 0 else None


def _named_next(layout: Layout, i_sentence: int) -> Phrase | None:
    """The document that a sentence is about, for 'daarin' in the opening sentence before it."""
    if i_sentence >= len(layout.sentences):
        return None
    sentence = layout.sentences[i_sentence]
    for i in range(sentence.first_token, sentence.end_token):
        if layout.tokens[i].upos == "VERB":
            break
        if layout.name_at[i] < 0 and sort_of_noun(layout.words[i], layout.language(i)) is Sort.DOCUMENT:
            return phrase_at(layout, i)
    return None


def _medium_of(layout: Layout, phrase: Phrase) -> Phrase | None:
    """The medium in 'een artikel in de X': that is what speaks."""
    for i in range(phrase.head + 1, min(phrase.end + 2, layout.sentence(phrase.head).end_token)):
        if layout.words[i] in _OF_MEDIUM:
            inner = phrase_behind(layout, i)
            if inner is not None and inner.sort is Sort.MEDIUM:
                return inner
    return None


def _read_by_somebody(layout: Layout, source: Phrase, cues: Cues) -> bool:
    return any(layout.words[i] in cues.seen for i in range(source.head + 1, min(source.end, source.head + 12)))


def _content(layout: Layout, i_sentence: int, clause: said.CueClause, taken: range) -> said.Content | None:
    sentence = layout.sentences[i_sentence]
    first = next(
        (i for i in range(sentence.first_token, sentence.end_token) if layout.tokens[i].upos != "PUNCT"),
        sentence.first_token,
    )
    if layout.words[first] in _POINTING and layout.tokens[first].upos != "SCONJ" and clause.verb - first <= 3:
        before = layout.sentences[i_sentence - 1] if i_sentence else None
        return said.Content(layout.spans(range(before.first_token, before.end_token)), "back") if before else None
    bare = said.CueClause(clause.verb, clause.top, None, clause.cue)
    behind = said.clause_behind(layout, bare)
    if behind is not None and not _is_marked(layout, behind):
        behind = None
    behind = behind or said.colon_behind(layout, bare)
    if behind is not None and not any(span.contains(clause.subject.words) for span in behind.spans if clause.subject):
        return behind
    around = words_around(layout, bare)
    if around is not None:
        return _without(layout, around, taken)
    return _subject_standing(layout, clause, taken)


def _is_listed(layout: Layout, content: said.Content, clause: said.CueClause, taken: range) -> bool:
    """Whether somebody or something only stands on a list or agenda: 'De directeur staat op de lijst'."""
    if content.manner != "around" or layout.words[taken[0]] not in _ON:
        return False
    subject = layout.tree(clause.verb).child(clause.verb, "nsubj")
    return subject >= 0 and any(span.contains(layout.tokens[subject].span) for span in content.spans)


def _is_marked(layout: Layout, content: said.Content) -> bool:
    """Whether a clause opens with a word that makes it one, and not with a relative pronoun."""
    first = layout.tokens_in(content.spans[0])
    return bool(first) and layout.words[first[0]] in _OPENERS


def _without(layout: Layout, content: said.Content, taken: range) -> said.Content | None:
    indices = [i for span in content.spans for i in layout.tokens_in(span) if i not in taken]
    spans = layout.spans(indices)
    return said.Content(spans, content.manner) if spans else None


def _subject_standing(layout: Layout, clause: said.CueClause, taken: range) -> said.Content | None:
    """'In het rapport staat een gehalte van …': what stands there, all of it where the document stands in front."""
    tree = layout.tree(clause.verb)
    end = layout.sentence(clause.verb).end_token
    stop = next((i for i in range(clause.verb + 1, end) if layout.tokens[i].upos == "PUNCT"), end)
    last = clause.cue[-1] + 1
    rest = range(last, stop)
    named = any(layout.tokens[i].upos in {"NOUN", "PROPN", "NUM"} for i in rest)
    told = any(layout.tokens[i].upos in {"VERB", "AUX"} for i in rest)
    if (
        len(taken) > 1
        and taken.stop <= clause.verb
        and named
        and not told
        and layout.tokens[rest[0]].upos not in {"ADP", "ADV", "PRON"}
    ):
        return said.Content(layout.spans(rest), "object")
    subject = tree.child(clause.verb, "nsubj")
    if subject < clause.verb or layout.tokens[subject].upos != "NOUN":
        return None
    indices = [i for i in tree.subtree(subject) if i not in taken and i > clause.verb]
    return said.Content(layout.spans(range(indices[0], indices[-1] + 1)), "object") if indices else None
