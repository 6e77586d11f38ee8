"""Every format of the table keeps to what its entry says."""

from __future__ import annotations

import json

import pytest

from tell.builders_of_dossiers import a_dossier
from tell.stories_of_examples import EXAMPLES, weighed_example
from zegsman.tell.dossier import compose_dossier
from zegsman.tell.exports import EXPORTS, Export, join_dossiers

FORMATS = [pytest.param(export, id=name) for name, export in EXPORTS.items()]
SLUGS = ("kisten-terneuzen", "ziekenhuis-zwolle")


@pytest.mark.parametrize("export", FORMATS)
def test_export_gives_the_same_bytes_each_time(export: Export) -> None:
    """A format writes something, and the same again for the same dossier."""
    dossier = compose_dossier(weighed_example(SLUGS[0]))
    first = export([dossier])
    assert first
    assert export([dossier]) == first


@pytest.mark.parametrize("export", FORMATS)
def test_export_takes_no_story_an_empty_one_and_several(export: Export) -> None:
    """Nothing, a story without reports, and two stories in one file are written, not crashed on."""
    two = [compose_dossier(weighed_example(slug)) for slug in SLUGS]
    assert export([]) is not None
    assert export([a_dossier()]) is not None
    assert len(export(two)) > len(export(two[:1])) * 0.9


@pytest.mark.parametrize("export", FORMATS)
def test_export_without_text_passes_on_no_words(export: Export) -> None:
    """Without text no sentence of a report is in the file."""
    sentence = "Een heel bijzonder lange en herkenbare zin."
    assert sentence.encode() not in export([a_dossier(sentence)], with_text=False)


@pytest.mark.parametrize("name", [*EXPORTS, "html", "md", "json", "pdf"])
def test_every_format_is_described(name: str) -> None:
    """Each format has its heading in the docs."""
    text = (EXAMPLES.parent / "docs" / "formats.md").read_text(encoding="utf-8")
    assert f"\n### `{name}`\n" in text


def test_jsonl_has_one_object_a_line_with_its_kind() -> None:
    """Each line is an object with `kind` and `story`; a kind of its own stands under another name."""
    dossier = compose_dossier(weighed_example("ziekenhuis-zwolle"))
    lines = [json.loads(line) for line in EXPORTS["jsonl"]([dossier]).decode().splitlines()]
    assert {line["kind"] for line in lines} == {"report", "source", "entity", "statement", "claim", "conflict"}
    assert {line["statement_kind"] for line in lines if line["kind"] == "statement"} >= {"direct", "indirect"}
    assert len([line for line in lines if line["kind"] == "claim"]) == len(dossier["claims"])
    assert {line["story"] for line in lines} == {"ziekenhuis-zwolle"}


def test_join_dossiers_keeps_each_id_once_and_knows_its_story() -> None:
    """Joined stories hold everything of both, shared sources once, with every mention."""
    one, other = (compose_dossier(weighed_example(slug)) for slug in SLUGS)
    joined = join_dossiers([one, other, one])
    for part in ("reports", "sources", "entities", "statements", "claims", "conflicts"):
        ids = [item["id"] for item in joined[part]]
        assert len(ids) == len(set(ids))
        assert set(ids) == {item["id"] for item in one[part] + other[part]}
    assert joined["story_of"][other["claims"][0]["id"]] == SLUGS[1]
