"""Tests of the fit of the judgements on claims, on invented samples."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from zegsman.resolve.claims import weights
from zegsman_lab.claims import fitting
from zegsman_lab.claims.affairs import load_affairs
from zegsman_lab.claims.linkage import grouped_alone, linkage_of
from zegsman_lab.claims.logistic import Samples, average_precision, fit, joined, odds, odds_unseen
from zegsman_lab.claims.scoring import judging_by

PROJECT = Path(__file__).resolve().parents[2]


def _samples(seed: int, n: int = 400) -> Samples:
    """Two features, of which the first tells."""
    rng = np.random.default_rng(seed)
    features = rng.normal(size=(n, 2))
    labels = rng.random(n) < 1 / (1 + np.exp(-(3 * features[:, 0] - 1)))
    return Samples(features, labels, np.zeros(n, np.int64), np.ones(n))


def test_fit_finds_the_weights_that_made_the_labels() -> None:
    """With many samples the weights come near those behind the labels; the other feature has none."""
    beta = fit(_samples(1, 8000), penalty=1.0)
    assert np.allclose(beta, [3.0, 0.0, -1.0], atol=0.2)


def test_a_penalty_makes_weights_small() -> None:
    """The stronger the penalty, the nearer to nought; the bias has none."""
    small, large = fit(_samples(1), 1000.0), fit(_samples(1), 1.0)
    assert abs(small[0]) < abs(large[0])


def test_odds_unseen_are_by_weights_that_did_not_see_the_group() -> None:
    """What one affair alone would teach is not used on it."""
    lots = joined([_samples(1), _samples(2), _samples(3)])
    assert lots.groups.tolist() == [0] * 400 + [1] * 400 + [2] * 400
    unseen = odds_unseen(lots, 1.0)
    own = lots.groups == 1
    assert np.allclose(unseen[own], odds(fit(lots.of(~own), 1.0), lots.features[own]))


def test_average_precision() -> None:
    """1 where all right ones stand first, their share where they stand last."""
    labels = np.array([True, True, False, False])
    assert average_precision(labels, np.array([4.0, 3.0, 2.0, 1.0])) == 1.0
    assert average_precision(labels, np.array([1.0, 2.0, 3.0, 4.0])) == pytest.approx((1 / 3 + 2 / 4) / 2)
    assert average_precision(np.array([False]), np.array([1.0])) == 0.0


def test_fitted_weights_are_written_where_the_program_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file names each feature; judgements that were not fitted keep their weights."""
    place = tmp_path / "weights.toml"
    monkeypatch.setattr(fitting, "WEIGHTS", place)
    before = weights.read_weights()
    fitting.use_weights({"rival": np.arange(len(fitting.FEATURES["rival"]) + 1.0)})
    text = place.read_text(encoding="utf-8")
    assert f"bias = {float(len(fitting.FEATURES['rival']))}" in text
    assert f"meaning = {before['same_claim']['meaning']}" in text


def test_judging_by_other_weights_ends() -> None:
    """The program's own weights are back afterwards."""
    before = weights.read_weights()
    with judging_by({"rival": {"bias": 1.0}}):
        assert weights.read_weights() == {"rival": {"bias": 1.0}}
    assert weights.read_weights() == before


def test_linkage_lays_distractors_beside_the_affairs_own_reports(tmp_path: Path) -> None:
    """A report of another affair that is laid beside one is kept out, and has less in common with it than its own."""
    (affair,) = load_affairs([PROJECT / "examples" / "ziekenhuis-zwolle"], tmp_path / "kept")
    about_a_mill = "De molen van Tinte draait weer. Molenaar Gijs Bol is blij."
    (tmp_path / "ziekenhuis-zwolle.txt").write_text(
        f"---\noutlet: Polderpost\ndate: 2026-03-05\nlang: nl\n---\n{about_a_mill}\n", encoding="utf-8"
    )
    linkage = linkage_of(affair, tmp_path)
    (name, linked, kept) = linkage.distractors[-1]
    assert name.endswith("ziekenhuis-zwolle.txt")
    assert kept
    assert linked < linkage.least_own


def test_grouped_alone_names_what_is_apart_and_what_is_let_in(tmp_path: Path) -> None:
    """Two reports of a strike are one affair, one of a mill is apart from it; a distractor about the strike is in."""
    said = "In Lingewaard staakt de nachtploeg van Brakelse Mout. Odile Verkade noemt de staking bij Brakelse Mout dom."
    mill = "De molen van Tinte draait weer. Molenaar Gijs Bol is blij."
    texts = {"a": said, "b": f"{said} De bond staakt door.", "c": mill, "distractor": f"{said} De staking duurt voort."}
    (tmp_path / "reports").mkdir()
    for name, text in texts.items():
        head = f"---\noutlet: Krant {name}\ndate: 2026-03-05\nlang: nl\n---\n"
        (tmp_path / "reports" / f"{name}.txt").write_text(f"{head}{text}\n", encoding="utf-8")
    found = grouped_alone(tmp_path)
    assert (found.n_own, found.apart, found.let_in) == (3, ("c.txt",), ("distractor.txt",))
