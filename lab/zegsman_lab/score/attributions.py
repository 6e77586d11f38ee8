"""Scores attributions: per role and whole, one to one."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from zegsman_lab.corpora.texts import read_records
from zegsman_lab.score.figures import count_matches, jaccard, prf

ROLES = ("source", "cue", "content")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_EDGE = frozenset(" \t\r\n\u00a0\"'“”‘’«»„`")
_SAME = 0.5
"""Share of their union that two contents must have in common to be the same."""

Roles = dict[str, frozenset[int]]
Predict = Callable[[str], list[dict[str, list[list[int]]]]]
"""Gives the attributions of a text, each role as a list of `[start, end]`."""


def score_attributions(predict: Predict, gold: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Finds the attributions of every gold text and compares them."""
    counts: Counter[str] = Counter()
    lines = []
    for record in read_records(gold):
        found = predict(record["text"])
        lines.append(json.dumps({"id": record["id"], "text": record["text"], "attributions": found}, ensure_ascii=False))
        count_document(counts, record["text"], record["attributions"], found)
    if predictions:
        predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return figures(counts)


def count_document(
    counts: Counter[str], text: str, gold: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]
) -> None:
    """Adds what one document has in common with gold."""
    wanted, given = [_roles(text, a) for a in gold], [_roles(text, a) for a in found]
    counts["gold"] += len(wanted)
    counts["predicted"] += len(given)

    def near(a: Roles, b: Roles) -> bool:
        return jaccard(a["content"], b["content"]) >= _SAME

    def alike(a: Roles, b: Roles, role: str) -> bool:
        return bool(a[role] & b[role]) or not (a[role] or b[role])

    def weight(a: Roles, b: Roles) -> float:
        return jaccard(a["content"], b["content"]) + alike(a, b, "source") + alike(a, b, "cue")

    def whole(a: Roles, b: Roles) -> bool:
        return near(a, b) and alike(a, b, "source")

    counts["content_only"] += count_matches(given, wanted, near, weight)
    counts["whole"] += count_matches(given, wanted, whole, weight)
    counts["whole_with_cue"] += count_matches(given, wanted, lambda a, b: whole(a, b) and alike(a, b, "cue"), weight)
    tokens = [range(*m.span()) for m in _TOKEN.finditer(text)]
    for role in ROLES:
        _count_role(counts, role, text, tokens, [a[role] for a in wanted], [a[role] for a in given])


def _count_role(
    counts: Counter[str],
    role: str,
    text: str,
    tokens: list[range],
    wanted: list[frozenset[int]],
    given: list[frozenset[int]],
) -> None:
    wanted, given = [a for a in wanted if a], [a for a in given if a]
    counts[f"{role}.gold"] += len(wanted)
    counts[f"{role}.predicted"] += len(given)
    exact_gold, exact_given = (Counter(_trimmed(text, a) for a in side) for side in (wanted, given))
    counts[f"{role}.exact"] += (exact_gold & exact_given).total()
    counts[f"{role}.partial"] += count_matches(given, wanted, lambda a, b: bool(a & b), jaccard)
    in_gold, in_given = frozenset().union(*wanted), frozenset().union(*given)
    for token in tokens:
        a, b = not in_gold.isdisjoint(token), not in_given.isdisjoint(token)
        counts[f"{role}.token_gold"] += a
        counts[f"{role}.token_predicted"] += b
        counts[f"{role}.token"] += a and b


def figures(counts: Counter[str]) -> dict[str, Any]:
    """Returns precision, recall and F1 of each measure."""
    result: dict[str, Any] = {
        name: prf(counts[name], counts["predicted"], counts["gold"])
        for name in ("whole", "content_only", "whole_with_cue")
    }
    for role in ROLES:
        result[role] = {
            name: prf(counts[f"{role}.{name}"], counts[f"{role}.predicted"], counts[f"{role}.gold"])
            for name in ("exact", "partial")
        }
        result[role]["token"] = prf(
            counts[f"{role}.token"], counts[f"{role}.token_predicted"], counts[f"{role}.token_gold"]
        )
    return result | {"gold": counts["gold"], "predicted": counts["predicted"]}


def _roles(text: str, attribution: Mapping[str, Any]) -> Roles:
    return {
        role: frozenset(i for a, b in attribution.get(role, ()) for i in range(a, b) if not text[i].isspace())
        for role in ROLES
    }


def _trimmed(text: str, characters: frozenset[int]) -> frozenset[int]:
    """Leaves out quotation marks at the edges."""
    kept = sorted(characters)
    while kept and text[kept[0]] in _EDGE:
        kept.pop(0)
    while kept and text[kept[-1]] in _EDGE:
        kept.pop()
    return frozenset(kept)
