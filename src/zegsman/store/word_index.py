"""How words are looked up in the texts of a case, as pieces of SQL; the case file's own way, by FTS5."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

START, END = "\x02", "\x03"
"""Marks around the words found, chosen as no text holds them."""

_WORDS = re.compile(r'"[^"]+"|[^\s"]+')
_NONE = '"\ufffd"'
"""An expression that nothing holds."""


def phrase(words: str) -> str:
    """Words in a row as an expression, nothing in them an operator; empty where there is no letter in them."""
    return '"' + words.replace('"', "") + '"' if any(letter.isalnum() for letter in words) else ""


def all_words(words: str) -> str | None:
    """The words, and phrases between quotation marks, as an expression: each of them, in any order."""
    parts = (phrase(part.strip('"')) for part in _WORDS.findall(words))
    return " ".join(part for part in parts if part) or None


def any_phrase(names: Sequence[str]) -> str:
    """An expression that holds where one of the phrases stands; never where there is none."""
    return " OR ".join(dict.fromkeys(one for one in map(phrase, names) if one)) or _NONE


@dataclass(frozen=True, slots=True)
class Found:
    """What a query needs to find rows by words, as SQL with the values that stand in each piece, in order."""

    origin: str
    condition: str
    condition_values: tuple[Any, ...]
    words: str
    words_values: tuple[Any, ...]
    order: str
    order_values: tuple[Any, ...]
    marked: Callable[[str], str]
    """Puts `START` and `END` around the words found in what `words` gave."""


class WordIndex(Protocol):
    """Finds reports and statements by expressions of phrases: all of them, or, with OR between, one of them."""

    def reports(self, expressions: Sequence[str], *, parts: bool) -> Found:
        """The reports that hold all expressions, or, `parts`, hold their words as parts of words; with a snippet."""

    def statements(self, expression: str) -> Found:
        """The statements that hold an expression, with their words."""

    def in_statement(self) -> str:
        """A condition, with one value, that a statement holds an expression."""


class FileWordIndex:
    """Words by the FTS5 indexes of the case file."""

    def reports(self, expressions: Sequence[str], *, parts: bool) -> Found:
        """The reports that hold all expressions; see `WordIndex`."""
        table = "report_parts" if parts else "report_words"
        return Found(
            origin=f"{table} JOIN reports ON reports.number = {table}.rowid",
            condition=f"{table} MATCH ?",
            condition_values=(" AND ".join(f"({one})" for one in expressions),),
            words=f"snippet({table}, -1, ?, ?, '…', 16)",
            words_values=(START, END),
            order=f"bm25({table})",
            order_values=(),
            marked=str,
        )

    def statements(self, expression: str) -> Found:
        """The statements that hold an expression; see `WordIndex`."""
        return Found(
            origin="statement_words JOIN statements ON statements.number = statement_words.rowid",
            condition="statement_words MATCH ?",
            condition_values=(expression,),
            words="highlight(statement_words, 0, ?, ?)",
            words_values=(START, END),
            order="bm25(statement_words)",
            order_values=(),
            marked=str,
        )

    def in_statement(self) -> str:
        """A condition, with one value, that a statement holds an expression."""
        return "statements.number IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?)"
