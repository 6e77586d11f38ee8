"""Footnotes to passages: a number for each statement, in the order in which a product first points at it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zegsman.tell.index import DossierIndex
    from zegsman.tell.words import Words


@dataclass(frozen=True, slots=True)
class Note:
    """Where a statement stands: its place in words ('De Bode, 3 maart 2026, tekens 10–42') and the words there."""

    number: int
    statement: str
    place: str
    words: str
    language: str


@dataclass
class Notes:
    """Gives out numbers while a product is written, and the notes for them at the end."""

    index: DossierIndex
    words: Words
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, statement_id: str) -> int:
        """The number of a statement's note, from 1, the same each time."""
        return self.numbers.setdefault(statement_id, len(self.numbers) + 1)

    def listed(self) -> list[Note]:
        """All notes given out so far, by number."""
        return [self._note(statement_id, number) for statement_id, number in self.numbers.items()]

    def _note(self, statement_id: str, number: int) -> Note:
        statement = self.index.statements[statement_id]
        report = self.index.reports[statement["report"]]
        place = self.words.fill(
            "notes",
            "at",
            outlet=self.index.outlet(report) or self.words["words"]["unknown_outlet"],
            date=self.words.days(report["published"]),
            start=statement["start"],
            end=statement["end"],
        )
        return Note(number, statement_id, place, self.index.words(statement_id), report["language"])
