"""Stories in the case file: everything decided and weighed, as rows that give back equal things."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from zegsman.record.annotation import Polarity, Statement
from zegsman.record.entity import Entity, Source
from zegsman.record.judgement import Judgement
from zegsman.record.story import (
    Claim,
    Conflict,
    Copy,
    Development,
    Link,
    Resolution,
    Revision,
    StatementPair,
    WeighedStory,
)
from zegsman.store.annotations import load_annotations
from zegsman.store.case import as_json
from zegsman.store.forms import from_plain, to_plain
from zegsman.store.reports import load_reports

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zegsman.record.annotation import Annotation
    from zegsman.store.case import Case

_TABLES: dict[str, Any] = {
    "copies": Copy,
    "entities": Entity,
    "sources": Source,
    "namings": Statement,
    "statement_pairs": StatementPair,
    "claims": Claim,
    "conflicts": Conflict,
    "developments": Development,
    "links": Link,
    "revisions": Revision,
}
"""Tables of (story, position, data) and the type of the record in `data`."""
_JUDGEMENTS: Any = tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story as the list of stories shows it."""

    id: str
    title: str
    fingerprint: str
    """What it was computed from, hashed: the reports, the stages' versions, the judgements."""
    reports: tuple[str, ...]
    n_claims: int
    n_disputed: int
    first: str | None
    last: str | None


def save_story(case: Case, story: WeighedStory, *, fingerprint: str, at: str) -> None:
    """Keeps a story in the place of an earlier one of the same id."""
    found = story.resolution
    with case.transaction():
        remove_story(case, found.story_id)
        case.execute(
            "INSERT INTO stories (id, title, fingerprint, loops, outlets, judgements, made_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                found.story_id,
                found.title,
                fingerprint,
                as_json(story.loops),
                as_json(found.outlets),
                as_json(to_plain(found.judgements, _JUDGEMENTS)),
                at,
            ),
        )
        case.execute_many(
            "INSERT INTO story_reports (story, position, report) VALUES (?, ?, ?)",
            [(found.story_id, i, report.id) for i, report in enumerate(found.reports)],
        )
        for table, values in _listed(story).items():
            case.execute_many(
                f"INSERT INTO {table} (story, position, data) VALUES (?, ?, ?)",
                [(found.story_id, i, as_json(to_plain(one, _TABLES[table]))) for i, one in enumerate(values)],
            )
        case.execute_many(
            'INSERT INTO statements (id, story, report, claim_group, position, "start", "end", words, chain, '
            "participants, kind, certainty, polarity, time_status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            list(_statement_rows(found)),
        )


def _listed(story: WeighedStory) -> dict[str, tuple[Any, ...]]:
    found = story.resolution
    return {
        "copies": found.copies,
        "entities": found.entities,
        "sources": found.sources,
        "namings": found.namings,
        "statement_pairs": found.pairs,
        "claims": story.claims,
        "conflicts": story.conflicts,
        "developments": story.developments,
        "links": story.links,
        "revisions": found.revisions,
    }


def _statement_rows(found: Resolution) -> Iterator[tuple[Any, ...]]:
    places = {one: (i, j) for i, group in enumerate(found.claims) for j, one in enumerate(group)}
    for report, annotation in zip(found.reports, found.annotations, strict=True):
        for one in annotation.statements:
            group, position = places.get(one.id, (-1, 0))
            yield (
                one.id,
                found.story_id,
                report.id,
                group,
                position,
                one.span.start,
                one.span.end,
                one.span.of(report.text),
                as_json(found.chains.get(one.id)),
                as_json(found.participants.get(one.id)),
                one.kind,
                one.certainty,
                one.polarity,
                one.time_status,
            )


def remove_story(case: Case, story: str) -> None:
    """Forgets what was computed of a story; its reports and annotations stay."""
    case.execute("DELETE FROM stories WHERE id = ?", (story,))


def load_stories(case: Case) -> tuple[StoryRow, ...]:
    """All stories, the one with most reports first."""
    members: dict[str, list[str]] = {}
    for story, report in case.rows("SELECT story, report FROM story_reports ORDER BY story, position"):
        members.setdefault(story, []).append(report)
    query = """
        SELECT id, title, fingerprint,
            (SELECT count(*) FROM claims WHERE story = s.id),
            (SELECT count(*) FROM claims WHERE story = s.id AND status = 'disputed'),
            (SELECT min(published_from) FROM reports JOIN story_reports ON report = reports.id WHERE story = s.id),
            (SELECT max(published_to) FROM reports JOIN story_reports ON report = reports.id WHERE story = s.id)
        FROM stories AS s
    """
    rows = [
        StoryRow(id, title, mark, tuple(members.get(id, ())), n, disputed, first, last)
        for id, title, mark, n, disputed, first, last in case.rows(query)
    ]
    return tuple(sorted(rows, key=lambda row: (-len(row.reports), row.first or "", row.id)))


