"""A case, open: in a file or in a shared database, with transactions that are whole or nothing."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zegsman.store.case_file import IN_MEMORY
from zegsman.store.sqlite import SqliteDatabase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType
    from typing import Self

    from zegsman.store.database import Database
    from zegsman.store.word_index import WordIndex

NO_LIMIT = 2**62
"""Rows that a query gives at most where it has no limit."""

SHARED = ("postgresql://", "postgres://")
"""How the address of a shared case begins; every other place is a file."""


def is_shared(place: str) -> bool:
    """Whether a place is a database rather than a file."""
    return place.startswith(SHARED)


class Case:
    """An open case. What a transaction acknowledged is on disk, whatever happens to the program after it.

    Raises:
        StoreError: from every method, in the kind that `case_faults` tells; see there.
    """

    def __init__(
        self, place: str = IN_MEMORY, *, lock_timeout_s: float = 5.0, must_exist: bool = False, write: bool = True
    ) -> None:
        self._database = _opened(place, lock_timeout_s=lock_timeout_s, must_exist=must_exist, write=write)
        self.place = self._database.place
        self._depth = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def full_place(self) -> str:
        """The place as it is called from anywhere: the whole path of a file, without the password of a database."""
        return self.file or self.place.strip(":")

    @property
    def file(self) -> str | None:
        """The whole path of the case file; None for a case in memory or a database."""
        alone = self.place == IN_MEMORY or is_shared(self.place)
        return None if alone else str(Path(self.place).absolute())

    @property
    def word_index(self) -> WordIndex:
        """How words are looked up in it."""
        return self._database.word_index

    def close(self) -> None:
        """Closes it; a case in memory is gone with it."""
        self._database.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is kept together at its end, or not at all; inside another one it joins that one."""
        if self._depth:
            yield
            return
        self._database.begin()
        with self._ended():
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything that is asked inside is answered as of one moment, whatever others write meanwhile."""
        if self._depth:
            yield
            return
        self._database.begin_reading()
        with self._ended():
            yield

    @contextmanager
    def _ended(self) -> Iterator[None]:
        self._depth = 1
        try:
            yield
            self._database.end(keep=True)
        except BaseException:
            if self._database.in_transaction:
                self._database.end(keep=False)
            raise
        finally:
            self._depth = 0

    @contextmanager
    def in_turn(self) -> Iterator[None]:
        """Of several who work a shared case out, one does at a time; the others wait."""
        with self._database.in_turn():
            yield

    def execute(self, statement: str, values: Sequence[Any] = ()) -> int:
        """Carries out one statement and gives how many rows it changed."""
        return self._database.execute(statement, values)

    def execute_many(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Carries out one statement for each row."""
        self._database.execute_many(statement, rows)

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows that a query gives."""
        return self._database.rows(query, values)

    def file_faults(self) -> Iterator[str]:
        """What is wrong with the file or database itself, in words."""
        return self._database.file_faults()

    def rebuild_indexes(self) -> None:
        """Builds the indexes anew."""
        self._database.rebuild_indexes()


def _opened(place: str, *, lock_timeout_s: float, must_exist: bool, write: bool) -> Database:
    if is_shared(place):
        from zegsman.store.postgres.database import PostgresDatabase

        return PostgresDatabase(place, lock_timeout_s=lock_timeout_s, must_exist=must_exist, write=write)
    return SqliteDatabase(place, lock_timeout_s=lock_timeout_s, must_exist=must_exist, write=write)


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Made once: `json.dumps` makes one for each of the thousands of values of a story."""


def as_json(value: Any) -> str:
    """JSON values as they stand in a column: compact, letters as they are."""
    return _JSON.encode(value)
