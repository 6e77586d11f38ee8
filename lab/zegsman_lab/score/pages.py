"""How well the main text of web pages is found, on the invented pages, beside trafilatura's own figure.

usage: python -m zegsman_lab.score.pages [--seed N] [--each]

Counts runs of three words that stand in the main text and in what was found. Title and captions count neither way:
both systems may give or leave them. Prints a line of JSON for the layouts that the reader was built beside and one for
those written later; with --each a line a page before it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from zegsman_lab.pages.collection import InventedPage, invented_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_WORDS = re.compile(r"\w+")
_RUN = 3


def runs(lines: Iterable[str]) -> Counter[tuple[str, ...]]:
    """The runs of three words within each line, with how often each stands there; shorter lines are one run."""
    found: Counter[tuple[str, ...]] = Counter()
    for line in lines:
        words = [one.lower() for one in _WORDS.findall(line)]
        if words:
            found.update(tuple(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1)))
    return found


def counts(page: InventedPage, found: Sequence[str]) -> tuple[int, int, int]:
    """How many runs of a page were found, are given, and are to be found."""
    gold, given, neutral = runs(page.main), runs(found), runs(page.neutral)
    for run in list(given):
        if run in neutral and run not in gold:
            del given[run]
    return sum((gold & given).values()), sum(given.values()), sum(gold.values())


def our_lines(html: str) -> list[str]:
    """What this program reads of a page: paragraphs and subheads, without captions and leftovers."""
    from zegsman.read.readers import read_reports
    from zegsman.read.reports import Reading, ReadOptions
    from zegsman.record.report import BlockKind

    lines: list[str] = []
    for one in read_reports(html.encode("utf-8"), ReadOptions(path="page.html"), "text/html"):
        if isinstance(one, Reading):
            read = (block for block in one.report.blocks if block.kind in (BlockKind.PARAGRAPH, BlockKind.SUBHEAD))
            lines += [block.span.of(one.report.text) for block in read]
    return lines


def their_lines(html: str) -> list[str]:
    """What trafilatura gives of a page with its defaults, comments put aside."""
    import trafilatura

    text = trafilatura.extract(html, include_comments=False)
    return [line.strip("-| ") for line in (text or "").split("\n")]


def figures(total: Sequence[int]) -> dict[str, float]:
    """Precision, recall and F1 of counts."""
    right, given, gold = total
    precision, recall = right / max(1, given), right / max(1, gold)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


SYSTEMS: dict[str, Callable[[str], list[str]]] = {"zegsman": our_lines, "trafilatura": their_lines}


def score(pages: Iterable[InventedPage], *, each: bool = False) -> dict[str, Any]:
    """The figures of both systems over all pages, and the mean of their F1 over the pages."""
    totals = {name: [0, 0, 0] for name in SYSTEMS}
    f1s: dict[str, list[float]] = {name: [] for name in SYSTEMS}
    for page in pages:
        line: dict[str, Any] = {"page": page.name}
        for name, read in SYSTEMS.items():
            found = counts(page, read(page.html))
            totals[name] = [one + more for one, more in zip(totals[name], found, strict=True)]
            line[name] = figures(found)
            f1s[name].append(line[name]["f1"])
        if each:
            print(json.dumps(line))
    n_pages = len(f1s["zegsman"])
    return {
        "pages": n_pages,
        **{name: {**figures(totals[name]), "mean_f1": round(sum(f1s[name]) / max(1, n_pages), 4)} for name in SYSTEMS},
    }


def main() -> int:
    """Reads the arguments and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", action="store_true")
    options = parser.parse_args()
    for later in (False, True):
        found = score(invented_pages(options.seed, later=later), each=options.each)
        print(json.dumps({"layouts": "written later" if later else "built beside", **found}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
