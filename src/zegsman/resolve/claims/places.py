"""Where entities stand in a report: by name, and by the pronouns and descriptions that stand for them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from zegsman.record.annotation import NameType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zegsman.record.annotation import Annotation
    from zegsman.record.entity import Entity
    from zegsman.record.spans import Span


class EntityIndex:
    """Entities by report, and what is known of each."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.by_id = {entity.id: entity for entity in entities}
        self._mentions: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        for entity in entities:
            for mention in entity.mentions:
                self._mentions[mention.report].append((mention.span, entity.id))

    def in_report(self, annotation: Annotation) -> EntityPlaces:
        """The places of entities in one report."""
        named = sorted(self._mentions.get(annotation.report, ()))
        return EntityPlaces(self, named, annotation)

    def is_place(self, entity: str) -> bool:
        """Whether the entity is a place."""
        return self.by_id[entity].type is NameType.LOC


class EntityPlaces:
    """Where entities stand in one report, references to them included."""

    def __init__(self, index: EntityIndex, named: Iterable[tuple[Span, str]], annotation: Annotation) -> None:
        self.index = index
        self.named = list(named)
        starts = [span.start for span, _ in self.named]
        standing: list[tuple[Span, str]] = []
        for reference in annotation.references:
            at = bisect_left(starts, reference.antecedent.start)
            for span, entity in self.named[at : at + 2]:
                if reference.antecedent.contains(span) or span.contains(reference.antecedent):
                    standing.append((reference.span, entity))
                    break
        self.all = sorted(self.named + standing)
        self._starts = [span.start for span, _ in self.all]

    def _inside(self, span: Span) -> list[tuple[Span, str]]:
        at = max(0, bisect_left(self._starts, span.start) - 2)
        found = []
        for place, entity in self.all[at:]:
            if place.start >= span.end:
                break
            if place.overlaps(span):
                found.append((place, entity))
        return found

    def at(self, span: Span) -> tuple[str, ...]:
        """The entities that stand within a span, in order, each once."""
        return tuple(dict.fromkeys(entity for _, entity in self._inside(span)))

    def within(self, span: Span) -> tuple[frozenset[str], frozenset[str]]:
        """The entities that stand within a span, and those of them that are places."""
        found = frozenset(self.at(span))
        return found, frozenset(entity for entity in found if self.index.is_place(entity))

    def covers(self, span: Span) -> bool:
        """Whether a name that stands for an entity covers the span."""
        return any(place.contains(span) for place, _ in self._inside(span))
