"""The weights of the judgements on pairs of statements, as `lab/zegsman_lab/claims` fits them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from zegsman.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Sequence

Number = TypeVar("Number", float, NDArray[np.float64])
"""A number, or a column of numbers: what is asked of one pair is asked of many in the same words."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A judgement as log-odds: a bias and a weight for each feature, in the order of the features."""

    bias: float
    weights: tuple[float, ...]

    def odds(self, features: Sequence[Number]) -> Number:
        """The log-odds of some features; of columns of them, a column."""
        return sum((w * x for w, x in zip(self.weights, features, strict=True)), start=0.0 * features[0]) + self.bias

    def score(self, features: Sequence[Number]) -> Number:
        """How likely it is, 0 to 1."""
        return probability(self.odds(features))


def probability(odds: Number) -> Number:
    """The probability that log-odds say."""
    share: Number = 1.0 / (1.0 + np.e**-odds)
    return share


@cache
def load_logistic(name: str, features: tuple[str, ...]) -> Logistic:
    """The weights of one judgement in `weights.toml`, in the order of the features.

    Raises:
        EncoderError: if the file has weights of other features: it is to be fitted anew.
    """
    table = read_weights().get(name, {})
    if table.keys() != {"bias", *features}:
        raise EncoderError(
            f"weights.toml has {sorted(table)} for {name!r}, expected bias and {sorted(features)}: fit anew"
        )
    return Logistic(table["bias"], tuple(table[feature] for feature in features))


def read_weights() -> dict[str, dict[str, float]]:
    """Bias and weights of each judgement, by name of judgement and of feature."""
    place = resources.files(__package__) / "weights.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))
