"""The claims of a story as a reader wants them: filtered, sorted, a page at a time, with what there is to choose."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zegsman.lexicon.folding import fold_name
from zegsman.tell.index import STATUS_ORDER
from zegsman.web.paging import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from zegsman.tell.index import DossierIndex, Json
    from zegsman.web.paging import Part
    from zegsman.web.visit import Visit

PAGE = 25
"""Claims on one page: about four screens, and quick to put together whatever the story's size."""
SORTS = ("weight", "time", "first", "origins", "reports")
"""By what claims can be sorted: weight is the order of the dossier."""
MOST_CHOICES = 40
"""Sources and outlets offered to choose from; the rest is found by word."""
_NO_TIME = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWishes:
    """What a reader asks of the list; empty values ask nothing."""

    words: str = ""
    status: str = ""
    source: str = ""
    """Id of a source that stands in a chain of the claim, or belongs to one."""
    outlet: str = ""
    planned: str = ""
    """'planned' for what is still to happen, 'done' for the rest."""
    only_new: bool = False
    sort: str = "weight"
    page: str = "1"

    @property
    def is_open(self) -> bool:
        """Whether nothing is filtered."""
        return not (self.words or self.status or self.source or self.outlet or self.planned or self.only_new)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to filter by: its value, its words, how many claims it leaves."""

    value: str
    label: str
    n: int


def wishes_of(visit: Visit) -> ClaimWishes:
    """What the query asks; what makes no sense in it is passed over."""
    sort = visit.asked("sort", "weight")
    return ClaimWishes(
        words=visit.asked("filter")[:200],
        status=visit.asked("status") if visit.asked("status") in STATUS_ORDER else "",
        source=visit.asked("source"),
        outlet=visit.asked("outlet"),
        planned=visit.asked("planned") if visit.asked("planned") in ("planned", "done") else "",
        only_new=visit.asked("new") == "yes",
        sort=sort if sort in SORTS else "weight",
        page=visit.asked("page", "1"),
    )


@dataclass(frozen=True)
class ClaimList:
    """The claims of a dossier, to be asked; `fresh` holds the ids of reports that are new to the reader."""

    index: DossierIndex
    fresh: frozenset[str] = frozenset()

    def page(self, wishes: ClaimWishes) -> Part[Json]:
        """The claims that answer the wishes, sorted, one page of them."""
        return cut(sorted(self.matching(wishes), key=self._key(wishes.sort)), wishes.page, PAGE)

    def matching(self, wishes: ClaimWishes) -> list[Json]:
        """All claims that answer the wishes, in the order of the dossier."""
        tests: list[Callable[[Json], bool]] = []
        if wishes.status:
            tests.append(lambda claim: claim["status"] == wishes.status)
        if wishes.source:
            sources = self._sources
            tests.append(lambda claim: wishes.source in sources[claim["id"]])
        if wishes.outlet:
            outlets = self._outlets
            tests.append(lambda claim: wishes.outlet in outlets[claim["id"]])
        if wishes.planned:
            tests.append(lambda claim: self.is_planned(claim) == (wishes.planned == "planned"))
        if wishes.only_new:
            tests.append(self.is_new)
        words = fold_name(wishes.words).split()
        if words:
            texts = self._texts
            tests.append(lambda claim: all(word in texts[claim["id"]] for word in words))
        return [claim for claim in self.index.claims if all(test(claim) for test in tests)]

    def is_new(self, claim: Json) -> bool:
        """Whether only reports that are new to the reader say it."""
        reports = {self.index.statements[one]["report"] for one in claim["statements"]}
        return bool(self.fresh) and reports <= self.fresh

    def is_planned(self, claim: Json) -> bool:
        """Whether its statements all speak of what is still to happen."""
        return all(self.index.statements[one]["time_status"] == "future" for one in claim["statements"])

    def statuses(self) -> list[tuple[str, int]]:
        """Each status that occurs, with how many claims have it."""
        counts = Counter(claim["status"] for claim in self.index.claims)
        return [(status, counts[status]) for status in STATUS_ORDER if counts[status]]

    def source_choices(self) -> list[Choice]:
        """The sources that most claims go through."""
        counts = Counter(source for found in self._sources.values() for source in found)
        return [Choice(id, self.index.sources[id]["name"], n) for id, n in counts.most_common(MOST_CHOICES)]

    def outlet_choices(self) -> list[Choice]:
        """The outlets that carry most claims."""
        counts = Counter(outlet for found in self._outlets.values() for outlet in found)
        return [Choice(outlet, outlet, n) for outlet, n in counts.most_common(MOST_CHOICES)]

    def _key(self, sort: str) -> Callable[[Json], Any]:
        keys: dict[str, Callable[[Json], Any]] = {
            "weight": lambda claim: 0,
            "time": lambda claim: (claim["time"] or {}).get("start") or _NO_TIME,
            "first": self._first_published,
            "origins": lambda claim: (-claim["independent_origins"], -claim["reports"]),
            "reports": lambda claim: (-claim["reports"], -claim["independent_origins"]),
        }
        return keys[sort]

    def _first_published(self, claim: Json) -> str:
        reports = (self.index.reports[self.index.statements[one]["report"]] for one in claim["statements"])
        return min((report["published"]["start"] or _NO_TIME for report in reports), default=_NO_TIME)

    @property
    def _sources(self) -> dict[str, frozenset[str]]:
        """By claim the sources in its chains, and whom they speak for."""
        return self.index.kept("sources of claims", self._find_sources)

    def _find_sources(self) -> dict[str, frozenset[str]]:
        return {claim["id"]: frozenset(self._in_chains(claim["statements"])) for claim in self.index.claims}

    def _in_chains(self, statements: Iterable[str]) -> Iterable[str]:
        for one in statements:
            for source in self.index.statements[one]["chain"]:
                yield source
                yield self.index.body_of(source)

    @property
    def _outlets(self) -> dict[str, frozenset[str]]:
        """By claim the outlets of the reports that say it."""
        return self.index.kept("outlets of claims", self._find_outlets)

    def _find_outlets(self) -> dict[str, frozenset[str]]:
        index = self.index
        return {
            claim["id"]: frozenset(
                outlet
                for one in claim["statements"]
                if (outlet := index.outlet(index.reports[index.statements[one]["report"]]))
            )
            for claim in index.claims
        }

    @property
    def _texts(self) -> dict[str, str]:
        """By claim everything in it that a word can be looked for in, folded."""
        return self.index.kept("texts of claims", self._find_texts)

    def _find_texts(self) -> dict[str, str]:
        index, sources, outlets = self.index, self._sources, self._outlets
        return {
            claim["id"]: fold_name(
                " ".join(
                    (
                        *(index.words(one) for one in claim["statements"]),
                        *(index.sources[source]["name"] for source in sources[claim["id"]]),
                        *outlets[claim["id"]],
                    )
                )
            )
            for claim in index.claims
        }
