"""A report's text cut into pieces with the statements that cover each, so that it can be shown marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.tell.index import DossierIndex, Json

T = TypeVar("T")
Covered = tuple[int, int, tuple[str, ...]]
_LINE = re.compile(r"[^\n]+|\n(?=\n)")


@dataclass(frozen=True, slots=True)
class LayerMark:
    """A stretch of text that a layer marks: 'name', 'time', 'source' or 'cue'; `target` says what it stands for."""

    start: int
    end: int
    layer: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that the same statements cover.

    `statements` are ids, innermost (shortest) first; `opens` are those that begin here, `closes` those that end.
    `parts` are the same text cut where marks of layers begin and end.
    """

    text: str
    statements: tuple[str, ...]
    opens: tuple[str, ...]
    closes: tuple[str, ...]
    parts: tuple[tuple[str, tuple[LayerMark, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a report: its kind ('paragraph', 'subhead', 'caption', 'leftover') and its pieces."""

    kind: str
    pieces: tuple[Piece, ...]


def cut_paragraphs(report: Json, statements: Sequence[Json], marks: Sequence[LayerMark] = ()) -> list[Paragraph]:
    """The report's text, all of it but blank lines, as paragraphs of pieces, cut further where `marks` stand."""
    text: str = report["text"]
    blocks = text_blocks(report)
    spans = [(s["start"], s["end"], s["id"]) for s in statements]
    cut = [
        (kind, _covered(start, end, within))
        for (start, end, kind), within in zip(blocks, _shared_out(blocks, spans), strict=True)
    ]
    layers = iter(_shared_out(blocks, [(mark.start, mark.end, mark) for mark in marks]))
    opens, closes = _ends([covered for _, covered in cut])
    return [
        Paragraph(
            kind,
            tuple(
                Piece(
                    text[left:right], ids, opens.get(left, ()), closes.get(right, ()), _parts(text, left, right, here)
                )
                for left, right, ids in covered
            ),
        )
        for (kind, covered), here in zip(cut, layers, strict=True)
    ]


def layer_marks(index: DossierIndex, report: Json) -> list[LayerMark]:
    """What stands where in a report beside its statements: names, times, sources, and the cues that show these."""
    marks = [
        LayerMark(mention["start"], mention["end"], "name", entity["id"])
        for entity in index.entities.values()
        for mention in entity["mentions"]
        if mention["report"] == report["id"]
    ]
    for statement in index.statements_by_report[report["id"]]:
        marks += [LayerMark(time["start"], time["end"], "time") for time in statement.get("times", ())]
        named = zip(statement.get("chain_at", ()), statement["chain"], strict=False)
        marks += [LayerMark(at["start"], at["end"], "source", source) for at, source in named]
        if cue := statement.get("cue"):
            marks.append(LayerMark(cue["start"], cue["end"], "cue"))
    return sorted(dict.fromkeys(marks), key=lambda mark: (mark.start, mark.end))


def text_blocks(report: Json) -> list[tuple[int, int, str]]:
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


def _shared_out(
    blocks: Sequence[tuple[int, int, str]], spans: Sequence[tuple[int, int, T]]
) -> list[list[tuple[int, int, T]]]:
    """The spans that each block shares text with, the blocks being in order."""
    waiting = sorted(spans, key=lambda span: span[:2])
    at = 0
    reaching: list[tuple[int, int, T]] = []
    result = []
    for start, end, _ in blocks:
        while at < len(waiting) and waiting[at][0] < end:
            reaching.append(waiting[at])
            at += 1
        reaching = [span for span in reaching if span[1] > start]
        result.append([span for span in reaching if span[0] < end])
    return result


def _covered(start: int, end: int, within: Sequence[tuple[int, int, str]]) -> list[Covered]:
    """The block cut where a statement begins or ends, with those that cover each stretch."""
    spans = {id: (max(start, first), min(end, last)) for first, last, id in within}
    cuts = sorted({start, end, *(edge for span in spans.values() for edge in span)})
    waiting = sorted(spans, key=lambda id: spans[id][0], reverse=True)
    here: list[str] = []
    result = []
    for left, right in pairwise(cuts):
        while waiting and spans[waiting[-1]][0] <= left:
            here.append(waiting.pop())
        here = sorted((i for i in here if spans[i][1] >= right), key=lambda i: spans[i][1] - spans[i][0])
        result.append((left, right, tuple(here)))
    return result


def _parts(
    text: str, start: int, end: int, marks: Sequence[tuple[int, int, LayerMark]]
) -> tuple[tuple[str, tuple[LayerMark, ...]], ...]:
    within = [mark for first, last, mark in marks if first < end and start < last]
    cuts = sorted({start, end, *(min(max(edge, start), end) for one in within for edge in (one.start, one.end))})
    return tuple(
        (text[left:right], tuple(one for one in within if one.start <= left and right <= one.end))
        for left, right in pairwise(cuts)
    )


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
