"""Persons, organisations and places, and the sources among them, resolved across reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zegsman.record.annotation import NameType
from zegsman.record.spans import Span


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A place in a report."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entity:
    """The person, organisation or place that mentions in several reports stand for."""

    id: str
    name: str
    type: NameType
    aliases: tuple[str, ...]
    """Every spelling used, `name` included, most used first."""
    mentions: tuple[Mention, ...]
    descriptions: tuple[str, ...] = ()
    """Functions and titles the reports give, verbatim."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    coordinates: tuple[float, float] | None = None
    """(longitude, latitude), WGS 84."""


class SourceKind(StrEnum):
    """What kind of source it is."""

    OUTLET = "outlet"
    AGENCY = "agency"
    PERSON = "person"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    GROUP = "group"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


PEOPLE = "people:"
"""Begins an affiliation that says: the same unnamed people."""


@dataclass(frozen=True, slots=True)
class Source:
    """Whoever or whatever reports name as where they have something from; each report's outlet included."""

    id: str
    name: str
    kind: SourceKind
    named: bool
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entity: str | None = None
    speaks_for: str | None = None
    """Id of the source it speaks for or belongs to."""
    affiliation: str | None = None
    """Key of who is behind it where no source stands for them ('country:US', 'entity:…'), for independence; of unnamed
    people whom reports in two languages have from one medium `PEOPLE` and the id of one of the two."""
    placed_to_know: bool = False
    """Takes part in it, is responsible for it, saw it, or speaks for who does (GUIDE: credibility 2)."""
    reliability: str = "F"
    """Admiralty code A to F, set by a person; F, cannot be judged, until then."""
    why: str = ""
