"""A dossier with its lookups: what every product (page, Markdown, PDF) asks of it, worked out once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from zegsman.lexicon.tables import LANGUAGES, load_table
from zegsman.record.report import content_id

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

Json = dict[str, Any]
T = TypeVar("T")
STATUS_ORDER = ("disputed", "corroborated", "single-origin", "hearsay", "narrated")
_PLAIN_ID = re.compile(r"^[A-Za-z0-9_-]{1,60}$")
_CONTEXT = 160
"""Code points of a sentence shown on each side of a statement, at most: about two lines of a column."""
_OPENED_BY = {'"': '"', "'": "'", "”": "“„”", "’": "‘‚", "»": "«", "“": "„"}
"""For each mark that closes a quotation those that open one."""
_WORD = re.compile(r"[\w’']+")
_SENTENCE_END = re.compile(r"[.!?][’'”\"»)]*\s+|\n")


@dataclass(frozen=True)
class DossierIndex:
    """Wraps a dossier (the contract's JSON); adds no finding of its own, only order and reference."""

    dossier: Json

    @cached_property
    def _kept(self) -> dict[Hashable, Any]:
        return {}

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, worked out once for this dossier under `key`: what several pages of a story ask for.

        Two threads may both make it; they make the same, and one of the two stays.
        """
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    @cached_property
    def reports(self) -> dict[str, Json]:
        """Reports by id."""
        return {report["id"]: report for report in self.dossier["reports"]}

    @cached_property
    def sources(self) -> dict[str, Json]:
        """Sources by id."""
        return {source["id"]: source for source in self.dossier["sources"]}

    @cached_property
    def entities(self) -> dict[str, Json]:
        """Entities by id."""
        return {entity["id"]: entity for entity in self.dossier["entities"]}

    @cached_property
    def statements(self) -> dict[str, Json]:
        """Statements by id."""
        return {statement["id"]: statement for statement in self.dossier["statements"]}

    @cached_property
    def statements_by_report(self) -> dict[str, list[Json]]:
        """Statements by report id, in the order of reading."""
        result: dict[str, list[Json]] = {report_id: [] for report_id in self.reports}
        for statement in self.dossier["statements"]:
            result[statement["report"]].append(statement)
        return result

    @cached_property
    def claims(self) -> tuple[Json, ...]:
        """Claims in the order of the dossier: by status, then by how much carries them, then as read."""
        order = {statement_id: place for place, statement_id in enumerate(self.statements)}

        def key(claim: Json) -> tuple[int, bool, int, int, int, int]:
            return (
                STATUS_ORDER.index(claim["status"]),
                not self.is_main(claim),
                -claim["independent_origins"],
                -claim["outlets"],
                -len(claim["statements"]),
                min(order[statement_id] for statement_id in claim["statements"]),
            )

        return tuple(sorted(self.dossier["claims"], key=key))

    @cached_property
    def claims_by_id(self) -> dict[str, Json]:
        """Claims by id."""
        return {claim["id"]: claim for claim in self.dossier["claims"]}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each claim in the dossier, from 1."""
        return {claim["id"]: number for number, claim in enumerate(self.claims, 1)}

    @cached_property
    def conflict_numbers(self) -> dict[str, int]:
        """The number of each conflict, from 1."""
        return {conflict["id"]: number for number, conflict in enumerate(self.dossier["conflicts"], 1)}

    @cached_property
    def conflicts_by_claim(self) -> dict[str, list[Json]]:
        """Conflicts by the claims in which they stand."""
        result: dict[str, list[Json]] = {}
        for conflict in self.dossier["conflicts"]:
            for claim_id in self.claims_of(conflict["statements"]):
                result.setdefault(claim_id, []).append(conflict)
        return result

    def claims_of(self, statement_ids: Iterable[str]) -> list[str]:
        """The claims in which statements stand, each once."""
        found = (self.statements[statement_id]["claim"] for statement_id in statement_ids)
        return list(dict.fromkeys(claim_id for claim_id in found if claim_id))

    def is_main(self, claim: Json) -> bool:
        """Whether more than one report, statement or side carries the claim, or none that stands does any more."""
        return bool(
            claim["status"] in {"disputed", "corroborated"}
            or claim["reports"] > 1
            or len(claim["statements"]) > 1
            or claim["id"] in self.conflicts_by_claim
            or not claim.get("standing", True)
        )

    def words(self, statement_id: str) -> str:
        """The exact words of a statement."""
        statement = self.statements[statement_id]
        text: str = self.reports[statement["report"]]["text"]
        return text[statement["start"] : self._end_shown(statement)]

    def _end_shown(self, statement: Json) -> int:
        """Where a statement's words end as they are shown: behind the mark that closes a quotation begun in them."""
        text: str = self.reports[statement["report"]]["text"]
        start, end = statement["start"], statement["end"]
        words, after = text[start:end], text[end : end + 1]
        opened = _OPENED_BY.get(after)
        if opened is None or not any(_opens_at(words, i, mark) for mark in opened for i in range(len(words))):
            return int(end)
        return int(end) + (sum(words.count(mark) for mark in {*opened, after}) % 2)

    def told_polarity(self, statement: Json) -> str:
        """'affirmed'; 'denied'; or 'negated' where the words are a negative that nobody in the claim affirms."""
        if statement["polarity"] != "denied":
            return "affirmed"
        beside = self.claims_by_id.get(statement["claim"], {}).get("statements", ())
        rebutted = any(self.statements[one]["polarity"] != "denied" for one in beside)
        words = set(_WORD.findall(self.words(statement["id"]).casefold()))
        return "negated" if not rebutted and words & _negatives() else "denied"

    def around(self, statement_id: str) -> tuple[str, str]:
        """What stands before and after a statement in its sentence, cut where it is long."""
        statement = self.statements[statement_id]
        text: str = self.reports[statement["report"]]["text"]
        start, end = statement["start"], self._end_shown(statement)
        before = _SENTENCE_END.split(text[max(0, start - _CONTEXT) : start])[-1]
        cut = start > _CONTEXT and len(before) == _CONTEXT
        closed = end > 0 and text[end - 1] in ".!?\n"
        rest = "" if closed else text[end : end + _CONTEXT]
        stop = _SENTENCE_END.search(rest)
        after = rest[: stop.end()].rstrip() if stop else rest
        return ("…" if cut else "") + before, after + ("…" if not stop and end + _CONTEXT < len(text) and rest else "")

    def language(self, statement_id: str) -> str:
        """The language of a statement's report."""
        language: str = self.reports[self.statements[statement_id]["report"]]["language"]
        return language

    def statement_of(self, claim: Json) -> str:
        """The statement whose words the claim's text are; the first if several say it so."""
        for statement_id in claim["statements"]:
            if self.words(statement_id) == claim["text"]:
                return str(statement_id)
        return str(claim["statements"][0])

    @cached_property
    def claims_by_source(self) -> dict[str, list[str]]:
        """Claims by the sources that stand in a chain of theirs."""
        result: dict[str, dict[str, None]] = {}
        for claim in self.claims:
            for statement_id in claim["statements"]:
                for source_id in self.statements[statement_id]["chain"]:
                    result.setdefault(source_id, {})[claim["id"]] = None
        return {source_id: list(claims) for source_id, claims in result.items()}

    @cached_property
    def origin_bodies(self) -> tuple[str, ...]:
        """The origins of all claims, those that speak for another counted under that one."""
        origins = dict.fromkeys(origin for claim in self.claims for origin in claim["origins"])
        return tuple(dict.fromkeys(self.body_of(origin) for origin in origins))

    def body_of(self, source_id: str) -> str:
        """Whom a source speaks for or belongs to, at the end of that road; itself if nobody."""
        return body_of(source_id, self._speaks_for)

    @cached_property
    def _speaks_for(self) -> dict[str, str]:
        """The source that each source speaks for or belongs to, where it is there."""
        found = {source_id: source.get("speaks_for") for source_id, source in self.sources.items()}
        return {source_id: up for source_id, up in found.items() if up in self.sources}

    def outlet(self, report: Json) -> str | None:
        """The outlet of a report, its agency where it has no outlet."""
        return report.get("outlet") or report.get("agency")


def _opens_at(words: str, i: int, mark: str) -> bool:
    """Whether a quotation opens at a place: a mark before a letter, at the start or behind a space."""
    following = words[i + 1 : i + 2]
    return words[i] == mark and following.isalnum() and (i == 0 or words[i - 1] in " (")


@cache
def _negatives() -> frozenset[str]:
    """Words that make a sentence a negative, of both languages."""
    tables = [load_table(language, "negation")["words"] for language in LANGUAGES]
    return frozenset(
        word for table in tables for key in ("adverbs", "determiners", "pronouns") for word in table[key].split()
    )


def body_of(source_id: str, speaks_for: Mapping[str, str]) -> str:
    """The end of the road from a source to whom it speaks for; itself if nobody."""
    seen = {source_id}
    while (up := speaks_for.get(source_id)) and up not in seen:
        seen.add(up)
        source_id = up
    return source_id


def anchor(prefix: str, identifier: str) -> str:
    """A fragment name for an id of the dossier, safe in HTML whatever the id holds."""
    if identifier.startswith(f"{prefix}-") and _PLAIN_ID.match(identifier):
        return identifier
    if _PLAIN_ID.match(identifier):
        return f"{prefix}-{identifier}"
    return content_id(prefix, identifier)
