"""Which time expressions in a piece date something else than what the piece states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.verb_forms import lemma_of
from zegsman.lexicon.function_words import function_words
from zegsman.lexicon.tables import gather_words, lists_for, load_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.pieces import Piece
    from zegsman.record.annotation import TimeExpression

_PAST_PARTICIPLE = tuple(gather_words("verbs", "past_participle_endings"))

_NOT = function_words("not")
_SMALL = frozenset({"ADP", "DET"})
_INSTEAD = function_words("but")
_BESIDE = _INSTEAD | function_words("and") | {","}
_CONTRAST_REACH = 12
"""Tokens within which 'niet op X' is set right by 'maar op Y'."""
_NAMED = frozenset({"NOUN", "PROPN"})
_ARTICLES = function_words("definite_articles", "indefinite_articles", "demonstratives", "possessives_of_others")


def bears_elsewhere(piece: Piece, time: TimeExpression, language: str) -> bool:
    """Whether an expression says when it was not, or when something was that the piece only names.

    So it is with 'not on 5 March but on 3 March', with 'the man arrested last week is to be tried' and with 'de vorige
    week opgepakte man wordt berecht'. What a happening is named by dates it: 'a vote held on Friday'.

    Args:
        piece: The piece.
        time: An expression that stands in it.
        language: "nl" or "en".
    """
    tree = piece.tree
    at = [i for i in range(tree.first, tree.end) if time.span.overlaps(tree.tokens[i].span)]
    if not at:
        return False
    return _is_denied(piece, at) or _is_of_participle(piece, at, language) or _is_before_participle(piece, at, language)


def _is_denied(piece: Piece, at: Sequence[int]) -> bool:
    """Whether it is the day that is set right: 'not on 4 March', 'niet op 11 maar op 18 december'."""
    tree, k = piece.tree, at[0] - 1
    while k >= tree.first and tree.tokens[k].upos in _SMALL:
        k -= 1
    if k < tree.first or tree.tokens[k].text.lower() not in _NOT:
        return False
    if k > tree.first and tree.tokens[k - 1].text.lower() in _BESIDE:
        return True
    behind = range(at[-1] + 1, min(tree.end, at[-1] + 1 + _CONTRAST_REACH))
    return any(tree.tokens[i].text.lower() in _INSTEAD for i in behind)


def _is_of_participle(piece: Piece, at: Sequence[int], language: str) -> bool:
    """Whether it stands right behind a participle that stands right behind its noun: 'the man arrested last week'."""
    tree, k = piece.tree, at[0] - 1
    while k >= tree.first and tree.tokens[k].upos == "ADP":
        k -= 1
    if language != "en" or k <= tree.first or not {k, k - 1}.isdisjoint(piece.heads) or tree.tokens[k].upos != "VERB":
        return False
    noun = tree.tokens[k - 1]
    if not tree.tokens[k].text.lower().endswith(_PAST_PARTICIPLE) or noun.upos not in _NAMED:
        return False
    finite = any(tree.tokens[i].upos in {"VERB", "AUX"} and i != k for i in piece.tokens)
    return finite and not _is_happening(lemma_of(noun), language)


def _is_before_participle(piece: Piece, at: Sequence[int], language: str) -> bool:
    """Whether it stands between an article and a participle of its noun: 'de vorige week opgepakte man'."""
    tree = piece.tree
    opening = at[0] if tree.tokens[at[0]].text.lower() in _ARTICLES else at[0] - 1
    if language != "nl" or opening < tree.first or tree.tokens[opening].text.lower() not in _ARTICLES:
        return False
    noun = tree.head(opening)
    if noun <= at[-1] or noun in piece.heads or tree.tokens[noun].upos not in _NAMED:
        return False
    participles = {
        i
        for i in range(at[-1] + 1, noun)
        if tree.relation(i) in {"amod", "acl"} and tree.tokens[i].upos in {"VERB", "ADJ"}
    }
    if not participles or not participles.isdisjoint(piece.heads):
        return False
    return not _is_happening(lemma_of(tree.tokens[noun]), language)


def _is_happening(lemma: str, language: str) -> bool:
    lists = lists_for(language)
    return lemma in load_words(lists, "event_nouns", "happenings") | load_words(lists, "event_nouns", "mishaps")
