"""Finds nouns that tell of an event by themselves: 'de roof van november 2011', 'bij een ontploffing in Gent'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.edges import trim
from zegsman.annotate.events.types import is_light, type_of
from zegsman.annotate.pieces import LONGEST, Piece
from zegsman.lexicon.function_words import function_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.trees import Tree
    from zegsman.annotate.units import Ground

_HAPPENING = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Types whose noun states that it happened where it only says where, besides those that say when."""
_OCCASIONS = function_words("occasions")
_APART = frozenset({"acl", "advcl", "parataxis", "ccomp", "conj", "cc", "appos"})
_MOST_WORDS = 25


def find_nominals(ground: Ground, pieces: Sequence[Piece], language: str) -> list[Piece]:
    """The noun phrases within pieces that state an event of their own, with its day or place.

    They lie inside other pieces: the sentence says something else, and takes the event for known. A noun whose date
    is that of the clause (it is carried by a light verb, or heads the piece) gives none.
    """
    found = []
    for piece in pieces:
        for i_token in piece.tokens:
            phrase = _phrase(ground, piece, i_token, language)
            if phrase:
                tokens = trim(ground.tree, phrase)
                span = ground.tree.span(tokens)
                found.append(Piece(piece.tree, i_token, (i_token,), tokens, (), piece.attribution, span))
    return found


def _phrase(ground: Ground, piece: Piece, i_token: int, language: str) -> list[int]:
    tree = ground.tree
    if i_token in piece.heads or piece.frame:
        return []
    if tree.tokens[i_token].upos == "NOUN":
        return _event_noun(ground, i_token, language)
    if tree.relation(i_token) == "amod" and tree.tokens[i_token].upos in {"VERB", "ADJ"}:
        return _dated_participle(ground, i_token)
    return []


def _event_noun(ground: Ground, noun: int, language: str) -> list[int]:
    """The phrase of a noun that tells of an event, if it says when, or where."""
    tree = ground.tree
    event_type = type_of(tree, noun, language)
    head = tree.head(noun)
    if event_type is None or head < 0 or tree.relation(noun) not in {"obl", "nmod", "nsubj"}:
        return []
    if tree.tokens[head].upos in {"VERB", "AUX"} and is_light(tree, head, language):
        return []
    phrase = _below(tree, noun)
    own = [i for i in phrase if i != noun]
    dated = not ground.dated.isdisjoint(own)
    placed = event_type.type in _HAPPENING and _is_occasion(tree, noun) and _is_placed(tree, noun)
    return phrase if (dated or placed) and _fits(tree, phrase) else []


def _is_occasion(tree: Tree, noun: int) -> bool:
    """Whether a noun tells at or after what something happened: 'bij een brand', 'after a raid'."""
    i_case = tree.child(noun, "case")
    return tree.relation(noun) == "obl" and i_case >= 0 and tree.tokens[i_case].text.lower() in _OCCASIONS


def _is_placed(tree: Tree, noun: int) -> bool:
    """Whether a noun is followed by a phrase with a name in it."""
    return any(
        tree.relation(i) == "nmod" and any(tree.tokens[j].upos == "PROPN" for j in _below(tree, i))
        for i in tree.below(noun)
    )


def _dated_participle(ground: Ground, participle: int) -> list[int]:
    """The phrase around a participle before its noun that has a date: 'een in mei gestolen doek'."""
    tree = ground.tree
    below = [i for i in _below(tree, participle) if i != participle]
    if not any(tree.relation(i) in {"obl", "advmod", "obj"} for i in tree.below(participle)):
        return []
    phrase = _below(tree, tree.head(participle))
    return phrase if not ground.dated.isdisjoint(below) and _fits(tree, phrase) else []


def _below(tree: Tree, head: int) -> list[int]:
    """A noun and its modifiers, without the preposition before it and without clauses."""
    return tree.subtree(
        head,
        stop=lambda i: tree.relation(i) in _APART or (tree.relation(i) == "case" and tree.head(i) == head),
    )


def _fits(tree: Tree, phrase: list[int]) -> bool:
    """Whether a phrase holds together and is no longer than a statement."""
    return len(phrase) == phrase[-1] - phrase[0] + 1 <= _MOST_WORDS and len(tree.span(phrase)) <= LONGEST
