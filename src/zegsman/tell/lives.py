"""A claim's life and an outlet's changes, in the words of a product: what happened, when, in which report, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.tell.reasons import retold

if TYPE_CHECKING:
    from zegsman.tell.index import DossierIndex, Json
    from zegsman.tell.reasons import Told
    from zegsman.tell.words import Words

_DEVELOPMENT_ORDER = ("update", "hardened", "softened", "refinement")


@dataclass(frozen=True, slots=True)
class TurnView:
    """One turn of a claim's life."""

    turn: str
    """As the dossier has it: first seen, repeated, refined, hardened, softened, denied, corrected, withdrawn."""
    label: str
    when: str
    """In words; '' where no time is known."""
    why: Told
    outlet: str
    report: str
    statement: str | None


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A passage before and after; '' on the side that lacks it."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RevisionView:
    """What an outlet changed in one report after it appeared."""

    earlier: str
    later: str
    outlet: str
    title: str
    language: str
    when: str
    changes: tuple[ChangeView, ...]


def view_life(index: DossierIndex, words: Words, claim: Json) -> tuple[TurnView, ...]:
    """The turns of a claim's life, in order of time; empty for a dossier of an earlier version."""
    return tuple(
        TurnView(
            turn=event["turn"],
            label=words["turn"][event["turn"]],
            when=moment_in_words(words, event["at"]),
            why=retold(index, words, event.get("why", "")),
            outlet=index.outlet(index.reports[event["report"]]) or words["words"]["unknown_outlet"],
            report=event["report"],
            statement=event["statement"],
        )
        for event in claim.get("life", ())
        if event["report"] in index.reports
    )


def told_developments(index: DossierIndex) -> list[Json]:
    """The developments that are told to a reader: what was corrected first, mere refinements last.

    A report may say a thing in its title, its lead and further down: what one report made of another for one reason is
    told once for a claim. The dossier's JSON lists every pair of statements.
    """
    told: dict[tuple[str | None, ...], Json] = {}
    for one in sorted(index.dossier.get("developments", []), key=lambda d: _DEVELOPMENT_ORDER.index(d["kind"])):
        earlier, later = index.statements[one["from"]], index.statements[one["to"]]
        key = (one["kind"], one["why"], earlier["claim"], later["claim"], earlier["report"], later["report"])
        told.setdefault(key if earlier["claim"] else (one["from"], one["to"]), one)
    return list(told.values())


def view_revisions(index: DossierIndex, words: Words) -> tuple[RevisionView, ...]:
    """What outlets changed in their reports, each with its changed passages in the words of both versions."""
    found = []
    for revision in index.dossier.get("revisions", ()):
        earlier, later = index.reports[revision["from"]], index.reports[revision["to"]]
        changes = tuple(
            ChangeView(_words_at(earlier, change["before"]), _words_at(later, change["after"]))
            for change in revision["changes"]
        )
        found.append(
            RevisionView(
                earlier=earlier["id"],
                later=later["id"],
                outlet=index.outlet(later) or words["words"]["unknown_outlet"],
                title=later["title"] or words["words"]["untitled"],
                language=later["language"],
                when=moment_in_words(words, revision.get("seen_at")),
                changes=changes,
            )
        )
    return tuple(found)


def _words_at(report: Json, span: Json | None) -> str:
    return report["text"][span["start"] : span["end"]] if span else ""


def moment_in_words(words: Words, at: str | None) -> str:
    """A day at its precision, or a moment in UTC, in words; '' for none."""
    if at is None:
        return ""
    if len(at) > 10 and at[10] == "T":
        return words.fill("turns", "moment", day=words.day(at), clock=at[11:16])
    return words.days({"value": at, "start": at, "end": at} if len(at) == 10 else {"value": at})
