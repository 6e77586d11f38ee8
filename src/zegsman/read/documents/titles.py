"""Titles that documents give themselves: many are file names or what a program put there."""

from __future__ import annotations

import re

_NO_TITLE = re.compile(
    r"^(?:untitled|naamloos|document\d*|microsoft (?:word|powerpoint|excel) - .*"
    r"|powerpoint(?:-presentatie| presentation)|slide \d+|pagina \d+|page \d+|print|scan.{0,20}"
    r"|.{0,120}\.(?:docx?|pdf|indd|rtf|odt|qxd|qxp|pptx?|txt|html?)|[\W\d_]*)$",
    re.I,
)


def sound_title(value: str) -> str:
    """The title, empty where it is the name of a file or what a program writes when nobody gives one."""
    plain = " ".join(value.replace("\x00", "").split())
    return "" if _NO_TITLE.match(plain) or ("_" in plain and " " not in plain) else plain[:300]
