"""Attributions by a verb of saying, thinking, denying or showing, with whatever it takes as content."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zegsman.annotate.attributions import contents as said
from zegsman.annotate.attributions.links import (
    grounds_among,
    heard_from,
    match_words,
    media_among,
    opens_ground,
    outside,
    phrase_behind,
    readers_of,
)
from zegsman.annotate.attributions.lookalikes import is_attribution, is_opinion, takes_object
from zegsman.annotate.attributions.pointing import (
    POINTS,
    pointed_at,
    points_back,
    sentence_before,
    subject_behind,
    tells_that,
)
from zegsman.annotate.attributions.quoted_as import quoted_as_saying
from zegsman.annotate.attributions.subjects import gets_to_hear, is_time_word, is_told, subject_of, verb_top
from zegsman.annotate.attributions.surroundings import AS_TOLD, words_around
from zegsman.annotate.attributions.verb_cues import cues_at
from zegsman.annotate.cues import cues_of
from zegsman.annotate.drafts import Draft
from zegsman.annotate.phrases import is_amount, phrase_at
from zegsman.annotate.polarity import is_untrue
from zegsman.annotate.source_nouns import FIRST_PERSON, Sort, source_nouns
from zegsman.annotate.source_phrase import Phrase
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.functions import function_class, group_class
from zegsman.lexicon.tables import gather_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.annotate.layout import Layout


_MATTERS = gather_words("cues", "heard_of")
"""What somebody hears of, and nobody hears from: 'hoorde pas in mei van de zaak'."""
_IMPERSONAL = function_words("impersonal")
_THAT = function_words("complementisers")
_MARKS = _THAT | function_words("asking_only")
_INDEFINITE = function_words("indefinite_articles")
_AGENTLESS = function_words("be_agentless")
_GERUND = tuple(gather_words("verbs", "gerund_endings"))
_THUS = function_words("thus")
_OF_MEDIUM = function_words("of_or_for", "from", "with")
_FROM_WHOM = function_words("from_whom")
_AS = function_words("as")
_LISTING = gather_words("cues", "listing")


_GENERIC = function_words("generic_pronouns", "polite_pronouns", "everybody", "nobody", "there")


_CLAUSE_OPENERS = function_words("relatives")
_MANNERS = {
    "say": ("clause", "infinitive", "colon", "quote", "around", "object"),
    "think": ("clause", "infinitive", "colon", "quote", "around", "object"),
    "deny": ("clause", "infinitive", "colon", "quote", "around", "object"),
    "ask": ("clause", "colon", "quote", "around"),
    "commit": ("clause", "colon", "quote", "around"),
    "name": ("predicate",),
    "show": ("clause", "colon", "around", "object"),
    "learn": ("clause", "around"),
    "aside": ("quote", "colon", "around"),
    "witness": ("around", "clause", "predicate"),
    "know": ("around",),
    "rule": ("around",),
}


def find_by_verbs(layout: Layout, i_sentence: int) -> Iterator[Draft]:
    """The attributions that verbs of a sentence show."""
    sentence = layout.sentences[i_sentence]
    cues = cues_of(layout.languages[i_sentence])
    for i_token in range(sentence.first_token, sentence.end_token):
        if i_token > sentence.first_token and layout.words[i_token - 1] == "," and opens_ground(layout, i_token):
            continue
        for kind, cue, preposition in cues_at(layout, cues, i_token):
            draft = _draft(layout, i_sentence, i_token, kind, cue, preposition)
            if draft is not None:
                yield replace(draft, why=draft.why.replace("verb:", "phrase:")) if len(cue) > 1 else draft
                break
        else:
            if _breaks_off_quote(layout, i_token):
                draft = _draft(layout, i_sentence, i_token, "aside", (i_token,), None)
                if draft is not None and draft.source is not None and _is_somebody(draft.source):
                    yield replace(draft, confidence=0.75)


_LEAST_QUOTED = 3
"""Tokens that a quotation has at least for any verb behind it to tell who said it: shorter ones are names."""


def _breaks_off_quote(layout: Layout, i_token: int) -> bool:
    """Whether a verb stands right behind a quotation with its subject: '“…”, bijt X van zich af', '“…,” X drawled'."""
    if layout.tokens[i_token].upos != "VERB" or layout.quoted[i_token] >= 0:
        return False
    at = i_token - 1
    if layout.language(i_token) == "en":
        own = layout.tree(i_token).child(i_token, "nsubj")
        at = phrase_at(layout, own).first - 1 if 0 <= own < i_token else -1
        if at < 0 or layout.quoted[at] < 0 or layout.words[at - 1] not in {",", "?", "!"}:
            return False
    elif at > 0 and layout.words[at] == ",":
        at -= 1
    first = layout.sentence(i_token).first_token
    if at <= first or layout.quoted[at] < 0 or not layout.quotes[layout.quoted[at]].inner.of(layout.text)[:1].isupper():
        return False
    return len(layout.tokens_in(layout.quotes[layout.quoted[at]].inner)) > _LEAST_QUOTED


def _is_somebody(phrase: Phrase) -> bool:
    return phrase.sort in {Sort.PERSON, Sort.GROUP, Sort.PRONOUN, Sort.BODY}


def _draft(
    layout: Layout, i_sentence: int, verb: int, kind: str, cue: tuple[int, ...], preposition: str | None
) -> Draft | None:
    top = verb_top(layout, verb)
    cue = _with_group(layout, verb, top, cue)
    subject = subject_of(layout, verb)
    if subject is not None and layout.words[subject.head] in _GENERIC:
        return None
    if any(match_words(layout, verb, words) for words in _going_on(layout, verb)):
        return None
    pointed = points_back(layout, i_sentence, verb)
    if pointed and subject is not None and layout.words[subject.head] in POINTS:
        subject = subject_behind(layout, verb, top)
    if subject is not None and subject.head > verb and (subject.sort is Sort.OTHER or _is_told_newly(layout, subject)):
        subject = _with_relative_before(layout, verb) or subject
    listing = _document_behind(layout, verb)
    if listing is not None:
        whole = said.Content((layout.sentences[i_sentence].span,), "whole")
        return _finished(layout, i_sentence, said.CueClause(verb, top, listing, cue), kind, whole)
    if subject is None and pointed and not is_told(layout, verb):
        subject = subject_behind(layout, verb, top)
    if subject is None or layout.words[subject.head] in FIRST_PERSON or subject.head in cue:
        return None
    if is_amount(layout, subject):
        return None
    if kind == "learn" and layout.words[subject.head] in _IMPERSONAL:
        return None
    if kind in {"say", "think", "learn"} and subject.head < verb and _has_no_agent(layout, verb):
        return None
    clause = said.CueClause(verb, top, subject, cue)
    if kind == "witness" and layout.words[subject.head] not in source_nouns(layout.language(verb)).reporters:
        return _witnessed(layout, i_sentence, clause)
    if layout.words[verb] in cues_of(layout.language(verb)).cite:
        quoted = quoted_as_saying(layout, i_sentence, clause)
        if quoted is not None:
            return quoted
    if kind == "learn" and gets_to_hear(layout, verb):
        return _told_by(layout, i_sentence, clause)
    if kind == "learn":
        return _learned(layout, i_sentence, clause, pointed)
    if kind == "name" and not pointed:
        fronted = _named_in_front(layout, i_sentence, clause)
        if fronted is not None:
            return fronted
    found = None if pointed else _content(layout, clause, kind, preposition)
    if found is None and pointed and kind in {"say", "deny", "show", "think", "rule"}:
        found = said.colon_behind(layout, clause) or sentence_before(layout, i_sentence, kind)
    if not pointed and kind == "say" and tells_that(layout, clause):
        found = sentence_before(layout, i_sentence, kind)
    if not pointed and kind in {"say", "deny"} and (found is None or found.manner == "object"):
        found = pointed_at(layout, i_sentence, clause) or found
    if found is None or not is_attribution(layout, clause, kind, found):
        return None
    return _finished(layout, i_sentence, clause, kind, found)


def _witnessed(layout: Layout, i_sentence: int, clause: said.CueClause) -> Draft | None:
    """'Een buurvrouw zag hem thuis': who stood by is where the report has it from; the whole sentence is said."""
    assert clause.subject is not None
    word = layout.words[clause.subject.head]
    stood_by = clause.subject.named is False and "witness" in {function_class(word), group_class(word)}
    if not stood_by or layout.tree(clause.verb).head(clause.verb) >= 0:
        return None
    whole = said.Content((layout.sentences[i_sentence].span,), "whole")
    told = said.clause_behind(layout, clause)
    marked = told is not None and layout.words[layout.tokens_in(told.spans[0])[0]] in _MARKS
    return _finished(layout, i_sentence, clause, "witness", told if told is not None and marked else whole)


def _going_on(layout: Layout, verb: int) -> tuple[tuple[str, ...], ...]:
    """Phrases that a verb opens and in which nobody is named: 'klinkt het'."""
    return cues_of(layout.language(verb)).going_on.get(layout.words[verb], ())


def _finished(layout: Layout, i_sentence: int, clause: said.CueClause, kind: str, found: said.Content) -> Draft:
    rest = outside(layout, i_sentence, found.spans)
    assert clause.subject is not None
    near = [i for i in rest if layout.quoted[i] < 0 or layout.quoted[i] == layout.quoted[clause.verb]]
    own = range(clause.subject.first, clause.subject.end)
    media = media_among(layout, [i for i in near if i not in own or _is_past_relative(layout, i, own)], clause.verb)
    grounds = grounds_among(layout, [i for i in near if i not in own], [i for i in near if i in own])
    grounds = (*grounds, *heard_from(layout, clause.subject))
    return Draft(
        source=clause.subject,
        cue=clause.cue,
        content=found.spans,
        i_sentence=i_sentence,
        why=f"verb:{kind}:{found.manner}",
        via=(*(one for one in media if one.head != clause.subject.head), *readers_of(layout, clause.subject)),
        grounds=tuple(one for one in grounds if one.head != clause.subject.head),
        confidence=0.9 if found.manner in {"clause", "quote", "around", "back"} else 0.8,
        denies=kind == "deny",
        carries=kind in {"say", "deny", "think", "show", "learn", "name", "aside"},
    )


_RELATIVES = function_words("relative_pronouns")


def _is_past_relative(layout: Layout, i_token: int, own: range) -> bool:
    """Whether it stands behind the last verb of a speaker's relative clause: 'mensen die erbij zijn tegen De X'."""
    relative = next((i for i in own if layout.words[i] in _RELATIVES), own.stop)
    verbs = [i for i in range(relative, own.stop) if layout.tokens[i].upos in {"VERB", "AUX"}]
    return bool(verbs) and i_token > verbs[-1]


