"""Finds claims, statements, reports, entities and sources by words, with diacritics put aside.

Names find their other spellings: who asks for one spelling of a name finds the statements with the others too, and
those that mean the same person or place by a pronoun or description.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zegsman.lexicon.folding import fold_name
from zegsman.store.case import as_json
from zegsman.store.word_index import END, START, all_words, any_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zegsman.store.case import Case

_WORDS = re.compile(r'"[^"]+"|[^\s"]+')
_WIDER = 5
"""Statements looked at for each that is shown: several of one claim are one hit, and filters drop some."""
_WIDER_BY_STATUS = 25
"""The same where only claims of one status count, which may be few."""
_MOST_NAMES = 100
"""Spellings and entities that one name can stand for; beyond that it is no name but a common word."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its kind (claim, statement, report, entity, source), id, story, and words.

    In `words` the words found stand in `[…]`; `pieces` are the same words as (text, found) without brackets.
    """

    kind: str
    id: str
    story: str | None
    words: str
    outlet: str | None = None
    published: str | None = None
    status: str | None = None
    """Of a claim."""
    pieces: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is looked for: words, and who, where, in which outlet, language and status, and between which days."""

    words: str = ""
    who: str | None = None
    """A person or organisation in it, in any spelling."""
    where: str | None = None
    """A place in it, in any spelling."""
    outlet: str | None = None
    language: str | None = None
    status: str | None = None
    """Of the claim; statements of other claims do not count then, nor do reports."""
    since: str | None = None
    """ISO day; reports published on it or later."""
    until: str | None = None
    limit: int = 20

    @property
    def is_filtered(self) -> bool:
        """Whether anything but words and names is asked."""
        return any((self.outlet, self.language, self.status, self.since, self.until))


def search(case: Case, question: Question) -> tuple[Hit, ...]:
    """Claims, statements, reports, entities and sources that hold all the words, best first within each kind.

    Words are matched whole first; where no report holds them whole, as parts of words of three letters or more.
    Filters alone find all that passes them, in the order of taking. Nothing asked finds nothing.
    """
    match = all_words(question.words)
    names = [
        _named(case, name, places=places)
        for name, places in ((question.who, False), (question.where, True))
        if name and name.strip()
    ]
    if match is None and not names and not question.is_filtered:
        return ()
    statements = _statement_hits(case, question, match, names)
    claims = _claim_hits(case, question, statements)
    shown = [hit for hit, _ in statements][: question.limit]
    if question.status:
        return (*claims, *shown)
    things = _thing_hits(case, question, match)
    return (*claims, *shown, *_all_report_hits(case, question, match, names), *things)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name looked for: every spelling as an expression of phrases, and the entities that it stands for."""

    expression: str
    entities: tuple[str, ...]


def _named(case: Case, name: str, *, places: bool) -> _Name:
    wanted = fold_name(name).split()
    kinds = "type = 'LOC'" if places else "1 = 1"
    query = f"SELECT id, json_extract(data, '$.aliases') FROM entities WHERE {kinds} AND {_all_in('aliases', wanted)}"
    rows = case.rows(query, [f"%{word}%" for word in wanted])[:_MOST_NAMES] if wanted else []
    spellings = {alias for _, aliases in rows for alias in json.loads(aliases) if _has_words(alias, wanted)}
    expression = any_phrase([name, *sorted(spellings)[:_MOST_NAMES]])
    return _Name(expression, tuple(dict.fromkeys(row[0] for row in rows)))


def _has_words(alias: str, wanted: Sequence[str]) -> bool:
    folded = fold_name(alias)
    return all(word in folded for word in wanted)


def _all_in(field: str, wanted: Sequence[str]) -> str:
    """A condition that a field of the record's JSON, folded, holds each of so many words."""
    return " AND ".join([f"fold(json_extract(data, '$.{field}')) LIKE ?"] * len(wanted)) or "1 = 0"


def _conditions(question: Question) -> tuple[list[str], list[Any]]:
    clauses, values = [], []
    for clause, value in (
        ("lower(reports.outlet) LIKE lower(?)", f"%{question.outlet}%" if question.outlet else None),
        ("reports.language = ?", question.language),
        ("reports.published_to >= ?", question.since),
        ("reports.published_from <= ?", question.until),
    ):
        if value:
            clauses.append(clause)
            values.append(value)
    return clauses, values


def _all_report_hits(case: Case, question: Question, match: str | None, names: Sequence[_Name]) -> list[Hit]:
    every = [one for one in (match, *(name.expression for name in names)) if one]
    if not every:
        return _filtered_reports(case, question)
    reports = _report_hits(case, question, every, parts=False)
    if not reports and all(len(word.strip('"')) >= 3 for word in _WORDS.findall(question.words)):
        reports = _report_hits(case, question, every, parts=True)
    return reports


def _report_hits(case: Case, question: Question, expressions: Sequence[str], *, parts: bool) -> list[Hit]:
    clauses, values = _conditions(question)
    found = case.word_index.reports(expressions, parts=parts)
    query = f"""
        SELECT reports.id, (SELECT story FROM story_reports WHERE report = reports.id LIMIT 1),
            {found.words}, reports.outlet, reports.published
        FROM {found.origin}
        WHERE {" AND ".join([found.condition, *clauses])} ORDER BY {found.order}, reports.id LIMIT ?
    """
    given = [*found.words_values, *found.condition_values, *values, *found.order_values, question.limit]
    return [
        _hit("report", id, story, found.marked(words), outlet, published)
        for id, story, words, outlet, published in case.rows(query, given)
    ]


