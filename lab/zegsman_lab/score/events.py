"""Scores event triggers in the sentences that are annotated: exact spans, class put aside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zegsman.encoder import Encoder
from zegsman_lab.corpora.texts import read_records
from zegsman_lab.score.encoder_only import predict_triggers
from zegsman_lab.score.figures import prf


def score_events(encoder: Encoder, gold: Path, language: str) -> dict[str, Any]:
    """Returns precision, recall and F1 of triggers: same first span (`exact`), or a shared character (`relaxed`)."""
    exact = relaxed = n_gold = n_found = 0
    for record in read_records(gold):
        inside = [(s["start"], s["end"]) for s in record["sentences"] if s["annotated"]]
        wanted = {tuple(m["spans"][0]) for m in record["mentions"] if m["kind"] == "event"}
        found = {(t.span.start, t.span.end) for t in predict_triggers(encoder, record["text"], language)}
        wanted, found = ({s for s in spans if any(a <= s[0] < b for a, b in inside)} for spans in (wanted, found))
        exact += len(wanted & found)
        relaxed += sum(any(a < d and c < b for c, d in wanted) for a, b in found)
        n_gold += len(wanted)
        n_found += len(found)
    return {"exact": prf(exact, n_found, n_gold), "relaxed": prf(relaxed, n_found, n_gold), "gold": n_gold}