def _with_group(layout: Layout, verb: int, top: int, cue: tuple[int, ...]) -> tuple[int, ...]:
    """The cue's tokens with auxiliaries and modals beside the verb."""
    tree = layout.tree(verb)
    group = set(cue)
    for host in {verb, top}:
        group.update(i for i in tree.below(host) if tree.relation(i) == "aux" and abs(i - verb) < 12)
    if top != verb and abs(top - verb) < 15:
        group.add(top)
    return tuple(sorted(group))


def _named_in_front(layout: Layout, i_sentence: int, clause: said.CueClause) -> Draft | None:
    """'Dat hij de brief kreeg, noemt X een verzinsel': what X says is untrue stands in front."""
    first = layout.sentence(clause.verb).first_token
    if layout.words[first] not in _THAT or layout.tokens[first].upos != "SCONJ" or layout.words[clause.verb - 1] != ",":
        return None
    named = said.predicate_behind(layout, clause, None)
    if named is None or not is_untrue([layout.words[i] for span in named.spans for i in layout.tokens_in(span)], "nl"):
        return None
    content = said.Content(layout.spans(range(first, clause.verb - 1)), "front:untrue")
    return _finished(layout, i_sentence, clause, "name", content)


def _is_told_newly(layout: Layout, subject: Phrase) -> bool:
    """Whether a phrase is an indefinite thing, and nobody: 'een gehalte', 'twaalf meldingen'."""
    opening = layout.tokens[subject.first]
    return subject.sort is Sort.BODY and (opening.upos == "NUM" or opening.text.lower() in _INDEFINITE)


