"""How words are looked up in a shared case: by PostgreSQL's own index, marked here."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from zegsman.store.word_index import END, START, Found

if TYPE_CHECKING:
    from collections.abc import Sequence

_PHRASES = re.compile(r'"([^"]+)"')
_WORD = re.compile(r"[^\W_]+")
SNIPPET_WORDS = 16


class SharedWordIndex:
    """Words by `word_query` and the columns `found`; see `WordIndex`."""

    def reports(self, expressions: Sequence[str], *, parts: bool) -> Found:
        """The reports that hold all expressions; see `WordIndex`."""
        values: tuple[str, ...]
        if parts:
            conditions, values = _as_parts(expressions)
        else:
            conditions, values = ["reports.found @@ word_query(?)"] * len(expressions), tuple(expressions)
        return Found(
            origin="reports",
            condition=" AND ".join(conditions),
            condition_values=values,
            words="coalesce(reports.title, '') || ' … ' || reports.text",
            words_values=(),
            order="-ts_rank_cd(reports.found, word_query(?))",
            order_values=(" OR ".join(expressions),),
            marked=lambda text: snippet(text, expressions, parts=parts),
        )

    def statements(self, expression: str) -> Found:
        """The statements that hold an expression; see `WordIndex`."""
        return Found(
            origin="statements",
            condition="statements.found @@ word_query(?)",
            condition_values=(expression,),
            words="statements.words",
            words_values=(),
            order="-ts_rank_cd(statements.found, word_query(?))",
            order_values=(expression,),
            marked=lambda text: marked(text, [expression]),
        )

    def in_statement(self) -> str:
        """A condition, with one value, that a statement holds an expression."""
        return "statements.found @@ word_query(?)"


def _as_parts(expressions: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Conditions that a report holds the phrases anywhere, and the values in them."""
    holds = "fold(coalesce(reports.title, '') || ' ' || reports.text) LIKE '%' || fold(?) || '%'"
    conditions, values = [], []
    for expression in expressions:
        phrases = _PHRASES.findall(expression)
        between = " OR " if '" OR "' in expression else " AND "
        conditions.append(f"({between.join([holds] * len(phrases))})")
        values += phrases
    return conditions, tuple(values)


def marked(text: str, expressions: Sequence[str], *, parts: bool = False) -> str:
    """A text with marks around every phrase of the expressions, in whatever accents and capitals."""
    return _written(text, _places(text, expressions, parts=parts), 0, len(text))


def snippet(text: str, expressions: Sequence[str], *, parts: bool = False) -> str:
    """The words around the first that was found, marked, with `…` where the text goes on."""
    places = _places(text, expressions, parts=parts)
    words = [match.span() for match in _WORD.finditer(text)]
    if not words:
        return text
    at = places[0][0] if places else 0
    first = max(0, next((i for i, (start, _) in enumerate(words) if start >= at), 0) - SNIPPET_WORDS // 4)
    last = min(len(words), first + SNIPPET_WORDS) - 1
    start, end = (words[first][0] if first else 0), (words[last][1] if last < len(words) - 1 else len(text))
    shown = _written(text, [place for place in places if start <= place[0] and place[1] <= end], start, end)
    return ("…" if first else "") + shown + ("…" if last < len(words) - 1 else "")


def _places(text: str, expressions: Sequence[str], *, parts: bool) -> list[tuple[int, int]]:
    """Where phrases stand, in order, none within another."""
    words = [(match.start(), match.end(), _plain(match.group())) for match in _WORD.finditer(text)]
    wanted = [[_plain(one) for one in _WORD.findall(phrase)] for one in expressions for phrase in _PHRASES.findall(one)]
    found = sorted({place for phrase in wanted if phrase for place in _standing(words, phrase, parts=parts)})
    places: list[tuple[int, int]] = []
    for start, end in found:
        if not places or start >= places[-1][1]:
            places.append((start, end))
    return places


def _standing(words: Sequence[tuple[int, int, str]], phrase: Sequence[str], *, parts: bool) -> list[tuple[int, int]]:
    def meets(word: str, wanted: str) -> bool:
        return wanted in word if parts else wanted == word

    return [
        (words[i][0], words[i + len(phrase) - 1][1])
        for i in range(len(words) - len(phrase) + 1)
        if all(meets(words[i + at][2], one) for at, one in enumerate(phrase))
    ]


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).lower()


def _written(text: str, places: Sequence[tuple[int, int]], start: int, end: int) -> str:
    written, at = "", start
    for first, last in places:
        written += text[at:first] + START + text[first:last] + END
        at = last
    return written + text[at:end]
