"""A PostgreSQL server of the tests' own: an unprivileged user's, in a temporary folder, reached by a Unix socket."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from zegsman.store.postgres.database import PostgresDatabase

PASSWORD = "geheim van de toren"


class NoServer(Exception):
    """No server can be had here, and why."""


@dataclass(slots=True)
class Server:
    """A running server; each case lies in a schema of its own."""

    folder: Path
    programs: Path
    user: dict[str, object]
    _numbers: Iterator[int] = field(default_factory=count)

    def place(self, *, user: str = "desk", password: str = PASSWORD, database: str = "cases", **query: str) -> str:
        """The address of a case that nobody has used."""
        query.setdefault("schema", f"case{next(self._numbers)}")
        query["host"] = str(self.folder)
        told = "&".join(f"{name}={quote(value)}" for name, value in query.items())
        return f"postgresql://{user}:{quote(password)}@/{database}?{told}"

    def say(self, *statements: str, database: str = "cases") -> None:
        """Carries statements out as the server's owner."""
        command = [self.programs / "psql", "-h", self.folder, "-U", "owner", "-qXd", database, "-v", "ON_ERROR_STOP=1"]
        self._run([*command, *(word for one in statements for word in ("-c", one))])

    def start(self) -> None:
        """Starts it and waits until it answers."""
        # No flush to the disk: the machine does not fail during a test.
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c max_connections=30 -c shared_buffers=16MB"
        self._run([*self._control("start"), "-w", "-t", "60", "-l", self.folder / "log", "-o", options])

    def stop(self, how: str = "fast") -> None:
        """Stops it: fast, or immediate as in a crash."""
        self._run([*self._control("stop"), "-w", "-m", how])

    def _control(self, what: str) -> list[object]:
        return [self.programs / "pg_ctl", what, "-D", self.folder / "data"]

    def _run(self, command: list[object]) -> None:
        environment = {**os.environ, "PGPASSWORD": PASSWORD, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            list(map(str, command)),
            env=environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if "start" not in map(str, command) else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            text=True,
            **self.user,  # type: ignore[call-overload]
        )
        if done.returncode:
            raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stdout}")


@dataclass(slots=True)
class EmptyCases:
    """Shared cases that stand in for cases in memory; one that is closed is emptied for the next."""

    server: Server
    _free: list[str] = field(default_factory=list)

    def stand_in(self, patch: pytest.MonkeyPatch) -> None:
        """Makes `Case()` one of these."""
        import zegsman.store.case as module

        opened = module._opened

        def open_shared(place: str, **options: Any) -> Any:
            return self._open(options) if place == ":memory:" else opened(place, **options)

        patch.setattr(module, "_opened", open_shared)

    def _open(self, options: Any) -> PostgresDatabase:
        place = self._free.pop() if self._free else self.server.place()
        database = _Returned(place, **{**options, "must_exist": False, "write": True})
        database.given_back_to = self._free
        database.address = place
        database.empty()
        return database


class _Returned(PostgresDatabase):
    """A shared case that is there for the next test when it is closed."""

    given_back_to: list[str]
    address: str

    def empty(self) -> None:
        """Takes everything out of it."""
        names = self.rows("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()", ())
        deletions = [f'DELETE FROM "{name}"' for name in sorted((name for (name,) in names), key=_last)]
        numbers = "SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"
        self.execute("; ".join([*deletions[:-1], f"{numbers} AND relnamespace = current_schema()::regnamespace"]), ())

    def close(self) -> None:
        """Closes the connection."""
        super().close()
        if self.address not in self.given_back_to:
            self.given_back_to.append(self.address)


def _last(table: str) -> int:
    """What others refer to is emptied after them, and what says the version, not at all."""
    last = ("stories", "reports", "originals", "case_version")
    return last.index(table) if table in last else -1


@contextmanager
def running_server() -> Iterator[Server]:
    """A server that is stopped at the end.

    Raises:
        NoServer: if PostgreSQL is not installed, or no unprivileged user may run it.
    """
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="zegsman-pg-", ignore_cleanup_errors=True) as place:
        server = Server(Path(place), programs, _unprivileged(Path(place)))
        password = Path(place) / "password"
        password.write_text(PASSWORD)
        password.chmod(0o644)
        server._run(
            [
                programs / "initdb", "-D", server.folder / "data", "-U", "owner", "-E", "UTF8", "--locale=C.UTF-8",
                "-A", "scram-sha-256", f"--pwfile={password}", "--no-sync",
            ]
        )  # fmt: skip
        server.start()
        try:
            server.say("CREATE DATABASE cases", database="postgres")
            server.say(
                f"CREATE ROLE desk LOGIN PASSWORD '{PASSWORD}'",
                f"CREATE ROLE colleague LOGIN PASSWORD '{PASSWORD}' IN ROLE desk",
                f"CREATE ROLE guest LOGIN PASSWORD '{PASSWORD}'",
                "GRANT CREATE ON DATABASE cases TO desk",
                "GRANT pg_read_all_data TO guest",
            )
            yield server
        finally:
            server.stop("immediate")


def _programs() -> Path:
    """The folder of the server's programs: on the path, or where Debian keeps those of the newest version."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name), reverse=True)
    for folder in folders:
        if all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres", "psql")):
            return folder
    raise NoServer("PostgreSQL is not installed (Debian: postgresql)")


def _unprivileged(folder: Path) -> dict[str, object]:
    """Who runs the server: this user, or, since PostgreSQL refuses root, another one."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, user.pw_uid, user.pw_gid)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoServer("PostgreSQL does not run as root, and there is no other user")


def wait_until(true: object, seconds: float = 20.0) -> None:
    """Waits until a function gives something true."""
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)
