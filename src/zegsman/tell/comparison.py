"""Two reports side by side: the passages that they share, what only one says, where they contradict one another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from zegsman.likeness.texts import Passages, align_passages, words_of
from zegsman.record.spans import Span
from zegsman.tell.highlights import text_blocks

if TYPE_CHECKING:
    from zegsman.tell.index import DossierIndex, Json

_SENTENCE = re.compile(r"[.!?…][’'”\"»)]*\s+(?=[\W_]*[\dA-ZÀ-ÖØ-Þ])")


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A sentence that both reports have nearly word for word."""

    number: int
    left: Span
    right: Span
    is_exact: bool
    """Whether it is so to the letter of its words."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two reports have in common and what not; claims are ids, in the order of reading."""

    left: Json
    right: Json
    passages: tuple[SharedPassage, ...]
    shares: tuple[float, float]
    """Share of the words of each that stands in shared passages, 0 to 1."""
    both: tuple[str, ...]
    only_left: tuple[str, ...]
    only_right: tuple[str, ...]
    conflicts: tuple[Json, ...]
    changes: tuple[tuple[Span | None, Span | None], ...]
    """What the outlet changed, where one is a version of the other: the passage in each, None where it lacks it."""


def compare_reports(index: DossierIndex, left: str, right: str) -> Comparison:
    """Compares two reports of a dossier, named by their ids."""
    one, other = index.reports[left], index.reports[right]
    spans = [_sentences(report) for report in (one, other)]
    words = [[words_of(span.of(report["text"])) for span in of] for report, of in zip((one, other), spans, strict=True)]
    texts = [_passages(of, said) for of, said in zip(spans, words, strict=True)]
    passages = tuple(
        SharedPassage(
            number,
            spans[0][found.here],
            spans[1][found.there],
            words[0][found.here] == words[1][found.there],
        )
        for number, found in enumerate(align_passages(*texts), 1)
    )
    claims = [index.claims_of(s["id"] for s in index.statements_by_report[report]) for report in (left, right)]
    ends = set(claims[0]), set(claims[1])
    return Comparison(
        one,
        other,
        passages,
        (
            _share(spans[0], words[0], [p.left for p in passages]),
            _share(spans[1], words[1], [p.right for p in passages]),
        ),
        tuple(claim for claim in claims[0] if claim in ends[1]),
        tuple(claim for claim in claims[0] if claim not in ends[1]),
        tuple(claim for claim in claims[1] if claim not in ends[0]),
        tuple(c for c in index.dossier["conflicts"] if _is_between(index, c, left, right)),
        _changes(index, left, right),
    )


def _is_between(index: DossierIndex, conflict: Json, left: str, right: str) -> bool:
    reports = {index.statements[one]["report"] for one in conflict["statements"]}
    return {left, right} <= reports


def _sentences(report: Json) -> list[Span]:
    text: str = report["text"]
    found = []
    for start, end, kind in text_blocks(report):
        if kind == "leftover":
            continue
        cuts = [start, *(match.end() for match in _SENTENCE.finditer(text, start, end)), end]
        ends = ((first, first + len(text[first:last].rstrip())) for first, last in pairwise(cuts))
        found += [Span(first, last) for first, last in ends if text[first:last].strip()]
    return found


def _passages(spans: list[Span], words: list[list[str]]) -> Passages:
    return Passages(tuple(spans), tuple(tuple(one) for one in words), tuple(False for _ in spans))


def _share(spans: list[Span], words: list[list[str]], shared: list[Span]) -> float:
    n_words = {span: len(said) for span, said in zip(spans, words, strict=True)}
    return sum(n_words[span] for span in shared) / max(1, sum(n_words.values()))


def _changes(index: DossierIndex, left: str, right: str) -> tuple[tuple[Span | None, Span | None], ...]:
    for revision in index.dossier.get("revisions", ()):
        if {revision["from"], revision["to"]} == {left, right}:
            sides = ("before", "after") if revision["from"] == left else ("after", "before")
            return tuple((_span(change[sides[0]]), _span(change[sides[1]])) for change in revision["changes"])
    return ()


def _span(part: Json | None) -> Span | None:
    return Span(part["start"], part["end"]) if part else None
