"""Small stories built by hand for weighing: sources, reports and claims given in a few words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from builders import a_report
from zegsman.record.annotation import (
    Annotation,
    Certainty,
    Event,
    Kind,
    Polarity,
    Statement,
    TimeExpression,
    TimeStatus,
    Token,
)
from zegsman.record.days import Days, parse_iso_days
from zegsman.record.entity import Entity, Source, SourceKind
from zegsman.record.spans import Span
from zegsman.record.story import Copy, Resolution, StatementPair

WORDS = "Er is iets gebeurd."


@dataclass(frozen=True)
class Said:
    """One statement: in which report, by whom (source ids, nearest first), and how."""

    report: str
    chain: tuple[str, ...] = ()
    kind: Kind = Kind.INDIRECT
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.AFFIRMED
    day: Days | None = None
    cue: str = ""
    id: str = ""
    text: str = WORDS
    time_status: TimeStatus = TimeStatus.PAST
    is_event: bool = False


EVENT = Event(Span(0, 1), "ASSAULT", None, Certainty.CERTAIN, Polarity.AFFIRMED, TimeStatus.PAST)


def tokens_of(text: str, start: int, n_before: int) -> list[Token]:
    """Words of a statement as tokens: lemma as written, every word hung on the next, so that articles meet nouns."""
    tokens, at = [], start
    words = text.rstrip(".").split(" ")
    for place, word in enumerate(words):
        head = n_before + place + 1 if place + 1 < len(words) else -1
        tokens.append(Token(Span(at, at + len(word)), word, word.lower(), "X", head, "dep"))
        at += len(word) + 1
    return tokens


@dataclass
class StoryBuilder:
    """Collects what a test cares about; `build` gives the resolution."""

    sources: dict[str, Source] = field(default_factory=dict)
    said: list[list[Said]] = field(default_factory=list)
    copies: tuple[Copy, ...] = ()
    pairs: tuple[StatementPair, ...] = ()
    entities: tuple[Entity, ...] = ()
    participants: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    published: dict[str, str] = field(default_factory=dict)

    def source(self, id: str, kind: SourceKind = SourceKind.PERSON, **facts: object) -> StoryBuilder:
        """Adds a source; named and placed to know unless said otherwise."""
        plain = Source(id, id, kind, named=True, placed_to_know=True)
        self.sources[id] = replace(plain, **facts)  # type: ignore[arg-type]
        return self

    def claim(self, *said: Said) -> StoryBuilder:
        """Adds a claim out of its statements."""
        self.said.append(list(said))
        return self

    def build(self) -> Resolution:
        """The resolution: one report for each name used, statements one after another in it."""
        names = sorted({said.report for claim in self.said for said in claim} | set(self.published))
        texts = dict.fromkeys(names, "")
        statements: dict[str, list[Statement]] = {name: [] for name in names}
        times: dict[str, list[TimeExpression]] = {name: [] for name in names}
        tokens: dict[str, list[Token]] = {name: [] for name in names}
        chains: dict[str, tuple[str, ...]] = {}
        claims = []
        for i_claim, claim in enumerate(self.said):
            ids = []
            for i_said, said in enumerate(claim):
                statement_id = said.id or f"s{i_claim}-{i_said}"
                ids.append(statement_id)
                chains[statement_id] = said.chain
                start = len(texts[said.report])
                texts[said.report] += f"{said.cue} {said.text}\n\n"
                span = Span(start + len(said.cue) + 1, start + len(said.cue) + 1 + len(said.text))
                tokens[said.report] += tokens_of(said.text, span.start, len(tokens[said.report]))
                cue = Span(start, start + len(said.cue)) if said.cue else None
                kind = said.kind if said.chain or said.kind is Kind.HEARSAY else Kind.NARRATED
                indices: tuple[int, ...] = ()
                if said.day:
                    indices = (len(times[said.report]),)
                    times[said.report].append(TimeExpression(span, "DATE", said.day.value or "X", said.day))
                statements[said.report].append(
                    Statement(
                        statement_id,
                        said.report,
                        span,
                        (),
                        cue,
                        kind,
                        said.certainty,
                        said.polarity,
                        said.time_status,
                        indices,
                        (0,) if said.is_event else (),
                    )
                )
            claims.append(tuple(ids))
        reports = tuple(
            a_report(texts[name] or WORDS, id=name, outlet=name, published=self.published.get(name, "2024-03-05"))
            for name in names
        )
        outlets = {name: f"outlet-{name}" for name in names}
        for name in names:
            self.sources.setdefault(f"outlet-{name}", Source(f"outlet-{name}", name, SourceKind.OUTLET, named=True))
        return Resolution(
            story_id="story-1",
            title="Iets",
            reports=reports,
            annotations=tuple(
                Annotation(
                    name,
                    "nl",
                    statements=tuple(statements[name]),
                    times=tuple(times[name]),
                    tokens=tuple(tokens[name]),
                    events=(EVENT,),
                )
                for name in names
            ),
            copies=self.copies,
            entities=self.entities,
            sources=tuple(self.sources.values()),
            outlets=outlets,
            chains=chains,
            claims=tuple(claims),
            pairs=self.pairs,
            participants=self.participants,
        )


def days(value: str) -> Days:
    """The days of an ISO date."""
    return parse_iso_days(value)
