"""Cuts sentences into the pieces that become statements: clauses, whole sentences, contents of attributions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zegsman.annotate.clauses import Clause, ClauseType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from zegsman.annotate.trees import Tree
    from zegsman.record.spans import Span

NARRATED = -1
"""Stands for no attribution."""
LONGEST = 200
"""Code points above which a piece is cut again: a statement is no paragraph."""
_SHORTEST_PART = 30
"""Code points that both sides of a cut before an adverbial clause must have: shorter ones only read together."""
_CONDITIONS = frozenset(
    ["als", "indien", "tenzij", "mits", "wanneer", "ingeval", "zodra", "voordat", "totdat", "zolang", "if", "unless", "provided", "whether", "once", "until", "dan", "than", "as", "naarmate", "zoals", "alsof"]
)
_CONTENT_TAGS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "PRON", "X", "SYM", "INTJ"})


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


@dataclass(frozen=True, slots=True)
class Cover:
    """What the attributions of a report say about its tokens."""

    content: Sequence[int]
    """For each token the innermost attribution whose content it is in, NARRATED for none."""
    frame: Mapping[int, int]
    """The attribution that a token is source or cue of."""


def cut_sentence(
    tree: Tree,
    clauses: Sequence[Clause],
    cover: Cover,
    is_marked: Callable[[int], bool],
    is_dated: Callable[[Iterable[int]], bool],
) -> list[Piece]:
    """The pieces of one sentence, in order of the text.

    Args:
        tree: The sentence.
        clauses: Its clauses, each after the one above it.
        cover: What of it is attributed.
        is_marked: Whether a token weakens how sure something is, or says it is hearsay.
        is_dated: Whether some of the tokens belong to a time expression.
    """
    voices = [_voice_of(clause, cover) for clause in clauses]
    pieces: list[Piece] = []
    for unit in _units(tree, clauses, range(len(clauses)), 0, voices, is_marked, is_dated):
        pieces.extend(_pieces_of(tree, clauses, unit, cover, voices, is_marked, is_dated))
    return _without_crumbs(tree, clauses, pieces)


def _voice_of(clause: Clause, cover: Cover) -> int:
    """The attribution that most of a clause's tokens are content of; its head counts for three."""
    votes: dict[int, int] = {}
    for i_token in (*clause.tokens, clause.head, clause.head):
        votes[cover.content[i_token]] = votes.get(cover.content[i_token], 0) + 1
    return max(votes, key=lambda voice: (votes[voice], voice))


def _units(
    tree: Tree,
    clauses: Sequence[Clause],
    members: Iterable[int],
    level: int,
    voices: Sequence[int],
    is_marked: Callable[[int], bool],
    is_dated: Callable[[Iterable[int]], bool],
) -> list[tuple[int, ...]]:
    """Groups clauses that are read as one; each unit is headed by its first clause."""
    members = list(members)
    unit_of: dict[int, int] = {}
    units: dict[int, list[int]] = {}
    for i in members:
        parent = clauses[i].parent
        joined = parent in unit_of and voices[i] == voices[parent]
        if joined and not _is_cut(tree, clauses, i, level, is_marked, is_dated):
            unit_of[i] = unit_of[parent]
        else:
            unit_of[i] = i
        units.setdefault(unit_of[i], []).append(i)
    return [tuple(unit) for unit in units.values()]


def _is_cut(
    tree: Tree,
    clauses: Sequence[Clause],
    i_clause: int,
    level: int,
    is_marked: Callable[[int], bool],
    is_dated: Callable[[Iterable[int]], bool],
) -> bool:
    """Whether a clause is parted from the one it hangs below.

    At level 0 where it says something of its own, at level 1 also every other finite clause, at level 2 every
    clause: the higher levels are for what is too long otherwise.
    """
    clause = clauses[i_clause]
    n_content = sum(tree.tokens[i].upos in _CONTENT_TAGS for i in clause.tokens)
    if clause.type is ClauseType.MAIN:
        return True
    if n_content < 2 or (n_content < 3 and clause.verbs.finite < 0):
        return False
    if level == 2:
        return True
    if level == 1 and (clause.verbs.finite >= 0 or clause.type is ClauseType.PARTICIPLE):
        return True
    apart = _follows_mark(tree, clause)
    match clause.type:
        case ClauseType.COORDINATE:
            return clause.verbs.finite in clause.tokens
        case ClauseType.LOOSE:
            return clause.verbs.finite >= 0 or n_content >= 4 or is_marked(clause.head)
        case ClauseType.RELATIVE:
            above = tree.tokens[tree.head(clause.head)]
            return n_content >= 3 and (apart or above.upos == "PROPN" or is_dated(clause.tokens))
        case ClauseType.PARTICIPLE:
            marked = any(is_marked(i) for i in clause.tokens)
            return (apart and n_content >= 3) or marked or is_dated(clause.tokens)
        case ClauseType.ADVERBIAL:
            return clause.mark not in _CONDITIONS and _is_long(tree, clauses, i_clause)
        case ClauseType.INFINITIVE:
            return apart and any(is_marked(i) for i in clause.tokens)
    return False


