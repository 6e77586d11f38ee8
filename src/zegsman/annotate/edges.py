"""What belongs to the edges of a stretch of words, and what does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.lexicon.function_words import function_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zegsman.annotate.trees import Tree

_BOTH = function_words("both")
_COMPLEMENTISERS = function_words("complementisers")
_RELATIVES = function_words("relatives")

_KEPT = frozenset("%€$£()]")
"""Marks that mean something by themselves or close what they belong to."""


def trim(tree: Tree, tokens: Iterable[int]) -> tuple[int, ...]:
    """The tokens without punctuation, conjunctions and complementisers at either end."""
    kept = list(tokens)
    first, end = 0, len(kept)
    while first < end and (is_mark(tree, kept[first]) or opens(tree, kept[first])):
        first += 1
    while end > first and (is_mark(tree, kept[end - 1]) or _dangles(tree, kept[end - 1])):
        end -= 1
    return tuple(kept[first:end])


def is_mark(tree: Tree, i_token: int) -> bool:
    """Whether a token is punctuation that says nothing."""
    text = tree.tokens[i_token].text
    return not any(letter.isalnum() for letter in text) and text not in _KEPT


def opens(tree: Tree, i_token: int) -> bool:
    """Whether a token only ties what follows to what went before: 'en', 'maar', 'dat'."""
    word, relation = tree.tokens[i_token].text.lower(), tree.relation(i_token)
    return (relation == "cc" and word not in _BOTH) or (relation == "mark" and word in _COMPLEMENTISERS)


def _dangles(tree: Tree, i_token: int) -> bool:
    """Whether a conjunction, complementiser or article ends a stretch: what it opens lies elsewhere."""
    token, before = tree.tokens[i_token], tree.tokens[i_token - 1].text if i_token > tree.first else ""
    if before == "," and token.upos == "DET" and tree.head(i_token) > i_token:
        return True
    if before == "," and token.upos in {"ADV", "PRON", "SCONJ"} and token.text.lower() in _RELATIVES:
        return True
    return token.upos in {"CCONJ", "SCONJ"} and tree.relation(i_token) in {"cc", "mark"}
