"""Texts on their way to PostgreSQL, which keeps no NUL character, and back."""

from __future__ import annotations

import re
from typing import Any

_MARK = "\U0010fffe"
"""A code point that stands for no character; where a text holds it nevertheless, it is doubled up like the others."""
_SENT = {_MARK: _MARK + "m", "\x00": _MARK + "n", "\\u0000": _MARK + "j"}
_TAKEN = {sent: plain for plain, sent in _SENT.items()}
_TO_SEND = re.compile(r"\x00|\\u0000|" + _MARK)
_TO_TAKE = re.compile(_MARK + "[mnj]")


def sent(value: Any) -> Any:
    """A value as it is given to the server; NUL, also as JSON writes it, is put otherwise."""
    return _TO_SEND.sub(lambda found: _SENT[found.group()], value) if isinstance(value, str) else value


def taken(value: Any) -> Any:
    """A value that came from the server as it was before `sent`."""
    if isinstance(value, str) and _MARK in value:
        return _TO_TAKE.sub(lambda found: _TAKEN[found.group()], value)
    return value
