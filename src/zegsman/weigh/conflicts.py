"""Conflicts of a story, out of the pairs of statements that cannot both be so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.record.report import content_id
from zegsman.record.story import Conflict, ConflictKind, Relation
from zegsman.weigh.casefile import is_affirmed, is_hearsay
from zegsman.weigh.wording import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zegsman.record.story import StatementPair
    from zegsman.weigh.casefile import Casefile

MOST_STATEMENTS = 6
"""A conflict that shows more than six places is no longer read; three a side tell it."""


def find_conflicts(casefile: Casefile) -> tuple[Conflict, ...]:
    """Every conflict of the story, in the order of reading; what an outlet has taken back conflicts with nothing."""
    claim_of = {s: i for i, claim in enumerate(casefile.resolution.claims) for s in claim}
    pairs = [
        pair
        for pair in casefile.resolution.pairs
        if pair.relation is Relation.CONFLICT and pair.conflict and len(casefile.standing((pair.left, pair.right))) == 2
    ]
    found: list[Conflict] = []
    for kind in ConflictKind:
        of_kind = [pair for pair in pairs if pair.conflict is kind]
        if kind is ConflictKind.POLARITY:
            found.extend(_polarity_conflicts(casefile, of_kind))
        else:
            found.extend(_conflict(casefile, kind, group) for group in _components(of_kind))
    placed = [_with_claims(casefile, conflict, claim_of) for conflict in found]
    return tuple(sorted(placed, key=lambda c: ([casefile.order[s] for s in c.statements], c.kind)))


def _with_claims(casefile: Casefile, conflict: Conflict, claim_of: dict[str, int]) -> Conflict:
    """The same conflict with the claims that it stands in, named by their first statement."""
    numbers = dict.fromkeys(claim_of[s] for s in conflict.statements if s in claim_of)
    claims = tuple(claim_id_of(casefile.resolution.claims[number]) for number in numbers)
    return Conflict(conflict.id, conflict.kind, conflict.statements, claims, conflict.why)


def claim_id_of(statement_ids: Iterable[str]) -> str:
    """The id of a claim: hashed from the ids of its statements, so that the same claim keeps it."""
    return content_id("claim", *sorted(statement_ids))


def _components(pairs: Sequence[StatementPair]) -> list[list[StatementPair]]:
    """Pairs that share a statement, directly or through others, in order of first appearance."""
    groups: list[tuple[set[str], list[StatementPair]]] = []
    for pair in pairs:
        touched = [group for group in groups if group[0] & {pair.left, pair.right}]
        ids, members = {pair.left, pair.right}, [pair]
        for group in touched:
            groups.remove(group)
            ids |= group[0]
            members = group[1] + members
        groups.append((ids, members))
    return [members for _, members in groups]


def _conflict(casefile: Casefile, kind: ConflictKind, pairs: Sequence[StatementPair]) -> Conflict:
    ordered = sorted(pairs, key=lambda pair: _reading_key(casefile, pair))
    chosen: list[str] = []
    for pair in ordered:
        new = [s for s in (pair.left, pair.right) if s not in chosen]
        if len(chosen) + len(new) <= MOST_STATEMENTS:
            chosen.extend(new)
    statements = casefile.in_order(chosen)
    whys = list(dict.fromkeys(pair.why for pair in ordered))
    return Conflict(content_id("conflict", kind, *statements), kind, statements, (), "; ".join(whys[:2]))


def _reading_key(casefile: Casefile, pair: StatementPair) -> tuple[int, int]:
    first, second = casefile.order[pair.left], casefile.order[pair.right]
    return (min(first, second), max(first, second))


def _polarity_conflicts(casefile: Casefile, pairs: Sequence[StatementPair]) -> list[Conflict]:
    """One conflict for each who denies: two who deny the same thing are two conflicts an editor must see."""
    by_denier: dict[tuple[str, ...], list[StatementPair]] = {}
    for pair in pairs:
        denial = pair.left if not is_affirmed(casefile.statements[pair.left]) else pair.right
        by_denier.setdefault(casefile.chain(denial)[-1:], []).append(pair)
    result = []
    for group in by_denier.values():
        for component in _components(group):
            ids = casefile.in_order(s for pair in component for s in (pair.left, pair.right))
            denials = [s for s in ids if not is_affirmed(casefile.statements[s])]
            affirmations = sorted(
                (s for s in ids if is_affirmed(casefile.statements[s])),
                key=lambda s: (not casefile.chain(s), is_hearsay(casefile.statements[s]), casefile.order[s]),
            )
            statements = casefile.in_order(affirmations[: MOST_STATEMENTS // 2] + denials[: MOST_STATEMENTS // 2])
            why = component[0].why or reason(casefile, "conflict", "polarity")
            kind = ConflictKind.POLARITY
            result.append(Conflict(content_id("conflict", kind, *statements), kind, statements, (), why))
    return result