_MOST_FRONTED = 4
"""Tokens before the verb in 'Als koper vermeldt de akte een firma'."""


def _document_behind(layout: Layout, verb: int) -> Phrase | None:
    """The document right behind a verb of listing whose object stands last: 'Als koper vermeldt de akte een firma'."""
    first = layout.sentence(verb).first_token
    turned = layout.language(verb) == "nl" and layout.words[first] in _AS and 1 < verb - first <= _MOST_FRONTED
    if not turned or layout.words[verb] not in _LISTING or layout.words[verb + 1] not in _DEFINITE:
        return None
    head = next((i for i in range(verb + 2, verb + 5) if layout.tokens[i].upos in {"NOUN", "PROPN"}), verb)
    phrase = phrase_at(layout, head) if head > verb else None
    return phrase if phrase is not None and phrase.sort is Sort.DOCUMENT else None


def _with_relative_before(layout: Layout, verb: int) -> Phrase | None:
    """The subject that opens a Dutch sentence with its relative clause: 'Een rapport dat X inzag, vermeldt …'."""
    first = layout.sentence(verb).first_token
    if layout.language(verb) != "nl" or verb < first + 5 or layout.words[verb - 1] != ",":
        return None
    head = next((i for i in range(first, verb) if layout.tokens[i].upos in {"NOUN", "PROPN"}), verb)
    phrase = phrase_at(layout, head) if head < verb else None
    if phrase is None or phrase.sort is Sort.OTHER or phrase.first > first + 1:
        return None
    opens = [i for i in range(head + 1, verb - 2) if layout.words[i] in _CLAUSE_OPENERS]
    told = any(layout.tokens[i].upos in {"VERB", "AUX"} for i in range(first, opens[0] if opens else verb))
    if not opens or told or layout.tokens[verb - 2].upos not in {"VERB", "AUX", "ADP"}:
        return None
    named = phrase.words if phrase.named else layout.span(phrase.first, opens[0])
    return replace(phrase, words=named, end=max(phrase.end, verb - 1))


