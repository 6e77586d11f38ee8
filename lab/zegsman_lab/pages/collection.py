"""The collection of invented pages: every layout in every language, the same in each run."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman_lab.pages.furniture import Furniture
from zegsman_lab.pages.later_layouts import LATER_LAYOUTS
from zegsman_lab.pages.layouts import LAYOUTS
from zegsman_lab.pages.reports import a_report

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class InventedPage:
    """A page, the lines of its main text, and the lines that count neither way (title, captions)."""

    name: str
    html: str
    main: tuple[str, ...]
    neutral: tuple[str, ...]


def invented_pages(seed: int = 1, *, later: bool = False) -> Iterator[InventedPage]:
    """Every layout in Dutch and in English, with reports of four to nine paragraphs; `later` those written later."""
    for name, layout in (LATER_LAYOUTS if later else LAYOUTS).items():
        for language in LANGUAGES:
            chance = random.Random(f"{seed} {name} {language}")
            report = a_report(language, chance, chance.randint(4, 9))
            made = layout(Furniture(report, chance))
            yield InventedPage(f"{name}-{language}", made.page, tuple(made.main), (report.title, *report.captions))
