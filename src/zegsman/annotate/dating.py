"""Ties pieces of a sentence to the time expressions that date them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.annotate.clauses import ClauseType
from zegsman.annotate.time_bearing import bears_elsewhere
from zegsman.lexicon.function_words import function_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.clauses import Clause
    from zegsman.annotate.pieces import Piece
    from zegsman.record.annotation import TimeExpression

_WHILE = function_words("while")

_SHARING = frozenset({ClauseType.PARTICIPLE, ClauseType.INFINITIVE, ClauseType.COORDINATE})
_TELLING = {"DATE": 0, "TIME": 0, "DURATION": 1, "SET": 1}


def date_pieces(
    pieces: Sequence[Piece],
    clauses: Sequence[Clause],
    times: Sequence[TimeExpression],
    candidates: Sequence[int],
    language: str,
) -> list[tuple[int, ...]]:
    """For each piece the indices of the expressions that date it, most telling first.

    Its own come first: dates before durations, those near its predicate before those deep inside. A piece without a
    date takes that of a clause about the same time below it, or of the piece that it leans on. Expressions that date
    the saying stand in the words of saying, which are no piece, and so are never taken.

    Args:
        pieces: The pieces of one sentence.
        clauses: Its clauses.
        times: All expressions of the report.
        candidates: Indices of those that stand in the sentence.
        language: "nl" or "en".
    """
    own = [_own(piece, times, candidates, language) for piece in pieces]
    dated = []
    for i, piece in enumerate(pieces):
        found = own[i]
        if not any(_TELLING.get(times[t].type) == 0 for t in found):
            for j in _sharing(i, piece, pieces, clauses):
                shared = _shared_times(pieces[j], piece, clauses, own[j], times)
                found = found + tuple(t for t in shared if t not in found)
        dated.append(found)
    return dated


def _own(piece: Piece, times: Sequence[TimeExpression], candidates: Sequence[int], language: str) -> tuple[int, ...]:
    ranked = []
    for i_time in candidates:
        if bears_elsewhere(piece, times[i_time], language):
            continue
        depths = [
            _depth(piece, i_token)
            for i_token in piece.tokens
            if times[i_time].span.overlaps(piece.tree.tokens[i_token].span)
        ]
        if depths:
            ranked.append((_TELLING.get(times[i_time].type, 1), min(depths), i_time))
    return tuple(i_time for _, _, i_time in sorted(ranked))


def _depth(piece: Piece, i_token: int) -> int:
    path = piece.tree.path(i_token)
    for depth, above in enumerate(path):
        if above in piece.heads:
            return depth
    return len(path)


def _shared_times(
    other: Piece, piece: Piece, clauses: Sequence[Clause], own: tuple[int, ...], times: Sequence[TimeExpression]
) -> tuple[int, ...]:
    """What of another piece's times is shared: between conjuncts only what stands before the first one's verb."""
    clause, governing = clauses[piece.clauses[0]], clauses[other.clauses[0]]
    if clause.type is not ClauseType.COORDINATE or governing.verbs.finite < 0:
        return own
    verb = piece.tree.tokens[governing.verbs.finite].span
    return tuple(i for i in own if times[i].span.start < verb.start)


def _sharing(i: int, piece: Piece, pieces: Sequence[Piece], clauses: Sequence[Clause]) -> list[int]:
    """The other pieces whose time is also that of a piece, nearest first."""
    found = []
    for j, other in enumerate(pieces):
        if j == i or not other.clauses or not piece.clauses or other.attribution != piece.attribution:
            continue
        clause, above = clauses[other.clauses[0]], clauses[piece.clauses[0]]
        while_it = clause.type is ClauseType.ADVERBIAL and _mark(other, clause) in _WHILE
        meanwhile = while_it and clause.parent in piece.clauses
        if meanwhile or (above.parent in other.clauses and _leans(piece, above, other, clauses)):
            found.append(j)
    return found


def _leans(piece: Piece, clause: Clause, other: Piece, clauses: Sequence[Clause]) -> bool:
    """Whether a piece's clause has the time of the one above it unless it says otherwise."""
    governing = clauses[other.clauses[0]]
    if clause.type is ClauseType.ADVERBIAL:
        return _mark(piece, clause) in _WHILE
    if clause.type is ClauseType.COORDINATE:
        same = clause.verbs.tense is governing.verbs.tense and clause.verbs.perfect is governing.verbs.perfect
        return same and clause.subject < 0
    return clause.type in _SHARING


def _mark(piece: Piece, clause: Clause) -> str:
    return clause.mark or piece.tree.tokens[clause.tokens[0]].text.lower()
