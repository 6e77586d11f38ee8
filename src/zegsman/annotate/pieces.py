"""Cuts sentences into the pieces that become statements: clauses, whole sentences, contents of attributions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zegsman.annotate.clauses import ClauseType
from zegsman.annotate.edges import is_mark, opens, trim
from zegsman.annotate.units import NARRATED, Ground, group_clauses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.trees import Tree
    from zegsman.record.spans import Span

LONGEST = 200
"""Code points above which a piece is cut again: a statement is no paragraph."""


_STRAY = 6
"""Tokens that a stretch inside another piece has at most to be given to it."""
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "X"})


_WHOLE = frozenset({ClauseType.MAIN, ClauseType.COORDINATE, ClauseType.LOOSE})
_SHORTEST = 3
"""Tokens that somebody's words need, with subject and verb, to be said by themselves: 'Ik wist niets'."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one sentence that says one thing.

    `top` is the token that all others hang below, `heads` are `top` and its open complements ('wil … verkopen'),
    `tokens` those that belong to the piece itself; other pieces may lie between them. `frame` tells that it holds
    only who says something, and how.
    """

    tree: Tree
    top: int
    heads: tuple[int, ...]
    tokens: tuple[int, ...]
    clauses: tuple[int, ...]
    """Indices of its clauses in those of the sentence, the governing one first."""
    attribution: int
    span: Span
    frame: bool = False


def cut_sentence(ground: Ground) -> list[Piece]:
    """The pieces of one sentence, in order of the text."""
    pieces: list[Piece] = []
    for unit in group_clauses(ground, range(len(ground.clauses))):
        pieces.extend(_pieces_of(ground, unit))
    return _without_crumbs(ground, pieces)


def _pieces_of(ground: Ground, unit: tuple[int, ...], level: int = 0) -> list[Piece]:
    """The pieces of one unit: one for each voice in it, cut again while one is too long."""
    tree = ground.tree
    pieces: list[Piece] = []
    for voice, tokens in _groups_of(ground, unit).items():
        trimmed = trim(tree, tokens)
        if not trimmed:
            continue
        if level < 2 and len(unit) > 1 and len(tree.span(trimmed)) > LONGEST:
            again: list[Piece] = []
            for smaller in group_clauses(ground, unit, level + 1):
                again.extend(_pieces_of(ground, smaller, level + 1))
            return again
        parts = [trimmed] if len(tree.span(trimmed)) <= LONGEST else _split_long(tree, trimmed)
        pieces.extend(_piece(ground, unit, part, voice) for part in parts)
    return pieces


def _groups_of(ground: Ground, unit: tuple[int, ...]) -> dict[int, list[int]]:
    """The tokens of a unit by voice.

    Where only words without a predicate are attributed and what governs them is no cue ('gaat volgens X "een stap
    verder"'), the whole unit is the source's.
    """
    groups: dict[int, list[int]] = {}
    everything = sorted(i for i_clause in unit for i in ground.clauses[i_clause].tokens)
    for i_token in everything:
        groups.setdefault(ground.cover.content[i_token], []).append(i_token)
    heads = {ground.clauses[i].head for i in unit}
    top = ground.clauses[unit[0]].head
    if ground.cover.content[top] == NARRATED and top not in ground.cover.frame and len(groups) > 1:
        loose = [voice for voice, tokens in groups.items() if voice != NARRATED and not heads & set(tokens)]
        if loose:
            return {loose[0]: everything}
    elif ground.cover.content[top] != NARRATED and NARRATED in groups:
        rest = [i for i in groups[NARRATED] if i not in ground.cover.frame]
        if not heads & set(rest):
            del groups[NARRATED]
    return groups


def _without_crumbs(ground: Ground, pieces: list[Piece]) -> list[Piece]:
    """Gives pieces without a clause of their own to the piece of the same voice that they stand in or beside.

    Such crumbs come of trees that are wrong: a stretch that somebody says, hung partly below the verb of saying.
    """
    tree = ground.tree
    crumbs = [piece for piece in pieces if _is_crumb(ground, piece)]
    if crumbs and len(crumbs) == len(pieces):
        crumbs.remove(max(crumbs, key=lambda piece: (len(piece.tokens), -piece.span.start)))
    whole = [piece for piece in pieces if piece not in crumbs]
    for crumb in crumbs:
        beside = [
            i
            for i, piece in enumerate(whole)
            if piece.attribution == crumb.attribution and not piece.frame and _is_beside(ground, crumb, piece)
        ]
        if not beside or len(tree.span((*whole[beside[0]].tokens, *crumb.tokens))) > LONGEST:
            whole.append(crumb)
            continue
        host = whole[beside[0]]
        tokens = tuple(sorted({*host.tokens, *crumb.tokens}))
        whole[beside[0]] = replace(host, tokens=tokens, span=tree.span(tokens))
    return sorted(_untangled(tree, whole), key=lambda piece: (piece.span, piece.top))


def _untangled(tree: Tree, pieces: list[Piece]) -> list[Piece]:
    """Gives a few words of one piece that stand inside another of the same voice to that other.

    So pieces lie beside or within one another; only a wrong tree makes them cross.
    """
    for i, piece in enumerate(pieces):
        for run in _runs(piece.tokens):
            others = [
                j
                for j, other in enumerate(pieces)
                if j != i
                and other.attribution == piece.attribution
                and other.tokens[0] < run[0]
                and run[-1] < other.tokens[-1]
                and not (piece.tokens[0] < other.tokens[0] and other.tokens[-1] < piece.tokens[-1])
            ]
            if not others or len(run) > _STRAY or piece.top in run or len(run) == len(pieces[i].tokens):
                continue
            other = pieces[others[0]]
            taken = tuple(sorted({*other.tokens, *run}))
            left = trim(tree, [token for token in pieces[i].tokens if token not in run])
            if left and piece.top in left:
                pieces[others[0]] = replace(other, tokens=taken, span=tree.span(taken))
                pieces[i] = replace(pieces[i], tokens=left, span=tree.span(left))
    return pieces


def _runs(tokens: Sequence[int]) -> list[list[int]]:
    """Neighbouring tokens together."""
    runs: list[list[int]] = [[tokens[0]]]
    for i_token in tokens[1:]:
        if i_token != runs[-1][-1] + 1:
            runs.append([])
        runs[-1].append(i_token)
    return runs


def _is_crumb(ground: Ground, piece: Piece) -> bool:
    """Whether a piece has no clause of its own, hardly a word, or no verb and hangs below words of saying."""
    if not piece.clauses:
        return True
    clause = ground.clauses[piece.clauses[0]]
    if sum(ground.tree.tokens[i].upos in _CONTENT for i in piece.tokens) < 2:
        whole = clause.type in _WHOLE and clause.verbs.finite in piece.tokens and clause.subject in piece.tokens
        return not (whole and len(piece.tokens) >= _SHORTEST and piece.attribution != NARRATED)
    above = ground.tree.head(piece.top)
    verbless = clause.verbs.finite < 0 and clause.type is ClauseType.COMPLEMENT
    return verbless and piece.attribution != NARRATED and above >= 0 and above not in piece.tokens


def _is_beside(ground: Ground, crumb: Piece, piece: Piece) -> bool:
    """Whether nothing but marks, conjunctions or who says it stands between two pieces, or one lies in the other."""
    tree = ground.tree
    first, last = crumb.tokens[0], crumb.tokens[-1]
    if piece.tokens[0] <= first and last <= piece.tokens[-1]:
        return True
    gap = range(last + 1, piece.tokens[0]) if last < piece.tokens[0] else range(piece.tokens[-1] + 1, first)
    if len(gap) < 3 and all(is_mark(tree, i) or opens(tree, i) for i in gap):
        return True
    said = crumb.attribution != NARRATED and any(i in ground.cover.frame for i in gap)
    return said and all(is_mark(tree, i) or i in ground.cover.frame for i in gap)


def _split_long(tree: Tree, tokens: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Cuts tokens where others lie between, then at punctuation, then anywhere, into parts of bounded length."""
    parts: list[tuple[int, ...]] = []
    for run in _runs(tokens):
        waiting = [tuple(run)]
        while waiting:
            part = trim(tree, waiting.pop())
            if part and len(tree.span(part)) > LONGEST and len(part) > 1:
                at = _middle(tree, part)
                waiting += [part[at:], part[:at]]
            elif part:
                parts.append(part)
    return parts


def _middle(tree: Tree, part: tuple[int, ...]) -> int:
    """Where to cut a part in two: at the punctuation or conjunction nearest to its middle."""
    middle = len(part) / 2
    marks = [
        at
        for at in range(1, len(part))
        if tree.tokens[part[at]].text in {",", ";", ":", "-", "–"} or tree.relation(part[at]) in {"cc", "mark"}
    ]
    good = [at for at in marks if len(part) / 4 <= at <= 3 * len(part) / 4]
    return min(good, key=lambda at: abs(at - middle)) if good else max(1, len(part) // 2)


def _piece(ground: Ground, unit: tuple[int, ...], tokens: tuple[int, ...], voice: int) -> Piece:
    tree, inside = ground.tree, set(tokens)
    own = tuple(i for i in unit if ground.clauses[i].head in inside)
    top = ground.clauses[own[0]].head if own else _top_of(tree, tokens, inside)
    heads = [top]
    for head in heads:
        heads.extend(i for i in tree.below(head) if tree.relation(i) == "xcomp")
    frame = voice == NARRATED and top in ground.cover.frame
    return Piece(tree, top, tuple(heads), tokens, own, voice, tree.span(tokens), frame)


def _top_of(tree: Tree, tokens: tuple[int, ...], inside: set[int]) -> int:
    """The token that most of the others hang below: the one highest in the tree, a verb rather than another."""
    outward = [i for i in tokens if tree.head(i) not in inside]
    verbal = {"VERB", "AUX"}
    return min(
        outward or tokens,
        key=lambda i: (tree.relation(i) == "punct", len(tree.path(i)), tree.tokens[i].upos not in verbal, i),
    )
