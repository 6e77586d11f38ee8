"""Scores time expressions on the fifth of a corpus that is held out: `python -m zegsman_lab.score.times GOLD.jsonl`.

A document is held out by its name, so that the same ones are in every run and on every machine. Errors are listed
(`--errors`) for the other four fifths only: rules are mended on those, and measured on the fifth.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from zegsman.desk.evaluation.times import evaluate_times, pair_times

Json = dict[str, Any]

HELD_OUT_IN = 5
"""One document in five is held out."""
_AROUND = 60
"""Code points shown on either side of an error."""


def is_held_out(document_id: str) -> bool:
    """Whether a document is of the fifth that no rule may be mended on."""
    return int(hashlib.sha1(document_id.encode(), usedforsecurity=False).hexdigest(), 16) % HELD_OUT_IN == 0


def score_part(gold: Path, *, held_out: bool) -> tuple[Json, list[Json], list[Json]]:
    """The scores on one part of a gold file, its documents and what the product predicted for them."""
    lines = [line for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    documents = [document for line in lines if is_held_out((document := json.loads(line))["id"]) is held_out]
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / gold.name
        part.write_text("".join(json.dumps(document) + "\n" for document in documents), encoding="utf-8")
        scores, predicted = evaluate_times(str(part), lambda *_: None)
    return scores, documents, predicted


def list_errors(documents: Sequence[Json], predicted: Sequence[Json]) -> Iterator[str]:
    """One line an error: what is wrong, gold, what was found, the words around."""
    for document, found in zip(documents, predicted, strict=True):
        pairs = pair_times(document["timexes"], found["timexes"])
        matched = [id(one) for pair in pairs for one in pair]
        for gold, time in pairs:
            wrong = [key for key in ("start", "end", "type", "value") if gold[key] != time[key]]
            if wrong:
                yield _line("+".join(wrong), document, gold, time)
        yield from (_line("missed", document, one, None) for one in document["timexes"] if id(one) not in matched)
        yield from (_line("needless", document, None, one) for one in found["timexes"] if id(one) not in matched)


def _line(what: str, document: Json, gold: Json | None, time: Json | None) -> str:
    text = document["text"]

    def shown(one: Json | None) -> str:
        return f"{text[one['start'] : one['end']]!r} {one['type']} {one['value']}" if one else "-"

    at = (gold or time or {})["start"]
    around = " ".join(text[max(0, at - _AROUND) : at + _AROUND].split())
    return f"{what} | {shown(gold)} | {shown(time)} | {document.get('dct', '')} | {around}"


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the scores on the held-out fifth, or those on the rest with the errors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="documents with timexes, as JSON lines")
    parser.add_argument("--errors", action="store_true", help="score the other four fifths, and list what is wrong")
    options = parser.parse_args(argv)
    scores, documents, predicted = score_part(options.gold, held_out=not options.errors)
    if options.errors:
        for line in list_errors(documents, predicted):
            print(line)
    print(json.dumps(scores))


if __name__ == "__main__":
    main()
