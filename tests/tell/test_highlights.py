"""A report's text is cut so that nothing is lost and every statement begins and ends once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tell.builders_of_dossiers import a_dossier, a_report_part, a_statement_part
from zegsman.tell.highlights import LayerMark, cut_paragraphs, layer_marks
from zegsman.tell.index import DossierIndex

TEXT = "Eerste zin. Tweede zin.\n\nEen kop\n\nDerde zin, met een bijzin."


def test_cut_paragraphs_keeps_blocks_and_their_kinds() -> None:
    """Blocks stand in order with their kind; what no block covers becomes a paragraph."""
    report = a_report_part(
        "r1",
        TEXT,
        blocks=[{"kind": "subhead", "start": 25, "end": 32}],
        leftovers=[{"start": 34, "end": 44}],
    )
    paragraphs = cut_paragraphs(report, [])
    assert [p.kind for p in paragraphs] == ["paragraph", "subhead", "leftover", "paragraph"]
    assert "".join(piece.text for piece in paragraphs[1].pieces) == "Een kop"


def test_cut_paragraphs_lays_overlapping_statements_over_one_another() -> None:
    """Where statements overlap, the piece names all of them, the shortest first."""
    report = a_report_part("r1", TEXT)
    long, short = a_statement_part("long", "r1", 0, 23), a_statement_part("short", "r1", 12, 23)
    pieces = cut_paragraphs(report, [long, short])[0].pieces
    assert [piece.statements for piece in pieces] == [("long",), ("short", "long")]
    assert pieces[1].closes == ("long", "short")


@given(st.text(alphabet="ab .\n\t€", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60))))
def test_cut_paragraphs_loses_no_word_and_opens_each_statement_once(text: str, spans: list[tuple[int, int]]) -> None:
    """Every character but blank ones is shown once, every statement with words begins and ends exactly once."""
    kept = [(a, b) for a, b in spans if a < b <= len(text) and text[a:b].strip()]
    statements = [a_statement_part(f"s{i}", "r1", a, b) for i, (a, b) in enumerate(kept)]
    paragraphs = cut_paragraphs(a_report_part("r1", text), statements)
    pieces = [piece for paragraph in paragraphs for piece in paragraph.pieces]
    assert "".join("".join(piece.text for piece in pieces).split()) == "".join(text.split())
    assert sorted(s for piece in pieces for s in piece.opens) == sorted(s["id"] for s in statements)
    assert sorted(s for piece in pieces for s in piece.closes) == sorted(s["id"] for s in statements)


def test_cut_paragraphs_cuts_pieces_where_layers_stand() -> None:
    """A name within a statement is a part of its piece, one that crosses its edge a part of both pieces."""
    report = a_report_part("r1", TEXT)
    marks = [LayerMark(0, 6, "name", "e1"), LayerMark(8, 15, "time")]
    first, second = cut_paragraphs(report, [a_statement_part("s1", "r1", 0, 11)], marks)[0].pieces
    assert [(text, [mark.layer for mark in here]) for text, here in first.parts] == [
        ("Eerste", ["name"]),
        (" z", []),
        ("in.", ["time"]),
    ]
    text, here = second.parts[0]
    assert (text, [mark.layer for mark in here]) == (" Twe", ["time"])


@given(
    st.text(alphabet="ab .\n€", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5),
)
def test_parts_of_pieces_are_their_text(text: str, spans: list[tuple[int, int]], marked: list[tuple[int, int]]) -> None:
    """Cut at layers or not, a piece says the same, and every mark is on exactly the characters that it spans."""
    statements = [a_statement_part(f"s{i}", "r1", a, b) for i, (a, b) in enumerate(spans) if a < b <= len(text)]
    marks = [LayerMark(a, b, "name", f"e{i}") for i, (a, b) in enumerate(marked) if a < b <= len(text)]
    report = a_report_part("r1", text)
    plain = cut_paragraphs(report, statements)
    cut = cut_paragraphs(report, statements, marks)
    assert [[(p.text, p.statements) for p in one.pieces] for one in plain] == [
        [(p.text, p.statements) for p in one.pieces] for one in cut
    ]
    for paragraph in cut:
        for piece in paragraph.pieces:
            assert "".join(said for said, _ in piece.parts) == piece.text
            for said, here in piece.parts:
                assert all(said in text[mark.start : mark.end] for mark in here)


def test_layer_marks_are_what_the_dossier_knows_of_a_report() -> None:
    """Names, times, sources and cues of this report are marked, those of others not."""
    dossier = a_dossier("Volgens Jansma is de brug maandag dicht.", "Jansma zwijgt.")
    dossier["entities"] = [
        {"id": "e1", "mentions": [{"report": "r1", "start": 8, "end": 14}, {"report": "r2", "start": 0, "end": 6}]}
    ]
    dossier["statements"][0].update(
        chain=["p1"],
        chain_at=[{"start": 8, "end": 14}],
        cue={"start": 0, "end": 7},
        times=[{"start": 26, "end": 33, "value": "2024-05-06"}],
    )
    index = DossierIndex(dossier)
    marks = layer_marks(index, index.reports["r1"])
    assert [(mark.layer, mark.start, mark.target) for mark in marks] == [
        ("cue", 0, ""),
        ("name", 8, "e1"),
        ("source", 8, "p1"),
        ("time", 26, ""),
    ]
