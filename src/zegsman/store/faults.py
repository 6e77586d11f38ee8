"""SQLite's errors as ours, each with what was found and what to do."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zegsman.errors import CaseDamaged, CaseFull, CaseLocked, CaseReadOnly, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT)
# The disk refuses a write: it is full, a quota or a limit on the size of files is reached, or it fails.
_UNWRITTEN = (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_TRUNCATE)
_READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM)


@contextmanager
def case_faults(place: str) -> Iterator[None]:
    """Turns any error of SQLite or of the disk into a `StoreError` that names the case file.

    Raises:
        CaseLocked: another process writes to it.
        CaseReadOnly: it may not be written to.
        CaseDamaged: it is damaged or no case file.
        CaseFull: no space is left.
        StoreError: anything else that the file system or SQLite refuses.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(error, place) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise _full(place) from error
        raise StoreError(f"the case file {place} cannot be used: {error.strerror or error}") from error


def _translated(error: sqlite3.Error, place: str) -> StoreError:
    # The low byte is the primary code; the rest tells variants apart.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _BUSY:
        return CaseLocked(
            f"the case file {place} is locked: another process is writing to it. "
            "Nothing was changed; try again when that one is done"
        )
    if code in _READ_ONLY:
        return CaseReadOnly(
            f"the case file {place} may not be written to. Give write permission to it and to its folder, "
            "or work on a copy (--case COPY)"
        )
    if code in _DAMAGED:
        return damaged(place, str(error))
    if code == sqlite3.SQLITE_FULL or getattr(error, "sqlite_errorcode", 0) in _UNWRITTEN:
        return _full(place)
    if code == sqlite3.SQLITE_CANTOPEN:
        return StoreError(
            f"the case file {place} cannot be opened, or the files beside it cannot be made; expected a folder that "
            "exists, may be written to, and has room"
        )
    return StoreError(f"the case file {place} gave an error: {error}. Try `zegsman check --case {place}`")


def damaged(place: str, what: str) -> CaseDamaged:
    """The error for a file that is no sound case file."""
    return CaseDamaged(
        f"the case file {place} is damaged or is no case file ({what}). Nothing was changed; restore it from a "
        f"copy, or try `zegsman check --repair --case {place}`"
    )


def _full(place: str) -> CaseFull:
    return CaseFull(
        f"no space is left to write the case file {place}, or its disk refuses to. What was acknowledged before is "
        "kept; make room and run the command again"
    )
