"""The command `watch`: rounds, signals, lists."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from command_line import Outcome, commands
from web_server import Answer, Site, a_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Zegsman = "Callable[..., Outcome]"


@pytest.fixture
def zegsman(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """The command, with stages that need no model."""
    return commands(monkeypatch, capfd)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site on this machine with a feed of one page, and settings that let it be fetched at once."""
    for name, value in {"FETCH_PRIVATE": "yes", "FETCH_DELAY_S": "0", "OBEY_ROBOTS": "no"}.items():
        monkeypatch.setenv(f"ZEGSMAN_{name}", value)
    page = b"---\noutlet: De Proefbode\ndate: 2024-03-05\n---\nBrug dicht zegt Bos.\n"
    with a_site({"/a.txt": Answer(page, headers={"Content-Type": "text/plain"})}) as found:
        item = f"<item><title>Brug</title><link>{found.address}/a.txt</link></item>"
        feed = f"<rss version='2.0'><channel><title>Bode</title>{item}</channel></rss>"
        found.pages["/feed"] = Answer(feed.encode(), headers={"Content-Type": "application/rss+xml"})
        yield found


def test_watch_once(zegsman: Callable[..., Outcome], site: Site, tmp_path: Path) -> None:
    """A round tells the news on standard output and what the report adds; the next needs no feed named and has none."""
    case, lines = tmp_path / "x.db", tmp_path / "n.jsonl"
    first = zegsman("watch", f"{site.address}/feed", "--once", "--json", "--lines", lines, "--case", case)
    assert first.status == 0, first.err
    assert [json.loads(line)["kind"] for line in first.out.splitlines()] == ["new"]
    assert "1 new" in first.err
    assert len(lines.read_text().splitlines()) == 1
    second = zegsman("watch", "--once", "--case", case)
    assert (second.status, second.out) == (0, "")
    assert "0 news of claims" in second.err


def test_watch_lists_and_forgets(zegsman: Callable[..., Outcome], site: Site, tmp_path: Path) -> None:
    """Feeds are listed with how they were, and forgotten; without any feed there is nothing to watch."""
    case = tmp_path / "x.db"
    assert zegsman("watch", "--once", "--case", case).status == 2
    zegsman("watch", f"{site.address}/feed", "--once", "--case", case)
    assert f"{site.address}/feed" in zegsman("watch", "--list", "--case", case).out
    assert zegsman("watch", "--forget", f"{site.address}/feed", "--case", case).status == 0
    assert zegsman("watch", "--list", "--case", case).out == ""
    assert zegsman("watch", "--forget", f"{site.address}/feed", "--case", case).status == 2
    assert zegsman("watch", "--on", "weg", "--once", "--case", case).status == 2


def test_watch_with_failures(zegsman: Callable[..., Outcome], site: Site, tmp_path: Path) -> None:
    """A feed that fails beside one that does not ends with 1; where no feed could be had, with 3."""
    case = tmp_path / "x.db"
    both = zegsman("watch", f"{site.address}/feed", f"{site.address}/weg", "--once", "--case", case)
    assert both.status == 1
    assert f"refused: {site.address}/weg: " in both.err
    alone = zegsman("watch", f"{site.address}/weg", "--once", "--case", tmp_path / "y.db")
    assert alone.status == 3


WATCHING = """
import sys
import fake_stages
import zegsman.desk.casebook as casebook
casebook.load_stages = lambda: fake_stages.CountingStages().stages()
from zegsman.cli import main
main()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_watch_ends_by_signal(site: Site, tmp_path: Path, number: signal.Signals) -> None:
    """A signal ends the wait between rounds at once, with what was taken kept and told, and status 0."""
    lines = tmp_path / "n.jsonl"
    arguments = ["watch", f"{site.address}/feed", "--every", "60", "--lines", lines, "--case", tmp_path / "x.db"]
    there = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(
        [sys.executable, "-c", WATCHING, *map(str, arguments)], env=there, stderr=subprocess.PIPE, text=True
    ) as running:
        end = time.monotonic() + 60
        while time.monotonic() < end and not (lines.exists() and lines.read_text()):
            time.sleep(0.05)
        time.sleep(0.2)
        running.send_signal(number)
        _, told = running.communicate(timeout=30)
    assert running.returncode == 0, told
    assert len(lines.read_text().splitlines()) == 1