def _follows_mark(tree: Tree, clause: Clause) -> bool:
    """Whether a comma, dash or bracket stands before a clause (or is its first token)."""
    first = clause.tokens[0]
    marks = {",", "-", "–", "—", "(", ";", ":"}
    return tree.tokens[first].text in marks or (first > tree.first and tree.tokens[first - 1].text in marks)


def _is_long(tree: Tree, clauses: Sequence[Clause], i_clause: int) -> bool:
    clause = clauses[i_clause]
    own, above = tree.span(clause.tokens), clauses[clause.parent].tokens
    rest = sum(len(tree.tokens[i].text) + 1 for i in above)
    return min(len(own), rest) >= _SHORTEST_PART


def _pieces_of(
    tree: Tree,
    clauses: Sequence[Clause],
    unit: tuple[int, ...],
    cover: Cover,
    voices: Sequence[int],
    is_marked: Callable[[int], bool],
    is_dated: Callable[[Iterable[int]], bool],
    level: int = 0,
) -> list[Piece]:
    """The pieces of one unit: one for each voice in it, cut again while one is too long."""
    groups = _groups_of(clauses, unit, cover)
    pieces: list[Piece] = []
    for voice, tokens in groups.items():
        trimmed = trim(tree, tokens)
        if not trimmed:
            continue
        if level < 2 and len(unit) > 1 and len(tree.span(trimmed)) > LONGEST:
            again: list[Piece] = []
            for smaller in _units(tree, clauses, unit, level + 1, voices, is_marked, is_dated):
                again.extend(_pieces_of(tree, clauses, smaller, cover, voices, is_marked, is_dated, level + 1))
            return again
        parts = [trimmed] if len(tree.span(trimmed)) <= LONGEST else _split_long(tree, trimmed)
        pieces.extend(_piece(tree, clauses, unit, part, voice, cover) for part in parts)
    return pieces


def _groups_of(clauses: Sequence[Clause], unit: tuple[int, ...], cover: Cover) -> dict[int, list[int]]:
    """The tokens of a unit by voice.

    Where only words without a predicate are attributed and what governs them is no cue ('gaat volgens X "een stap
    verder"'), the whole unit is the source's.
    """
    groups: dict[int, list[int]] = {}
    for i_token in sorted(i for i_clause in unit for i in clauses[i_clause].tokens):
        groups.setdefault(cover.content[i_token], []).append(i_token)
    heads = {clauses[i].head for i in unit}
    top = clauses[unit[0]].head
    if cover.content[top] == NARRATED and top not in cover.frame and len(groups) > 1:
        loose = [voice for voice, tokens in groups.items() if voice != NARRATED and not heads & set(tokens)]
        if loose:
            return {loose[0]: [i for i in sorted(i for g in groups.values() for i in g)]}
    elif cover.content[top] != NARRATED and NARRATED in groups:
        rest = [i for i in groups[NARRATED] if i not in cover.frame]
        if not heads & set(rest):
            del groups[NARRATED]
    return groups


def _without_crumbs(tree: Tree, clauses: Sequence[Clause], pieces: list[Piece]) -> list[Piece]:
    """Gives pieces without a clause of their own to the piece of the same voice that they stand in or beside.

    Such crumbs come of trees that are wrong: a stretch that somebody says, hung partly below the verb of saying.
    """
    crumbs = [piece for piece in pieces if _is_crumb(tree, clauses, piece)]
    if len(crumbs) == len(pieces):
        return sorted(pieces, key=lambda piece: (piece.span, piece.top))
    whole = [piece for piece in pieces if piece not in crumbs]
    for crumb in crumbs:
        beside = [
            i
            for i, piece in enumerate(whole)
            if piece.attribution == crumb.attribution and not piece.frame and _is_beside(tree, crumb, piece)
        ]
        if not beside or len(tree.span((*whole[beside[0]].tokens, *crumb.tokens))) > LONGEST:
            whole.append(crumb)
            continue
        host = whole[beside[0]]
        tokens = tuple(sorted({*host.tokens, *crumb.tokens}))
        whole[beside[0]] = replace(host, tokens=tokens, span=tree.span(tokens))
    return sorted(whole, key=lambda piece: (piece.span, piece.top))


