"""Copies on gold stories: pairs of a report and the one that it repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zegsman.desk.evaluation.figures import prf
from zegsman.desk.evaluation.story_gold import GoldStory, dossiers_of, file_of_report, read_gold_stories

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Json = dict[str, Any]


def evaluate_copies(gold: str, tell: Callable[[str, int, int], None]) -> tuple[Json, list[Json]]:
    """Scores over all stories of a folder, and the pairs found, one story a line."""
    stories = read_gold_stories(gold)
    predicted = [_pairs(dossiers_of(story, tell), story) for story in stories]
    lines = [
        {"story": story.slug, "copies": [list(pair) for pair in sorted(pairs)]}
        for story, pairs in zip(stories, predicted, strict=True)
    ]
    return score_copies([gold_pairs(story) for story in stories], predicted), lines


def score_copies(gold: Sequence[set[tuple[str, str]]], predicted: Sequence[set[tuple[str, str]]]) -> Json:
    """Pairs (copy, original) in that direction, and `either_way` without looking at the direction."""
    n_right = sum(len(a & b) for a, b in zip(gold, predicted, strict=True))
    n_gold, n_predicted = sum(map(len, gold)), sum(map(len, predicted))
    undirected = [[{frozenset(pair) for pair in pairs} for pairs in side] for side in (gold, predicted)]
    n_undirected = sum(len(a & b) for a, b in zip(*undirected, strict=True))
    return {
        **prf(n_right, n_predicted, n_gold),
        "either_way": prf(n_undirected, n_predicted, n_gold),
        "gold": n_gold,
        "pred": n_predicted,
        "stories": len(gold),
    }


def gold_pairs(story: GoldStory) -> set[tuple[str, str]]:
    """The pairs that gold has."""
    return {(copy, original) for copy, original in story.gold.get("copies", [])}


def _pairs(dossiers: Sequence[Json], story: GoldStory) -> set[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for dossier in dossiers:
        names = file_of_report(dossier, story)
        for report in dossier["reports"]:
            if report.get("copy_of") in names and report["id"] in names:
                pairs.add((names[report["id"]], names[report["copy_of"]]))
    return pairs
