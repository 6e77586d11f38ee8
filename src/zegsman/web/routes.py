"""Every address of the pages, what it shows, and nothing else: a new page is a line here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.web.pages import adding, case, claim, exporting, judging, searching, story

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
    Page("/search", searching.show_search),
    Page("/story/{story}", story.show_story),
    Page("/story/{story}/claim/{claim}", claim.show_claim),
    Page("/story/{story}/conflicts", story.show_conflicts),
    Page("/story/{story}/dossier", exporting.show_dossier),
    Page("/story/{story}/export/{format}", exporting.export),
    Page("/story/{story}/named", claim.find_named),
    Page("/add", adding.show_adding),
    Page("/add", adding.add, "POST"),
    Page("/add/{job}", adding.show_job),
    Page("/judgements", judging.show_judgements),
    Page("/judge", judging.judge, "POST"),
    Page("/judgements/undo", judging.undo, "POST"),
    Page("/preferences", case.keep_preferences, "POST"),
    Page("/help", case.show_help),
)
"""In the order in which they are tried; what changes something is a POST and ends in a redirect."""
