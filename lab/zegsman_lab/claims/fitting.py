"""Fits the judgements on pairs of statements, and writes their weights where the program reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from zegsman.resolve.claims import context, denials, judging, rivals, weights
from zegsman_lab.claims.affairs import Affair
from zegsman_lab.claims.logistic import Array, Samples, average_precision, fit, joined, odds_unseen
from zegsman_lab.claims.pairs import context_samples, denial_samples, lay_out, rival_samples, same_claim_samples

WEIGHTS = Path(weights.__file__).with_name("weights.toml")
PENALTY = {"same_claim": 3.0, "in_context": 1.0, "denial": 1.0, "rival": 1.0}
"""Strength of the penalty; between 1 and 10 nothing changes by more than a point of average precision."""

FEATURES = {
    "same_claim": judging.FEATURES,
    "in_context": context.FEATURES,
    "denial": denials.FEATURES,
    "rival": rivals.FEATURES,
}
SAMPLES = {
    "same_claim": same_claim_samples,
    "in_context": context_samples,
    "denial": denial_samples,
    "rival": rival_samples,
}


@dataclass(frozen=True)
class Fitted:
    """One judgement as fitted, and its average precision on each affair by weights fitted without it."""

    name: str
    beta: Array
    samples: Samples
    unseen: tuple[float, ...]

    @property
    def mean_unseen(self) -> float:
        """The mean of `unseen`."""
        return sum(self.unseen) / len(self.unseen)


def fit_judgements(affairs: Sequence[Affair]) -> dict[str, Fitted]:
    """Fits the judgements on some affairs.

    The others look at what the first says of a pair, so that its weights are put in use before.
    """
    fitted = {}
    for name, samples_of in SAMPLES.items():
        samples = joined([samples_of(lay_out(affair)) for affair in affairs])
        fitted[name] = _fit_one(name, samples)
        use_weights({name: fitted[name].beta})
    return fitted


def fit_without(affairs: Sequence[Affair]) -> list[dict[str, dict[str, float]]]:
    """For each affair the weights of the judgements as fitted on all the others.

    What the others say of a pair for `denial` and `rival` is that of the weights in use.
    """
    laid = [lay_out(affair) for affair in affairs]
    lots = {name: joined([samples_of(one) for one in laid]) for name, samples_of in SAMPLES.items()}
    return [
        {name: _named(fit(lot.of(lot.groups != left_out), PENALTY[name]), FEATURES[name]) for name, lot in lots.items()}
        for left_out in range(len(affairs))
    ]


def _fit_one(name: str, samples: Samples) -> Fitted:
    penalty = PENALTY[name]
    scores = odds_unseen(samples, penalty) if len(np.unique(samples.groups)) > 1 else np.zeros(len(samples.labels))
    unseen = [
        average_precision(samples.labels[samples.groups == group], scores[samples.groups == group])
        for group in np.unique(samples.groups)
    ]
    return Fitted(name, fit(samples, penalty), samples, tuple(unseen))


def use_weights(betas: dict[str, Array]) -> None:
    """Writes weights into the program's file, those of other judgements left as they are, and has them read again."""
    kept = weights.read_weights()
    kept |= {name: _named(beta, FEATURES[name]) for name, beta in betas.items()}
    WEIGHTS.write_text(_as_toml(kept), encoding="utf-8")
    weights.load_logistic.cache_clear()


def _named(beta: Array, features: Sequence[str]) -> dict[str, float]:
    return {"bias": round(float(beta[-1]), 3)} | {
        feature: round(float(value), 3) for feature, value in zip(features, beta[:-1], strict=True)
    }


def _as_toml(tables: dict[str, dict[str, float]]) -> str:
    lines = [
        "# Fitted by `python -m zegsman_lab.claims fit`: log-odds by feature, as `judging` and `denials` name them."
    ]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{feature} = {value}" for feature, value in table.items())]
    return "\n".join(lines) + "\n"
