"""The Markdown says what the dossier says, each statement with a footnote, and no report can bring in markup."""

from __future__ import annotations

import re

import pytest

from tell.builders_of_dossiers import a_dossier
from tell.stories_of_examples import weighed_example
from zegsman.tell.dossier import compose_dossier
from zegsman.tell.markdown import escaped, write_markdown


def test_write_markdown_has_a_note_for_each_reference() -> None:
    """Every [^n] in the text is defined once, with the outlet and the words."""
    text = write_markdown(compose_dossier(weighed_example("kisten-terneuzen")))
    defined = re.findall(r"^\[\^(\d+)\]: .*‘.*’$", text, re.MULTILINE)
    used = re.findall(r"\[\^(\d+)\](?!:)", text)
    assert len(defined) == len(set(defined))
    assert set(used) == set(defined)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
        ("[klik](https://x.example)", "\\[klik\\](https://x.example)"),
        ("# geen kop", "\\# geen kop"),
        ("1. geen lijst", "\\1. geen lijst"),
        ("twee\nregels | cel", "twee regels \\| cel"),
        ("\u202eomgekeerd\x00", "omgekeerd\ufffd"),
    ],
)
def test_escaped_leaves_no_markup(text: str, expected: str) -> None:
    """Markup, line ends, control characters and marks of direction lose their force."""
    assert escaped(text) == expected


def test_write_markdown_shows_quoted_words_as_they_stand() -> None:
    """An hour that opens quoted words is no list, and a quotation begun in them is closed."""
    text = write_markdown(a_dossier("20.55 is het uur."))
    assert "‘20.55 is het uur.’" in text
    dossier = a_dossier("De raad hoeft 'er niets over te horen'.")
    dossier["statements"][0]["end"] = len("De raad hoeft 'er niets over te horen")
    assert "‘De raad hoeft 'er niets over te horen'’" in write_markdown(dossier)


def test_write_markdown_leaves_out_a_reliability_that_nobody_set() -> None:
    """Only where a person rated a source there is a column for it."""
    dossier = a_dossier("Water.")
    assert "Betrouwbaarheid" not in write_markdown(dossier)
    dossier["sources"][0]["reliability"] = "B"
    assert "Betrouwbaarheid" in write_markdown(dossier)


def test_write_markdown_tells_a_negative_that_nobody_rebuts_from_a_denial() -> None:
    """Who says in the negative what nobody affirms denies nothing."""
    dossier = a_dossier("Er is niets weg.", "Dat er iets weg is, ontkent hij.")
    for statement in dossier["statements"]:
        statement["polarity"] = "denied"
    text = write_markdown(dossier)
    assert "(ontkennend)" in text and "(ontkent)" in text


def test_write_markdown_speaks_the_language_of_the_reports() -> None:
    """English reports give English headings."""
    assert "## Claims" in write_markdown(a_dossier("The bridge is closed.", language="en"))
