"""What one phrase for a source says: who it is, or what kind of unnamed source, and for whom it speaks."""

from __future__ import annotations

from dataclasses import dataclass

from zegsman.record.entity import SourceKind

COUNTRY = "country:"


@dataclass(frozen=True, slots=True)
class SourceReading:
    """A phrase for a source, read: phrases with equal keys stand for one source."""

    key: str
    name: str
    kind: SourceKind
    named: bool
    entity: str | None = None
    speaks_for: str | None = None
    """Key of the source it speaks for."""
    affiliation: str | None = None
    placed_to_know: bool = False
    why: str = ""
    whole: SourceReading | None = None
    """The group that it is some of."""


def entity_key(entity_id: str) -> str:
    """The key of the source that is an entity."""
    return f"entity|{entity_id}"


def body_key(class_: str, place: str | None) -> str:
    """The key of a body that is known by its noun only ('de brandweer')."""
    return f"body|{class_}|{place or ''}"
