"""A case: one SQLite file, open, with transactions that are whole or nothing."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from zegsman.lexicon.folding import fold_name
from zegsman.store.case_file import IN_MEMORY, open_case
from zegsman.store.faults import case_faults

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from types import TracebackType
    from typing import Self


class Case:
    """An open case file. What a transaction acknowledged is on disk, whatever happens to the program after it.

    Raises:
        StoreError: from every method, in the kind that `case_faults` tells; see there.
    """

    def __init__(
        self, place: str = IN_MEMORY, *, lock_timeout_s: float = 5.0, must_exist: bool = False, write: bool = True
    ) -> None:
        self.place = place
        self._connection: sqlite3.Connection = open_case(
            place, lock_timeout_s=lock_timeout_s, must_exist=must_exist, write=write
        )
        # Names are compared without accents and capitals, also where SQLite does it.
        self._connection.create_function("fold", 1, _folded, deterministic=True)
        self._depth = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; a case in memory is gone with it."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is kept together at its end, or not at all; inside another one it joins that one."""
        if self._depth:
            yield
            return
        with case_faults(self.place):
            self._connection.execute("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
            with case_faults(self.place):
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                with case_faults(self.place):
                    self._connection.execute("ROLLBACK")
            raise
        finally:
            self._depth = 0

    def execute(self, statement: str, values: Sequence[Any] = ()) -> int:
        """Carries out one statement and gives how many rows it changed."""
        with case_faults(self.place):
            return self._connection.execute(statement, values).rowcount

    def execute_many(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        """Carries out one statement for each row."""
        with case_faults(self.place):
            self._connection.executemany(statement, rows)

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows that a query gives."""
        with case_faults(self.place):
            return self._connection.execute(query, values).fetchall()


def _folded(words: object) -> str:
    return fold_name(words) if isinstance(words, str) else ""


def as_json(value: Any) -> str:
    """JSON values as they stand in a column: compact, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
