"""Mends pieces that say nothing by themselves: only who says it, only a day, only a number."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from zegsman.annotate.clauses import ClauseType
from zegsman.annotate.cues import cues_of
from zegsman.annotate.edges import is_mark, trim
from zegsman.annotate.pieces import LONGEST
from zegsman.annotate.units import NARRATED

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from zegsman.annotate.pieces import Piece
    from zegsman.annotate.units import Ground

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "X", "INTJ"})
_TELLING = _CONTENT | {"NUM", "PRON"}


@cache
def _saying_who() -> frozenset[str]:
    """Words of either language that with a source tell no more than who says it: reports quote in both."""
    return cues_of("nl").saying_who | cues_of("en").saying_who


def mend_fragments(ground: Ground, pieces: Sequence[Piece], sources: Set[int], times: Set[int]) -> list[Piece]:
    """The pieces of a sentence without those that say nothing, which are left out or filled up.

    What names only who says the rest is no statement. A participle with no more than its day takes in its noun ('the
    decision, taken last week'). A day, a number or a pronoun by itself takes in the words of saying ('Justitie spreekt
    van maandagochtend'), or goes to the piece before it.

    Args:
        ground: The sentence.
        pieces: Its pieces, in order.
        sources: Tokens of the whole report that name a source or show that somebody says something.
        times: Tokens of expressions of time in the sentence.
    """
    tree = ground.tree
    telling = [piece for piece in pieces if not _names_only_sources(ground, piece, sources)]
    if not telling:
        telling = list(pieces)
    mended: list[Piece] = []
    for piece in telling:
        if _only_dates(ground, piece, times):
            mended.extend(_with_noun(ground, piece))
        elif piece.frame or not _is_thin(piece, times):
            mended.append(piece)
        elif piece.attribution != NARRATED:
            mended.append(_with_saying(ground, piece, telling))
        elif mended and len(tree.span((*mended[-1].tokens, *piece.tokens))) <= LONGEST:
            tokens = tuple(sorted({*mended[-1].tokens, *piece.tokens}))
            mended[-1] = replace(mended[-1], tokens=tokens, span=tree.span(tokens))
        elif not set(piece.tokens) <= times:
            mended.append(piece)
    return mended


def _names_only_sources(ground: Ground, piece: Piece, sources: Set[int]) -> bool:
    tokens = ground.tree.tokens
    words = [i for i in piece.tokens if tokens[i].upos in _TELLING]
    telling = [i for i in words if tokens[i].text.lower() not in _saying_who()]
    return bool(words) and all(i in sources for i in telling) and not (piece.frame and telling)


def _only_dates(ground: Ground, piece: Piece, times: Set[int]) -> bool:
    """Whether a participle tells of a thing named elsewhere no more than when: ', taken last week,'."""
    if not piece.clauses or ground.clauses[piece.clauses[0]].type is not ClauseType.PARTICIPLE:
        return False
    words = {i for i in piece.tokens if ground.tree.tokens[i].upos in _TELLING}
    return piece.top in words and not words - times - {piece.top} and bool(words & times)


def _with_noun(ground: Ground, piece: Piece) -> list[Piece]:
    """The participle with the noun that it tells of, 'the decision, taken last week'; none where it hangs on none."""
    tree = ground.tree
    noun = tree.head(piece.top)
    if noun < 0 or not tree.relation(piece.top).startswith("acl") or tree.tokens[noun].upos not in {"NOUN", "PROPN"}:
        return []
    phrase = [i for i in tree.subtree(noun, lambda i: tree.relation(i) in _APART) if i <= noun]
    while phrase and (tree.relation(phrase[0]) in {"case", "cc"} or tree.tokens[phrase[0]].upos == "PUNCT"):
        phrase.pop(0)
    between = range(noun + 1, piece.tokens[0])
    whole = phrase and phrase[-1] - phrase[0] + 1 == len(phrase) and all(is_mark(tree, i) for i in between)
    if not whole:
        return []
    tokens = tuple(sorted({*phrase, *between, *piece.tokens}))
    return [replace(piece, tokens=tokens, span=tree.span(tokens))]


_APART = frozenset({"acl", "acl:relcl", "appos", "conj", "parataxis"})


def _is_thin(piece: Piece, times: Set[int]) -> bool:
    """Whether a piece holds no word but for times, numbers and pronouns."""
    tokens = piece.tree.tokens
    return not any(tokens[i].upos in _CONTENT and i not in times for i in piece.tokens)


def _with_saying(ground: Ground, piece: Piece, pieces: Sequence[Piece]) -> Piece:
    """The piece with the words by which its source says it, unless these hold another piece."""
    tree = ground.tree
    others = {i for other in pieces if other is not piece and not other.frame for i in other.tokens}
    own = {i for i, voice in ground.cover.frame.items() if voice == piece.attribution and tree.first <= i < tree.end}
    tokens = sorted({*piece.tokens, *own} - others)
    between = range(tokens[0], tokens[-1] + 1)
    if not own or any(i in others for i in between) or len(tree.span(tuple(between))) > LONGEST:
        return piece
    filled = trim(tree, tuple(between))
    return replace(piece, tokens=filled, span=tree.span(filled)) if filled else piece
