"""Finds reports, statements and claims by words, with diacritics put aside and parts of compounds found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zegsman.store.case import Case

_WORDS = re.compile(r'"[^"]+"|[^\s"]+')
_START, _END = "\x02", "\x03"
"""Marks around the words found, chosen as no text holds them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its kind (report, statement, claim), id, story, and the words with `[…]` around the hits."""

    kind: str
    id: str
    story: str | None
    words: str
    outlet: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is looked for: words, who and where (names in the words), and between which days."""

    words: str = ""
    outlet: str | None = None
    since: str | None = None
    """ISO day; reports published on it or later."""
    until: str | None = None
    limit: int = 20


def search(case: Case, question: Question) -> tuple[Hit, ...]:
    """Claims, statements and reports that hold all the words, best first within each kind; empty for none.

    Words are matched whole first; where no report holds them whole, as parts of words of three letters or more.
    """
    match = _expression(question.words)
    if match is None:
        return ()
    statements = _statement_hits(case, question, match)
    reports = _report_hits(case, question, "report_words", match)
    if not reports and all(len(word.strip('"')) >= 3 for word in _WORDS.findall(question.words)):
        reports = _report_hits(case, question, "report_parts", match)
    return (*_claim_hits(case, question, statements), *statements[: question.limit], *reports)


def _expression(words: str) -> str | None:
    """The words as an FTS5 expression in which nothing is an operator."""
    parts = [part.strip('"').replace('"', "") for part in _WORDS.findall(words)]
    parts = [part for part in parts if any(letter.isalnum() for letter in part)]
    return " ".join(f'"{part}"' for part in parts) or None


def _conditions(question: Question) -> tuple[str, list[Any]]:
    clauses, values = [], []
    if question.outlet:
        clauses.append("reports.outlet LIKE ?")
        values.append(f"%{question.outlet}%")
    if question.since:
        clauses.append("reports.published_to >= ?")
        values.append(question.since)
    if question.until:
        clauses.append("reports.published_from <= ?")
        values.append(question.until)
    return "".join(f" AND {clause}" for clause in clauses), values


def _report_hits(case: Case, question: Question, table: str, match: str) -> list[Hit]:
    extra, values = _conditions(question)
    query = f"""
        SELECT reports.id, (SELECT story FROM story_reports WHERE report = reports.id LIMIT 1),
            snippet({table}, -1, ?, ?, '…', 16), reports.outlet, reports.published
        FROM {table} JOIN reports ON reports.number = {table}.rowid
        WHERE {table} MATCH ?{extra} ORDER BY bm25({table}), reports.id LIMIT ?
    """
    rows = case.rows(query, [_START, _END, match, *values, question.limit])
    return [Hit("report", id, story, _marked(words), outlet, published) for id, story, words, outlet, published in rows]


def _statement_hits(case: Case, question: Question, match: str) -> list[Hit]:
    extra, values = _conditions(question)
    query = f"""
        SELECT statements.id, statements.story, highlight(statement_words, 0, ?, ?), reports.outlet, reports.published
        FROM statement_words JOIN statements ON statements.number = statement_words.rowid
            JOIN reports ON reports.id = statements.report
        WHERE statement_words MATCH ?{extra} ORDER BY bm25(statement_words), statements.id LIMIT ?
    """
    rows = case.rows(query, [_START, _END, match, *values, question.limit * 5])
    return [
        Hit("statement", id, story, _marked(words), outlet, published) for id, story, words, outlet, published in rows
    ]


def _claim_hits(case: Case, question: Question, statements: list[Hit]) -> list[Hit]:
    """The claims that the statements found belong to, in the same order."""
    found: dict[tuple[str, str], Hit] = {}
    for hit in statements:
        query = """
            SELECT claims.id, claims.text FROM claims, json_each(claims.data, '$.statements') AS one
            WHERE claims.story = ? AND one.value = ?
        """
        for id, text in case.rows(query, (hit.story, hit.id)):
            found.setdefault((hit.story or "", id), Hit("claim", id, hit.story, text))
        if len(found) >= question.limit:
            break
    return list(found.values())


def _marked(words: str) -> str:
    return " ".join(words.replace(_START, "[").replace(_END, "]").split())
