"""Where a pronoun of a cue stands for what was said before: 'Dat meldt X', 'So says X', 'X denied it'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.attributions import contents as said
from zegsman.annotate.attributions.subjects import is_time_word, verb_top
from zegsman.annotate.cues import cues_of
from zegsman.annotate.phrases import phrase_at
from zegsman.annotate.polarity import negations
from zegsman.lexicon.function_words import function_words

if TYPE_CHECKING:
    from zegsman.annotate.layout import Layout
    from zegsman.annotate.source_phrase import Phrase

POINTS = function_words("pointing")
_SO = function_words("so_told")
_THAT = function_words("complementisers")
_REFLEXIVES = function_words("reflexives")
_JOINTS = function_words("and", "but")
_DEFINITE = function_words("definite_articles", "demonstratives")
_STANDS_FOR = POINTS | function_words("impersonal", "everything")
_AFTER_POINTING = frozenset({"PUNCT", "ADV", "ADP", "ADJ", "PART"})


def points_back(layout: Layout, i_sentence: int, verb: int) -> bool:
    """Whether a sentence opens with 'Dat' or 'This' for what the one before it says, with this verb as its own."""
    sentence = layout.sentences[i_sentence]
    first = sentence.first_token
    while first < sentence.end_token and layout.tokens[first].upos in {"PUNCT", "CCONJ"}:
        first += 1
    if layout.language(first) == "en" and verb == first + 1 and layout.words[first] in _SO:
        return True
    if first + 1 >= sentence.end_token or layout.words[first] not in POINTS or layout.tokens[first].upos == "SCONJ":
        return False
    if layout.language(first) == "nl":
        finite = first + 1
        group = {
            verb,
            verb_top(layout, verb),
            *layout.tree(verb).below(verb),
            *layout.tree(verb).below(verb_top(layout, verb)),
        }
        return layout.tokens[finite].upos in {"VERB", "AUX"} and (finite == verb or finite in group)
    return False


def subject_behind(layout: Layout, verb: int, top: int) -> Phrase | None:
    """The speaker where 'Dat' stands first: the noun phrase behind the finite verb."""
    first = layout.sentence(verb).first_token
    end = layout.sentence(verb).end_token
    start = min(i for i in (verb, top, first + 1) if i > first)
    for i in range(start + 1, end):
        upos = layout.tokens[i].upos
        if layout.words[i] in {",", ".", ":"} or layout.words[i] in _THAT or upos == "ADP":
            return None
        if upos in {"NOUN", "PROPN", "PRON"} and layout.words[i] not in _REFLEXIVES:
            if is_time_word(layout, i):
                continue
            return phrase_at(layout, i)
    return None


def tells_that(layout: Layout, clause: said.CueClause) -> bool:
    """Whether a sentence says no more than who told what stands before: 'De dienst heeft dat vandaag rechtgezet'."""
    sentence = layout.sentence(clause.verb)
    target = next((i for i in range(sentence.first_token + 1, clause.verb) if layout.words[i] in POINTS), -1)
    if target < 0 or layout.tokens[target].upos == "SCONJ" or clause.subject is None:
        return False
    own = range(clause.subject.first, clause.subject.end)
    rest = [i for i in range(sentence.first_token, sentence.end_token) if i not in own and i not in clause.cue]
    allowed = _AFTER_POINTING - {"ADP"}
    if any(layout.words[i] in negations(layout.language(i)) for i in rest):
        return False
    return clause.subject.end <= target and all(
        i == target or layout.tokens[i].upos in allowed or is_time_word(layout, i) for i in rest
    )


def pointed_at(layout: Layout, i_sentence: int, clause: said.CueClause) -> said.Content | None:
    """'X bevestigt dat', 'X denied it': the sentence itself, which a reader ties to what was said before.

    Only where nothing else is said in it: the pronoun is the object, and behind it stand a particle and a day at most.
    """
    tree, sentence = layout.tree(clause.verb), layout.sentences[i_sentence]
    cues = cues_of(layout.language(clause.verb))
    targets = [
        i
        for i in tree.below(clause.verb)
        if i > clause.verb and (layout.words[i] in _STANDS_FOR or _is_the_matter(layout, i, cues.matters))
    ]
    if not targets or layout.words[clause.verb] not in cues.standing_by:
        return None
    own = range(clause.subject.first, clause.subject.end) if clause.subject else range(0)
    rest = [i for i in range(targets[0] + 1, sentence.end_token) if i not in own and i not in clause.cue]
    if any(layout.tokens[i].upos not in _AFTER_POINTING and not is_time_word(layout, i) for i in rest):
        return None
    first = _opening_of_conjunct(layout, clause)
    whole = layout.spans(range(first, sentence.end_token)) if first > sentence.first_token else (sentence.span,)
    return said.Content(whole, "whole")


def _opening_of_conjunct(layout: Layout, clause: said.CueClause) -> int:
    """Where a clause with a subject of its own begins joined to another: ', and the agency confirmed'."""
    first = layout.sentence(clause.verb).first_token
    own = clause.subject.first if clause.subject is not None and clause.subject.head < clause.verb else clause.verb
    joined = own > first + 1 and layout.words[own - 1] in _JOINTS
    told = any(layout.tokens[i].upos in {"VERB", "AUX"} for i in range(first, own))
    return own if joined and told else first


def _is_the_matter(layout: Layout, i_token: int, matters: frozenset[str]) -> bool:
    """Whether a word is a definite noun for what was said before: 'de beschuldiging', 'the allegations'."""
    if layout.words[i_token] not in matters or layout.words[i_token - 1] not in _DEFINITE:
        return False
    below = [i for i in layout.tree(i_token).below(i_token) if layout.tokens[i].upos != "PUNCT"]
    return below == [i_token - 1] and layout.tree(i_token).relation(i_token) == "obj"


def sentence_before(layout: Layout, i_sentence: int, kind: str) -> said.Content | None:
    """The sentence that 'Dat' points back to; nothing where it is denied, since then nobody says it."""
    if i_sentence == 0:
        return None
    if kind == "deny":
        sentence = layout.sentences[i_sentence]
        return said.Content((sentence.span,), "whole")
    before = layout.sentences[i_sentence - 1]
    spans = layout.spans(range(before.first_token, before.end_token))
    return said.Content(spans, "back") if spans else None
