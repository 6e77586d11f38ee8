"""The dossier: a weighed story as the JSON object that the contract (`dossier.schema.json`) lays down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zegsman.record.report import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from zegsman.record.annotation import Annotation, Statement
    from zegsman.record.days import Days
    from zegsman.record.entity import Entity, Mention, Source
    from zegsman.record.report import Report
    from zegsman.record.spans import Span
    from zegsman.record.story import Claim, Conflict, Development, Link, Resolution, Revision, WeighedStory

SCHEMA = "zegsman.dossier/1"
"""Name and number of the contract that this module writes."""

Json = dict[str, Any]


def compose_dossier(story: WeighedStory, *, version: str = "", model: str = "") -> Json:
    """Lays out a weighed story as the contract's JSON: plain dicts, lists, strings, numbers.

    Offsets are code points of the report's `text`, half-open. Statements stand in the order of reading: the order
    of the reports, then their start. Beyond the contract, reports carry `leftovers`, `blocks`, `author`,
    `canonical_url`, `published_at`, `other_agencies`, `cut`, `rights`, `received_at`, `replaced_by` and
    `read_by_transfer`, statements `chain_at` (where each link stands) and `times`, claims `standing` and `life`, and
    the dossier `judgements` and `revisions`. What lies beside the story (`near_stories`) the desk adds.

    Args:
        story: The story as weighed.
        version: Version of the program, for `generator`.
        model: Name or digest of the encoder, for `generator`.
    """
    resolution = story.resolution
    claim_of = {statement: claim.id for claim in story.claims for statement in claim.statements}
    generator = {"name": "zegsman", "version": version, "model": model}
    return {
        "schema": SCHEMA,
        "generator": {key: value for key, value in generator.items() if value},
        "story": _story_part(resolution),
        "reports": [_report_part(report, resolution) for report in resolution.reports],
        "entities": [_entity_part(entity) for entity in resolution.entities],
        "sources": [_source_part(source) for source in resolution.sources],
        "statements": [
            _statement_part(statement, annotation, resolution, claim_of)
            for annotation in _in_report_order(resolution)
            for statement in _in_reading_order(annotation, resolution)
        ],
        "claims": [_claim_part(claim) for claim in story.claims],
        "conflicts": [_conflict_part(conflict) for conflict in story.conflicts],
        "timeline": _timeline_part(story.claims),
        "developments": [_development_part(development) for development in story.developments],
        "loops": [list(loop) for loop in story.loops],
        "links": [_link_part(link) for link in story.links],
        "judgements": _judgement_parts(resolution),
        "revisions": [_revision_part(revision) for revision in resolution.revisions],
    }


def _judgement_parts(resolution: Resolution) -> list[Json]:
    """The decisions that name something in this story; a case holds those about other stories too."""
    named = {name for entity in resolution.entities for name in (entity.name, *entity.aliases)}
    named |= {name for source in resolution.sources for name in (source.name, *source.aliases)}
    named |= {statement.id for annotation in resolution.annotations for statement in annotation.statements}
    named |= {report.id for report in resolution.reports}
    return [
        {
            "subject": str(judgement.subject),
            "left": judgement.left,
            "right": judgement.right,
            "verdict": str(judgement.verdict),
            "judge": str(judgement.judge),
            "why": judgement.why,
        }
        for judgement in resolution.judgements
        if judgement.left in named or judgement.right in named
    ]


def _in_report_order(resolution: Resolution) -> list[Annotation]:
    """Annotations in the order of the reports, which is the order of reading."""
    by_report = {annotation.report: annotation for annotation in resolution.annotations}
    return [by_report[report.id] for report in resolution.reports if report.id in by_report]


def _in_reading_order(annotation: Annotation, resolution: Resolution) -> list[Statement]:
    """Statements of one report and the namings in it, by their place."""
    namings = [naming for naming in resolution.namings if naming.report == annotation.report]
    return sorted([*annotation.statements, *namings], key=lambda statement: (statement.span, statement.id))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _days_part(days: Days) -> Json:
    return {"value": days.value, "start": _iso(days.start), "end": _iso(days.end)}


def _span_part(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _mention_parts(mentions: Iterable[Mention]) -> list[Json]:
    return [{"report": mention.report, **_span_part(mention.span)} for mention in mentions]


def _story_part(resolution: Resolution) -> Json:
    """First and last are the earliest day on which a report can, and the latest on which one must have appeared."""
    published = [report.published for report in resolution.reports]
    starts = [days.start for days in published if days.start]
    ends = [days.end for days in published if days.end]
    languages = dict.fromkeys(report.language for report in resolution.reports)
    return {
        "id": resolution.story_id,
        "title": resolution.title,
        "languages": [language for language in languages if language.isalpha() and language.islower()],
        "first": _iso(min(starts, default=None)),
        "last": _iso(max(ends, default=None)),
    }


def _report_part(report: Report, resolution: Resolution) -> Json:
    copies = [copy for copy in resolution.copies if copy.report == report.id and copy.whole]
    return {
        "id": report.id,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "path": report.path,
        "published": _days_part(report.published),
        "language": report.language,
        "text": report.text,
        "sha256": report.sha256,
        "copy_of": copies[0].original if copies else None,
        "agency": report.agency,
        "author": report.author,
        "canonical_url": report.canonical_url,
        "published_at": report.published_at,
        "other_agencies": list(report.other_agencies),
        "cut": [{"kind": str(cut.kind), "n_words": cut.n_words} for cut in report.cut],
        "rights": report.rights,
        "received_at": report.received_at,
        "replaced_by": report.replaced_by,
        "blocks": [
            {"kind": str(block.kind), **_span_part(block.span)}
            for block in report.blocks
            if block.kind is not BlockKind.LEFTOVER
        ],
        "leftovers": [_span_part(block.span) for block in report.blocks if block.kind is BlockKind.LEFTOVER],
        "read_by_transfer": any(one.report == report.id and not one.sure for one in resolution.annotations),
    }


def _entity_part(entity: Entity) -> Json:
    return {
        "id": entity.id,
        "name": entity.name,
        "type": str(entity.type),
        "aliases": list(entity.aliases),
        "descriptions": list(entity.descriptions),
        "country": entity.country,
        "coordinates": list(entity.coordinates) if entity.coordinates else None,
        "mentions": _mention_parts(entity.mentions),
    }


def _source_part(source: Source) -> Json:
    return {
        "id": source.id,
        "name": source.name,
        "kind": str(source.kind),
        "named": source.named,
        "entity": source.entity,
        "speaks_for": source.speaks_for,
        "reliability": source.reliability,
        "aliases": list(source.aliases),
        "why": source.why,
    }


def _statement_part(
    statement: Statement, annotation: Annotation, resolution: Resolution, claim_of: Mapping[str, str]
) -> Json:
    times = [annotation.times[index] for index in statement.times]
    return {
        "id": statement.id,
        "report": statement.report,
        **_span_part(statement.span),
        "chain": list(resolution.chains.get(statement.id, ())),
        "cue": _span_part(statement.cue) if statement.cue else None,
        "kind": str(statement.kind),
        "certainty": str(statement.certainty),
        "polarity": str(statement.polarity),
        "time_status": str(statement.time_status),
        "claim": claim_of.get(statement.id),
        "chain_at": [_span_part(link.named_at) for link in statement.chain],
        "times": [{**_span_part(time.span), "value": time.value} for time in times],
        "why": statement.why,
    }


def _claim_part(claim: Claim) -> Json:
    event = None
    if claim.event_type and claim.event_trigger:
        event = {"type": claim.event_type, "mode": claim.event_mode, "trigger": claim.event_trigger}
    return {
        "id": claim.id,
        "text": claim.text,
        "statements": list(claim.statements),
        "reports": claim.reports,
        "outlets": claim.outlets,
        "origins": list(claim.origins),
        "independent_origins": claim.independent_origins,
        "independent_at_most": claim.independent_at_most,
        "vouching": list(claim.vouching),
        "status": str(claim.status),
        "credibility": claim.credibility,
        "why": claim.why,
        "time": {**_days_part(claim.time), **({"inferred": True} if claim.time_inferred else {})}
        if claim.time
        else None,
        "event": event,
        "participants": [{"role": role, "entity": entity} for role, entity in claim.participants],
        "standing": claim.standing,
        "life": _life_parts(claim),
    }


def _conflict_part(conflict: Conflict) -> Json:
    return {
        "id": conflict.id,
        "kind": str(conflict.kind),
        "statements": list(conflict.statements),
        "claims": list(conflict.claims),
        "why": conflict.why,
    }


def _timeline_part(claims: Iterable[Claim]) -> list[Json]:
    """Claims whose time has both ends, by start, then end, then id."""
    timed = [(claim.time.start, claim.time.end, claim.id) for claim in claims if claim.time and claim.time.known]
    rows = sorted((str(start), str(end), claim_id) for start, end, claim_id in timed)
    return [{"claim": claim_id, "start": start, "end": end} for start, end, claim_id in rows]


def _development_part(development: Development) -> Json:
    return {
        "kind": str(development.kind),
        "from": development.earlier,
        "to": development.later,
        "why": development.why,
    }


def _revision_part(revision: Revision) -> Json:
    changes = [
        {
            "before": _span_part(change.before) if change.before else None,
            "after": _span_part(change.after) if change.after else None,
        }
        for change in revision.changes
    ]
    return {"from": revision.earlier, "to": revision.later, "seen_at": revision.seen_at, "changes": changes}


def _life_parts(claim: Claim) -> list[Json]:
    return [
        {"turn": str(one.turn), "report": one.report, "statement": one.statement, "at": one.at, "why": one.why}
        for one in claim.life
    ]


def _link_part(link: Link) -> Json:
    return {
        "from": link.origin,
        "to": link.target,
        "kind": link.kind,
        "claims": list(link.claims),
        "evidence": _mention_parts(link.evidence),
    }
