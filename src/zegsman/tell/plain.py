"""Text from reports made harmless for products that cannot isolate it: drawings, Markdown, attributes."""

from __future__ import annotations

CONTROLS = {code: 0xFFFD for code in (*range(32), 0x7F) if code not in (9, 10, 13)}
"""Control characters that HTML and Markdown may not hold, each shown as U+FFFD."""
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
"""Marks that turn the direction of writing; one left open would turn what follows it too."""


def plain_line(text: str) -> str:
    """The text on one line, without control characters and marks of direction."""
    return " ".join(text.translate(_TURNING).translate(CONTROLS).split())
