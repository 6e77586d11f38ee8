"""A case in one SQLite file."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from zegsman.lexicon.folding import fold_name
from zegsman.store.case_file import open_case
from zegsman.store.faults import case_faults
from zegsman.store.word_index import FileWordIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD_TABLES = ("report_words", "report_parts", "statement_words")


class SqliteDatabase:
    """The tables of a case in a file; see `Database`."""

    def __init__(self, place: str, *, lock_timeout_s: float, must_exist: bool, write: bool) -> None:
        self.place = place
        self.word_index = FileWordIndex()
        self._connection = open_case(place, lock_timeout_s=lock_timeout_s, must_exist=must_exist, write=write)
        # Names are compared without accents and capitals, also where SQLite does it.
        self._connection.create_function("fold", 1, _folded, deterministic=True)

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self._connection.in_transaction

    def close(self) -> None:
        """Closes the file; a case in memory is gone with it."""
        self._connection.close()

    def begin(self) -> None:
        """Begins a transaction that may write."""
        self._run("BEGIN IMMEDIATE")

    def begin_reading(self) -> None:
        """Begins a transaction that sees the case as it is now."""
        self._run("BEGIN")

    def end(self, *, keep: bool) -> None:
        """Ends the transaction."""
        self._run("COMMIT" if keep else "ROLLBACK")

    def _run(self, statement: str) -> None:
        with case_faults(self.place):
            self._connection.execute(statement)

    def execute(self, statement: str, values: Sequence[Any]) -> int:
        """Carries out one statement and gives how many rows it changed."""
        with case_faults(self.place):
            return self._connection.execute(statement, values).rowcount

    def execute_many(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Carries out one statement for each row."""
        with case_faults(self.place):
            self._connection.executemany(statement, rows)

    def rows(self, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows that a query gives."""
        with case_faults(self.place):
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def in_turn(self) -> Iterator[None]:
        """A file has one worker at a time: what it writes is guarded by its transactions."""
        yield

    def file_faults(self) -> Iterator[str]:
        """Damage, and references to what is not there."""
        for (line,) in self.rows("PRAGMA integrity_check", ()):
            if line != "ok":
                yield f"the file: {line}"
        for table, number, parent, _ in self.rows("PRAGMA foreign_key_check", ()):
            yield f"row {number} of table {table} refers to a row of table {parent} that is not there"

    def rebuild_indexes(self) -> None:
        """Builds the indexes of words and all others anew."""
        for table in _WORD_TABLES:
            self.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')", ())
        self.execute("REINDEX", ())


def _folded(words: object) -> str:
    return fold_name(words) if isinstance(words, str) else ""
