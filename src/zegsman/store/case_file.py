"""Opens the case file: its format, its version, its migrations."""

from __future__ import annotations

import sqlite3
import time
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from zegsman.errors import CaseReadOnly, CaseTooNew, StoreError
from zegsman.store.faults import case_faults, damaged

APPLICATION_ID = 0x5A45_4753
"""'ZEGS' in the file's header says that a SQLite file is a case file."""
IN_MEMORY = ":memory:"
_PAUSE_S = 0.01
"""Seconds between two tries of what SQLite does not wait for by itself."""


def migrations() -> list[tuple[int, str]]:
    """The numbered SQL files, in order; they only ever go forward."""
    folder = resources.files("zegsman.store") / "migrations"
    found = [
        (int(one.name[:4]), one.read_text(encoding="utf-8")) for one in folder.iterdir() if one.name.endswith(".sql")
    ]
    return sorted(found)


def open_case(
    place: str, *, lock_timeout_s: float = 5.0, must_exist: bool = False, write: bool = True
) -> sqlite3.Connection:
    """A connection to a case file, made and brought up to date where that may be done.

    A file that may only be read is opened for reading where `write` is false.

    Raises:
        StoreError: if it does not exist and must, or cannot be made.
        CaseLocked: if another process keeps writing to it longer than `lock_timeout_s` seconds.
        CaseReadOnly: if it must be written to and may not.
        CaseTooNew: if a later version of the program wrote it.
        CaseDamaged: if it is no sound case file.
    """
    if place != IN_MEMORY:
        _look_at(place, must_exist=must_exist)
    with case_faults(place):
        if write:
            return _opened_to_write(place, lock_timeout_s)
        return _opened_to_read(place, lock_timeout_s)


def _look_at(place: str, *, must_exist: bool) -> None:
    path = Path(place)
    if path.is_dir():
        raise StoreError(f"the case file {place} is a folder; expected a file")
    if not path.exists():
        if must_exist:
            raise StoreError(f"there is no case file {place}; `zegsman read PATH... --case {place}` makes one")
        if not path.absolute().parent.is_dir():
            raise StoreError(f"the folder of the case file {place} does not exist; make it first")
        return
    with case_faults(place), path.open("rb") as handle:
        head = handle.read(16)
    if head and head != b"SQLite format 3\x00":
        raise damaged(place, "it is no SQLite file")


def _opened_to_write(place: str, lock_timeout_s: float) -> sqlite3.Connection:
    connection = sqlite3.connect(place, timeout=lock_timeout_s, isolation_level=None)
    try:
        if place != IN_MEMORY:
            version = _version(connection, place)
            _write_ahead(connection, lock_timeout_s)
            # An acknowledged commit survives a crash of the program and of the machine.
            connection.execute("PRAGMA synchronous = FULL")
        else:
            version = 0
        connection.execute("PRAGMA foreign_keys = ON")
        if version < migrations()[-1][0]:
            _migrate(connection, place)
        # A file that may not be written to shows itself here, before any work is done for it.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except BaseException:
        connection.close()
        raise
    return connection


def _write_ahead(connection: sqlite3.Connection, lock_timeout_s: float) -> None:
    """Puts the file in write-ahead mode; SQLite itself does not wait where another process is doing that."""
    end = time.monotonic() + lock_timeout_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def _opened_to_read(place: str, lock_timeout_s: float) -> sqlite3.Connection:
    address = "file:" + quote(str(Path(place).absolute())) + "?mode=ro"
    connection = sqlite3.connect(address, uri=True, timeout=lock_timeout_s, isolation_level=None)
    try:
        version = _version(connection, place)
    except sqlite3.OperationalError:
        # A file in write-ahead mode in a folder that may not be written to: nobody else can be writing either.
        connection.close()
        connection = sqlite3.connect(address + "&immutable=1", uri=True, timeout=lock_timeout_s, isolation_level=None)
        version = _version(connection, place)
    if version < migrations()[-1][0]:
        connection.close()
        raise CaseReadOnly(
            f"the case file {place} is of an older version and may not be written to, so it cannot be brought up "
            "to date; work on a copy (--case COPY)"
        )
    return connection


def _version(connection: sqlite3.Connection, place: str) -> int:
    """The version of the file's schema; 0 for an empty file.

    Raises:
        CaseTooNew: if the program does not know that version.
        CaseDamaged: if it is a SQLite file of another program.
    """
    connection.execute("BEGIN")  # all three of one moment: another process may be making the file
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (n_tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    if n_tables and application != APPLICATION_ID:
        raise damaged(place, "it is a SQLite file of another program")
    newest = migrations()[-1][0]
    if version > newest:
        raise CaseTooNew(
            f"the case file {place} is of version {version}; this program knows versions up to {newest}. "
            "Install a newer zegsman to work with it"
        )
    return int(version)


def _migrate(connection: sqlite3.Connection, place: str) -> None:
    """Brings the schema up to date, each step whole or not at all, also when two processes start at once."""
    for number, script in migrations():
        connection.execute("BEGIN IMMEDIATE")
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] < number:
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk has rolled it back already
                connection.execute("ROLLBACK")
            raise


def _statements(script: str) -> list[str]:
    """The single statements of a script; `executescript` would commit in between."""
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found
