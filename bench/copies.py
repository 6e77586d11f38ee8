"""How the search for copies grows with the number of reports, on generated reports of which the truth is known.

usage: python bench/copies.py [--sizes 1000,10000] [--seed N]

Each case is made of agency texts that papers print whole, cut or edited (one text up to a tenth of the case), of
passages taken over into longer reports, of standing lines that one outlet puts under everything, and of reports by
hands of their own. Prints one line of JSON a size: seconds in all and for one report, precision and recall of whole
copies and of their originals, peak memory.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report

_SYLLABLES = (
    "ba",
    "de",
    "ki",
    "lo",
    "mu",
    "ran",
    "sel",
    "tin",
    "vor",
    "wes",
    "zak",
    "hul",
    "fen",
    "gor",
    "pij",
    "oest",
)
_LEXICON = 12_000
"""Different words in a case: about what a thousand news reports of one language hold."""
_OUTLETS = 60
_MOST_PRINTS = 0.1
"""Share of a case that prints one agency text, at most: forty papers in a case of four hundred."""


class Generator:
    """Makes reports; `originals` maps each whole copy to the report that it repeats."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = ["".join(self.chance.choices(_SYLLABLES, k=self.chance.randint(1, 4))) for _ in range(_LEXICON)]
        self.weights = [1.0 / (i + 3) for i in range(_LEXICON)]
        self.standing = {f"Blad {i}": self.sentence() for i in range(_OUTLETS)}
        self.made: list[tuple[str, list[str], str, str | None]] = []
        self.originals: dict[str, str] = {}

    def sentence(self) -> str:
        """A sentence of 8 to 24 words, common ones more often."""
        words = self.chance.choices(self.words, self.weights, k=self.chance.randint(8, 24))
        return " ".join(words).capitalize() + "."

    def make(self, n: int) -> None:
        """Fills a case with `n` reports."""
        while len(self.made) < n:
            kind = self.chance.random()
            if kind < 0.25:
                self._prints(min(n - len(self.made), 1 + int(self.chance.paretovariate(1.1)), int(n * _MOST_PRINTS)))
            elif kind < 0.35 and self.made:
                taken = self.chance.choice(self.made)[1]
                own = [self.sentence() for _ in range(12)]
                self._add([*own[:6], *taken[1:3], *own[6:]], None)
            else:
                self._add([self.sentence() for _ in range(self.chance.randint(6, 25))], None)

    def _add(self, sentences: list[str], agency: str | None) -> str:
        id, outlet = f"r{self.chance.getrandbits(48):012x}", f"Blad {self.chance.randrange(_OUTLETS)}"
        self.made.append((id, [*sentences, self.standing[outlet]], outlet, agency))
        return id

    def _prints(self, n_prints: int) -> None:
        text = [self.sentence() for _ in range(self.chance.randint(8, 20))]
        first = self._add(text, "ANP")
        for _ in range(n_prints):
            kept = [one for one in text if self.chance.random() < 0.85] or text
            edited = [self._edited(one) if self.chance.random() < 0.3 else one for one in kept]
            self.originals[self._add(edited, None)] = first

    def _edited(self, sentence: str) -> str:
        words = sentence.split()
        words[self.chance.randrange(len(words))] = self.chance.choice(self.words)
        return " ".join(words)


def compose(made: Sequence[tuple[str, list[str], str, str | None]]) -> tuple[list[Report], list[Annotation]]:
    """Reports and annotations with one sentence a sentence, without a model."""
    from datetime import date, timedelta

    from zegsman.record.annotation import Annotation, Sentence
    from zegsman.record.days import one_day
    from zegsman.record.report import Block, BlockKind, Report
    from zegsman.record.spans import Span

    reports, annotations = [], []
    for i, (id, sentences, outlet, agency) in enumerate(made):
        text, spans = "", []
        for sentence in sentences:
            spans.append(Span(len(text), len(text) + len(sentence)))
            text += sentence + " "
        text = text.rstrip()
        published = one_day(date(2024, 1, 1) + timedelta(days=i * 300 // max(1, len(made))))
        block = Block(Span(0, len(text)), BlockKind.PARAGRAPH)
        reports.append(Report(id, text, id, outlet=outlet, agency=agency, published=published, blocks=(block,)))
        annotations.append(Annotation(id, "nl", tuple(Sentence(span, 0, 0) for span in spans)))
    return reports, annotations


def measure(n: int, seed: int) -> dict[str, Any]:
    """The figures for one size."""
    from zegsman.resolve.copies import find_copies

    generator = Generator(seed)
    generator.make(n)
    reports, annotations = compose(generator.made)
    start = time.perf_counter()
    copies = find_copies(reports, annotations)
    seconds = time.perf_counter() - start
    whole = {copy.report: copy.original for copy in copies if copy.whole}
    right = sum(id in generator.originals for id in whole)
    directed = sum(generator.originals.get(id) == original for id, original in whole.items())
    return {
        "reports": n,
        "seconds": round(seconds, 2),
        "ms_a_report": round(1000 * seconds / n, 3),
        "copies": len(generator.originals),
        "precision": round(right / max(1, len(whole)), 4),
        "recall": round(right / max(1, len(generator.originals)), 4),
        "original_right": round(directed / max(1, len(whole)), 4),
        "passages_only": len(copies) - len(whole),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> None:
    """Prints one line a size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for size in given.sizes.split(","):
        print(json.dumps(measure(int(size), given.seed)), flush=True)


if __name__ == "__main__":
    main()
