"""Logistic regression with a penalty, by Newton's method, and its score on groups that it has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
STEPS = 40
CLOSE = 1e-9


@dataclass(frozen=True)
class Samples:
    """Pairs to learn from.

    `features` is float64[n, k], `labels` bool[n], `weights` float64[n]; `groups` int[n] tells the affair of each, by
    which samples are left out together.
    """

    features: Array
    labels: NDArray[np.bool_]
    groups: NDArray[np.int64]
    weights: Array

    def of(self, chosen: NDArray[np.bool_]) -> Samples:
        """The samples that are chosen."""
        return Samples(self.features[chosen], self.labels[chosen], self.groups[chosen], self.weights[chosen])


def joined(parts: Sequence[Samples]) -> Samples:
    """Several lots of samples as one, each lot a group of its own."""
    return Samples(
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.labels for part in parts]),
        np.concatenate([np.full(len(part.labels), i) for i, part in enumerate(parts)]),
        np.concatenate([part.weights for part in parts]),
    )


def fit(samples: Samples, penalty: float) -> Array:
    """The weights that make the labels likeliest, less `penalty` / 2 times their squares; the bias stands last.

    Returns:
        float64[k + 1].
    """
    x = np.hstack([samples.features, np.ones((len(samples.labels), 1))])
    ridge = np.full(x.shape[1], penalty)
    ridge[-1] = 1e-6
    beta = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-(x @ beta)))
        gradient = x.T @ (samples.weights * (p - samples.labels)) + ridge * beta
        curvature = (x.T * (samples.weights * p * (1 - p))) @ x + np.diag(ridge)
        step = np.linalg.solve(curvature, gradient)
        beta -= step
        if np.abs(step).max() < CLOSE:
            break
    return beta


def odds(beta: Array, features: Array) -> Array:
    """The log-odds of each row of features."""
    return np.asarray(features @ beta[:-1] + beta[-1])


def odds_unseen(samples: Samples, penalty: float) -> Array:
    """The log-odds of each sample by weights that were fitted without its group."""
    found = np.zeros(len(samples.labels))
    for group in np.unique(samples.groups):
        own = samples.groups == group
        found[own] = odds(fit(samples.of(~own), penalty), samples.features[own])
    return found


def average_precision(labels: NDArray[np.bool_], scores: Array) -> float:
    """Mean precision over the ranks of the right ones; 0 where there is none."""
    order = np.argsort(-scores, kind="stable")
    right = labels[order]
    if not right.any():
        return 0.0
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    return float(precision[right].mean())
