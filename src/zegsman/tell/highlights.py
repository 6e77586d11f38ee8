"""A report's text cut into pieces with the statements that cover each, so that it can be shown marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.tell.index import Json

Covered = tuple[int, int, tuple[str, ...]]
_LINE = re.compile(r"[^\n]+|\n(?=\n)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that the same statements cover.

    `statements` are ids, innermost (shortest) first; `opens` are those that begin here, `closes` those that end.
    """

    text: str
    statements: tuple[str, ...]
    opens: tuple[str, ...]
    closes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a report: its kind ('paragraph', 'subhead', 'caption', 'leftover') and its pieces."""

    kind: str
    pieces: tuple[Piece, ...]


def cut_paragraphs(report: Json, statements: Sequence[Json]) -> list[Paragraph]:
    """The report's text, all of it but blank lines, as paragraphs of pieces."""
    text: str = report["text"]
    cut = []
    for start, end, kind in _blocks(report):
        within = [s for s in statements if s["start"] < end and start < s["end"]]
        cut.append((kind, _covered(start, end, within)))
    opens, closes = _ends([covered for _, covered in cut])
    return [
        Paragraph(
            kind,
            tuple(
                Piece(text[left:right], ids, opens.get(left, ()), closes.get(right, ())) for left, right, ids in covered
            ),
        )
        for kind, covered in cut
    ]


def _blocks(report: Json) -> list[tuple[int, int, str]]:
    """Blocks and leftovers in order, and whatever text stands between them as paragraphs."""
    text: str = report["text"]
    marked = [(b["start"], b["end"], b["kind"]) for b in report.get("blocks", [])]
    marked += [(b["start"], b["end"], "leftover") for b in report.get("leftovers", [])]
    result: list[tuple[int, int, str]] = []
    at = 0
    for start, end, kind in [*sorted(marked), (len(text), len(text), "")]:
        result += _between(text, at, start)
        if kind and text[start:end].strip():
            result.append((start, end, kind))
        at = max(at, end)
    return result


def _between(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Paragraphs, parted by blank lines, in a stretch that no block covers."""
    result: list[tuple[int, int, str]] = []
    fresh = True
    for line in _LINE.finditer(text, start, end):
        if not line.group().strip():
            fresh = True
        elif fresh:
            result.append((line.start(), line.end(), "paragraph"))
            fresh = False
        else:
            result[-1] = (result[-1][0], line.end(), "paragraph")
    return result


def _covered(start: int, end: int, statements: Sequence[Json]) -> list[Covered]:
    spans = {s["id"]: (max(start, s["start"]), min(end, s["end"])) for s in statements}
    cuts = sorted({start, end, *(edge for span in spans.values() for edge in span)})
    result = []
    for left, right in pairwise(cuts):
        here = [i for i, (first, last) in spans.items() if first <= left and right <= last]
        here.sort(key=lambda i: spans[i][1] - spans[i][0])
        result.append((left, right, tuple(here)))
    return result


def _ends(blocks: Sequence[Sequence[Covered]]) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
    """Which statements begin at the start of a piece, and which end at its end; each once, even over blocks."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for covered in blocks:
        for left, right, ids in covered:
            for statement_id in ids:
                first.setdefault(statement_id, left)
                last[statement_id] = right
    opens: dict[int, tuple[str, ...]] = {}
    closes: dict[int, tuple[str, ...]] = {}
    for statement_id, left in first.items():
        opens[left] = (*opens.get(left, ()), statement_id)
    for statement_id, right in last.items():
        closes[right] = (*closes.get(right, ()), statement_id)
    return opens, closes
