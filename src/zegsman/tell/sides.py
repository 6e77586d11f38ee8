"""A conflict laid out in sides, with the words that differ marked on each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zegsman.tell.index import DossierIndex, Json

_FIGURES = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_TYPES = {"place": {"LOC"}, "participant": {"PER", "ORG"}, "name": {"PER", "ORG", "LOC", "MISC"}}


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """The words of a statement as (text, marked) pieces."""

    statement: str
    pieces: tuple[tuple[str, bool], ...]

    @property
    def marked(self) -> tuple[str, ...]:
        """What is marked, in small letters."""
        return tuple(text.casefold() for text, is_marked in self.pieces if is_marked)


def compose_sides(index: DossierIndex, conflict: Json) -> list[list[MarkedWords]]:
    """The statements of a conflict, grouped by what they say about the contested matter, in the order of reading."""
    statements = [index.statements[statement_id] for statement_id in conflict["statements"]]
    spans = {s["id"]: _contested(index, conflict["kind"], s) for s in statements}
    texts = {s["id"]: index.words(s["id"]) for s in statements}
    if conflict["kind"] != "polarity":
        spans = _without_shared(texts, spans)
    marked = [MarkedWords(s["id"], _pieces(texts[s["id"]], spans[s["id"]])) for s in statements]
    sides: dict[object, list[MarkedWords]] = {}
    for statement, words in zip(statements, marked, strict=True):
        side = statement["polarity"] if conflict["kind"] == "polarity" else words.marked or words.statement
        sides.setdefault(side, []).append(words)
    return list(sides.values()) if len(sides) > 1 else [[words] for words in marked]


def _contested(index: DossierIndex, kind: str, statement: Json) -> list[tuple[int, int]]:
    """Where in the statement's words the contested matter may stand, by the kind of conflict."""
    start, end = statement["start"], statement["end"]
    if kind == "time":
        return [
            (max(0, t["start"] - start), min(end, t["end"]) - start)
            for t in statement.get("times", [])
            if t["start"] < end and start < t["end"]
        ]
    if kind == "number":
        figures = [m.span() for m in _FIGURES.finditer(index.words(statement["id"]))]
        days = [(t["start"] - start, t["end"] - start) for t in statement.get("times", [])]
        amounts = [(a, b) for a, b in figures if not any(first <= a and b <= last for first, last in days)]
        return amounts or figures
    types = _TYPES.get(kind, set())
    return sorted(
        (mention["start"] - start, mention["end"] - start)
        for entity in index.entities.values()
        if entity["type"] in types
        for mention in entity["mentions"]
        if mention["report"] == statement["report"] and start <= mention["start"] and mention["end"] <= end
    )


def _without_shared(texts: dict[str, str], spans: dict[str, list[tuple[int, int]]]) -> dict[str, list[tuple[int, int]]]:
    """Only spans whose words not all other statements have; where none is left, the words that are one's own."""
    result = {}
    for statement_id, text in texts.items():
        others = [other.casefold() for other_id, other in texts.items() if other_id != statement_id]
        own = [
            (first, last)
            for first, last in spans[statement_id]
            if not all(text[first:last].casefold() in other for other in others)
        ]
        result[statement_id] = own or _own_words(text, others)
    return result


def _own_words(text: str, others: list[str]) -> list[tuple[int, int]]:
    """Words that no other statement has; none where that is most of them, for then it would tell nothing."""
    known = {word for other in others for word in _WORD.findall(other)}
    words = list(_WORD.finditer(text))
    own = [m.span() for m in words if m.group().casefold() not in known]
    return own if 2 * len(own) <= len(words) else []


def _pieces(text: str, spans: list[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for first, last in sorted(spans):
        if first < at or first >= last:
            continue
        pieces += [(text[at:first], False), (text[first:last], True)]
        at = last
    pieces.append((text[at:], False))
    return tuple(piece for piece in pieces if piece[0])
