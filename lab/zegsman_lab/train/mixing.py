"""Mixes snapshots of one line of training: `python -m zegsman_lab.train.mixing OUT SNAPSHOT SHARE [SNAPSHOT SHARE …]`.

The mean of weights that went on from one another does better than the last of them where a later stretch has gained on
one task and lost on another.

Source: model soups (Wortsman et al., ICML 2022).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Reads the arguments and writes OUT."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("parts", nargs="+", help="snapshots, each with its share")
    options = parser.parse_args()
    paths, shares = options.parts[::2], [float(share) for share in options.parts[1::2]]
    if len(paths) != len(shares) or abs(sum(shares) - 1) > 1e-6:
        parser.error(f"expected a share for each snapshot, together 1; found {shares} for {paths}")
    mix(options.out, [Path(path) for path in paths], shares)


def mix(out: Path, paths: list[Path], shares: list[float]) -> None:
    """Writes the weighted mean; labels, pieces and steps are the last one's, and no optimiser is left to go on with."""
    states = [torch.load(path, weights_only=True, map_location="cpu") for path in paths]
    last = states[-1]
    last["model"] = {
        name: sum(share * state["model"][name].float() for share, state in zip(shares, states, strict=True))
        for name in last["model"]
    }
    last["optimiser"] = {}
    torch.save(last, out)


if __name__ == "__main__":
    main()