def _filtered_reports(case: Case, question: Question) -> list[Hit]:
    """The reports that pass the filters, by their titles."""
    clauses, values = _conditions(question)
    query = f"""
        SELECT id, (SELECT story FROM story_reports WHERE report = reports.id LIMIT 1), coalesce(title, outlet, id),
            outlet, published
        FROM reports WHERE {" AND ".join(clauses)} ORDER BY number LIMIT ?
    """
    return [_hit("report", *row) for row in case.rows(query, [*values, question.limit])]


def _statement_hits(
    case: Case, question: Question, match: str | None, names: Sequence[_Name]
) -> list[tuple[Hit, tuple[str, str, str] | None]]:
    """Statements, each with id, text and status of its claim, those of the status asked for where one is."""
    clauses, values = _conditions(question)
    for name in names:
        marks = ", ".join("?" * len(name.entities))
        means = (
            f"EXISTS (SELECT 1 FROM json_each(statements.participants) WHERE json_extract(value, '$[1]') IN ({marks}))"
        )
        holds = case.word_index.in_statement()
        clauses.append(f"({holds} OR {means})" if name.entities else holds)
        values += [name.expression, *name.entities]
    if question.status and not match and not names:
        clauses.append("statements.id IN (SELECT value FROM json_each(?))")
        values.append(as_json(_statements_of_status(case, question.status)))
    found = case.word_index.statements(match) if match else None
    query = f"""
        SELECT statements.id, statements.story, {found.words if found else "statements.words"},
            reports.outlet, reports.published
        FROM {found.origin if found else "statements"} JOIN reports ON reports.id = statements.report
        WHERE {" AND ".join([*([found.condition] if found else []), *clauses]) or "1 = 1"}
        ORDER BY {f"{found.order}, statements.id" if found else "statements.number"} LIMIT ?
    """
    if found:
        values = [*found.words_values, *found.condition_values, *values, *found.order_values]
    wider = _WIDER_BY_STATUS if question.status else _WIDER
    rows = case.rows(query, [*values, question.limit * wider])
    if found:
        rows = [(id, story, found.marked(words), *rest) for id, story, words, *rest in rows]
    claims = _claims_of(case, {row[1] for row in rows})
    hits = ((_hit("statement", *row), claims.get((row[1], row[0]))) for row in rows)
    return [(hit, claim) for hit, claim in hits if not question.status or (claim and claim[2] == question.status)]


def _statements_of_status(case: Case, status: str) -> list[str]:
    """The statements of the claims of a status."""
    rows = case.rows(
        "SELECT json_extract(data, '$.statements') FROM claims WHERE status = ? ORDER BY story, position", (status,)
    )
    return [one for (statements,) in rows for one in json.loads(statements)]


def _claims_of(case: Case, stories: Iterable[str]) -> dict[tuple[str, str], tuple[str, str, str]]:
    """(story, statement) to id, text and status of its claim."""
    found = {}
    for story in stories:
        query = "SELECT id, text, status, json_extract(data, '$.statements') FROM claims WHERE story = ?"
        for id, text, status, statements in case.rows(query, (story,)):
            found.update({(story, one): (id, text, status) for one in json.loads(statements)})
    return found


def _claim_hits(
    case: Case, question: Question, statements: Sequence[tuple[Hit, tuple[str, str, str] | None]]
) -> list[Hit]:
    """The claims that the statements found belong to, in the same order."""
    found: dict[tuple[str | None, str], Hit] = {}
    for hit, claim in statements:
        if claim:
            id, text, status = claim
            pieces = hit.pieces if "".join(piece for piece, _ in hit.pieces) == text else ((text, False),)
            one = Hit("claim", id, hit.story, text, status=status, pieces=pieces)
            known = found.setdefault((hit.story, id), one)
            if known.pieces == ((text, False),) and pieces != known.pieces:
                found[hit.story, id] = one
    return list(found.values())[: question.limit]


def _thing_hits(case: Case, question: Question, match: str | None) -> Iterator[Hit]:
    """Entities and sources of which a spelling holds all the words; the filters are about statements, not names."""
    wanted = fold_name(question.words).split()
    filters = (question.who, question.where, question.outlet, question.language, question.since, question.until)
    if match is None or not wanted or any(filters):
        return
    for kind, table in (("entity", "entities"), ("source", "sources")):
        query = f"SELECT id, story, name FROM {table} WHERE {_all_in('aliases', wanted)} ORDER BY name, story LIMIT ?"
        for id, story, name in case.rows(query, [*(f"%{word}%" for word in wanted), question.limit]):
            yield Hit(kind, id, story, name, pieces=((name, False),))


def _hit(kind: str, id: str, story: str | None, words: str, outlet: str | None, published: str | None) -> Hit:
    plain = words.replace(START, "[").replace(END, "]")
    return Hit(kind, id, story, " ".join(plain.split()), outlet, published, pieces=tuple(_pieces(words)))


def _pieces(words: str) -> Iterator[tuple[str, bool]]:
    for i, part in enumerate(re.split(f"[{START}{END}]", words)):
        if part:
            yield part, i % 2 == 1
