"""A dossier laid beside the gold record of its story: which statement and claim goes with which."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any

from zegsman.desk.evaluation.likenesses import find_quote
from zegsman.desk.evaluation.story_gold import GoldStory, file_of_report

if TYPE_CHECKING:
    from collections.abc import Sequence

Json = dict[str, Any]
_SHARE = 0.5
"""Of the shorter of quote and statement that must overlap."""
_LONGEST = (3, 200)
"""A statement that goes with a quote is at most three quotes and two hundred characters long."""


class Comparison:
    """Evidence of gold and what the dossier has for it."""

    def __init__(self, story: GoldStory, dossier: Json) -> None:
        self.story = story
        self.dossier = dossier
        self.file_of = file_of_report(dossier, story)
        self.report_of = {name: id for id, name in self.file_of.items()}
        self.texts: dict[str, str] = {report["id"]: report["text"] for report in dossier["reports"]}
        self.statements: dict[str, Json] = {one["id"]: one for one in dossier["statements"]}
        self.claims: dict[str, Json] = {one["id"]: one for one in dossier["claims"]}
        self.sources: dict[str, Json] = {one["id"]: one for one in dossier["sources"]}
        self.entities: dict[str, Json] = {one["id"]: one for one in dossier["entities"]}

    def statements_at(self, file: str, quote: str) -> list[Json]:
        """Statements that go with a quote, best first: most overlap, then the shortest."""
        report = self.report_of.get(file)
        if report is None:
            return []
        quote = quote.replace("\r\n", "\n").replace("\r", "\n")
        whole = self.story.files[file]
        span = find_quote(quote, self.texts[report], whole.index(quote) / len(whole) if quote in whole else 0.0)
        if span is None:
            return []
        found = [(_overlap(*span, one), one) for one in self.dossier["statements"] if one["report"] == report]
        found = [(shared, one) for shared, one in found if shared]
        return [one for _, one in sorted(found, key=lambda pair: (-pair[0], pair[1]["end"] - pair[1]["start"]))]

    @cached_property
    def matched(self) -> list[tuple[str, Json, Json | None]]:
        """(gold claim id, evidence, statement or None) for all evidence."""
        rows = []
        for claim, item in self.story.evidence:
            found = self.statements_at(item["report"], item["quote"])
            rows.append((claim, item, found[0] if found else None))
        return rows

    @property
    def pairs(self) -> list[tuple[str, Json, Json]]:
        """The rows of `matched` that have a statement."""
        return [(claim, item, one) for claim, item, one in self.matched if one is not None]

    @cached_property
    def claim_of(self) -> dict[str, Json]:
        """Gold claim id to the dossier's claim, one to one, by shared evidence, then the purer claim."""
        shared = Counter((claim, one["claim"]) for claim, _, one in self.pairs if one["claim"] is not None)
        size = Counter(one["claim"] for _, _, one in self.pairs)
        aligned: dict[str, Json] = {}
        taken: set[str] = set()
        for gold, system in sorted(shared, key=lambda pair: (-shared[pair], size[pair[1]])):
            if gold not in aligned and system not in taken:
                aligned[gold] = self.claims[system]
                taken.add(system)
        return aligned

    def source_names(self, source: str) -> list[str]:
        """Every name of a source, its entity's too."""
        one = self.sources[source]
        entity = self.entities.get(one.get("entity") or "")
        return [one["name"], *([entity["name"], *entity["aliases"]] if entity else ())]

    def is_own(self, statement: str) -> bool:
        """Whether a statement stands in a report of the story, not in a distractor."""
        return self.file_of.get(self.statements[statement]["report"]) in self.story.own_files


def _overlap(start: int, end: int, statement: Json) -> int:
    length = statement["end"] - statement["start"]
    if length > _LONGEST[0] * (end - start) + _LONGEST[1]:
        return 0
    shared = min(end, statement["end"]) - max(start, statement["start"])
    return shared if shared > 0 and shared >= _SHARE * min(end - start, length) else 0


def words_of(comparison: Comparison, mentions: Sequence[Json]) -> list[str]:
    """The words at places of the dossier's reports."""
    return [comparison.texts[one["report"]][one["start"] : one["end"]] for one in mentions]
