"""Every address of the pages, what it shows, and nothing else: a new page is a line here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.web.pages import (
    adding,
    case,
    claim,
    comparing,
    drawings,
    entity,
    exporting,
    judging,
    report,
    searching,
    source,
    story,
)

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
    Page("/story/{story}/sources", drawings.show_sources),
    Page("/story/{story}/source/{source}", source.show_source),
    Page("/story/{story}/timeline", drawings.show_timeline),
    Page("/story/{story}/map", drawings.show_map),
    Page("/story/{story}/entities", entity.show_entities),
    Page("/story/{story}/entity/{entity}", entity.show_entity),
    Page("/story/{story}/reports", report.show_reports),
    Page("/story/{story}/report/{report}", report.show_report),
    Page("/story/{story}/report/{report}/original", report.show_original),
    Page("/story/{story}/compare", comparing.compare),
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
