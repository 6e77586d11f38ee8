"""The errors of PostgreSQL as ours, each with what was found and what to do."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg

from zegsman.errors import CaseDamaged, CaseFull, CaseLocked, CaseReadOnly, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCKED = frozenset({"55P03", "40001", "40P01"})
_FORBIDDEN = frozenset({"42501", "25006"})
_REFUSED = frozenset({"28P01", "28000"})
_FULL = frozenset({"53100", "53200"})
_DAMAGED = frozenset({"XX001", "XX002"})
_NO_DATABASE = "3D000"
_TOO_MANY = "53300"


@contextmanager
def server_faults(place: str) -> Iterator[None]:
    """Turns any error of the server, or on the way to it, into a `StoreError` that names the shared case.

    Raises:
        CaseLocked: somebody else writes to it.
        CaseReadOnly: it may not be written to.
        CaseDamaged: the server found its files damaged.
        CaseFull: no space is left on the server.
        StoreError: the server cannot be reached or lets nobody in, and anything else that it refuses.
    """
    try:
        yield
    except psycopg.Error as error:
        raise _translated(error, place) from error


def _translated(error: psycopg.Error, place: str) -> StoreError:
    code = error.sqlstate or ""
    if code in _LOCKED:
        return CaseLocked(
            f"the shared case {place} is locked: somebody else is writing to it. "
            "Nothing was changed; try again when that is done, or wait longer (ZEGSMAN_LOCK_TIMEOUT_S)"
        )
    if code in _FORBIDDEN:
        return CaseReadOnly(
            f"the shared case {place} may not be written to by this user ({_said(error)}). "
            "Ask its owner for rights to write, or work on a copy"
        )
    if code in _DAMAGED:
        return CaseDamaged(f"the server of {place} found its files damaged ({_said(error)}); restore them from a copy")
    if code in _FULL:
        return CaseFull(
            f"no space is left on the server of {place}. What was acknowledged before is kept; make room there and run "
            "the command again"
        )
    if isinstance(error, psycopg.OperationalError):
        return _unreached(error, place)
    return StoreError(f"the shared case {place} gave an error: {_said(error)}. Try `zegsman check --case ADDRESS`")


def _unreached(error: psycopg.OperationalError, place: str) -> StoreError:
    code, said = error.sqlstate or "", _said(error)
    # Before anybody is let in, the library gives no code for what the server says.
    if code in _REFUSED or "password" in said or "authentication" in said:
        return StoreError(
            f"the server of {place} does not let this user in: {said}. Give the password in PGPASSWORD or ~/.pgpass"
        )
    if code == _NO_DATABASE or "does not exist" in said:
        return StoreError(f"{place} cannot be opened: {said}. Make the database first (createdb NAME)")
    if code == _TOO_MANY:
        return StoreError(f"the server of {place} has no connection left; close some, or raise max_connections")
    return StoreError(
        f"the server of {place} cannot be reached: {said}. What was acknowledged before is kept; see whether it runs "
        "and try again"
    )


def _said(error: psycopg.Error) -> str:
    """What the server, or the library, says, in one line; it never says a password."""
    words = error.diag.message_primary or str(error) or type(error).__name__
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return (lines or [type(error).__name__])[-1].rstrip(".")
