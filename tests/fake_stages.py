"""Stages without a model for tests of the desk and the commands: sentences are statements, equal ones one claim."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from zegsman.desk.stages import Stages
from zegsman.errors import AnnotateError
from zegsman.record.annotation import (
    Annotation,
    Certainty,
    Kind,
    Name,
    NameType,
    Polarity,
    Sentence,
    SourceMention,
    Statement,
    TimeStatus,
)
from zegsman.record.entity import Entity, Mention, Source, SourceKind
from zegsman.record.report import content_id
from zegsman.record.spans import Span
from zegsman.record.story import Claim, Conflict, ConflictKind, Grouping, NearStories, Resolution, Status, WeighedStory
from zegsman.resolve.decided_groups import decide_groups
from zegsman.resolve.profiles import Profile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zegsman.record.judgement import Judgement
    from zegsman.record.report import Report

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_SAID = re.compile(r"zegt ([A-Z]\w+)")


class CountingStages:
    """Stages that remember what they were asked to do."""

    def __init__(self) -> None:
        self.annotated: list[str] = []
        self.resolved: list[tuple[str, ...]] = []

    def stages(self, version: str = "1") -> Stages:
        """The stages; another `version` makes annotations of earlier ones out of date."""
        return Stages(
            annotate=self.annotate,
            profile=profile,
            group=self.group,
            resolve=self.resolve,
            weigh=weigh,
            compose=compose,
            annotate_version=version,
            resolve_version="1",
        )

    def annotate(self, reports: Sequence[Report]) -> Sequence[Annotation]:
        """One statement a sentence; a report that says 'ONLEESBAAR' cannot be annotated."""
        if any("ONLEESBAAR" in report.text for report in reports):
            raise AnnotateError("a text that cannot be annotated")
        self.annotated += [report.id for report in reports]
        return [_annotation(report) for report in reports]

    def group(
        self, reports: Sequence[Report], annotations: Sequence[Annotation], judgements: Sequence[Judgement]
    ) -> Grouping:
        """Reports with the same first word make a story; two that end alike may be one, until a person joins them."""
        stories: dict[str, list[str]] = {}
        ordered = sorted(reports, key=lambda one: one.id)
        for report in ordered:
            stories.setdefault(report.text.split()[0].lower(), []).append(report.id)
        numbered = [[[one.id for one in ordered].index(id) for id in ids] for ids in stories.values()]
        decided = decide_groups(numbered, [one.id for one in ordered], judgements)
        groups = [[ordered[i] for i in group] for group in decided]
        return Grouping(tuple(tuple(one.id for one in group) for group in groups), tuple(_near(groups)))

    def resolve(
        self, reports: Sequence[Report], annotations: Sequence[Annotation], judgements: Sequence[Judgement]
    ) -> Resolution:
        """Equal words are one claim; judgements of sameness of entities join spellings."""
        self.resolved.append(tuple(report.id for report in reports))
        return _resolution(reports, annotations, judgements)


def _annotation(report: Report) -> Annotation:
    sentences, statements, names = [], [], []
    for match in _SENTENCE.finditer(report.text):
        words = match.group().strip()
        if not words:
            continue
        start = report.text.index(words, match.start())
        span = Span(start, start + len(words))
        sentences.append(Sentence(span, 0, 0))
        said = _SAID.search(report.text, span.start, span.end)
        chain = (SourceMention(said[1], Span(*said.span(1))),) if said else ()
        polarity = Polarity.DENIED if " niet " in words else Polarity.AFFIRMED
        kind = Kind.INDIRECT if said else Kind.NARRATED
        id = content_id("statement", report.id, str(start))
        statements.append(
            Statement(id, report.id, span, chain, None, kind, Certainty.CERTAIN, polarity, TimeStatus.PAST)
        )
        if said:
            names.append(Name(Span(*said.span(1)), NameType.PER))
    vectors = np.ones((len(statements), 4), np.float16)
    return Annotation(
        report.id, report.language, tuple(sentences), (), tuple(names), statements=tuple(statements),
        sentence_vectors=vectors, statement_vectors=vectors,
    )  # fmt: skip


def _resolution(
    reports: Sequence[Report], annotations: Sequence[Annotation], judgements: Sequence[Judgement]
) -> Resolution:
    texts = {report.id: report.text for report in reports}
    sources: dict[str, Source] = {}
    chains: dict[str, tuple[str, ...]] = {}
    groups: dict[str, list[str]] = {}
    entities: dict[str, Entity] = {}
    for annotation in annotations:
        for one in annotation.statements:
            words = one.span.of(texts[one.report])
            groups.setdefault(re.sub(r" (?:niet|zegt \w+)\b", "", words.casefold()), []).append(one.id)
            for link in one.chain:
                source = Source(content_id("source", link.text), link.text, SourceKind.PERSON, named=True)
                sources.setdefault(source.id, source)
                entity = Entity(
                    content_id("entity", link.text), link.text, NameType.PER, (link.text,),
                    (Mention(one.report, link.span),),
                )  # fmt: skip
                entities.setdefault(entity.id, entity)
                chains[one.id] = (source.id,)
            chains.setdefault(one.id, ())
    merged = [one for one in judgements if one.subject == "entity" and one.verdict == "same"]
    for judged in merged:
        left = next((entity for entity in entities.values() if judged.left in entity.aliases), None)
        right = next((entity for entity in entities.values() if judged.right in entity.aliases), None)
        if left and right and left.id != right.id:
            entities[left.id] = replace(left, aliases=(*left.aliases, *right.aliases))
            del entities[right.id]
    title = next((report.title for report in reports if report.title), None) or reports[0].text.split("\n")[0][:40]
    return Resolution(
        story_id=content_id("story", reports[0].text.split()[0].lower()),
        title=title,
        reports=tuple(reports),
        annotations=tuple(annotations),
        copies=(),
        entities=tuple(entities.values()),
        sources=tuple(sources.values()),
        outlets={},
        chains=chains,
        claims=tuple(tuple(group) for group in groups.values()),
        pairs=(),
        participants={},
        judgements=tuple(merged),
    )


def _near(groups: Sequence[Sequence[Report]]) -> Iterator[NearStories]:
    """The groups whose first reports end with the same word: what links them is 0.31."""
    for at, left in enumerate(groups):
        for right in groups[:at]:
            last, other = (re.findall(r"\w+", group[0].text)[-1] for group in (left, right))
            if last == other:
                yield NearStories(left[0].id, right[0].id, 0.31, 0.5, (last,))


def profile(report: Report, annotation: Annotation) -> Profile:
    """A report is about its first word."""
    return Profile({report.text.split()[0].lower(): 1.0}, {}, report.language, None, None)


def weigh(resolution: Resolution) -> WeighedStory:
    """Counts reports and origins; both polarities make a conflict."""
    by_id = {one.id: one for annotation in resolution.annotations for one in annotation.statements}
    texts = {report.id: report.text for report in resolution.reports}
    claims, conflicts = [], []
    for group in resolution.claims:
        members = [by_id[one] for one in group]
        id = content_id("claim", *group)
        origins = sorted({resolution.chains[one][-1] for one in group if resolution.chains[one]})
        disputed = len({one.polarity for one in members}) == 2
        status = Status.DISPUTED if disputed else Status.SINGLE_ORIGIN if origins else Status.NARRATED
        n_reports = len({one.report for one in members})
        claims.append(
            Claim(
                id, members[0].span.of(texts[members[0].report]), group, n_reports, n_reports, tuple(origins),
                len(origins), len(origins), (), status, 4 if disputed else 6, "counted", None, None, None, None, (),
            )
        )  # fmt: skip
        if disputed:
            why = "one report says so and another that it is not so"
            conflicts.append(Conflict(content_id("conflict", *group), ConflictKind.POLARITY, group, (id,), why))
    return WeighedStory(resolution, tuple(claims), tuple(conflicts), (), (), ())


def compose(story: WeighedStory) -> dict[str, Any]:
    """The real dossier: it needs no model."""
    from zegsman.tell.dossier import compose_dossier

    return compose_dossier(story, version="0", model="none")
