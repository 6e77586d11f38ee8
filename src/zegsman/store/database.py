"""What a case needs of the database that it lies in, whichever that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from zegsman.store.word_index import WordIndex


class Database(Protocol):
    """An open database with the tables of a case; statements are in the SQL that SQLite and PostgreSQL share.

    Values stand as `?`, or as `?1` where one stands at several places. JSON is asked by `json_extract` and
    `json_each`, names are compared by `fold`.

    Raises:
        StoreError: from every method, in the kind that fits.
    """

    place: str
    """What it is called in messages."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""

    @property
    def word_index(self) -> WordIndex:
        """How words are looked up."""

    def close(self) -> None:
        """Closes the connection."""

    def begin(self) -> None:
        """Begins a transaction that may write: one at a time writes to a case."""

    def begin_reading(self) -> None:
        """Begins a transaction that sees the case as it is now, whatever others write meanwhile."""

    def end(self, *, keep: bool) -> None:
        """Ends the transaction: all of it is kept, or nothing."""

    def execute(self, statement: str, values: Sequence[Any]) -> int:
        """Carries out one statement and gives how many rows it changed."""

    def execute_many(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Carries out one statement for each row."""

    def rows(self, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows that a query gives."""

    def in_turn(self) -> AbstractContextManager[None]:
        """Waits until nobody else works the case out."""

    def file_faults(self) -> Iterator[str]:
        """What is wrong with the database itself, in words."""

    def rebuild_indexes(self) -> None:
        """Builds the indexes anew."""
