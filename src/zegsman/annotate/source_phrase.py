"""A noun phrase that can be a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zegsman.annotate.source_nouns import Sort
    from zegsman.record.spans import Span


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head, its tokens `[first, end)` with all that hangs on it, and the words that name it.

    `words` are the shortest full noun phrase (GUIDE: chain): the name where the phrase has one as its kernel,
    else the phrase without relative clauses and appositions.
    """

    head: int
    first: int
    end: int
    words: Span
    sort: Sort
    named: bool = False
