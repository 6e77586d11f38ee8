"""What every test has: no network, a fixed time zone, and the place of the development data if it is there."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from postgres_server import EmptyCases, NoServer, Server, running_server

# How long an example takes says something of the machine, not of the code.
settings.register_profile("zegsman", deadline=None)
settings.load_profile("zegsman")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True)
def _closed_world(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuses every connection but to this machine, and fixes the time zone."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family == socket.AF_UNIX or str(host) in {"127.0.0.1", "::1", "localhost"}:
            real(self, address)  # type: ignore[arg-type]
            return
        raise RuntimeError(f"a test tried to reach {address!r}; tests stay on this machine")

    monkeypatch.setattr(socket.socket, "connect", connect)
    os.environ["TZ"] = "UTC"
    time.tzset()


@pytest.fixture
def shared() -> Path:
    """The folder with development data; the test is skipped, and says so, where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("the development data (../shared) is not there")
    return SHARED


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server of the tests' own; the test is skipped, and says so, where none can be had."""
    try:
        with running_server() as server:
            yield server
    except NoServer as why:
        pytest.skip(str(why))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out, on the shared database, what tells nothing of a database and takes long."""
    left_out = [
        item
        for item in items
        if item.get_closest_marker("any_database")
        and getattr(item, "callspec", None)
        and item.callspec.params.get("each_database") == "shared"  # type: ignore[attr-defined]
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="module", params=["file", "shared"])
def each_database(request: pytest.FixtureRequest) -> Iterator[str]:
    """Runs every test of a module twice: cases in memory are in SQLite, and then in a shared database instead."""
    if request.param == "shared":
        with pytest.MonkeyPatch.context() as patch:
            EmptyCases(request.getfixturevalue("postgres")).stand_in(patch)
            yield "shared"
    else:
        yield "file"