def _is_crumb(tree: Tree, clauses: Sequence[Clause], piece: Piece) -> bool:
    """Whether a piece has no clause of its own, or one without a verb that hangs below words of saying."""
    if not piece.clauses:
        return True
    clause = clauses[piece.clauses[0]]
    above = tree.head(piece.top)
    verbless = clause.verbs.finite < 0 and clause.type is ClauseType.COMPLEMENT
    return verbless and piece.attribution != NARRATED and above >= 0 and above not in piece.tokens


def _is_beside(tree: Tree, crumb: Piece, piece: Piece) -> bool:
    """Whether nothing but punctuation and conjunctions stands between two pieces, or one lies within the other."""
    first, last = crumb.tokens[0], crumb.tokens[-1]
    if piece.tokens[0] <= first and last <= piece.tokens[-1]:
        return True
    gap = range(last + 1, piece.tokens[0]) if last < piece.tokens[0] else range(piece.tokens[-1] + 1, first)
    return len(gap) < 3 and all(_is_mark(tree, i) or _opens(tree, i) for i in gap)


def trim(tree: Tree, tokens: Iterable[int]) -> tuple[int, ...]:
    """The tokens without punctuation, conjunctions and complementisers at either end."""
    kept = list(tokens)
    while kept and (_is_mark(tree, kept[0]) or _opens(tree, kept[0])):
        kept.pop(0)
    while kept and (_is_mark(tree, kept[-1]) or _dangles(tree, kept[-1])):
        kept.pop()
    return tuple(kept)


def _is_mark(tree: Tree, i_token: int) -> bool:
    token = tree.tokens[i_token]
    return not any(letter.isalnum() for letter in token.text) and token.text not in {"%", "€", "$", "£", "(", ")", "]"}


def _dangles(tree: Tree, i_token: int) -> bool:
    """Whether a conjunction or complementiser ends a stretch: what it opens lies elsewhere."""
    return tree.tokens[i_token].upos in {"CCONJ", "SCONJ"} and tree.relation(i_token) in {"cc", "mark"}


def _opens(tree: Tree, i_token: int) -> bool:
    token = tree.tokens[i_token]
    relation = tree.relation(i_token)
    return (relation == "cc" and token.text.lower() not in {"noch", "nor", "zowel", "both", "either", "neither"}) or (
        relation == "mark" and token.text.lower() in {"dat", "that"}
    )


def _split_long(tree: Tree, tokens: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Cuts tokens where others lie between, then at punctuation, then anywhere, into parts of bounded length."""
    runs: list[list[int]] = [[tokens[0]]]
    for i_token in tokens[1:]:
        if i_token != runs[-1][-1] + 1:
            runs.append([])
        runs[-1].append(i_token)
    parts: list[tuple[int, ...]] = []
    for run in runs:
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


def _piece(
    tree: Tree, clauses: Sequence[Clause], unit: tuple[int, ...], tokens: tuple[int, ...], voice: int, cover: Cover
) -> Piece:
    inside = set(tokens)
    own = tuple(i for i in unit if clauses[i].head in inside)
    top = clauses[own[0]].head if own else _top_of(tree, tokens, inside)
    heads = [top]
    for head in heads:
        heads.extend(i for i in tree.below(head) if tree.relation(i) == "xcomp")
    frame = voice == NARRATED and top in cover.frame
    return Piece(tree, top, tuple(heads), tokens, own, voice, tree.span(tokens), frame)


def _top_of(tree: Tree, tokens: tuple[int, ...], inside: set[int]) -> int:
    """The token that most of the others hang below: the one highest in the tree."""
    outward = [i for i in tokens if tree.head(i) not in inside]
    verbal = {"VERB", "AUX"}
    return min(
        outward or tokens,
        key=lambda i: (tree.relation(i) == "punct", len(tree.path(i)), tree.tokens[i].upos not in verbal, i),
    )
