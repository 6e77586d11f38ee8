"""Who is heard in one report: its chains, how often each speaks, and a note for each of its statements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zegsman.tell.page.views import view_statement

if TYPE_CHECKING:
    from zegsman.tell.index import DossierIndex
    from zegsman.tell.page.views import StatementView
    from zegsman.tell.words import Words

KINDS = ("direct", "mixed", "indirect", "hearsay", "narrated")


@dataclass(frozen=True, slots=True)
class Voice:
    """A chain of a report with the number of its statements of each kind; `statement` shows the chain."""

    statement: StatementView
    kinds: tuple[tuple[str, int], ...]

    @property
    def n_statements(self) -> int:
        """How many statements have the chain."""
        return sum(n for _, n in self.kinds)


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices of a report, the most heard first, and the notes of its statements.

    Statements with the same chain, kind and hedges share a note: a report of a thousand statements has a few dozen.
    """

    voices: tuple[Voice, ...]
    notes: tuple[StatementView, ...]
    note_of: dict[str, str]
    """The name of the note of each statement."""


def view_voices(index: DossierIndex, words: Words, report: str) -> Voices:
    """The voices of a report."""
    counts: dict[tuple[str, ...], dict[str, int]] = {}
    first: dict[tuple[str, ...], str] = {}
    notes: dict[tuple[object, ...], tuple[int, str]] = {}
    note_of: dict[str, str] = {}
    for statement in index.statements_by_report[report]:
        chain = tuple(statement["chain"]) or (statement["kind"],)
        first.setdefault(chain, statement["id"])
        kinds = counts.setdefault(chain, {})
        kinds[statement["kind"]] = kinds.get(statement["kind"], 0) + 1
        parts = ("kind", "certainty", "polarity", "time_status")
        key = (chain, *(statement[part] for part in parts))
        number, _ = notes.setdefault(key, (len(notes), statement["id"]))
        note_of[statement["id"]] = f"note-{number}"
    voices = [
        Voice(_bare(view_statement(index, words, first[chain])), tuple((k, kinds[k]) for k in KINDS if k in kinds))
        for chain, kinds in counts.items()
    ]
    return Voices(
        tuple(sorted(voices, key=lambda voice: -voice.n_statements)),
        tuple(_bare(view_statement(index, words, statement)) for _, statement in notes.values()),
        note_of,
    )


def _bare(statement: StatementView) -> StatementView:
    """Without its words: a note tells who speaks, the text beside it what is said."""
    return replace(statement, text="", before="", after="")
