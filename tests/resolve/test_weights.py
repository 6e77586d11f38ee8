"""The fitted weights as the program reads them."""

from __future__ import annotations

import pytest

from zegsman.errors import EncoderError
from zegsman.resolve.claims import denials, judging, rivals
from zegsman.resolve.claims.weights import Logistic, load_logistic


@pytest.mark.parametrize(
    ("name", "features"),
    [("same_claim", judging.FEATURES), ("denial", denials.FEATURES), ("rival", rivals.FEATURES)],
)
def test_each_judgement_has_the_weights_of_its_features(name: str, features: tuple[str, ...]) -> None:
    """The file names every feature of each judgement and no other."""
    assert len(load_logistic(name, features).weights) == len(features)


def test_weights_of_other_features_are_refused() -> None:
    """Weights that were fitted on other features say nothing."""
    with pytest.raises(EncoderError, match="fit anew"):
        load_logistic("same_claim", ("meaning",))


def test_a_score_lies_between_nothing_and_certainty() -> None:
    """Log-odds of nought are a half."""
    logistic = Logistic(-1.0, (2.0, 0.5))
    assert logistic.score((0.5, 0.0)) == 0.5
    assert 0 < logistic.score((-9.0, 0.0)) < logistic.score((9.0, 0.0)) < 1
