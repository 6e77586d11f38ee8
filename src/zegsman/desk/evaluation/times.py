"""Time expressions on JSONL gold, as TempEval-3 scores them; bags of values a sentence where gold has no spans."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from zegsman.desk.annotation_lines import compose_times
from zegsman.desk.evaluation.figures import prf, share
from zegsman.desk.evaluation.gold_files import read_gold_lines
from zegsman.desk.evaluation.reading import annotated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Json = dict[str, Any]


def evaluate_times(gold: str, tell: Callable[[str, int, int], None]) -> tuple[Json, list[Json]]:
    """Scores on a JSONL file, and the predictions in its format."""
    documents = read_gold_lines(gold)
    predicted = [
        {"id": document["id"], "text": document["text"], "timexes": compose_times(annotation.times)}
        for document, annotation in annotated(documents, tell)
    ]
    has_spans = any("timexes" in one for one in documents)
    return (score_times if has_spans else score_values)(documents, predicted), predicted


def score_times(gold: Sequence[Json], predicted: Sequence[Json]) -> Json:
    """`strict` equal spans, `relaxed` overlapping ones, and of those the share with the right type and value."""
    by_id = {one["id"]: one["timexes"] for one in predicted}
    n: Counter[str] = Counter()
    for document in gold:
        left, right = document["timexes"], by_id.get(document["id"], [])
        n["gold"] += len(left)
        n["pred"] += len(right)
        for a, b in pair_times(left, right):
            n["relaxed"] += 1
            n["strict"] += (a["start"], a["end"]) == (b["start"], b["end"])
            n["type"] += a.get("type") == b.get("type")
            n["value"] += a.get("value") == b.get("value")
    relaxed = prf(n["relaxed"], n["pred"], n["gold"])
    type_acc, value_acc = share(n["type"], n["relaxed"]), share(n["value"], n["relaxed"])
    return {
        "strict": prf(n["strict"], n["pred"], n["gold"]),
        "relaxed": relaxed,
        "type_acc": type_acc,
        "value_acc": value_acc,
        "type_f1": relaxed["f1"] * type_acc,
        "value_f1": relaxed["f1"] * value_acc,
        "gold": n["gold"],
        "pred": n["pred"],
        "documents": len(gold),
    }


def pair_times(gold: Sequence[Json], predicted: Sequence[Json]) -> list[tuple[Json, Json]]:
    """Gold and predicted, one to one: equal spans first, then by how much they share, then from left to right."""
    candidates = []
    for i, a in enumerate(gold):
        for j, b in enumerate(predicted):
            shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
            if shared > 0:
                candidates.append(((a["start"], a["end"]) != (b["start"], b["end"]), -shared, i, j))
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(candidates):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((gold[i], predicted[j]))
    return pairs


def score_values(gold: Sequence[Json], predicted: Sequence[Json]) -> Json:
    """Values and types as bags a sentence; an expression belongs to the sentence that its start falls in."""
    by_id = {one["id"]: one["timexes"] for one in predicted}
    n: Counter[str] = Counter()
    for document in gold:
        for sentence in document["sentences"]:
            here = [one for one in by_id.get(document["id"], []) if sentence["start"] <= one["start"] < sentence["end"]]
            n.update(_bag_counts(sentence["expected"], here))
    return {
        "value": prf(n["value"], n["pred"], n["gold"]),
        "type": prf(n["type"], n["pred"], n["gold"]),
        "number": prf(n["counted"], n["pred"], n["gold"]),
        "gold": n["gold"],
        "pred": n["pred"],
        "documents": len(gold),
    }


def _bag_counts(expected: Sequence[Json], here: Sequence[Json]) -> Mapping[str, int]:
    counts = {"gold": len(expected), "pred": len(here), "counted": min(len(expected), len(here))}
    for key in ("value", "type"):
        bags = [Counter(one.get(key) for one in side) for side in (expected, here)]
        counts[key] = (bags[0] & bags[1]).total()
    return counts
