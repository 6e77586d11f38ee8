"""Event triggers on JSONL gold, in the sentences that are annotated in full."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from zegsman.desk.evaluation.figures import count_one_to_one, prf, share
from zegsman.desk.evaluation.gold_files import read_gold_lines
from zegsman.desk.evaluation.reading import annotated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zegsman.record.annotation import Annotation

Json = dict[str, Any]


def evaluate_events(gold: str, tell: Callable[[str, int, int], None]) -> tuple[Json, list[Json]]:
    """Scores on a JSONL file, and the predictions in its format."""
    documents = read_gold_lines(gold)
    predicted = [_predicted(document, annotation) for document, annotation in annotated(documents, tell)]
    return score_events(documents, predicted), predicted


def score_events(gold: Sequence[Json], predicted: Sequence[Json]) -> Json:
    """Triggers found, mentions of kind `event`: `trigger` with equal spans, `overlap` with a shared character.

    Both sides are cut to the sentences that gold marks as annotated. `polarity_acc` and `certainty_acc` are shares
    of the triggers with equal spans of which gold tells it; None where it tells it of none.
    """
    by_id = {one["id"]: one for one in predicted}
    n: Counter[str] = Counter()
    for document in gold:
        left = _events_in(document, document)
        right = _events_in(by_id.get(document["id"], {"mentions": []}), document)
        n["gold"] += len(left)
        n["pred"] += len(right)
        n["exact"] += len(left.keys() & right.keys())
        n["overlap"] += count_one_to_one(list(right), list(left), lambda a, b: bool(_shared(a, b)), _shared)
        for key in left.keys() & right.keys():
            for label in ("polarity", "certainty"):
                if left[key].get(label) and right[key].get(label):
                    n[f"{label}_told"] += 1
                    n[label] += _plain(left[key][label]) == _plain(right[key][label])
    return {
        "trigger": prf(n["exact"], n["pred"], n["gold"]),
        "overlap": prf(n["overlap"], n["pred"], n["gold"]),
        "polarity_acc": share(n["polarity"], n["polarity_told"]) if n["polarity_told"] else None,
        "certainty_acc": share(n["certainty"], n["certainty_told"]) if n["certainty_told"] else None,
        "gold": n["gold"],
        "pred": n["pred"],
        "documents": len(gold),
    }


Place = tuple[tuple[int, int], ...]


def _events_in(document: Json, gold: Json) -> dict[Place, Json]:
    """The event mentions by their spans, in the annotated sentences; the first of several with the same spans."""
    sentences = [one for one in gold.get("sentences", []) if one.get("annotated", True)]
    found: dict[Place, Json] = {}
    for mention in document["mentions"]:
        place = tuple(sorted((start, end) for start, end in mention["spans"]))
        inside = not sentences or any(one["start"] <= place[0][0] < one["end"] for one in sentences)
        if mention.get("kind", "event") == "event" and inside:
            found.setdefault(place, mention)
    return found


def _shared(a: Place, b: Place) -> int:
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


_SAME_LABEL = {"pos": "affirmed", "neg": "denied", "certain": "certain", "probable": "probable", "possible": "possible"}


def _plain(label: str) -> str:
    """The labels of MEANTIME and ours under one name."""
    return _SAME_LABEL.get(label.lower(), label.lower())


def _predicted(document: Json, annotation: Annotation) -> Json:
    sentences = document.get("sentences", [])
    mentions = [
        {
            "id": f"e{i}",
            "kind": "event",
            "type": event.type,
            "sid": next((s["sid"] for s in sentences if s["start"] <= event.span.start < s["end"]), None),
            "spans": [[event.span.start, event.span.end]],
            "certainty": str(event.certainty),
            "polarity": str(event.polarity),
        }
        for i, event in enumerate(annotation.events)
    ]
    return {"id": document["id"], "text": document["text"], "mentions": mentions}
