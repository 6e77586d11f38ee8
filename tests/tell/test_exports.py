"""Every format of the table keeps to what its entry says."""

from __future__ import annotations

import json

import pytest

from tell.builders_of_dossiers import a_dossier
from tell.stories_of_examples import weighed_example
from zegsman.errors import TellError
from zegsman.tell.dossier import compose_dossier
from zegsman.tell.exports import EXPORTS, Export, write_export

FORMATS = [pytest.param(export, id=name) for name, export in EXPORTS.items()]


@pytest.mark.parametrize("export", FORMATS)
def test_write_export_gives_the_same_bytes_each_time(export: Export) -> None:
    """A format writes something, and the same again for the same dossier."""
    dossier = a_dossier("De brug is dicht.", "The bridge is closed.")
    first = write_export(dossier, export.name)
    assert first
    assert write_export(dossier, export.name) == first


@pytest.mark.parametrize("export", FORMATS)
def test_write_export_takes_a_story_without_reports(export: Export) -> None:
    """An empty story is written, not crashed on."""
    assert write_export(a_dossier(), export.name) is not None


@pytest.mark.parametrize("export", FORMATS)
def test_write_export_leaves_texts_out_or_says_that_it_cannot(export: Export) -> None:
    """Without text no sentence of a report is in the file, or the error names the formats that can."""
    sentence = "Een heel bijzonder lange en herkenbare zin."
    if export.needs_text:
        with pytest.raises(TellError, match="jsonl"):
            write_export(a_dossier(sentence), export.name, without_text=True)
    else:
        assert sentence.encode() not in write_export(a_dossier(sentence), export.name, without_text=True)


def test_write_export_names_the_formats_for_an_unknown_one() -> None:
    """An unknown format is refused with the list of known ones."""
    with pytest.raises(TellError, match="html, ics, json, jsonl, md, pdf"):
        write_export(a_dossier("Niets."), "docx")


def test_jsonl_has_one_object_a_line_with_its_kind() -> None:
    """Each line is an object with `kind` and `story`; a kind of its own stands under another name."""
    dossier = compose_dossier(weighed_example("ziekenhuis-zwolle"))
    lines = [json.loads(line) for line in write_export(dossier, "jsonl").decode().splitlines()]
    assert {line["kind"] for line in lines} == {"report", "source", "entity", "statement", "claim", "conflict"}
    assert {line["statement_kind"] for line in lines if line["kind"] == "statement"} >= {"direct", "indirect"}
    assert len([line for line in lines if line["kind"] == "claim"]) == len(dossier["claims"])
    assert {line["story"] for line in lines} == {"ziekenhuis-zwolle"}
