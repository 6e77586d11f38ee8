"""Leaves open what two labellings of a treebank disagree on: `python -m zegsman_lab.corpora.agreement OLD NEW OUT`.

OLD is annotated by hand in a scheme that has changed since; NEW are the same words as a parser trained on the present
scheme reads them. Where both have the same head, the parser's relation says what the old one meant in the scheme of
today; where they do not, nobody knows, and `_` stands in OUT for head and relation. The same goes for parts of speech.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from zegsman_lab.corpora.renewal import renew


def main() -> None:
    """Reads the arguments and writes OUT."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    old, new = (path.read_text(encoding="utf-8").split("\n") for path in (options.old, options.new))
    lines = list(keep_agreed(renew_lines(old), new))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("\n".join(lines), encoding="utf-8")


def renew_lines(lines: list[str]) -> list[str]:
    """Returns the lines of a treebank with labels that have changed by rule brought up to date."""
    renewed: list[list[str]] = [line.split("\t") for line in lines]
    sentence: list[list[str]] = []
    for row in [*renewed, [""]]:
        if len(row) == 10 and row[0].isdigit():
            sentence.append(row)
        elif sentence and row == [""]:
            renew(sentence)
            sentence = []
    return ["\t".join(row) for row in renewed]


def keep_agreed(old: list[str], new: list[str]) -> Iterator[str]:
    """Yields the lines of `old` with the labels that `new` agrees with, in its terms.

    Raises:
        ValueError: if the two do not have the same words.
    """
    there = iter([line.split("\t") for line in new if line[:1].isdigit() and "-" not in line.split("\t")[0]])
    for line in old:
        row = line.split("\t")
        if not line[:1].isdigit() or "-" in row[0]:
            yield line
            continue
        other = next(there, None)
        if other is None or other[1] != row[1]:
            raise ValueError(f"expected the word {row[1]!r}, found {other[1] if other else 'the end'!r}")
        row[3] = row[3] if row[3] == other[3] else "_"
        row[6:8] = [row[6], other[7]] if row[6] == other[6] else ["_", "_"]
        yield "\t".join(row)


if __name__ == "__main__":
    main()
