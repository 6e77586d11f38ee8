"""Fits and scores the judgements on claims: `python -m zegsman_lab.claims fit|score|misses|linkage [FOLDER…]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from zegsman.desk.evaluation.comparison import Comparison
from zegsman_lab.claims.affairs import load_affairs
from zegsman_lab.claims.fitting import fit_judgements, fit_without
from zegsman_lab.claims.linkage import GROUPING, grouped_alone, linkage_of
from zegsman_lab.claims.misses import misses_of
from zegsman_lab.claims.scoring import as_table, dossier_of, score_affairs

PROJECT = Path(__file__).resolve().parents[3]
OWN = (PROJECT / "lab" / "affairs", PROJECT / "examples")
"""The affairs that the weights are fitted on: all our own, and no others."""


def main(arguments: list[str] | None = None) -> int:
    """Does one of the four; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("fit", "score", "misses", "linkage"))
    parser.add_argument("folders", nargs="*", type=Path, default=OWN, help="folders of affairs; by default our own")
    parser.add_argument("--unseen", action="store_true", help="score each affair by weights fitted without it")
    options = parser.parse_intermixed_args(arguments)
    affairs = load_affairs(options.folders)
    if options.what == "fit":
        for one in fit_judgements(affairs).values():
            right, n = int(one.samples.labels.sum()), len(one.samples.labels)
            print(f"{one.name}: {n} pairs, {right} right; average precision on affairs unseen {one.mean_unseen:.3f}")
    elif options.what == "score":
        print(as_table(score_affairs(affairs, fit_without(affairs) if options.unseen else None)))
    elif options.what == "linkage":
        for affair in affairs:
            linkage = linkage_of(affair)
            for name, linked, kept in linkage.distractors:
                print(
                    f"{affair.slug}: own {linkage.least_own:.2f} or more; {name} {linked:.2f}", "" if kept else "let in"
                )
        for folder in sorted(path for path in GROUPING.iterdir() if path.is_dir()):
            found = grouped_alone(folder)
            told = f"{found.name}: {len(found.apart)} of {found.n_own} apart {', '.join(found.apart)}".rstrip()
            print(told, f"; let in {', '.join(found.let_in)}" if found.let_in else "")
    else:
        for affair in affairs:
            print(f"=== {affair.slug}")
            print(*misses_of(Comparison(affair.story, dossier_of(affair))), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
