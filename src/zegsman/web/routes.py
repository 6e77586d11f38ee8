"""Every address of the pages, what it shows, and nothing else: a new page is a line here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.web.pages import case, story

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response

    from zegsman.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Page:
    """An address and what answers it; `show` runs in a thread of its own and may wait for the case."""

    path: str
    show: Callable[[Visit], Response]
    method: str = "GET"


PAGES: tuple[Page, ...] = (
    Page("/", case.show_case),
    Page("/story/{story}", story.show_story),
    Page("/preferences", case.keep_preferences, "POST"),
)
"""In the order in which they are tried; what changes something is a POST and ends in a redirect."""
