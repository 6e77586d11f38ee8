"""Exports of newspaper databases, whatever their form."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from zegsman.read.databases.exports import is_export, split_export
from zegsman.read.databases.factiva import parse_factiva
from zegsman.read.databases.lexis import parse_lexis
from zegsman.read.readers import read_reports
from zegsman.read.reports import Reading, ReadOptions, Refusal

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("test_databases_cases.toml").read_text("utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_document_case(case: dict[str, Any]) -> None:
    """Each document of the table gives the fields and paragraphs that the table says."""
    assert is_export(case["text"])
    parts = split_export(case["text"].split("\n"))
    assert len(parts) == case["n"]
    found = (parse_factiva if case["id"].startswith("factiva") else parse_lexis)(parts[0])
    assert {name: found.fields.get(name) for name in case["fields"]} == case["fields"]
    assert [one.words for one in found.paragraphs] == case["paragraphs"]


@pytest.mark.parametrize(
    "text",
    [
        "De brug is dicht.\n\nDocument 12 ligt ter inzage.",
        "Body\n\nEen kop boven een gewone tekst.",
        "1 of 3 documents was lost, the council said.",
        "End of Document\n\nDat was het.",
    ],
)
def test_no_export(text: str) -> None:
    """A text that only sounds like an export is none."""
    assert not is_export(text)


def test_document_without_text_is_refused() -> None:
    """A document that holds a picture only is refused by its number; the others are read."""
    document = (
        "{title}\nDe Proefbode\n5 maart 2024\nCopyright 2024 P\nLength: 3 woorden\nBody\n{text}"
        "Load-Date: March 6, 2024\nEnd of Document\n"
    )
    text = document.format(title="Foto", text="") + document.format(title="Brug dicht", text="De brug is dicht.\n")
    found = list(read_reports(text.encode(), ReadOptions(path="x.txt")))
    assert [one.path if isinstance(one, Refusal) else one.report.title for one in found] == ["x.txt#1", "Brug dicht"]
    assert isinstance(found[1], Reading)
