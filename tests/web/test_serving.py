"""The command `serve`: where it listens, what it tells, and that it ends when it is stopped."""

from __future__ import annotations

import signal
import socket
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from web.conftest import Server
from web.walks import PATIENCE_S

if TYPE_CHECKING:
    from pathlib import Path


def status(address: str, **headers: str) -> int:
    """The status with which an address answers."""
    try:
        with urlopen(Request(address, headers=headers)) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_serve_makes_the_case_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    """On this machine it asks for nothing; a case that is not there is made; Ctrl-C ends it in order."""
    server = Server(tmp_path / "new.db")
    assert status(server.address) == 200
    assert status(server.address, Host="evil.example") == 400
    assert (tmp_path / "new.db").exists()
    server.process.send_signal(signal.SIGINT)
    _, err = server.process.communicate(timeout=PATIENCE_S)
    assert server.process.returncode == 0
    assert "Traceback" not in err and "Ctrl-C" in err


def test_serve_for_other_machines_asks_for_its_token(tmp_path: Path) -> None:
    """On every address it asks for the token that it prints, says so, and lets in who has it."""
    server = Server(tmp_path / "new.db", "--host", "0.0.0.0")
    try:
        assert "/?token=" in server.address
        assert status(server.address.split("?")[0]) == 401
        assert status(server.address) == 200
        assert status(server.address + "x") == 401
    finally:
        err = server.stopped()
    assert "token" in err and "not encrypted" in err


def test_serve_tells_of_a_port_that_is_taken(tmp_path: Path) -> None:
    """A port that another program has is told of in one line, and nothing is started."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = Server(tmp_path / "new.db", "--port", str(taken.getsockname()[1]))
        _, err = server.process.communicate(timeout=PATIENCE_S)
    assert server.process.returncode == 2
    assert "choose another" in err and "Traceback" not in err
