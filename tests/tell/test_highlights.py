"""A report's text is cut so that nothing is lost and every statement begins and ends once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tell.builders_of_dossiers import a_report_part, a_statement_part
from zegsman.tell.highlights import cut_paragraphs

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
