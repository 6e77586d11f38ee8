"""A case in the tables of a PostgreSQL database."""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from zegsman.errors import StoreError

try:
    from psycopg import sql
    from psycopg.pq import TransactionStatus
except ImportError as error:
    raise StoreError("a shared case needs psycopg, which is not installed: pip install 'zegsman[postgres]'") from error

from zegsman.store.postgres.faults import server_faults
from zegsman.store.postgres.opening import LOCKS, connect, read_address
from zegsman.store.postgres.texts import sent, taken
from zegsman.store.postgres.words import SharedWordIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_VALUE = re.compile(r"\?(\d*)")


class PostgresDatabase:
    """The tables of a case in a database that several people use at once; see `Database`.

    Everybody reads at any time; a transaction that writes waits for the one before it, as long as `lock_timeout_s`.
    """

    def __init__(self, address: str, *, lock_timeout_s: float, must_exist: bool, write: bool) -> None:
        target, self._schema, self.place = read_address(address)
        self.word_index = SharedWordIndex()
        self._lock_timeout_ms = max(1, round(1000 * lock_timeout_s))
        self._connection = connect(
            target, self._schema, self.place, lock_timeout_ms=self._lock_timeout_ms, must_exist=must_exist, write=write
        )

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open; a connection that broke has none."""
        if self._connection.closed:
            return False
        return self._connection.info.transaction_status is not TransactionStatus.IDLE

    def close(self) -> None:
        """Closes the connection."""
        self._connection.close()

    def begin(self) -> None:
        """Begins a transaction and waits for the one that writes now."""
        self._run("BEGIN")
        try:
            self.rows("SELECT pg_advisory_xact_lock(?, hashtext(?))", (LOCKS, self._schema))
        except StoreError:
            if self.in_transaction:
                self._run("ROLLBACK")
            raise

    def begin_reading(self) -> None:
        """Begins a transaction that sees the case as it is now."""
        self._run("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    def end(self, *, keep: bool) -> None:
        """Ends the transaction."""
        self._run("COMMIT" if keep else "ROLLBACK")

    def _run(self, statement: str) -> None:
        with server_faults(self.place):
            self._connection.execute(statement.encode())

    def execute(self, statement: str, values: Sequence[Any]) -> int:
        """Carries out one statement and gives how many rows it changed."""
        with server_faults(self.place):
            return self._connection.execute(_translated(statement), _given(statement, values)).rowcount

    def execute_many(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Carries out one statement for each row."""
        with server_faults(self.place), self._connection.cursor() as cursor:
            cursor.executemany(_translated(statement), [_given(statement, row) for row in rows])

    def rows(self, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows that a query gives."""
        with server_faults(self.place):
            found = self._connection.execute(_translated(query), _given(query, values)).fetchall()
        return [tuple(taken(value) for value in row) for row in found]

    @contextmanager
    def in_turn(self) -> Iterator[None]:
        """Waits, for as long as it takes, until nobody else works the case out; the server frees a dead one's turn."""
        turn = (LOCKS + 1, self._schema)
        self._run("SET lock_timeout = 0")
        self.rows("SELECT pg_advisory_lock(?, hashtext(?))", turn)
        self._run(f"SET lock_timeout = {self._lock_timeout_ms}")
        try:
            yield
        finally:
            if not self._connection.closed:
                self.rows("SELECT pg_advisory_unlock(?, hashtext(?))", turn)

    def file_faults(self) -> Iterator[str]:
        """Indexes that the server holds for unusable; damage shows when what is damaged is read."""
        query = """
            SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
            WHERE NOT indisvalid AND relnamespace = CAST(? AS regnamespace) ORDER BY relname
        """
        for (name,) in self.rows(query, (self._schema,)):
            yield f"the index {name} is unusable"

    def rebuild_indexes(self) -> None:
        """Builds all indexes anew."""
        with server_faults(self.place):
            self._connection.execute(sql.SQL("REINDEX SCHEMA {}").format(sql.Identifier(self._schema)))


@lru_cache(maxsize=512)
def _translated(statement: str) -> bytes:
    """A statement as the library takes it: `%s` for `?`, `%(v1)s` for `?1`."""
    text = statement.replace("%", "%%")
    return _VALUE.sub(lambda found: f"%(v{found[1]})s" if found[1] else "%s", text).encode()


def _given(statement: str, values: Sequence[Any]) -> Any:
    if "?1" in statement:
        return {f"v{i}": sent(value) for i, value in enumerate(values, 1)}
    return [sent(value) for value in values]
