"""Whether a piece tells a plan, a wish or an expectation rather than what is or was."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zegsman.annotate.conjugation import with_forms
from zegsman.annotate.markers import Phrases, phrases_of
from zegsman.annotate.verb_forms import Tense, lemma_of
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import lists_for, load_table

if TYPE_CHECKING:
    from zegsman.annotate.pieces import Piece
    from zegsman.annotate.tense import Verbs

_CLAUSES = frozenset({"xcomp", "acl", "advcl", "ccomp"})
_NONE = function_words("none")
_HAVE = function_words("have")
_BE = function_words("be")
_STANDING = _BE | function_words("stand")
_WANT = function_words("want")
_BE_PRESENT = function_words("be_present")
_TO = function_words("infinitive_markers")


@dataclass(frozen=True, slots=True)
class _Words:
    planned: frozenset[str]
    verbs: frozenset[str]
    nouns: frozenset[str]
    objects: frozenset[str]
    """Verbs whose plain object lies ahead too: 'overweegt een claim'."""
    foreseen: frozenset[str]
    """Verbs whose plain object is still to come: 'verwacht een omzet van'."""
    phrases: Phrases


@cache
def _words(language: str) -> _Words:
    language = lists_for(language)
    predicates = load_table(language, "plans")["predicates"]
    return _Words(
        planned=frozenset(load_table(language, "verbs")["participles"]["planned"].split()),
        verbs=with_forms(predicates["verbs"].split(), language),
        nouns=frozenset(predicates["nouns"].split()),
        objects=frozenset(predicates["objects"].split()),
        foreseen=frozenset(predicates["foreseen"].split()),
        phrases=phrases_of({"": predicates["phrases"]}),
    )


def is_planned(piece: Piece, verbs: Verbs, language: str) -> bool:
    """Whether it tells a plan that still stands: 'is van plan', 'staat gepland', 'het plan dat …', 'intends to'.

    A plan of the past ('wilde', 'had beloofd') is past, and so is a promise made ('heeft toegezegd').
    """
    words, tree = _words(language), piece.tree
    has_done = verbs.perfect and not verbs.passive and not _HAVE.isdisjoint(verbs.auxiliaries)
    if verbs.tense is Tense.PAST or has_done:
        return False
    if not _WANT.isdisjoint(verbs.auxiliaries) and tree.tokens[piece.top].upos == "VERB":
        return True
    if any(True for _ in words.phrases.find(tree.tokens, piece.tokens[0], piece.tokens[-1] + 1)):
        return True
    if language == "en" and _is_to(piece):
        return True
    if any(_plans(piece, head, verbs, words) for head in piece.heads):
        return True
    above = tree.head(piece.top)
    below_plan = above >= 0 and lemma_of(tree.tokens[above]) in words.nouns
    return below_plan and tree.relation(piece.top) in {"acl", "ccomp", "csubj"}


def _is_to(piece: Piece) -> bool:
    """Whether it is what somebody is to do: 'the mill is to close', 'who are to stay on'."""
    tree = piece.tree
    forms = [tree.tokens[i].text.lower() for i in piece.tokens]
    for k in range(len(forms) - 2):
        if forms[k] in _BE_PRESENT and forms[k + 1] in _TO and piece.tokens[k + 2] in piece.heads:
            return tree.tokens[piece.tokens[k + 2]].upos in {"VERB", "AUX"}
    return False


def _plans(piece: Piece, head: int, verbs: Verbs, words: _Words) -> bool:
    """Whether one of the heads of a piece, or a noun right below it, puts what it governs ahead of now."""
    tree, token = piece.tree, piece.tree.tokens[head]
    lemma, below = lemma_of(token), tree.below(head)
    governs = any(tree.relation(i) in _CLAUSES or (token.upos == "ADJ" and tree.relation(i) == "csubj") for i in below)
    if token.text.lower() in words.planned and token.upos != "NOUN":
        return True
    if lemma in _STANDING and any(tree.tokens[i].text.lower() in words.planned for i in below):
        return True
    if lemma in words.nouns and governs:
        return not any(tree.tokens[i].text.lower() in _NONE for i in below)
    if verbs.perfect:
        return False
    if lemma in words.verbs and governs:
        return True
    if lemma in words.objects and token.upos == "VERB" and tree.child(head, "obj") >= 0:
        return True
    relations = {"obl", "obj", "fixed", "nmod", *({"nsubj"} if lemma in _BE else ())}
    return any(
        lemma_of(tree.tokens[i]) in words.nouns
        and tree.relation(i) in relations
        and tree.child(i, "acl", "ccomp") >= 0
        and not any(tree.tokens[j].text.lower() in _NONE for j in tree.below(i))
        for i in below
    )


def is_expected(piece: Piece, verbs: Verbs, language: str) -> bool:
    """Whether it is an infinitive that a verb of expecting or planning governs: 'expect the price to rise'."""
    words, tree = _words(language), piece.tree
    above = tree.head(piece.top)
    if verbs.tense is Tense.PAST or above < 0 or above in piece.tokens:
        return False
    if not piece.clauses and tree.relation(piece.top) == "obj":
        return lemma_of(tree.tokens[above]) in words.foreseen
    return (
        tree.relation(piece.top) in _CLAUSES
        and lemma_of(tree.tokens[above]) in words.verbs | words.nouns
        and any(tree.tokens[i].text.lower() in _TO for i in tree.below(piece.top))
    )
