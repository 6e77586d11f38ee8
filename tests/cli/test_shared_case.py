"""The commands on a shared case: what is done with a file is done with an address."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from command_line import Outcome, commands
from postgres_server import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from postgres_server import Server

    Zegsman = Callable[..., Outcome]


@pytest.fixture
def zegsman(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path, postgres: Server
) -> Zegsman:
    """The command in a folder with two reports, its case shared, the password in the environment."""
    for name in [name for name in os.environ if name.startswith("ZEGSMAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Brug dicht zegt Bos. Het water stijgt.")
    (tmp_path / "b.txt").write_text("Brug niet dicht zegt Dijk. Het water stijgt.")
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    monkeypatch.setenv("ZEGSMAN_CASE", postgres.place(password="").replace("desk:@", "desk@"))
    return commands(monkeypatch, capfd)


def test_commands_on_a_shared_case(zegsman: Zegsman) -> None:
    """Reports are read, told, found, judged, exported and checked; the judgement is undone."""
    assert zegsman("read", "a.txt", "b.txt").status == 0
    (story,) = map(json.loads, zegsman("stories", "--json").out.splitlines())
    assert "Het water stijgt." in zegsman("show", story["id"]).out
    assert "[water]" in zegsman("search", "WÁTER").out
    assert zegsman("judge", "same", "entity", "Bos", "Dijk", "--why", "getrouwd").status == 0
    assert "getrouwd" in zegsman("judge", "list").out
    assert zegsman("judge", "undo").status == 0
    exported = zegsman("export", "--format", "jsonl", "-o", "-")
    assert exported.status == 0
    assert "Het water stijgt." in exported.out
    checked = zegsman("check")
    assert (checked.status, "sound" in checked.out + checked.err) == (0, True)
    assert zegsman("check", "--repair").status == 0


def test_errors_of_a_shared_case(zegsman: Zegsman, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A wrong password and a server that is not there end the command as a faulty case file does, in one line."""
    monkeypatch.setenv("PGPASSWORD", "fout")
    refused = zegsman("stories")
    absent = zegsman("stories", "--case", f"postgresql://desk@/cases?host={tmp_path}")
    assert "does not let this user in" in refused.err
    assert "cannot be reached" in absent.err
    assert refused.status == absent.status == zegsman("stories", "--case", "none.db").status
