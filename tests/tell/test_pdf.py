"""The PDF is tagged, in the reader's language, and fetches nothing."""

from __future__ import annotations

import re
import zlib

import pytest

from tell.builders_of_dossiers import a_dossier
from zegsman.tell.pdf import write_pdf, write_print_html


def test_write_pdf_gives_a_tagged_pdf_with_its_language() -> None:
    """The file says that it is PDF/UA, tagged, and in which language."""
    pdf = write_pdf(a_dossier("De brug is dicht.", "De brug is open."))
    assert pdf.startswith(b"%PDF-1.7")
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    content = b"".join(zlib.decompress(s) if s.startswith(b"x") else s for s in streams)
    assert b"/MarkInfo" in content
    assert b"/Lang (nl)" in content
    assert b"pdfuaid:part" in content


def test_write_print_html_points_each_note_at_its_passage() -> None:
    """Every note leads to an anchor in the reports, and every reference to a note."""
    html = write_print_html(a_dossier("De brug is dicht.", "De brug is open."))
    ids = set(re.findall(r'id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= ids


def test_write_pdf_survives_hostile_text(recwarn: pytest.WarningsRecorder) -> None:
    """Markup, control characters, huge words and marks of direction are text like any other."""
    pdf = write_pdf(a_dossier("<img src='file:///etc/passwd'> \u202e\x07 " + "w" * 3000))
    assert pdf.startswith(b"%PDF")
    assert not recwarn.list
