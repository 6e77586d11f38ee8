"""The page's colours keep WCAG 2.2 AA in both themes, and its style fetches nothing."""

from __future__ import annotations

import re
from importlib import resources

import pytest

STYLE = (resources.files("zegsman.tell.page") / "templates" / "style.css").read_text(encoding="utf-8")
STATUSES = ("disputed", "corroborated", "single-origin", "hearsay", "narrated", "person")
PAIRS = [
    *(("ink", ground) for ground in ("paper", "card")),
    *(("muted", ground) for ground in ("paper", "card")),
    *(("link", ground) for ground in ("paper", "card")),
    *((status, f"{status}-ground") for status in STATUSES),
    *((status, "paper") for status in STATUSES),
    ("mark-ink", "mark"),
    ("ink", "land"),
    ("ink", "hearsay-ground"),
    ("ink", "single-origin-ground"),
]


def colours(theme: str) -> dict[str, str]:
    """The custom colours of a theme: 'light' is the first :root block, 'dark' the second."""
    block = STYLE.split(":root {")[1 if theme == "light" else 2].split("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block))


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_colours_have_enough_contrast(theme: str, pair: tuple[str, str]) -> None:
    """Text on its ground has a contrast of at least 4.5 to 1."""
    of_theme = colours(theme)
    lighter, darker = sorted((luminance(of_theme[name]) for name in pair), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_style_fetches_nothing() -> None:
    """No address and no import stands in the style."""
    assert "url(" not in STYLE
    assert "@import" not in STYLE
