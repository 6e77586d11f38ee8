"""Every format that is read, on its sample in tests/fixtures/formats."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from zegsman.read.archives.zip_files import zip_kind
from zegsman.read.incoming import of_bytes
from zegsman.read.media_types import DOCX, PLAIN, WACZ, ZIP, find_media_type
from zegsman.read.readers import READERS, read_reports, read_stream
from zegsman.read.reports import Reading, ReadOptions, Refusal
from zegsman.record.report import BlockKind, Report, sha256_of

FOLDER = Path(__file__).parents[1] / "fixtures" / "formats"
CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("test_formats_cases.toml").read_text("utf-8"))[
    "case"
]
IDS = [case["file"] for case in CASES]
MIDDLE = "Volgens een woordvoerder van de provincie"


def read(name: str) -> list[Reading | Refusal]:
    """What a sample gives, read as a stream."""
    with (FOLDER / name).open("rb") as handle:
        return list(read_stream(handle, ReadOptions(path=name)))


def value_of(report: Report, field: str) -> object:
    """A field of a report as the table of cases writes it."""
    return report.published.value if field == "published" else getattr(report, field)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_sample_gives_what_the_table_says(case: dict[str, Any]) -> None:
    """Each sample gives its reports, with the fields that its format has for them."""
    found = read(case["file"])
    reports = [one.report for one in found if isinstance(one, Reading)]
    refused = [one for one in found if isinstance(one, Refusal)]
    assert (len(reports), len(refused)) == (case["n"], case.get("refused", 0)), refused
    for field, value in case.get("first", {}).items():
        assert value_of(reports[0], field) == value, field
    for report in reports[:1]:
        assert [str(cut.kind) for cut in report.cut] == case.get("cut", [])
        if "live" not in case["file"] and case.get("n_paragraphs") != 1:
            assert MIDDLE in report.text


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_sample_is_told_from_its_bytes(case: dict[str, Any]) -> None:
    """The kind of each sample shows in its bytes; a newspaper database's text and a web archive in what is inside."""
    data = (FOLDER / case["file"]).read_bytes()
    kind = find_media_type(data)
    assert (zip_kind(of_bytes(data)) if kind == ZIP else kind) == case["media_type"]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_sample_reads_the_same_twice(case: dict[str, Any]) -> None:
    """Reading is a function of the bytes; ids differ within a file; each report has the sha256 of its own bytes."""
    first = read(case["file"])
    assert first == read(case["file"])
    data = (FOLDER / case["file"]).read_bytes()
    assert first == list(read_reports(data, ReadOptions(path=case["file"])))
    readings = [one for one in first if isinstance(one, Reading)]
    assert len({one.report.id for one in readings}) == len(readings) or case["file"].startswith("reports.")
    for one in readings:
        assert one.report.sha256 == sha256_of(one.original)
        assert one.report.blocks[-1].span.end <= len(one.report.text)


def test_each_reader_has_a_sample() -> None:
    """No reader is without a sample, and no sample without a row in docs/formats.md."""
    assert {case["media_type"] for case in CASES} == set(READERS)
    docs = (FOLDER.parents[2] / "docs" / "formats.md").read_text("utf-8")
    linked = set(re.findall(r"\]\(\.\./tests/fixtures/formats/([^)]+)\)", docs))
    assert linked == {path.name for path in FOLDER.iterdir()} - {"README.md"} == set(IDS)


def test_document_keeps_captions_and_tables() -> None:
    """A DOCX gives its headings, captions and rows of tables as such."""
    (one,) = read("report.docx")
    assert isinstance(one, Reading)
    kinds = {block.span.of(one.report.text): block.kind for block in one.report.blocks}
    assert kinds["De beschadigde pijler."] is BlockKind.CAPTION
    assert kinds["10 | 41"] is BlockKind.PARAGRAPH


def test_warc_keeps_how_pages_were_received() -> None:
    """A page of a web archive keeps when it was fetched and the server's header lines."""
    one = read("pages.warc.gz")[0]
    assert isinstance(one, Reading)
    assert one.reception.fetched_at == "2024-03-07T10:00:00Z"
    assert ("Server", "proef") in one.reception.headers
    assert one.original.startswith(b"<!DOCTYPE html>")


def test_zip_kinds_are_told_apart() -> None:
    """A DOCX, a web archive and a ZIP of reports all open with the same bytes."""
    kinds = {
        name: zip_kind(of_bytes((FOLDER / name).read_bytes())) for name in ("report.docx", "pages.wacz", "reports.zip")
    }
    assert list(kinds.values()) == [DOCX, WACZ, ZIP]
    assert PLAIN not in kinds.values()