def _content(layout: Layout, clause: said.CueClause, kind: str, preposition: str | None) -> said.Content | None:
    for manner in _MANNERS[kind]:
        found = _content_by(layout, clause, kind, manner, preposition)
        if found is not None:
            return found
    return None


def _content_by(
    layout: Layout, clause: said.CueClause, kind: str, manner: str, preposition: str | None
) -> said.Content | None:
    if manner == "clause":
        found = said.clause_behind(layout, clause)
        if found is None and kind in {"say", "deny"}:
            found = said.infinitive_by_order(layout, clause)
        return found if found is None or found.manner == "clause" or kind in {"say", "think", "deny"} else None
    if manner == "colon":
        return _with_before(layout, clause, said.colon_behind(layout, clause))
    if manner == "quote":
        return _quote(layout, clause)
    if manner == "around":
        return None if kind != "say" and _is_as_told(layout, clause) else _around(layout, clause)
    if manner == "predicate":
        return _seen(layout, clause) if kind == "witness" else said.predicate_behind(layout, clause, preposition)
    if manner == "object" and takes_object(layout, clause, kind):
        return said.object_of(layout, clause)
    if manner == "object" and is_opinion(layout, clause):
        return said.predicate_behind(layout, clause, None)
    return None


def _has_no_agent(layout: Layout, verb: int) -> bool:
    """Whether an English participle behind a form of 'be' tells what nobody says: 'is understood to have paid'."""
    return layout.words[verb - 1] in _AGENTLESS and not layout.words[verb].endswith(_GERUND)


def _is_as_told(layout: Layout, clause: said.CueClause) -> bool:
    """Whether 'as' opens the clause of a cue: 'as critics had feared' compares, 'as the mayor later admitted' tells."""
    return clause.first > 0 and layout.words[clause.first - 1] in AS_TOLD


def _with_before(layout: Layout, clause: said.CueClause, behind: said.Content | None) -> said.Content | None:
    """What stands behind a colon, with what stands before a cue set apart: 'A, zegt X: B'."""
    if behind is None or layout.words[clause.first - 1 : clause.first] != [","]:
        return behind
    around = _around(layout, clause)
    if around is None or around.spans[0].start >= behind.spans[0].start:
        return behind
    before = tuple(span for span in around.spans if span.end <= behind.spans[0].start)
    return said.Content((*before, *behind.spans), "around")


