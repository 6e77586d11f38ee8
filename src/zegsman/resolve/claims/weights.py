"""The weights of the judgements on pairs of statements, as `lab/zegsman_lab/claims` fits them."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from zegsman.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Logistic:
    """A judgement as log-odds: a bias and a weight for each feature, in the order of the features."""

    bias: float
    weights: tuple[float, ...]

    def odds(self, features: Sequence[float]) -> float:
        """The log-odds of some features."""
        return self.bias + sum(w * x for w, x in zip(self.weights, features, strict=True))

    def score(self, features: Sequence[float]) -> float:
        """How likely it is, 0 to 1."""
        return 1.0 / (1.0 + math.exp(-self.odds(features)))


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
