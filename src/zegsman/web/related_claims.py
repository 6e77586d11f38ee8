"""Claims that a reader of one claim wants beside it, each with the reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zegsman.tell.index import DossierIndex, Json

MOST_RELATED = 8
_NAMES = 3
"""Entities named as the reason; more make a list, not a reason."""


@dataclass(frozen=True, slots=True)
class RelatedClaim:
    """A claim and why it is related: a conflict or development that joins them, or entities that both are about."""

    claim: Json
    reason: str
    """'conflict', 'development' or 'about'."""
    names: tuple[str, ...] = ()


def related_claims(index: DossierIndex, claim: Json) -> tuple[RelatedClaim, ...]:
    """The claims most related to one: those that conflict with it or develop it, then those about the same.

    What both are about counts the more, the fewer claims are about it: that two claims of an affair are both about
    its country says little.
    """
    found: dict[str, RelatedClaim] = {}
    own = set(claim["statements"])
    for conflict in index.dossier["conflicts"]:
        if own & set(conflict["statements"]):
            _add(index, found, claim, index.claims_of(conflict["statements"]), "conflict")
    for development in index.dossier.get("developments", []):
        ends = [development["from"], development["to"]]
        if own & set(ends):
            _add(index, found, claim, index.claims_of(ends), "development")
    for one in _about_the_same(index, claim):
        found.setdefault(one.claim["id"], one)
    return tuple(found.values())[:MOST_RELATED]


def _add(index: DossierIndex, found: dict[str, RelatedClaim], claim: Json, ids: list[str], reason: str) -> None:
    for id in ids:
        if id != claim["id"]:
            found.setdefault(id, RelatedClaim(index.claims_by_id[id], reason))


def _about_the_same(index: DossierIndex, claim: Json) -> list[RelatedClaim]:
    about, counts = index.kept("entities of claims", lambda: _about(index))
    mine = about[claim["id"]]
    scored = []
    for other in index.claims:
        shared = sorted(mine & about[other["id"]], key=lambda entity: counts[entity])
        if shared and other["id"] != claim["id"]:
            weight = sum(1 / counts[entity] for entity in shared)
            weight += 0.1 if claim["event"] and other["event"] and _type(claim) == _type(other) else 0
            names = tuple(index.entities[entity]["name"] for entity in shared[:_NAMES])
            scored.append((-weight, index.numbers[other["id"]], RelatedClaim(other, "about", names)))
    return [one for _, _, one in sorted(scored, key=lambda item: item[:2])[:MOST_RELATED]]


def _about(index: DossierIndex) -> tuple[dict[str, frozenset[str]], Counter[str]]:
    """By claim whom and what it is about; and of how many claims each is part."""
    about = {one["id"]: _entities(one) for one in index.claims}
    return about, Counter(entity for entities in about.values() for entity in entities)


def _entities(claim: Json) -> frozenset[str]:
    return frozenset(participant["entity"] for participant in claim["participants"])


def _type(claim: Json) -> str:
    return str(claim["event"]["type"])
