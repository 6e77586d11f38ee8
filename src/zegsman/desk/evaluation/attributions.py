"""Attributions on JSONL gold: each role by itself and the whole, as PolNeAR and PARC systems are scored."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from zegsman.desk.annotation_lines import compose_attribution
from zegsman.desk.evaluation.figures import count_one_to_one, prf
from zegsman.desk.evaluation.gold_files import read_gold_lines
from zegsman.desk.evaluation.reading import annotated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Json = dict[str, Any]
Roles = dict[str, set[int]]
_ROLES = ("source", "cue", "content")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_EDGES = frozenset(" \t\r\n\u00a0\"'“”‘’«»„`")
_LIKENESS = 0.5
"""Jaccard index of the characters of two contents from which they are the same content."""


def evaluate_attributions(gold: str, tell: Callable[[str, int, int], None]) -> tuple[Json, list[Json]]:
    """Scores on a JSONL file, and the predictions in its format."""
    documents = read_gold_lines(gold)
    predicted = [
        {"id": document["id"], "text": document["text"], "attributions": [
            {"id": str(i), **compose_attribution(one)} for i, one in enumerate(annotation.attributions)
        ]}
        for document, annotation in annotated(documents, tell)
    ]  # fmt: skip
    return score_attributions(documents, predicted), predicted


def score_attributions(gold: Sequence[Json], predicted: Sequence[Json]) -> Json:
    """Whole attributions (contents alike and sources touching), contents alone, and each role.

    Of a role: `exact` spans with quotation marks and white space at the edges put aside, `partial` spans that share
    a character one to one, `token` words that carry the role.
    """
    by_id = {one["id"]: one for one in predicted}
    n: Counter[str] = Counter()
    for document in gold:
        other = by_id.get(document["id"], {"attributions": []})
        n.update(_counts(document["text"], document["attributions"], other["attributions"]))
    scores: Json = {
        name: prf(n[name], n["whole_pred"], n["whole_gold"]) for name in ("whole", "content_only", "whole_with_cue")
    }
    for role in _ROLES:
        scores[role] = {
            kind: prf(n[f"{role}_{kind}"], n[f"{role}_{kind}_pred"], n[f"{role}_{kind}_gold"])
            for kind in ("exact", "partial", "token")
        }
    return scores | {"gold": n["whole_gold"], "pred": n["whole_pred"], "documents": len(gold)}


def _counts(text: str, gold: Sequence[Json], predicted: Sequence[Json]) -> Counter[str]:
    n: Counter[str] = Counter()
    left = [{role: _characters(text, one.get(role, [])) for role in _ROLES} for one in gold]
    right = [{role: _characters(text, one.get(role, [])) for role in _ROLES} for one in predicted]
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    for role in _ROLES:
        n.update(_role_counts(text, role, left, right, tokens))
    n["whole_gold"], n["whole_pred"] = len(left), len(right)

    def weight(a: Roles, b: Roles) -> float:
        return _jaccard(a["content"], b["content"]) + _touch(a, b, "source") + _touch(a, b, "cue")

    def alike(a: Roles, b: Roles) -> bool:
        return _jaccard(a["content"], b["content"]) >= _LIKENESS

    def whole(a: Roles, b: Roles) -> bool:
        return alike(a, b) and _touch(a, b, "source")

    n["content_only"] = count_one_to_one(right, left, alike, weight)
    n["whole"] = count_one_to_one(right, left, whole, weight)
    n["whole_with_cue"] = count_one_to_one(right, left, lambda a, b: whole(a, b) and _touch(a, b, "cue"), weight)
    return n


def _role_counts(
    text: str, role: str, left: Sequence[Roles], right: Sequence[Roles], tokens: Sequence[tuple[int, int]]
) -> Mapping[str, int]:
    own_left, own_right = ([one[role] for one in side if one[role]] for side in (left, right))
    exact_left, exact_right = (Counter(_trimmed(text, one) for one in side) for side in (own_left, own_right))
    partial = count_one_to_one(own_right, own_left, lambda a, b: bool(a & b), _jaccard)
    token_left, token_right = (_tokens_in(tokens, side) for side in (own_left, own_right))
    return {
        f"{role}_exact": (exact_left & exact_right).total(),
        f"{role}_exact_gold": len(own_left),
        f"{role}_exact_pred": len(own_right),
        f"{role}_partial": partial,
        f"{role}_partial_gold": len(own_left),
        f"{role}_partial_pred": len(own_right),
        f"{role}_token": len(token_left & token_right),
        f"{role}_token_gold": len(token_left),
        f"{role}_token_pred": len(token_right),
    }


def _tokens_in(tokens: Sequence[tuple[int, int]], spans: Sequence[set[int]]) -> set[tuple[int, int]]:
    covered = set().union(*spans)
    return {token for token in tokens if any(i in covered for i in range(*token))}


def _characters(text: str, spans: Sequence[Sequence[int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if not text[i].isspace()}


def _trimmed(text: str, characters: set[int]) -> frozenset[int]:
    places = sorted(characters)
    while places and text[places[0]] in _EDGES:
        places.pop(0)
    while places and text[places[-1]] in _EDGES:
        places.pop()
    return frozenset(places)


def _jaccard(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def _touch(a: Roles, b: Roles, role: str) -> bool:
    return bool(a[role] & b[role]) or not (a[role] or b[role])