def _quote(layout: Layout, clause: said.CueClause) -> said.Content | None:
    """A quotation behind the cue; with the one that closes right before it where the cue only breaks it off."""
    behind = said.quote_behind(layout, clause)
    before = clause.first - 1
    while behind is not None and before > 0 and layout.tokens[before].upos == "PUNCT" and layout.quoted[before] < 0:
        before -= 1
    if behind is None or before < 0 or layout.quoted[before] < 0 or layout.quoted[clause.verb] >= 0:
        return behind
    return _around(layout, clause) or behind


def _seen(layout: Layout, clause: said.CueClause) -> said.Content | None:
    """What a medium's own reporter saw, told as an object: 'Een verslaggever van X zag maandag een lege kade'."""
    assert clause.subject is not None
    own = range(clause.subject.first, clause.subject.end)
    if clause.verb in own or not any(layout.words[i] in _OF_MEDIUM for i in own):
        return None
    found = said.predicate_behind(layout, clause, None)
    indices = list(layout.tokens_in(found.spans[0])) if found is not None else []
    while indices and is_time_word(layout, indices[0]):
        indices.pop(0)
    nouns = [i for i in indices if layout.tokens[i].upos in {"NOUN", "PROPN"}]
    return said.Content(layout.spans(indices), "object") if nouns else None


def _around(layout: Layout, clause: said.CueClause) -> said.Content | None:
    """Words around the cue; in Dutch only where the verb stands before its subject or the words are quoted."""
    assert clause.subject is not None
    found = words_around(layout, clause)
    if found is None:
        return None
    if layout.language(clause.verb) != "nl" or _is_as_told(layout, clause):
        return found
    finite = min((i for i in clause.cue if layout.tokens[i].upos in {"VERB", "AUX"}), default=clause.verb)
    first = layout.tokens_in(found.spans[-1])
    if first and layout.quoted[first[-1]] >= 0 and layout.quoted[finite] != layout.quoted[first[-1]]:
        return found
    opens = layout.words[finite - 1] in {",", ";", "-", "–", "—"} or layout.words[finite - 1] in _THUS
    opens = opens or layout.tokens[finite - 1].upos == "PUNCT"
    return found if opens and clause.subject.head > finite else None


_DEFINITE = function_words("definite_articles", "demonstratives")


def _learned(layout: Layout, i_sentence: int, clause: said.CueClause, pointed: bool) -> Draft | None:
    """'X heeft van Y gehoord dat': Y is whom X has it from."""
    origin = _from_whom(layout, clause)
    found = said.clause_behind(layout, clause) or (None if pointed else words_around(layout, clause))
    if pointed and found is None:
        found = sentence_before(layout, i_sentence, "say")
    if found is None or clause.subject is None:
        return None
    if origin is None and layout.quoted[layout.tokens_in(found.spans[0])[0]] >= 0 > layout.quoted[clause.verb]:
        return None
    if origin is None and found.manner == "around" and clause.subject.sort not in {Sort.MEDIUM, Sort.BODY}:
        return None
    draft = _finished(layout, i_sentence, clause, "learn", found)
    if origin is None:
        return draft
    return replace(draft, grounds=(origin, *(one for one in draft.grounds if one.head != origin.head)))


def _told_by(layout: Layout, i_sentence: int, clause: said.CueClause) -> Draft | None:
    """'De buurt kreeg van de gemeente te horen dat': the municipality says it; nobody does where none is named."""
    origin = _from_whom(layout, clause)
    found = said.clause_behind(layout, clause)
    if origin is None or found is None or (origin.sort is Sort.OTHER and not origin.named):
        return None
    return _finished(layout, i_sentence, replace(clause, subject=origin), "say", found)


def _from_whom(layout: Layout, clause: said.CueClause) -> Phrase | None:
    sentence = layout.sentence(clause.verb)
    for i in range(max(sentence.first_token, clause.verb - 12), min(sentence.end_token, clause.verb + 6)):
        if layout.words[i] in _FROM_WHOM and layout.tokens[i].upos == "ADP":
            phrase = phrase_behind(layout, i)
            if phrase is None or phrase.head == clause.verb or layout.words[phrase.head] in _MATTERS:
                continue
            if clause.subject and clause.subject.first <= i < clause.subject.end:
                continue
            return phrase
    return None
