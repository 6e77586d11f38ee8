"""How well people agree on attributions: `python -m zegsman_lab.score.annotators MULTI-ANNOTATED.jsonl`.

Each annotator of a document is scored against each other one, as the program is scored against gold, and all pairs are
counted together. What a role reaches between people is about what it can reach against one of them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

from zegsman.desk.evaluation.attributions import score_attributions

Json = dict[str, Any]


def score_annotators(documents: Iterable[Json]) -> Json:
    """The scores of people against people.

    Args:
        documents: each with `id`, `text` and `annotators`, the attributions by annotator.
    """
    gold: list[Json] = []
    other: list[Json] = []
    for document in documents:
        for one, two in permutations(document["annotators"], 2):
            pair = {"id": f"{document['id']} {one} {two}", "text": document["text"]}
            gold.append(pair | {"attributions": document["annotators"][one]})
            other.append(pair | {"attributions": document["annotators"][two]})
    return score_attributions(gold, other) | {"pairs": len(gold)}


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the scores of people against people as one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="documents with the attributions of several people, as JSON lines")
    options = parser.parse_args(argv)
    lines = options.gold.read_text(encoding="utf-8").splitlines()
    print(json.dumps(score_annotators(json.loads(line) for line in lines if line.strip())))


if __name__ == "__main__":
    main()
