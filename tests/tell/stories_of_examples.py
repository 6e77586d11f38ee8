"""The examples' gold laid out as a resolution by hand, so that telling is tried on a whole story without a model."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from zegsman.record.annotation import (
    Annotation,
    Certainty,
    Kind,
    NameType,
    Polarity,
    SourceMention,
    Statement,
    TimeExpression,
    TimeStatus,
)
from zegsman.record.days import Days, parse_iso_days
from zegsman.record.entity import Entity, Mention, Source, SourceKind
from zegsman.record.report import Block, BlockKind, Report, content_id, sha256_of
from zegsman.record.spans import Span
from zegsman.record.story import ConflictKind, Copy, Passage, Relation, Resolution, StatementPair
from zegsman.weigh.line import weigh_story

if TYPE_CHECKING:
    from zegsman.record.story import WeighedStory

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
COORDINATES = {
    "Zwolle": (6.09, 52.51),
    "Tallinn": (24.75, 59.44),
    "Almere": (5.22, 52.37),
    "Hengelo": (6.79, 52.27),
    "Terneuzen": (3.83, 51.34),
    "Gdynia": (18.53, 54.52),
    "Klaipeda": (21.14, 55.71),
    "Minsk": (27.57, 53.9),
    "Limassol": (33.04, 34.68),
    "Hull": (-0.34, 53.74),
    "Middelburg": (3.61, 51.5),
    "Riga": (24.11, 56.95),
}
_DOCUMENTS = re.compile(r"e-mail|vrachtbrief|rapport|statement|papers", re.IGNORECASE)
_UNNAMED = re.compile(r"^(twee|two|een|hoge|westerse|western|official|former|woord|spokes|versl)", re.IGNORECASE)
_SENTENCE = re.compile(r"\S.*?(?:[.!?][’'”\"]*(?=\s|$)|$)", re.DOTALL)


def read_example_report(path: Path) -> Report:
    """One example report: front matter, then paragraphs."""
    data = path.read_bytes()
    _, head, text = data.decode().split("---\n", 2)
    facts = yaml.safe_load(head)
    body = text.strip("\n")
    blocks = [
        Block(Span(match.start(), match.end()), BlockKind.PARAGRAPH)
        for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", body)
    ]
    return Report(
        id=content_id("report", path.name),
        text=body,
        sha256=sha256_of(data),
        language=facts["lang"],
        outlet=facts["outlet"],
        title=facts["title"],
        author=facts.get("author"),
        path=path.name,
        published=parse_iso_days(str(facts["date"])[:10]),
        agency=facts.get("agency"),
        blocks=tuple(blocks),
    )


@dataclass
class GoldStory:
    """Collects statements, sources and claims out of one gold file."""

    slug: str
    gold: dict[str, Any]
    reports: dict[str, Report]
    sources: dict[str, Source] = field(default_factory=dict)
    statements: dict[str, list[Statement]] = field(default_factory=dict)
    times: dict[str, list[TimeExpression]] = field(default_factory=dict)
    chains: dict[str, tuple[str, ...]] = field(default_factory=dict)
    claims: list[tuple[str, ...]] = field(default_factory=list)

    def source(self, name: str) -> str:
        """The id of a source, added at its first use; outlets are known by their name."""
        key = re.sub(r"^(twee|two) .*", "twee bronnen", name.casefold()) if name in _ALIKE else name.casefold()
        source_id = content_id("source", _ALIKE.get(name, key))
        outlets = {report.outlet for report in self.reports.values()}
        kind = SourceKind.PERSON if re.search(r" [A-ZÀ-Ž]", name) else SourceKind.GROUP
        if name in outlets:
            kind = SourceKind.OUTLET
        elif _DOCUMENTS.search(name):
            kind = SourceKind.DOCUMENT
        unnamed = bool(_UNNAMED.match(name)) and kind is not SourceKind.DOCUMENT
        self.sources.setdefault(
            source_id, Source(source_id, name, kind, named=not unnamed, aliases=(name,), placed_to_know=not unnamed)
        )
        return source_id

    def statement(self, span: Span, report: Report, evidence: dict[str, Any] | None, day: Days | None) -> str:
        """Adds a statement: of the gold where `evidence` is given, else told in the report's own voice."""
        told = evidence or _NARRATED
        statement_id = content_id("statement", report.id, str(span.start), str(span.end))
        times = self.times.setdefault(report.id, [])
        if day:
            times.append(TimeExpression(span, "DATE", day.value or "", day))
        self.chains[statement_id] = tuple(self.source(name) for name in told["chain"])
        self.statements.setdefault(report.id, []).append(
            Statement(
                id=statement_id,
                report=report.id,
                span=span,
                chain=tuple(SourceMention(name, span) for name in told["chain"]),
                cue=None,
                kind=Kind(told["kind"]),
                certainty=Certainty(told["certainty"]),
                polarity=Polarity(told["polarity"]),
                time_status=TimeStatus(told["time_status"]),
                times=(len(times) - 1,) if day else (),
            )
        )
        return statement_id


