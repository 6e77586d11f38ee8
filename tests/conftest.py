"""What every test has: no network, a fixed time zone, and the place of the development data if it is there."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest
from hypothesis import settings

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
