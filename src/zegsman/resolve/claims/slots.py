"""The slots of a statement: who, does what, to whom, where, when, how many, and whether it is so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.resolve.claims.own_slots import OwnSlots, read_own_slots
from zegsman.resolve.claims.places import EntityIndex
from zegsman.resolve.claims.terms import TermReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zegsman.record.annotation import Annotation, Statement
    from zegsman.record.entity import Entity, Source
    from zegsman.record.report import Report
    from zegsman.resolve.claims.places import EntityPlaces


@dataclass(frozen=True, eq=False, kw_only=True)
class Slots(OwnSlots):
    """What is compared when two statements are laid side by side."""

    report: int
    """Index of the report, in order of report id."""
    terms: dict[str, float]
    """What it is about: concepts, lemmas and parts of compounds, each with its weight before rarity."""
    context: dict[str, float]
    """The same of the sentence before, for statements that lean on it ('Dat gebeurde …'), or of the phrase that a
    relative clause hangs in, whose entities are among its own."""
    entities: frozenset[str]
    places: frozenset[str]
    roles: tuple[tuple[str, str], ...]
    chain: tuple[str, ...]
    """Source ids, nearest voice first."""
    speaking: frozenset[str]
    """Who says it: the source that its chain ends with, those it speaks for, and the entities that they are."""


def read_slots(
    reports: Sequence[Report],
    annotations: Sequence[Annotation],
    entities: Sequence[Entity],
    chains: Mapping[str, tuple[str, ...]],
    sources: Iterable[Source] = (),
) -> list[Slots]:
    """The slots of every statement, in order of report id and place."""
    index = EntityIndex(entities)
    known = {source.id: source for source in sources}
    speakers = {chain[-1]: _who_speaks(chain[-1], known) for chain in chains.values() if chain}
    result: list[Slots] = []
    ranked = sorted(zip(reports, annotations, strict=True), key=lambda pair: pair[0].id)
    for i_report, (report, annotation) in enumerate(ranked):
        places, terms = index.in_report(annotation), TermReader(report, annotation)
        for own, statement in zip(read_own_slots(report, annotation), annotation.statements, strict=True):
            chain = tuple(chains.get(statement.id, ()))
            named, located = places.within(statement.span)
            context = terms.context_of(statement.span, own.sentence, places)
            if (antecedent := terms.antecedent_of(statement.span)) is not None:
                named |= places.within(antecedent)[0]
                context = terms.terms_of(antecedent, places)
            slots = Slots(
                **vars(own),
                report=i_report,
                terms=terms.terms_of(statement.span, places),
                context=context,
                entities=named,
                places=located,
                roles=_roles(statement, annotation, places),
                chain=chain,
                speaking=speakers.get(chain[-1], frozenset()) if chain else frozenset(),
            )
            result.append(slots)
    return result


def _roles(statement: Statement, annotation: Annotation, places: EntityPlaces) -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    for i in statement.events:
        for participant in annotation.events[i].participants:
            for entity in places.at(participant.span):
                found[participant.role, entity] = None
    return tuple(found)


def _who_speaks(source: str, known: Mapping[str, Source]) -> frozenset[str]:
    """A source, those it speaks for one after the other, and the entities that they are."""
    found: set[str] = set()
    while source not in found:
        found.add(source)
        one = known.get(source)
        if one is None:
            break
        if one.entity is not None:
            found.add(one.entity)
        source = one.speaks_for or source
    return frozenset(found)
