"""The line of resolve: from annotated reports to what was decided across them, one resolution a story."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zegsman.record.annotation import Polarity
from zegsman.record.entity import SourceKind
from zegsman.record.judgement import Judge
from zegsman.record.story import Resolution, story_id
from zegsman.resolve.claims.denials import denying
from zegsman.resolve.claims.features import Story
from zegsman.resolve.claims.groups import compare_statements, group_statements
from zegsman.resolve.claims.relations import relate_statements
from zegsman.resolve.claims.slots import read_slots
from zegsman.resolve.claims.spellings import find_misspellings
from zegsman.resolve.copies import find_copies
from zegsman.resolve.entities import resolve_entities
from zegsman.resolve.revisions import find_revisions
from zegsman.resolve.sources import resolve_sources
from zegsman.resolve.stories import group_stories, title_of_story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from zegsman.record.annotation import Annotation, Statement
    from zegsman.record.judgement import Judgement
    from zegsman.record.report import Report
    from zegsman.resolve.claims.slots import Slots


def resolve_stories(
    reports: Sequence[Report], annotations: Sequence[Annotation], judgements: Iterable[Judgement] = ()
) -> tuple[Resolution, ...]:
    """What was decided across reports, one resolution for each affair, in order of story id.

    Args:
        reports: Reports of any number of affairs, in any order; the result does not depend on it.
        annotations: One for each report, in the same order.
        judgements: Decisions made before; those of a person are applied, the others are made anew.
    """
    decided = tuple(judgement for judgement in judgements if judgement.judge is Judge.PERSON)
    resolutions = [
        resolve_story([reports[i] for i in group], [annotations[i] for i in group], decided)
        for group in group_stories(reports, annotations, decided)
    ]
    return tuple(sorted(resolutions, key=lambda resolution: resolution.story_id))


def resolve_story(
    reports: Sequence[Report], annotations: Sequence[Annotation], judgements: Iterable[Judgement] = ()
) -> Resolution:
    """What was decided across reports that are taken to be of one affair, in order of publication."""
    judged = tuple(judgement for judgement in judgements if judgement.judge is Judge.PERSON)
    later_versions = frozenset(report.replaced_by for report in reports if report.replaced_by)
    standing = [pair for pair in zip(reports, annotations, strict=True) if pair[0].replaced_by is None]
    copies = find_copies([report for report, _ in standing], [annotation for _, annotation in standing])
    repeating = frozenset(copy.report for copy in copies if copy.whole)
    paired = sorted(
        zip(reports, annotations, strict=True), key=lambda pair: _reading_order(pair[0], later_versions, repeating)
    )
    reports = tuple(report for report, _ in paired)
    annotations = tuple(annotation for _, annotation in paired)
    entities = resolve_entities(reports, annotations, judged)
    sources, outlets, chains = resolve_sources(reports, annotations, entities, judged)
    slots = read_slots(reports, annotations, entities, chains, sources)
    story = Story(slots)
    known = {entity.id: entity for entity in entities}
    compared = compare_statements(story, known, judged)
    groups = group_statements(story, compared, reports, copies, judged)
    by_report = {i: outlets.get(report.id, "") for i, report in enumerate(sorted(reports, key=lambda r: r.id))}
    documents = frozenset(source.id for source in sources if source.kind is SourceKind.DOCUMENT)
    pairs = relate_statements(story, groups, compared, known, by_report, documents)
    misspelt, namings = find_misspellings(reports, annotations, entities)
    pairs += misspelt
    denials = denying(compared.denials)
    denials |= {i for i, first in compared.repeated.items() if first in denials}
    turned = {slots[i].id for i in _turned(slots, groups) if i not in denials}
    annotations = _with_polarity(annotations, {slots[i].id for i in denials}, turned)
    order = {report.id: i for i, report in enumerate(reports)}
    statements = (*(s for annotation in annotations for s in annotation.statements), *namings)
    reading = {s.id: (order[s.report], s.span.start, s.span.end, s.id) for s in statements}
    claims = [tuple(sorted((slots[i].id for i in group), key=reading.__getitem__)) for group in groups]
    return Resolution(
        story_id=story_id(reports[0].id) if reports else "story-none",
        title=title_of_story(reports, annotations),
        reports=reports,
        annotations=annotations,
        copies=copies,
        entities=entities,
        sources=sources,
        outlets=outlets,
        chains=chains,
        claims=tuple(sorted(claims, key=lambda claim: reading[claim[0]])),
        pairs=tuple(sorted(pairs, key=lambda pair: (reading[pair.left], reading[pair.right], pair.relation))),
        participants={one.id: _participants(one) for one in slots},
        judgements=judged,
        namings=namings,
        revisions=find_revisions(reports, annotations),
    )


def _turned(slots: Sequence[Slots], groups: Iterable[Sequence[int]]) -> Iterator[int]:
    """The statements that deny the opposite of what another of their claim tells, and so tell it too."""
    for group in groups:
        told = {matter for i in group if not slots[i].denied for matter in slots[i].says}
        yield from (i for i in group if slots[i].turned & told)


def _with_polarity(annotations: Sequence[Annotation], denying: Set[str], turned: Set[str]) -> tuple[Annotation, ...]:
    """The annotations with the polarity that statements turn out to have beside the others.

    Denied are those that speak against another without a word that denies; affirmed those that deny the opposite of
    the news, which tell it.
    """
    decided = dict.fromkeys(turned, Polarity.AFFIRMED) | dict.fromkeys(denying, Polarity.DENIED)
    return tuple(
        replace(annotation, statements=tuple(_of_polarity(one, decided) for one in annotation.statements))
        if any(decided.get(one.id, one.polarity) is not one.polarity for one in annotation.statements)
        else annotation
        for annotation in annotations
    )


def _of_polarity(statement: Statement, decided: Mapping[str, Polarity]) -> Statement:
    return replace(statement, polarity=decided.get(statement.id, statement.polarity))


def _reading_order(
    report: Report, later_versions: frozenset[str], repeating: frozenset[str]
) -> tuple[str, str, str, bool, str]:
    """By publication; a later version of a report, which bears the same day, after the one whose place it took.

    A copy stands behind the other reports of its day, and so behind what it repeats.
    """
    days = report.published
    moment = next((value for name, value in report.extra if name == "date" and "T" in value), "")
    seen_at = report.received_at or "9999" if report.id in later_versions else ""
    return (days.start.isoformat() if days.start else "9999", moment, seen_at, report.id in repeating, report.id)


def _participants(slots: Slots) -> tuple[tuple[str, str], ...]:
    """Role and entity of each who takes part, those without a known role as 'other'."""
    known = {entity for _, entity in slots.roles}
    rest = [("location" if entity in slots.places else "other", entity) for entity in sorted(slots.entities - known)]
    return (*slots.roles, *rest)
