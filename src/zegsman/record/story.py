"""What was decided across the reports of one affair, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zegsman.record.annotation import Annotation, Statement
from zegsman.record.days import Days
from zegsman.record.entity import Entity, Mention, Source
from zegsman.record.judgement import Judgement
from zegsman.record.report import Report, content_id
from zegsman.record.spans import Span


def story_id(first_report: str) -> str:
    """The id of a story, which is named after its first report."""
    return content_id("story", first_report)


@dataclass(frozen=True, slots=True)
class NearStories:
    """Two stories that may be one affair: what links them lies just below what is needed."""

    left: str
    """The report of the smaller story, and `right` that of the other, that have most in common."""
    right: str
    linkage: float
    needed: float
    shared: tuple[str, ...] = ()
    """Names as the left report writes them, then words, those that weigh most first."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Which reports, by id, tell of one affair: each report is in one group."""

    groups: tuple[tuple[str, ...], ...]
    near: tuple[NearStories, ...] = ()
    """For each group at most one other that it may belong to."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that two reports share nearly word for word."""

    here: Span
    there: Span
    likeness: float


@dataclass(frozen=True, slots=True)
class Copy:
    """`report` repeats `original` (nearly) word for word, wholly or in `passages`."""

    report: str
    original: str
    share: float
    """Share of `report`'s words that stand in `original` too, 0 to 1."""
    passages: tuple[Passage, ...]
    whole: bool
    """Whether the report as a whole is a copy; False where only passages are shared."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A passage that one version of a report has otherwise than the next; None on the side that lacks it."""

    before: Span | None
    after: Span | None


@dataclass(frozen=True, slots=True)
class Revision:
    """What an outlet changed in a report: from the version `earlier` to `later`, both ids of reports."""

    earlier: str
    later: str
    changes: tuple[Change, ...]
    seen_at: str | None = None
    """When the later version was first seen, UTC, ISO 8601."""


class Relation(StrEnum):
    """How two statements about the same matter relate."""

    SAME = "same"
    REFINEMENT = "refinement"
    UPDATE = "update"
    HARDENED = "hardened"
    SOFTENED = "softened"
    CONFLICT = "conflict"


class ConflictKind(StrEnum):
    """About what two statements cannot both be so."""

    POLARITY = "polarity"
    TIME = "time"
    NUMBER = "number"
    PLACE = "place"
    PARTICIPANT = "participant"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class StatementPair:
    """What was found when two statements were compared slot by slot."""

    left: str
    right: str
    relation: Relation
    why: str
    conflict: ConflictKind | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Everything decided across the reports of one story; what `resolve` hands to `weigh`.

    `chains` maps statement ids to source ids, nearest voice first, origin last. `claims` groups statement ids;
    every statement of the annotations is in exactly one group. `outlets` maps report ids to the source id of their
    outlet.
    """

    story_id: str
    title: str
    reports: tuple[Report, ...]
    annotations: tuple[Annotation, ...]
    """One for each report, in the same order."""
    copies: tuple[Copy, ...]
    entities: tuple[Entity, ...]
    sources: tuple[Source, ...]
    outlets: dict[str, str]
    chains: dict[str, tuple[str, ...]]
    claims: tuple[tuple[str, ...], ...]
    pairs: tuple[StatementPair, ...]
    participants: dict[str, tuple[tuple[str, str], ...]]
    """Statement id to (role, entity id), role being actor, recipient, location or other."""
    judgements: tuple[Judgement, ...] = ()
    """The decisions by a person that were applied to this story."""
    namings: tuple[Statement, ...] = ()
    """Places that no statement covers and that a conflict of spelling rests on: the words that name a source.

    They say nothing but the name, and belong to no claim.
    """
    revisions: tuple[Revision, ...] = ()
    """What outlets changed in their reports after publication; a replaced version is among `reports`."""


class Status(StrEnum):
    """What carries a claim (GUIDE: status)."""

    CORROBORATED = "corroborated"
    SINGLE_ORIGIN = "single-origin"
    NARRATED = "narrated"
    HEARSAY = "hearsay"
    DISPUTED = "disputed"


class Turn(StrEnum):
    """What happens to a claim when a report says something about it."""

    FIRST = "first seen"
    REPEATED = "repeated"
    REFINED = "refined"
    HARDENED = "hardened"
    SOFTENED = "softened"
    DENIED = "denied"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One turn in a claim's life: in which report, at which of its statements, when, and why it is told so."""

    turn: Turn
    report: str
    statement: str | None
    """None where a report was changed and no longer says it."""
    at: str | None
    """ISO 8601: the day of publication at its precision, or the moment at which a new version was seen."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What statements in one or more reports agree or disagree about, weighed."""

    id: str
    text: str
    statements: tuple[str, ...]
    reports: int
    outlets: int
    origins: tuple[str, ...]
    independent_origins: int
    independent_at_most: int
    vouching: tuple[str, ...]
    status: Status
    credibility: int
    why: str
    time: Days | None
    event_type: str | None
    event_mode: str | None
    event_trigger: str | None
    participants: tuple[tuple[str, str], ...]
    time_inferred: bool = False
    """Whether `time` is that of the sentences just before, no statement of the claim giving one itself."""
    life: tuple[LifeEvent, ...] = ()
    """From first seen to withdrawn, in order of time."""
    standing: bool = True
    """Whether a report still says it; False where each that did was changed and no longer does."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements that cannot all be so."""

    id: str
    kind: ConflictKind
    statements: tuple[str, ...]
    claims: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Development:
    """How two statements about one claim relate over time or along the chain, where they do not conflict."""

    kind: Relation
    earlier: str
    later: str
    why: str


@dataclass(frozen=True, slots=True)
class Link:
    """Who has what from whom; ends are report or source ids; kind is cites, copies, speaks_for or quotes."""

    origin: str
    target: str
    kind: str
    claims: tuple[str, ...]
    evidence: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class WeighedStory:
    """A story with its claims weighed; what `weigh` hands to `tell`."""

    resolution: Resolution
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    developments: tuple[Development, ...]
    loops: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
