"""What a dossier has wrong beside the gold record of its affair: claims torn or mixed, conflicts missed or made up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from zegsman.desk.evaluation.comparison import Comparison

Json = dict[str, Any]
SHOWN = 150
"""Code points of a statement that are shown."""


def misses_of(comparison: Comparison) -> Iterator[str]:
    """Lines that tell of each claim that is torn or mixed, then of each conflict that is missed or made up."""
    yield from _claims(comparison)
    yield from _conflicts(comparison)


def _claims(comparison: Comparison) -> Iterator[str]:
    gold_of: dict[str, set[str]] = defaultdict(set)
    for claim, _, one in comparison.pairs:
        gold_of[one["claim"]].add(claim)
    for claim in comparison.story.gold["claims"]:
        groups: dict[str, list[str]] = defaultdict(list)
        mixed: set[str] = set()
        for id, item, one in comparison.matched:
            if id != claim["id"]:
                continue
            home = one["claim"] if one else ""
            mixed |= gold_of[home] - {id} if one else set()
            groups[home].append(f"{item['report'][:12]:13}{item['polarity'][:3]} {_words(comparison, one, item)}")
        if len(groups) > 1 or mixed:
            yield f"claim {claim['id']}: {claim['gist']}" + (f"  [mixed with {sorted(mixed)}]" if mixed else "")
            for number, lines in enumerate(groups.values(), 1):
                yield from (f"    {number} {line}" for line in lines)


def _words(comparison: Comparison, statement: Json | None, item: Json) -> str:
    if statement is None:
        return f"NO STATEMENT for: {item['quote'][:SHOWN]}"
    text = comparison.texts[statement["report"]][statement["start"] : statement["end"]]
    return " ".join(text.split())[:SHOWN]


def _conflicts(comparison: Comparison) -> Iterator[str]:
    taken: set[str] = set()
    for gold in comparison.story.gold.get("conflicts", []):
        sides = [comparison.statements_at(*side) for side in gold["evidence"]]
        found = [one for one in comparison.dossier["conflicts"] if _links(one, *sides)]
        taken |= {one["id"] for one in found}
        if not any(one["kind"] == gold["kind"] for one in found):
            joined = {one["claim"] for one in sides[0]} & {one["claim"] for one in sides[1]}
            yield f"missed ({gold['kind']}, {'one claim' if joined else 'two claims'}): {gold['gist']}"
            yield from (f"    {report[:12]:13}{quote[:SHOWN]}" for report, quote in gold["evidence"])
    for one in comparison.dossier["conflicts"]:
        if one["id"] not in taken and any(map(comparison.is_own, one["statements"])):
            yield f"made up ({one['kind']}): {one['why']}"
            for statement in (comparison.statements[id] for id in one["statements"]):
                yield f"    {statement['polarity'][:3]} {_words(comparison, statement, {})}"


def _links(conflict: Json, one_side: list[Json], other_side: list[Json]) -> bool:
    held = set(conflict["statements"])
    left, right = ({one["id"] for one in side} & held for side in (one_side, other_side))
    return any(a != b for a in left for b in right)
