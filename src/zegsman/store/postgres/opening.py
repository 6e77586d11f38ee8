"""Opens a shared case: its address, its version, its migrations."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from zegsman.errors import CaseReadOnly, CaseTooNew, StoreError
from zegsman.store.postgres.faults import server_faults

if TYPE_CHECKING:
    from psycopg import Connection

OLDEST_SERVER = 140_000
"""PostgreSQL 14: functions whose names are resolved when they are made."""
SCHEMA = "zegsman"
"""The schema that holds the tables where the address names none (`?schema=NAME`): a database can hold several cases."""
CONNECT_TIMEOUT_S = 10
LOCKS = 0x5A45_4753
"""First half of the numbers of advisory locks; the second is hashed from the schema."""
_SCHEMA_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


def migrations() -> list[tuple[int, str]]:
    """The numbered SQL files, in order; the first holds what the case file's first five do."""
    folder = resources.files("zegsman.store.postgres") / "migrations"
    found = [
        (int(one.name[:4]), one.read_text(encoding="utf-8")) for one in folder.iterdir() if one.name.endswith(".sql")
    ]
    return sorted(found)


def read_address(address: str) -> tuple[str, str, str]:
    """What the library connects to, the schema, and the address as it is told: without a password.

    Raises:
        StoreError: if the schema has no name that can be used.
    """
    parts = urlsplit(address)
    query = parse_qsl(parts.query, keep_blank_values=True)
    schema = next((value for name, value in query if name == "schema"), SCHEMA)
    rest = urlencode([(name, value) for name, value in query if name != "schema"])
    told = urlencode([(name, value) for name, value in query if name not in ("password", "sslpassword")])
    user, at, host = parts.netloc.rpartition("@")
    shown = urlunsplit((parts.scheme, user.partition(":")[0] + at + host, parts.path, told, ""))
    if not _SCHEMA_NAME.fullmatch(schema):
        raise StoreError(
            f"{unquote(shown)} names no schema that can be used; expected small letters, digits and underscores"
        )
    return urlunsplit((parts.scheme, parts.netloc, parts.path, rest, "")), schema, unquote(shown)


def connect(
    target: str, schema: str, place: str, *, lock_timeout_ms: int, must_exist: bool, write: bool
) -> Connection[Any]:
    """A connection to a shared case, made and brought up to date where that may be done.

    Raises:
        StoreError: if the server cannot be reached or lets nobody in, or the case must exist and does not.
        CaseReadOnly: if it must be brought up to date and may not be written to.
        CaseTooNew: if a later version of the program wrote it.
    """
    with server_faults(place):
        connection = psycopg.connect(target, autocommit=True, **_wishes(target))
        try:
            _prepare(connection, schema, place, lock_timeout_ms)
            _bring_up_to_date(connection, schema, place, must_exist=must_exist, write=write)
            if not write:
                connection.execute("SET default_transaction_read_only = on")
        except BaseException:
            connection.close()
            raise
    return connection


def _wishes(target: str) -> dict[str, Any]:
    wishes: dict[str, Any] = {"application_name": "zegsman", "client_encoding": "utf8"}
    return wishes if "connect_timeout=" in target else {"connect_timeout": CONNECT_TIMEOUT_S, **wishes}


def _prepare(connection: Connection[Any], schema: str, place: str, lock_timeout_ms: int) -> None:
    if connection.info.server_version < OLDEST_SERVER:
        raise StoreError(
            f"the server of {place} is too old ({connection.info.server_version}); PostgreSQL 14 is needed"
        )
    encoding = connection.execute("SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = "
                                  "current_database()").fetchone()  # fmt: skip
    if encoding != ("UTF8",):
        raise StoreError(f"the database of {place} is not in UTF-8; make one that is (createdb -E UTF8 -T template0)")
    connection.execute(sql.SQL("SET search_path = {}").format(sql.Identifier(schema)))
    connection.execute(sql.SQL("SET lock_timeout = {}").format(sql.Literal(lock_timeout_ms)))
    # An acknowledged commit survives a crash of the server.
    connection.execute("SET synchronous_commit = on")
    # Reports near a new one are looked up by a hundred names and terms. The server expects a thousand and would rather
    # read the whole table, so that a look-up would grow with the case.
    connection.execute("SET random_page_cost = 0.1")
    connection.execute("SET client_min_messages = error")


def _version(connection: Connection[Any], schema: str) -> int | None:
    """The version of the case's tables; None where there is no case."""
    found = connection.execute(
        "SELECT 1 FROM pg_tables WHERE schemaname = %s AND tablename = 'case_version'", (schema,)
    ).fetchone()
    if found is None:
        return None
    row = connection.execute("SELECT version FROM case_version").fetchone()
    return int(row[0]) if row else None


def _bring_up_to_date(connection: Connection[Any], schema: str, place: str, *, must_exist: bool, write: bool) -> None:
    newest = migrations()[-1][0]
    version = _version(connection, schema)
    if version is None and (must_exist or not write):
        raise StoreError(f"there is no case in {place}; `zegsman read PATH... --case ADDRESS` makes one")
    if version is not None and version > newest:
        raise CaseTooNew(
            f"the shared case {place} is of version {version}; this program knows versions up to {newest}. "
            "Install a newer zegsman to work with it"
        )
    if version == newest:
        return
    if not write:
        raise CaseReadOnly(
            f"the shared case {place} is of an older version; any command that writes to it brings it up to date"
        )
    # One brings it up to date, whoever else starts at the same moment; each step is whole or not done at all.
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", (LOCKS, schema))
        connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema)))
        # Tables that come later belong to whoever made the case, so that the same people may use them.
        row = connection.execute(
            "SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = %s", (schema,)
        ).fetchone()
        if row is not None:
            connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(row[0])))
        version = _version(connection, schema)
        for number, script in migrations():
            if version is None or version < number:
                connection.execute(script.encode())
        if version is None:
            connection.execute("CREATE TABLE case_version (version INTEGER NOT NULL)")
            connection.execute("INSERT INTO case_version (version) VALUES (%s)", (newest,))
        else:
            connection.execute("UPDATE case_version SET version = %s", (newest,))
