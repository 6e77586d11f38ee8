"""Groups the clauses of a sentence into units that are read as one, by source, time and claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.annotate.clauses import Clause, ClauseType
from zegsman.lexicon.function_words import function_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from zegsman.annotate.trees import Tree

_CONDITIONS = function_words("conditions")

NARRATED = -1
"""Stands for no attribution."""
_SHORTEST_PART = 30
"""Code points that both sides of a cut before an adverbial clause must have: shorter ones only read together."""
_CONTENT_TAGS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "PRON", "X", "SYM", "INTJ"})


@dataclass(frozen=True, slots=True)
class Cover:
    """What the attributions of a report say about its tokens."""

    content: Sequence[int]
    """For each token the innermost attribution whose content it is in, NARRATED for none."""
    frame: Mapping[int, int]
    """The attribution that a token is source or cue of."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One sentence with what the cutting depends on."""

    tree: Tree
    clauses: Sequence[Clause]
    """Each after the one above it."""
    cover: Cover
    marked: Set[int]
    """Tokens that weaken how sure something is, or say that it is hearsay."""
    dated: Set[int]
    """Tokens of expressions for days and hours."""

    def voice(self, i_clause: int) -> int:
        """The attribution that most of a clause's tokens are content of; its head counts for three."""
        clause = self.clauses[i_clause]
        votes: dict[int, int] = {}
        for i_token in (*clause.tokens, clause.head, clause.head):
            votes[self.cover.content[i_token]] = votes.get(self.cover.content[i_token], 0) + 1
        return max(votes, key=lambda voice: (votes[voice], voice))


def group_clauses(ground: Ground, members: Iterable[int], level: int = 0) -> list[tuple[int, ...]]:
    """Groups clauses that are read as one; each unit is headed by its first clause.

    At level 0 a clause is parted where it says something of its own, at level 1 also every other finite clause, at
    level 2 every clause: the higher levels are for what is too long otherwise.
    """
    unit_of: dict[int, int] = {}
    units: dict[int, list[int]] = {}
    for i in members:
        parent = ground.clauses[i].parent
        joined = parent in unit_of and ground.voice(i) == ground.voice(parent)
        unit_of[i] = unit_of[parent] if joined and not _is_cut(ground, i, level) else i
        units.setdefault(unit_of[i], []).append(i)
    return [tuple(unit) for unit in units.values()]


def _is_cut(ground: Ground, i_clause: int, level: int) -> bool:
    """Whether a clause is parted from the one it hangs below."""
    clause = ground.clauses[i_clause]
    n_content = sum(ground.tree.tokens[i].upos in _CONTENT_TAGS for i in clause.tokens)
    if clause.type is ClauseType.MAIN:
        return True
    marked = not ground.marked.isdisjoint(clause.tokens)
    if n_content < 2 or (n_content < 3 and clause.verbs.finite < 0 and not marked):
        return False
    if clause.verbs.finite >= 0 and _stands_across_cue(ground, clause):
        return True
    if level == 2 or (level == 1 and (clause.verbs.finite >= 0 or clause.type is ClauseType.PARTICIPLE)):
        return True
    return _says_its_own(ground, i_clause, n_content)


def _stands_across_cue(ground: Ground, clause: Clause) -> bool:
    """Whether who says it stands between a clause and the one above it: '“A”, zegt X, “en B”' are two things said."""
    above = ground.clauses[clause.parent].tokens
    if above[0] < clause.tokens[-1] and clause.tokens[0] < above[-1]:
        return False
    between = range(min(above[-1], clause.tokens[-1]) + 1, max(above[0], clause.tokens[0]))
    return any(i in ground.cover.frame for i in between)


def _says_its_own(ground: Ground, i_clause: int, n_content: int) -> bool:
    """Whether a clause says something apart from the one above it."""
    tree, clause = ground.tree, ground.clauses[i_clause]
    apart, marked = _follows_mark(tree, clause), not ground.marked.isdisjoint(clause.tokens)
    dated = not ground.dated.isdisjoint(clause.tokens)
    match clause.type:
        case ClauseType.COORDINATE:
            return clause.verbs.finite in clause.tokens
        case ClauseType.LOOSE:
            return clause.verbs.finite >= 0 or n_content >= 4 or clause.head in ground.marked
        case ClauseType.RELATIVE:
            above = tree.tokens[tree.head(clause.head)]
            return n_content >= 3 and (apart or above.upos == "PROPN" or dated)
        case ClauseType.PARTICIPLE:
            return (apart and n_content >= 3) or marked or dated
        case ClauseType.ADVERBIAL:
            return clause.mark not in _CONDITIONS and _is_long(ground, clause)
        case ClauseType.INFINITIVE:
            return apart and marked
    return False


def _follows_mark(tree: Tree, clause: Clause) -> bool:
    """Whether a comma, dash or bracket stands before a clause (or is its first token)."""
    first = clause.tokens[0]
    marks = {",", "-", "–", "—", "(", ";", ":"}
    return tree.tokens[first].text in marks or (first > tree.first and tree.tokens[first - 1].text in marks)


def _is_long(ground: Ground, clause: Clause) -> bool:
    """Whether a clause and the one above it are each long enough to be read alone."""
    above = ground.clauses[clause.parent].tokens
    rest = sum(len(ground.tree.tokens[i].text) + 1 for i in above)
    return min(len(ground.tree.span(clause.tokens)), rest) >= _SHORTEST_PART