def stories_with(case: Case, reports: Iterable[str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The stories that hold one of these reports: by id the fingerprint and all reports."""
    query = """
        SELECT s.id, s.fingerprint, all_of.report FROM stories AS s
        JOIN story_reports AS all_of ON all_of.story = s.id
        WHERE s.id IN (
            SELECT story FROM story_reports WHERE report IN (SELECT value FROM json_each(?))
        ) ORDER BY s.id, all_of.position
    """
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for id, mark, report in case.rows(query, (as_json(list(reports)),)):
        found[id] = (mark, (*found.get(id, (mark, ()))[1], report))
    return found


def marked_stories(case: Case) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Each story's id, fingerprint and reports, in the order of their ids."""
    members: dict[str, list[str]] = {}
    for story, report in case.rows("SELECT story, report FROM story_reports ORDER BY story, position"):
        members.setdefault(story, []).append(report)
    rows = case.rows("SELECT id, fingerprint FROM stories ORDER BY id")
    return tuple((id, mark, tuple(members.get(id, ()))) for id, mark in rows)


def names_in_story(case: Case, story: str) -> frozenset[str]:
    """What can be judged in a story, by name: spellings of its entities and sources, ids of statements and reports."""
    found: set[str] = set()
    for table in ("entities", "sources"):
        query = f"SELECT name, json_extract(data, '$.aliases') FROM {table} WHERE story = ?"
        for name, aliases in case.rows(query, (story,)):
            found.update((name, *json.loads(aliases)))
    for query in (
        "SELECT id FROM statements WHERE story = ?",
        "SELECT report FROM story_reports WHERE story = ?",
        "SELECT json_extract(data, '$.id') FROM namings WHERE story = ?",
    ):
        found.update(row[0] for row in case.rows(query, (story,)))
    return frozenset(found)


def count_stories(case: Case) -> int:
    """How many stories there are."""
    return int(case.rows("SELECT count(*) FROM stories")[0][0])


def load_story(case: Case, id: str, *, whole: bool = True) -> WeighedStory | None:
    """The story with this id, equal to the one that was saved; None where there is none.

    Where not `whole`, its annotations hold what a dossier tells of them only (see `load_annotations`).
    """
    with case.snapshot():
        return _load_story(case, id, whole=whole)


def _load_story(case: Case, id: str, *, whole: bool) -> WeighedStory | None:
    rows = case.rows("SELECT title, loops, outlets, judgements FROM stories WHERE id = ?", (id,))
    if not rows:
        return None
    title, loops, outlets, judgements = rows[0]
    ids = [row[0] for row in case.rows("SELECT report FROM story_reports WHERE story = ? ORDER BY position", (id,))]
    lists = {table: _values(case, table, id) for table in _TABLES}
    chains, participants, claims, polarities = _statements(case, id)
    resolution = Resolution(
        story_id=id,
        title=title,
        reports=load_reports(case, ids),
        annotations=tuple(_as_resolved(one, polarities) for one in load_annotations(case, ids, whole=whole)),
        copies=lists["copies"],
        entities=lists["entities"],
        sources=lists["sources"],
        outlets=json.loads(outlets),
        chains=chains,
        claims=claims,
        pairs=lists["statement_pairs"],
        participants=participants,
        judgements=from_plain(json.loads(judgements), _JUDGEMENTS),
        namings=lists["namings"],
        revisions=lists["revisions"],
    )
    return WeighedStory(
        resolution=resolution,
        claims=lists["claims"],
        conflicts=lists["conflicts"],
        developments=lists["developments"],
        loops=tuple(tuple(loop) for loop in json.loads(loops)),
        links=lists["links"],
    )


def _values(case: Case, table: str, story: str) -> tuple[Any, ...]:
    rows = case.rows(f"SELECT data FROM {table} WHERE story = ? ORDER BY position", (story,))
    return tuple(from_plain(json.loads(row[0]), _TABLES[table]) for row in rows)


def _as_resolved(annotation: Annotation, polarities: Mapping[str, Polarity]) -> Annotation:
    """The annotation with the polarity that each statement has among those of its story."""
    if all(polarities.get(one.id, one.polarity) is one.polarity for one in annotation.statements):
        return annotation
    statements = (replace(one, polarity=polarities.get(one.id, one.polarity)) for one in annotation.statements)
    return replace(annotation, statements=tuple(statements))


def _statements(
    case: Case, story: str
) -> tuple[dict[str, Any], dict[str, Any], tuple[tuple[str, ...], ...], dict[str, Polarity]]:
    """Chains, participants and polarity by statement, and the groups of statements that are claims (third)."""
    chains: dict[str, Any] = {}
    participants: dict[str, Any] = {}
    groups: dict[int, list[str]] = {}
    polarities: dict[str, Polarity] = {}
    query = (
        "SELECT id, claim_group, chain, participants, polarity FROM statements WHERE story = ? "
        "ORDER BY claim_group, position"
    )
    for id, group, chain, roles, polarity in case.rows(query, (story,)):
        polarities[id] = Polarity(polarity)
        if (sources := json.loads(chain)) is not None:
            chains[id] = tuple(sources)
        if (pairs := json.loads(roles)) is not None:
            participants[id] = tuple((role, entity) for role, entity in pairs)
        if group >= 0:
            groups.setdefault(group, []).append(id)
    return chains, participants, tuple(tuple(groups[i]) for i in sorted(groups)), polarities
