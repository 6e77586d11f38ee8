"""Tells attributions from what only looks like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.attributions.verb_cues import breaks_off
from zegsman.annotate.cues import cues_of
from zegsman.annotate.source_nouns import Sort
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_words

if TYPE_CHECKING:
    from zegsman.annotate.attributions import contents as said
    from zegsman.annotate.layout import Layout


_TOLD = frozenset({"clause", "infinitive", "object"})
"""Manners of content that nobody tells where the verb is negated: 'heeft de brand niet gemeld'."""
_NEGATION = function_words("not")
_NOT = _NEGATION | function_words("never", "none")
_TO = function_words("infinitive_markers")
_IN = function_words("in")
_ALSO = function_words("also")
_ASKED_FOR = function_words("asked_for")
_OPENERS = function_words("complementisers", "whether", "if_for_whether")
_ASKING = function_words("asking_only", "question_words")
NOT_YET = tuple(words.split() for words in gather_words("cues", "not_yet"))
"""Words before a verb of what is still to be said: 'has yet to comment'."""
_EXCLUDING = tuple(gather_words("cues", "excluding"))
_DENYING = tuple(gather_words("cues", "denying"))
_CONCEDING = gather_words("cues", "conceding")
_CONCEDING_PHRASES = tuple(words.split() for words in gather_words("cues", "conceding_phrases"))


def takes_object(layout: Layout, clause: said.CueClause, kind: str) -> bool:
    """Whether a cue's bare object can be what is said: by its form, and for what a document does by its subject."""
    if kind == "deny" and _leaves_open(layout, clause):
        return True
    if layout.words[clause.verb] not in cues_of(layout.language(clause.verb)).objects:
        return False
    if kind == "show":
        if _counts_itself(layout, clause.verb):
            return False
        return clause.subject is not None and clause.subject.sort is Sort.DOCUMENT
    return kind != "deny" or _denies_words(layout, clause.verb)


_SPEAKERS = frozenset({Sort.PERSON, Sort.GROUP, Sort.BODY})


def _leaves_open(layout: Layout, clause: said.CueClause) -> bool:
    """Whether a bare object is left possible: 'sluit een tweede dader niet uit'."""
    tree = layout.tree(clause.verb)
    if not layout.words[clause.verb].startswith(_EXCLUDING):
        return False
    known = clause.subject is not None and (clause.subject.sort in _SPEAKERS or clause.subject.named)
    negated = any(
        layout.words[i] in _NEGATION and tree.head(i) in {clause.verb, clause.top} for i in tree.below(clause.verb)
    )
    return known and negated


def is_opinion(layout: Layout, clause: said.CueClause) -> bool:
    """Whether somebody holds a thing to be so: 'vindt de steekproef te klein', 'acht de kans groot'."""
    tree, verb = layout.tree(clause.verb), clause.verb
    if layout.words[verb] not in _HOLDS or clause.subject is None or clause.subject.head > verb + 2:
        return False
    judged = [i for i in tree.below(verb) if i > verb and layout.tokens[i].upos == "ADJ"]
    held = any(tree.relation(i) in {"obj", "nsubj"} and i > clause.last for i in tree.below(verb))
    return held and any(
        layout.words[i] not in _FOUND_SO and (tree.relation(i) in {"xcomp", "ccomp"} or layout.words[i - 1] in _TO)
        for i in judged
    )


_FOUND_SO = gather_words("cues", "found_so")
"""In what state something is come upon: 'vond de hond dood in het bos'."""
_HOLDS = gather_words("cues", "holding")
_PARTS = tuple(gather_words("cues", "parts_of_texts"))
_COUNT = gather_words("cues", "counting")


def _counts_itself(layout: Layout, verb: int) -> bool:
    """Whether a document has so many pages or parts: 'het rapport telt negentig pagina's' shows nothing."""
    target = layout.tree(verb).child(verb, "obj")
    return layout.words[verb] in _COUNT and target >= 0 and layout.words[target].endswith(_PARTS)


def _denies_words(layout: Layout, verb: int) -> bool:
    """Whether what is denied is something said ('de verwijten', 'suggestions'), not a fire or an offer."""
    target = layout.tree(verb).child(verb, "obj")
    if target < 0:
        return False
    word = layout.words[target]
    nouns = cues_of(layout.language(verb)).nouns
    stems = (word, word[:-1], word[:-2], word[:-2] + "t")
    return layout.words[verb].startswith(_DENYING) or any(stem in nouns for stem in stems)


_FAITH = gather_words("cues", "trusting")


