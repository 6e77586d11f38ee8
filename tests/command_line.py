"""Runs the command in this process, with the fake stages, and gives what it did."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from fake_stages import CountingStages

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Outcome:
    """The exit status of a command and what it wrote."""

    status: int
    out: str
    err: str


class _Stdin(io.TextIOWrapper):
    """Standard input that holds given bytes."""


def commands(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """A function that runs `zegsman` with arguments, and with bytes on standard input."""
    import zegsman.desk.casebook as casebook
    from zegsman.cli import main

    monkeypatch.setattr(casebook, "load_stages", lambda: CountingStages().stages())

    def run(*arguments: Any, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["zegsman", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", _Stdin(io.BytesIO(stdin), encoding="utf-8"))
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capfd.readouterr()
        return Outcome(int(end.value.code or 0), out, err)

    return run
