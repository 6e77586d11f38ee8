"""One story laid out for weighing: every lookup that the other modules need, made once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from zegsman.record.annotation import Certainty, Kind, Polarity
from zegsman.record.judgement import Judge, Subject, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zegsman.record.annotation import Annotation, Statement
    from zegsman.record.days import Days
    from zegsman.record.entity import Entity, Source
    from zegsman.record.report import Report
    from zegsman.record.story import Resolution


@dataclass(frozen=True)
class Casefile:
    """A resolution with its indexes; built once a story and passed to every step of weighing."""

    resolution: Resolution

    @cached_property
    def reports(self) -> dict[str, Report]:
        """Reports by id."""
        return {report.id: report for report in self.resolution.reports}

    @cached_property
    def annotations(self) -> dict[str, Annotation]:
        """Annotations by report id."""
        return {annotation.report: annotation for annotation in self.resolution.annotations}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.resolution.sources}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by id."""
        return {entity.id: entity for entity in self.resolution.entities}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Statements by id, namings included."""
        told = (statement for annotation in self.resolution.annotations for statement in annotation.statements)
        return {statement.id: statement for statement in (*told, *self.resolution.namings)}

    @cached_property
    def order(self) -> dict[str, int]:
        """Place of each statement in the order of reading."""
        reports = {report.id: place for place, report in enumerate(self.resolution.reports)}
        statements = list(self.statements.values())
        statements.sort(key=lambda statement: (reports[statement.report], statement.span, statement.id))
        return {statement.id: place for place, statement in enumerate(statements)}

    @cached_property
    def reports_by_outlet(self) -> dict[str, tuple[str, ...]]:
        """Report ids by the source id of their outlet."""
        result: dict[str, list[str]] = {}
        for report_id, source_id in self.resolution.outlets.items():
            result.setdefault(source_id, []).append(report_id)
        return {source_id: tuple(ids) for source_id, ids in result.items()}

    @cached_property
    def whole_copies(self) -> dict[str, str]:
        """Report id of each whole copy, with the id of the report that it repeats."""
        return {copy.report: copy.original for copy in self.resolution.copies if copy.whole}

    @cached_property
    def held_apart(self) -> frozenset[frozenset[str]]:
        """Pairs of source ids of which a person has said that they are different origins; the last word counts."""
        names: dict[str, set[str]] = {}
        for source in self.resolution.sources:
            for name in (source.name, *source.aliases):
                names.setdefault(name.casefold(), set()).add(source.id)
        verdicts: dict[frozenset[str], Verdict] = {}
        for judgement in self.resolution.judgements:
            if judgement.subject is Subject.ORIGIN and judgement.judge is Judge.PERSON:
                for left in names.get(judgement.left.casefold(), ()):
                    for right in names.get(judgement.right.casefold(), ()):
                        verdicts[frozenset((left, right))] = judgement.verdict
        return frozenset(pair for pair, verdict in verdicts.items() if verdict is Verdict.DIFFERENT)

    @cached_property
    def replaced(self) -> frozenset[str]:
        """Ids of reports whose outlet has put a later version in their place."""
        return frozenset(r.id for r in self.resolution.reports if r.replaced_by in self.reports)

    def standing(self, statement_ids: Sequence[str]) -> tuple[str, ...]:
        """Those of the statements that stand in a report as it is now; empty where none does."""
        return tuple(s for s in statement_ids if self.statements[s].report not in self.replaced)

    @cached_property
    def language(self) -> str:
        """The language in which reasons are given: Dutch or English, as more reports are in; English for neither."""
        languages = [report.language for report in self.resolution.reports]
        dutch, english = languages.count("nl"), languages.count("en")
        return "nl" if dutch >= english and dutch else "en"

    def chain(self, statement_id: str) -> tuple[str, ...]:
        """Source ids of a statement's chain, nearest voice first."""
        return self.resolution.chains.get(statement_id, ())

    def in_order(self, statement_ids: Iterable[str]) -> tuple[str, ...]:
        """Statement ids in the order of reading, each once."""
        return tuple(sorted(set(statement_ids), key=lambda statement_id: self.order[statement_id]))

    def published(self, statement_id: str) -> Days:
        """When the report of a statement was published."""
        return self.reports[self.statements[statement_id].report].published

    def source_name(self, source_id: str) -> str:
        """The name of a source."""
        return self.sources[source_id].name


def is_affirmed(statement: Statement) -> bool:
    """Whether the statement says that it is so."""
    return statement.polarity is Polarity.AFFIRMED


def is_hearsay(statement: Statement) -> bool:
    """Whether nobody is named for it though the report does not vouch for it itself."""
    return statement.kind is Kind.HEARSAY


def is_flat(statement: Statement) -> bool:
    """Whether it is stated without any hedge."""
    return statement.certainty is Certainty.CERTAIN and statement.kind is not Kind.HEARSAY