_NARRATED: dict[str, Any] = {
    "chain": [],
    "kind": "narrated",
    "certainty": "certain",
    "polarity": "affirmed",
    "time_status": "past",
}
_ALIKE = {
    "Kristjan Poldmae": "kristjan põldmäe",
    "Sint-Odulf hospital": "sint-odulf",
    "politiewoordvoerder": "woordvoerder van de politie",
    "Western diplomat": "westerse diplomaat",
    "twee Europese functionarissen": "two european officials with knowledge of the inquiry",
}


def resolved_example(slug: str) -> Resolution:
    """The example's gold as what `resolve` would hand on, every sentence outside the gold a claim of its own."""
    folder = EXAMPLES / slug
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    paths = sorted(path for path in (folder / "reports").iterdir() if path.name not in gold["distractors"])
    reports = {path.name: read_example_report(path) for path in paths}
    reports = dict(sorted(reports.items(), key=lambda item: (item[1].published.start or date.min, item[0])))
    story = GoldStory(slug, gold, reports)
    for claim in gold["claims"]:
        story.claims.append(tuple(_gold_statement(story, claim, evidence) for evidence in claim["evidence"]))
    for report in reports.values():
        _add_other_sentences(story, report)
    outlets = {report.id: story.source(report.outlet or "") for report in reports.values()}
    entities = _entities(story)
    return Resolution(
        story_id=slug,
        title=next(iter(reports.values())).title or slug,
        reports=tuple(reports.values()),
        annotations=tuple(
            Annotation(
                report.id,
                report.language,
                times=tuple(story.times.get(report.id, ())),
                statements=tuple(sorted(story.statements.get(report.id, ()), key=lambda s: s.span)),
            )
            for report in reports.values()
        ),
        copies=tuple(_copy(reports[left], reports[right]) for left, right in gold["copies"]),
        entities=entities,
        sources=tuple(story.sources.values()),
        outlets=outlets,
        chains=story.chains,
        claims=tuple(story.claims),
        pairs=_pairs(story),
        participants={},
    )


def weighed_example(slug: str) -> WeighedStory:
    """The example's gold, weighed."""
    return weigh_story(resolved_example(slug))


def _gold_statement(story: GoldStory, claim: dict[str, Any], evidence: dict[str, Any]) -> str:
    report = story.reports[evidence["report"]]
    at = report.text.index(evidence["quote"])
    span = Span(at, at + len(evidence["quote"]))
    time = claim["time"]
    day = Days(time["value"], date.fromisoformat(time["start"]), date.fromisoformat(time["end"])) if time else None
    return story.statement(span, report, evidence, day)


def _add_other_sentences(story: GoldStory, report: Report) -> None:
    taken = [statement.span for statement in story.statements.get(report.id, ())]
    for block in report.blocks:
        for match in _SENTENCE.finditer(report.text, block.span.start, block.span.end):
            span = Span(match.start(), match.end())
            if not any(span.overlaps(other) for other in taken):
                story.claims.append((story.statement(span, report, None, None),))


def _copy(report: Report, original: Report) -> Copy:
    lines = [line for line in original.text.split("\n") if line and line in report.text]
    passages = [
        Passage(Span(at, at + len(line)), Span(there, there + len(line)), 1.0)
        for line in lines
        for at, there in [(report.text.index(line), original.text.index(line))]
    ]
    return Copy(report.id, original.id, 0.9, tuple(passages), whole=True, why="shares nine tenths of its words")


def _pairs(story: GoldStory) -> tuple[StatementPair, ...]:
    result = []
    for conflict in story.gold["conflicts"]:
        sides = [_statement_at(story, report, quote) for report, quote in conflict["evidence"]]
        kind = ConflictKind(conflict["kind"])
        result.append(StatementPair(sides[0], sides[1], Relation.CONFLICT, conflict["gist"], kind))
    for claim in story.claims:
        for earlier, later in pairwise(claim):
            first, second = (_certainty(story, s) for s in (earlier, later))
            if first is Certainty.POSSIBLE and second is Certainty.CERTAIN:
                result.append(StatementPair(earlier, later, Relation.HARDENED, "the hedge is gone"))
    return tuple(result)


def _certainty(story: GoldStory, statement_id: str) -> Certainty:
    return next(s.certainty for told in story.statements.values() for s in told if s.id == statement_id)


def _statement_at(story: GoldStory, name: str, quote: str) -> str:
    report = story.reports[name]
    at = report.text.index(quote)
    return next(s.id for s in story.statements[report.id] if s.span.start == at)


def _entities(story: GoldStory) -> tuple[Entity, ...]:
    result = []
    for entity in story.gold["entities"]:
        mentions = [
            Mention(report.id, Span(match.start(), match.end()))
            for report in story.reports.values()
            for surface in entity["surface"][:1]
            for match in re.finditer(rf"\b{re.escape(surface)}\b", report.text)
        ]
        entity_id = content_id("entity", entity["name"])
        place = COORDINATES.get(entity["name"])
        surfaces = tuple(entity["surface"])
        result.append(
            Entity(entity_id, entity["name"], NameType(entity["type"]), surfaces, tuple(mentions), coordinates=place)
        )
    return tuple(result)
