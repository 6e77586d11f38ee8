"""Dossiers to files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fake_stages import CountingStages
from zegsman.desk.casebook import open_casebook
from zegsman.desk.products import compose_export, file_names, parse_formats, write_products
from zegsman.desk.questions import dossiers
from zegsman.desk.rounds import work_out
from zegsman.desk.taking import take_reports
from zegsman.errors import TellError, UsageError


def some_dossiers(folder: Path) -> list[dict[str, Any]]:
    """Two dossiers of the fake stages."""
    (folder / "a.txt").write_text("Brug dicht zegt Bos.")
    (folder / "b.txt").write_text("Dam heel.")
    with open_casebook(None, stages=CountingStages().stages()) as book:
        take_reports(book, [str(folder / "a.txt"), str(folder / "b.txt")])
        work_out(book)
        return dossiers(book)


def test_parse_formats() -> None:
    """Formats come in the order given, each once; an unknown one is named with those there are."""
    assert parse_formats("md, HTML,md") == ("md", "html")
    with pytest.raises(UsageError, match="'doc'; expected html, md, json, pdf"):
        parse_formats("json,doc")
    with pytest.raises(UsageError):
        parse_formats(" , ")


def test_write_products_folder(tmp_path: Path) -> None:
    """In a folder each story has a file of its own name in each format."""
    files = write_products(some_dossiers(tmp_path), ("json", "md"), str(tmp_path / "out"))
    assert len(files) == 4
    assert len({file.name for file in files}) == 4
    assert all(file.stat().st_size for file in files)


def test_write_products_file(tmp_path: Path) -> None:
    """A file name takes the first story, the next ones are numbered."""
    files = write_products(some_dossiers(tmp_path), ("json",), str(tmp_path / "x.json"))
    assert [file.name for file in files] == ["x.json", "x-2.json"]
    assert json.loads(files[0].read_text("utf-8"))["schema"] == "zegsman.dossier/1"


def test_write_products_fails_whole(tmp_path: Path) -> None:
    """Where a file cannot be written the error names it and nothing half is left."""
    (tmp_path / "out").write_text("a file, no folder")
    with pytest.raises(TellError, match="cannot be written"):
        write_products(some_dossiers(tmp_path), ("json",), str(tmp_path / "out" / "deeper"))


def test_file_names() -> None:
    """Names are made of titles, in plain letters, each once; without letters the id serves."""
    stories = [{"id": "story-1", "title": t} for t in ("Één brug: dicht!", "Één brug: dicht!", "…")]
    assert file_names(stories) == ["een-brug-dicht", "een-brug-dicht-story-1", "story-1"]


def test_compose_export(tmp_path: Path) -> None:
    """JSON lines hold each part of each story with its kind; an unknown format is named."""
    lines = [json.loads(line) for line in compose_export(some_dossiers(tmp_path), "jsonl").splitlines()]
    assert {line["kind"] for line in lines} >= {"report", "source", "statement", "claim"}
    bare = compose_export(some_dossiers(tmp_path), "jsonl", with_text=False)
    assert b"Brug dicht" not in bare.replace(b'"title"', b"")
    with pytest.raises(UsageError, match="no export format"):
        compose_export([], "doc")
