"""What falls when a report or a source falls: the claims that then have nothing left to rest on, and those shaken.

A statement rests on its report and on everyone in its chain. Who speaks for a source falls with it; an outlet takes its
reports along, a report its copies. A statement that has it from an outlet, of which the case holds the report, falls
with what that report has it from.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zegsman.tell.index import DossierIndex, Json

MEDIA = frozenset({"outlet", "agency"})


@dataclass(frozen=True, slots=True)
class Shaken:
    """A claim that loses statements and keeps others; `origins` are the sources or reports that it then rests on."""

    claim: str
    origins: tuple[str, ...]
    before: int
    """How many it rested on."""


@dataclass(frozen=True, slots=True)
class Fall:
    """What falls with a report or source, itself included; `gone` and `shaken` in the order of the dossier."""

    nodes: frozenset[str]
    gone: tuple[str, ...]
    shaken: tuple[Shaken, ...]


def falls_of(index: DossierIndex) -> Falls:
    """What answers for a dossier, made once."""
    return index.kept("falls", lambda: Falls(index))


class Falls:
    """Answers for one dossier what falls with each of its reports and sources."""

    def __init__(self, index: DossierIndex) -> None:
        self.index = index
        self._reports_of = _reports_of_outlets(index)
        self._speaking = _grouped((source.get("speaks_for"), id) for id, source in index.sources.items())
        self._copies = _grouped((report.get("copy_of"), id) for id, report in index.reports.items())
        self._ends = {id: (one["report"], *one["chain"]) for id, one in index.statements.items()}
        self._resting = _grouped((node, id) for id, ends in self._ends.items() for node in ends)
        self._passing = self._statements_through_media()
        self._passed_on = _grouped((other, id) for id, own in self._passing.items() for other in own)
        self._supports = {claim["id"]: self._supporting(claim) for claim in index.claims}

    def of(self, *nodes: str) -> Fall:
        """What falls with reports or sources, named by their ids; only themselves where nothing rests on them."""
        roots = self._roots(nodes)
        fallen = self._fallen({one for root in roots for one in self._resting.get(root, ())})
        falling = set(roots)
        lost = Counter(end for id in fallen for end in self._ends[id])
        falling.update(end for end, n in lost.items() if n == len(self._resting[end]))
        gone, shaken = [], []
        for claim in sorted(self.index.claims_of(fallen), key=self.index.numbers.__getitem__):
            before = self._supports[claim]
            left = tuple(dict.fromkeys(origin for id, origin in before if id not in fallen))
            n_before = len({origin for _, origin in before})
            if not left:
                gone.append(claim)
            elif len(left) < n_before:
                shaken.append(Shaken(claim, left, n_before))
        return Fall(frozenset(falling), tuple(gone), tuple(shaken))

    def _roots(self, nodes: Iterable[str]) -> set[str]:
        """The nodes and all that stands or falls with them by what it is, not by what it says."""
        found, todo = set(nodes), list(nodes)
        while todo:
            one = todo.pop()
            for group in (self._speaking, self._reports_of, self._copies):
                fresh = [other for other in group.get(one, ()) if other not in found]
                found.update(fresh)
                todo += fresh
        return found

    def _fallen(self, fallen: set[str]) -> set[str]:
        """The statements that fall, with those that have it from an outlet whose own statements of the claim all do."""
        todo = list(fallen)
        while todo:
            for id in self._passed_on.get(todo.pop(), ()):
                if id not in fallen and all(one in fallen for one in self._passing[id]):
                    fallen.add(id)
                    todo.append(id)
        return fallen

    def _statements_through_media(self) -> dict[str, tuple[str, ...]]:
        """Statements whose chain ends at an outlet, with what that outlet's own reports say of the same claim."""
        found = {}
        for id, statement in self.index.statements.items():
            last = statement["chain"][-1] if statement["chain"] else None
            if last is None or self.index.sources[last]["kind"] not in MEDIA or not statement["claim"]:
                continue
            own = self._reports_of.get(last, ())
            others = [
                other
                for other in self.index.claims_by_id[statement["claim"]]["statements"]
                if other != id and self.index.statements[other]["report"] in own
            ]
            if others:
                found[id] = tuple(others)
        return found

    def _supporting(self, claim: Json) -> tuple[tuple[str, str], ...]:
        """The statements that say it is so, each with what it rests on; those that deny it where nobody affirms it."""
        statements = [self.index.statements[id] for id in claim["statements"]]
        affirming = [one for one in statements if one["polarity"] == "affirmed"]
        return tuple((one["id"], self._rests_on(one)) for one in affirming or statements)

    def _rests_on(self, statement: Json) -> str:
        """The origin of a statement, as the body that it speaks for; its report where it names nobody."""
        if statement["chain"]:
            return self.index.body_of(statement["chain"][-1])
        original = self.index.reports[statement["report"]].get("copy_of")
        return original if original in self.index.reports else str(statement["report"])


def _reports_of_outlets(index: DossierIndex) -> dict[str, list[str]]:
    """The reports of each source that is an outlet, known by its names."""
    by_name: dict[str, list[str]] = {}
    for id, report in index.reports.items():
        if report.get("outlet"):
            by_name.setdefault(report["outlet"].casefold(), []).append(id)
    found: dict[str, list[str]] = {}
    for id, source in index.sources.items():
        if source["kind"] in MEDIA:
            names = dict.fromkeys(name.casefold() for name in (source["name"], *source.get("aliases", ())))
            reports = [report for name in names for report in by_name.get(name, ())]
            if reports:
                found[id] = reports
    return found


def _grouped(pairs: Iterable[tuple[str | None, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for key, value in pairs:
        if key is not None:
            groups.setdefault(key, []).append(value)
    return groups
