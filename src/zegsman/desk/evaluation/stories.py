"""Whole dossiers on gold stories: statements, chains, claims, origins, status, conflicts, times, entities."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from zegsman.desk.evaluation.comparison import Comparison, words_of
from zegsman.desk.evaluation.copies import gold_pairs
from zegsman.desk.evaluation.figures import share
from zegsman.desk.evaluation.likenesses import same_name, same_time, spelling_key, times_overlap
from zegsman.desk.evaluation.story_gold import GoldStory, dossiers_of, read_gold_stories

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

Json = dict[str, Any]
Figures = dict[str, float | None]
HEADLINE = (
    "statement_recall",
    "chain_origin",
    "claim_bcubed_f1",
    "independent_origins_acc",
    "status_acc",
    "conflicts_f1",
    "time_overlap",
    "entities_f1",
)
"""The figures whose mean is the headline."""
_LABELS = ("kind", "certainty", "polarity", "time_status")
_VERDICTS = ("independent_origins", "status", "credibility")
_MOST_IN_CONFLICT = 6
"""A conflict of more statements than this names none."""


def evaluate_stories(gold: str, tell: Callable[[str, int, int], None]) -> tuple[Json, dict[str, Json]]:
    """Figures by story and their means, and the dossiers by story: of each the one with most reports."""
    by_story: dict[str, Figures] = {}
    predicted: dict[str, Json] = {}
    for story in read_gold_stories(gold):
        found = dossiers_of(story, tell)
        if found:
            predicted[story.slug] = found[0]
            by_story[story.slug] = score_story(story, found[0])
    names = list(dict.fromkeys(name for figures in by_story.values() for name in figures))
    means = {name: _mean([figures.get(name) for figures in by_story.values()]) for name in names}
    return {**means, "stories": by_story}, predicted


def score_story(story: GoldStory, dossier: Json) -> Figures:
    """The figures of one dossier; None where gold has nothing to measure one on."""
    comparison = Comparison(story, dossier)
    figures: Figures = {"statement_recall": share(len(comparison.pairs), len(comparison.matched))}
    for part in (_chains, _labels, _claims, _verdicts, _conflicts, _times, _entities, _copies, _distractors):
        figures |= part(comparison)
    return {"headline": _mean([figures[name] for name in HEADLINE]), **figures}


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _chains(comparison: Comparison) -> Figures:
    def alike(name: str, source: str) -> bool:
        return any(same_name(name, other) for other in comparison.source_names(source))

    exact = origin = empty = empty_kept = 0
    for _, item, statement in comparison.pairs:
        gold, system = item["chain"], statement["chain"]
        exact += len(gold) == len(system) and all(map(alike, gold, system))
        origin += alike(gold[-1], system[-1]) if gold and system else not gold and not system
        empty += not gold
        empty_kept += not gold and not system
    has_empty = any(not item["chain"] for _, item in comparison.story.evidence)
    n = len(comparison.pairs)
    return {
        "chain_exact": share(exact, n),
        "chain_origin": share(origin, n),
        "attribution_precision": share(empty_kept, empty) if has_empty else None,
    }


def _labels(comparison: Comparison) -> Figures:
    n = len(comparison.pairs)
    return {
        f"{label}_acc": share(sum(item[label] == one[label] for _, item, one in comparison.pairs), n)
        for label in _LABELS
    }


def _claims(comparison: Comparison) -> Figures:
    gold = {i: claim for i, (claim, _, _) in enumerate(comparison.matched)}
    system: dict[Hashable, Hashable] = {
        i: one["claim"] or ("none", i) for i, (_, _, one) in enumerate(comparison.matched) if one is not None
    }
    return _b_cubed("claim_bcubed", gold, system, missing_alone=True)


def _b_cubed(
    name: str, gold: Mapping[Any, Hashable], system: Mapping[Any, Hashable], *, missing_alone: bool
) -> Figures:
    """Precision over what the system has, recall over all of gold; what is missing is alone, or counts nothing."""
    gold_size, system_size = Counter(gold.values()), Counter(system.values())
    both = Counter((gold[key], system[key]) for key in system)
    precision_sum = sum(both[gold[key], system[key]] / system_size[system[key]] for key in system)
    recall_sum = sum(both[gold[key], system[key]] / gold_size[gold[key]] for key in system)
    if missing_alone:
        recall_sum += sum(1 / gold_size[gold[key]] for key in gold if key not in system)
    if not gold:
        return {f"{name}_{part}": None for part in ("precision", "recall", "f1")}
    precision, recall = share(precision_sum, len(system)), share(recall_sum, len(gold))
    return {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f1": _f1(precision, recall)}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _found(name: str, found: int, n_gold: int, right: int, n_system: int) -> Figures:
    """Precision, recall and F1 of a search; finding nothing where there is nothing is perfect."""
    precision = right / n_system if n_system else float(not n_gold)
    recall = found / n_gold if n_gold else 1.0
    return {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f1": _f1(precision, recall)}


def _verdicts(comparison: Comparison) -> Figures:
    claims = comparison.story.gold["claims"]
    right: Counter[str] = Counter()
    within = error = 0
    for claim in claims:
        system = comparison.claim_of.get(claim["id"])
        if system is None:
            error += max(1, claim["independent_origins"])
            continue
        for field in _VERDICTS:
            right[field] += system[field] == claim[field]
        within += abs(system["credibility"] - claim["credibility"]) <= 1
        error += abs(system["independent_origins"] - claim["independent_origins"])
    return {
        **{f"{field}_acc": share(right[field], len(claims)) for field in _VERDICTS},
        "credibility_within_1": share(within, len(claims)),
        "independent_origins_mae": share(error, len(claims)),
    }


def _conflicts(comparison: Comparison) -> Figures:
    gold = comparison.story.gold.get("conflicts", [])
    system = [one for one in comparison.dossier["conflicts"] if any(map(comparison.is_own, one["statements"]))]
    links = []
    for conflict in gold:
        sides = [{one["id"] for one in comparison.statements_at(*side)} for side in conflict["evidence"]]
        links.append([one for one in system if _links(one, *sides)])
    figures: Figures = {}
    for name, any_kind in (("conflicts", False), ("conflicts_any_kind", True)):
        hits = [
            {one["id"] for one in found if any_kind or one["kind"] == conflict["kind"]}
            for conflict, found in zip(gold, links, strict=True)
        ]
        figures |= _found(name, sum(map(bool, hits)), len(gold), len(set().union(*hits)), len(system))
    return figures


def _links(conflict: Json, one_side: set[str], other_side: set[str]) -> bool:
    """Whether a conflict holds two different statements, one for each quote, and few others."""
    if len(conflict["statements"]) > _MOST_IN_CONFLICT:
        return False
    held = set(conflict["statements"])
    return any(first != second for first in one_side & held for second in other_side & held)


def _times(comparison: Comparison) -> Figures:
    timed = [claim for claim in comparison.story.gold["claims"] if claim.get("time")]
    exact = overlap = 0
    for claim in timed:
        system = comparison.claim_of.get(claim["id"])
        time = system["time"] if system else None
        if time:
            exact += same_time(claim["time"], time)
            overlap += times_overlap(claim["time"], time)
    return {
        "time_exact": exact / len(timed) if timed else None,
        "time_overlap": overlap / len(timed) if timed else None,
    }


def _entities(comparison: Comparison) -> Figures:
    gold: dict[tuple[int, str], int] = {}
    for i, entity in enumerate(comparison.story.gold.get("entities", [])):
        for surface in dict.fromkeys(entity["surface"]):
            gold[i, surface] = i
    system = _homes(comparison, gold)
    groups: dict[str, set[int]] = defaultdict(set)
    for (i, _), id in system.items():
        groups[id].add(i)
    merges = float(sum(len(parts) - 1 for parts in groups.values()))
    return {
        **_b_cubed("entities", gold, system, missing_alone=False),
        "entities_surface_recall": len(system) / len(gold) if gold else None,
        "entities_wrong_merges": merges if gold else None,
    }


def _homes(comparison: Comparison, gold: Mapping[tuple[int, str], int]) -> dict[tuple[int, str], str]:
    """The entity of the dossier that each spelling of gold is taken to stand in.

    Of several that have it, the one with most spellings of that gold entity, then the one that has it most often.
    """
    holders: dict[str, Counter[str]] = defaultdict(Counter)
    for entity in comparison.dossier["entities"]:
        for words in (entity["name"], *entity["aliases"], *words_of(comparison, entity["mentions"])):
            holders[spelling_key(words)][entity["id"]] += 1
    kin: dict[int, Counter[str]] = defaultdict(Counter)
    for i, surface in gold:
        kin[i].update(holders.get(spelling_key(surface), {}).keys())
    homes: dict[tuple[int, str], str] = {}
    for i, surface in gold:
        counts = holders.get(spelling_key(surface))
        if counts:
            homes[i, surface] = max(counts, key=lambda id: (kin[i][id], counts[id]))
    return homes


def _copies(comparison: Comparison) -> Figures:
    names = comparison.file_of
    pairs = {
        (names[report["id"]], names[report["copy_of"]])
        for report in comparison.dossier["reports"]
        if report["id"] in names and report.get("copy_of") in names
    }
    system = {pair for pair in pairs if comparison.story.own_files & set(pair)}
    gold = gold_pairs(comparison.story)
    right = len(gold & system)
    return _found("copies", right, len(gold), right, len(system))


def _distractors(comparison: Comparison) -> Figures:
    """A distractor is kept out where it is not in the dossier or shares no claim with the story's reports."""
    distractors = comparison.story.gold.get("distractors", [])
    claims: dict[str, set[str]] = defaultdict(set)
    for statement in comparison.dossier["statements"]:
        file = comparison.file_of.get(statement["report"])
        if file and statement["claim"] is not None:
            claims[file].add(statement["claim"])
    own: set[str] = set().union(*(claims[file] for file in comparison.story.own_files))
    kept_out = sum(not claims[file] & own for file in distractors)
    return {"distractor_acc": kept_out / len(distractors) if distractors else None}
