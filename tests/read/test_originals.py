"""Originals are shown as the characters that they are: whole, in order, and with nothing that could act."""

from __future__ import annotations

import pytest

from zegsman.errors import ReadError
from zegsman.read.originals import MOST_CHARACTERS, read_original

PAGE = b"""<!DOCTYPE html><html><head><title>Kop</title><style>p { color: red }</style></head><body>
<nav><ul><li><a href="https://elders.example/">Home</a><li>Sport</ul></nav>
<h1>Brug <em>weer</em> open</h1><script>window.x = 1</script><p>De brug is open.<br>Sinds maandag.</p>
<!-- verborgen --><template><p>sjabloon</p></template><p>Twee &lt;b&gt; drie</p> staart</body></html>"""


def test_page_gives_all_its_words_in_order_and_no_markup() -> None:
    """Menus, headings and text stand in order; scripts, styles, comments and templates are left out."""
    original = read_original(PAGE, "bericht.html")
    assert [(block.kind, block.text) for block in original.blocks] == [
        ("item", "Home"),
        ("item", "Sport"),
        ("heading", "Brug weer open"),
        ("text", "De brug is open."),
        ("text", "Sinds maandag."),
        ("text", "Twee <b> drie"),
        ("text", "staart"),
    ]
    assert original.media_type == "text/html"
    assert "window.x" in original.source


def test_text_is_shown_as_it_came() -> None:
    """A text keeps its metadata and line ends; its encoding and size are told."""
    original = read_original("outlet: x\r\n\r\nÉén".encode("cp1252"), "a.txt")
    assert original.source == "outlet: x\r\n\r\nÉén"
    assert (original.encoding, original.n_bytes, original.blocks, original.is_cut) == ("cp1252", 16, (), False)


def test_long_originals_are_cut() -> None:
    """A word of a million letters is shown in part, and said to be."""
    original = read_original(b"a" * 1_000_000, "a.txt")
    assert len(original.source) == MOST_CHARACTERS
    assert original.is_cut


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 5000 + b"diep",
        b"<p>&bom;&#0;&#xD800;",
        b"<html>" + b"<b>" * 2000 + b"x",
    ],
    ids=["deep", "entities", "unclosed"],
)
def test_broken_pages_break_nothing(data: bytes) -> None:
    """Whatever a page is, it gives words or none, and its source."""
    assert read_original(data, "x.html").source


def test_bytes_of_no_text_are_refused() -> None:
    """A picture has no characters to show."""
    with pytest.raises(ReadError):
        read_original(b"\x89PNG\r\n\x1a\n" + b"\x00" * 400, "x.txt")
