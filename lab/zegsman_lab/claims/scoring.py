"""Scores of the product on affairs from their annotations: the whole loop behind the encoder, in seconds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from zegsman.desk.evaluation.stories import score_story
from zegsman.resolve.claims import weights
from zegsman.resolve.line import resolve_stories
from zegsman.tell.dossier import compose_dossier
from zegsman.weigh.line import weigh_story
from zegsman_lab.claims.affairs import Affair

SHOWN = {
    "headline": "headline",
    "recall": "statement_recall",
    "origin": "chain_origin",
    "claims P": "claim_bcubed_precision",
    "claims R": "claim_bcubed_recall",
    "claims F": "claim_bcubed_f1",
    "origins": "independent_origins_acc",
    "status": "status_acc",
    "confl. P": "conflicts_precision",
    "confl. R": "conflicts_recall",
    "confl. F": "conflicts_f1",
    "time": "time_overlap",
}
"""Figures of the table, by their heading."""
Figures = Mapping[str, float | None]


def dossier_of(affair: Affair) -> dict[str, Any]:
    """The dossier that the product makes of an affair: of several stories that with most reports."""
    stories = resolve_stories(affair.reports, affair.annotations)
    return max((compose_dossier(weigh_story(story)) for story in stories), key=lambda one: len(one["reports"]))


def score_affairs(
    affairs: Sequence[Affair], by_affair: Sequence[Mapping[str, Mapping[str, float]]] | None = None
) -> dict[str, Figures]:
    """The figures of each affair by its name; `by_affair` gives the weights to judge each with."""
    found: dict[str, Figures] = {}
    for i, affair in enumerate(affairs):
        with judging_by(by_affair[i] if by_affair else weights.read_weights()):
            found[affair.slug] = score_story(affair.story, dossier_of(affair))
    return found


@contextmanager
def judging_by(tables: Mapping[str, Mapping[str, float]]) -> Iterator[None]:
    """Has the program judge by other weights than those in its file."""
    own = weights.read_weights
    weights.read_weights = lambda: {name: dict(table) for name, table in tables.items()}
    weights.load_logistic.cache_clear()
    try:
        yield
    finally:
        weights.read_weights = own
        weights.load_logistic.cache_clear()


def as_table(figures: Mapping[str, Figures]) -> str:
    """The figures as a table, with their means last."""
    means = {name: _mean([one[name] for one in figures.values()]) for name in SHOWN.values()}
    rows = [f"{'':24}" + "".join(f"{heading:>10}" for heading in SHOWN)]
    for slug, one in (*figures.items(), ("mean", means)):
        cells = (one[name] for name in SHOWN.values())
        rows.append(f"{slug:24}" + "".join(f"{'–' if cell is None else format(cell, '.3f'):>10}" for cell in cells))
    return "\n".join(rows)


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