def _has_faith(layout: Layout, clause: said.CueClause) -> bool:
    """Whether somebody believes in something, which is nothing said: 'kopers geloven in de bouwer: …'."""
    behind = clause.last + 1
    return layout.words[clause.verb] in _FAITH and not _IN.isdisjoint(layout.words[behind : behind + 1])


_CONCEDED_REACH = 6
"""Words between 'whatever' and the verb of saying."""


def is_conceded(layout: Layout, verb: int) -> bool:
    """Whether it does not matter what is said: 'whatever the minister says, …', 'wat zij ook zegt, …'."""
    first = max(layout.sentence(verb).first_token, verb - _CONCEDED_REACH)
    before = layout.words[first:verb]
    if any(before[i : i + len(words)] == words for words in _CONCEDING_PHRASES for i in range(len(before))):
        return True
    return not _ALSO.isdisjoint(before) and not _CONCEDING.isdisjoint(before) and "," not in before


def is_attribution(layout: Layout, clause: said.CueClause, kind: str, found: said.Content) -> bool:
    """Whether what was found is what such a cue takes; look-alikes are put aside."""
    assert clause.subject is not None
    if any(span.contains(layout.tokens[clause.verb].span) for span in found.spans) and found.manner != "whole":
        return False
    if _has_faith(layout, clause) or is_conceded(layout, clause.verb):
        return False
    if kind == "name" or found.manner == "around":
        participle = layout.tree(clause.verb).relation(clause.verb) in {"acl", "amod"}
        participle = participle and not breaks_off(layout, clause.verb)
        if participle and layout.tokens[clause.verb].deprel != "acl:relcl":
            return False
    if kind == "ask" and layout.words[layout.tokens_in(found.spans[0])[0]] in _ASKED_FOR:
        return False
    if kind == "commit" and found.manner == "clause" and not _is_marked(layout, found):
        return False
    if kind == "aside" and not _mostly_quoted(layout, found):
        return False
    if kind == "show" and clause.subject.sort not in {
        Sort.DOCUMENT,
        Sort.MEDIUM,
        Sort.PERSON,
        Sort.GROUP,
        Sort.PRONOUN,
        Sort.BODY,
    }:
        return False
    if kind in {"say", "ask", "learn"} and found.manner in _TOLD and _negated(layout, clause, found):
        return False
    if kind == "know" and (_negated(layout, clause, found) or _is_asked(layout, found)):
        return False
    if (
        kind in {"think", "commit"}
        and clause.subject.sort is Sort.OTHER
        and not clause.subject.named
        and found.manner not in {"quote", "around"}
    ):
        return False
    if (
        found.manner == "object"
        and kind in {"say", "think"}
        and clause.subject.sort is Sort.OTHER
        and not clause.subject.named
    ):
        return False
    return not (kind == "name" and clause.subject.sort is Sort.OTHER and not clause.subject.named)


def _is_marked(layout: Layout, found: said.Content) -> bool:
    first = layout.tokens_in(found.spans[0])
    return bool(first) and (layout.words[first[0]] in _OPENERS or layout.quoted[first[0]] >= 0)


def _mostly_quoted(layout: Layout, found: said.Content) -> bool:
    indices = [i for span in found.spans for i in layout.tokens_in(span)]
    return 2 * sum(layout.quoted[i] >= 0 for i in indices) >= len(indices) > 0


def _is_asked(layout: Layout, found: said.Content) -> bool:
    """Whether what somebody knows is a question or a clause of 'that': 'Waar hij is, weet de politie'."""
    first = layout.tokens_in(found.spans[0])
    return bool(first) and (layout.words[first[0]] in _ASKING or layout.words[first[0]] in _OPENERS)


def _negated(layout: Layout, clause: said.CueClause, found: said.Content) -> bool:
    """Whether it is the saying that is denied; a word that denies what is said does not deny that."""
    tree = layout.tree(clause.verb)
    if any(layout.words[clause.verb - len(words) : clause.verb] == words for words in NOT_YET):
        return True
    return any(
        layout.words[i] in _NOT
        and abs(i - clause.verb) < 8
        and not _denies_infinitive(layout, clause, i)
        and not (found.manner == "infinitive" and any(span.contains(layout.tokens[i].span) for span in found.spans))
        for host in {clause.verb, clause.top}
        for i in tree.below(host)
    )


def _denies_infinitive(layout: Layout, clause: said.CueClause, i_token: int) -> bool:
    """Whether a 'niet' behind the cue belongs to what is said: 'zegt niet te weten waar hij is'."""
    return i_token > clause.verb and not _TO.isdisjoint(layout.words[i_token + 1 : i_token + 3])
