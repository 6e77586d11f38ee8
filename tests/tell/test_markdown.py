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


def test_write_markdown_speaks_the_language_of_the_reports() -> None:
    """English reports give English headings."""
    assert "## Claims" in write_markdown(a_dossier("The bridge is closed.", language="en"))
