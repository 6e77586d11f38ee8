"""Whether a case is sound: the file, every reference, every original against its sha256."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from zegsman.record.report import sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.store.case import Case

_OF_STORIES = (
    "story_reports", "statements", "namings", "statement_pairs", "claims", "conflicts", "developments", "entities",
    "sources", "copies", "links", "revisions",
)  # fmt: skip


def find_faults(case: Case) -> tuple[str, ...]:
    """Everything that is wrong with a case, in words; empty for a sound one."""
    return (*case.file_faults(), *_reference_faults(case), *_original_faults(case), *_span_faults(case))


def repair(case: Case) -> tuple[str, ...]:
    """Mends what can be made again from the rest, and says what it did.

    Indexes are built anew; what was computed (annotations, stories) is thrown away where it refers to what is not
    there, to be computed again. Reports, originals and judgements are never thrown away.
    """
    done: list[str] = []
    with case.transaction():
        n = case.execute("DELETE FROM annotations WHERE report NOT IN (SELECT id FROM reports)")
        if n:
            done.append(f"{n} annotations without a report were thrown away")
        broken = {story for story, _ in _broken_stories(case)}
        for story in sorted(broken):
            case.execute("DELETE FROM stories WHERE id = ?", (story,))
        for table in _OF_STORIES:
            case.execute(f"DELETE FROM {table} WHERE story NOT IN (SELECT id FROM stories)")
        if broken:
            done.append(
                f"{len(broken)} stories with broken references were thrown away; `zegsman read` computes them again"
            )
    case.rebuild_indexes()
    return ("the search indexes were built anew", *done)


def _reference_faults(case: Case) -> Iterator[str]:
    for (report,) in case.rows("SELECT id FROM reports WHERE sha256 NOT IN (SELECT sha256 FROM originals)"):
        yield f"report {report}: its original is missing"
    query = """
        SELECT DISTINCT report, sha256 FROM receipts
        WHERE report IS NOT NULL AND sha256 IS NOT NULL AND sha256 NOT IN (SELECT sha256 FROM originals)
    """
    for report, sha256 in case.rows(query):
        yield f"report {report}: the bytes {sha256} in which it was seen are missing"
    for number, path in case.rows("SELECT number, path FROM receipts WHERE outcome != 'refused' AND report IS NULL"):
        yield f"receipt {number} says that {path} was taken, and names no report"
    for story, what in _broken_stories(case):
        yield f"story {story}: {what}"


def _broken_stories(case: Case) -> Iterator[tuple[str, str]]:
    for story, report in case.rows(
        "SELECT story, report FROM story_reports WHERE report NOT IN (SELECT id FROM reports)"
    ):
        yield story, f"its report {report} is missing"
    for story, report in case.rows(
        "SELECT story, report FROM story_reports WHERE report NOT IN (SELECT report FROM annotations)"
    ):
        yield story, f"its report {report} has no annotation"
    query = """
        SELECT claims.story, claims.id, one.value FROM claims, json_each(claims.data, '$.statements') AS one
        WHERE NOT EXISTS (SELECT 1 FROM statements WHERE story = claims.story AND id = one.value)
    """
    for story, claim, statement in case.rows(query):
        yield story, f"claim {claim} refers to the statement {statement}, which is not there"
    query = """
        SELECT statements.story, statements.id, one.value FROM statements, json_each(statements.chain) AS one
        WHERE one.value IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM sources WHERE story = statements.story AND id = one.value)
    """
    for story, statement, source in case.rows(query):
        yield story, f"statement {statement} refers to the source {source}, which is not there"


def _original_faults(case: Case) -> Iterator[str]:
    for (sha256,) in case.rows("SELECT sha256 FROM originals ORDER BY sha256"):
        rows = case.rows("SELECT data FROM originals WHERE sha256 = ?", (sha256,))
        found = sha256_of(bytes(rows[0][0]))
        if found != sha256:
            yield f"original {sha256}: its bytes have the sha256 {found}; it was changed after it was taken"


def _span_faults(case: Case) -> Iterator[str]:
    query = "SELECT reports.id, text, statements FROM annotations JOIN reports ON reports.id = annotations.report"
    for report, text, statements in case.rows(query):
        # A statement's fields in order: id, report, span.
        if any(one[2][1] > len(text) for one in json.loads(statements)):
            yield f"report {report}: a statement runs past the end of its text"
