"""The pages of the drawings: who has it from whom, when it was, where it was; each with its table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zegsman.tell.falls import falls_of
from zegsman.tell.index import anchor
from zegsman.tell.page.fall_views import ids_of, name_of, tell_fall
from zegsman.tell.page.html import view_source_map
from zegsman.tell.page.place_map import MOST_PLACES, draw_place_map
from zegsman.tell.page.source_graph import MOST_EDGES, MOST_NODES, compose_source_graph
from zegsman.tell.page.time_lanes import MOST_ROWS, compose_timeline
from zegsman.web.addresses import story_address
from zegsman.web.paging import cut
from zegsman.web.rendering import page, story_view

if TYPE_CHECKING:
    from starlette.responses import Response

    from zegsman.tell.falls import Fall
    from zegsman.tell.index import DossierIndex
    from zegsman.tell.page.source_graph import SourceGraph
    from zegsman.web.visit import Visit

MOST_DRAWN = 200
"""Boxes of a layer, rows or places that are drawn where all are asked for: beyond that nobody finds a way through."""
LINKS_LISTED = 100
"""Links on one page of the table beneath the map, those that carry most first."""
FALLING_SHOWN = 30
"""Claims on one page of what falls."""
_SOURCES_SHOWN = 60


def show_sources(visit: Visit) -> Response:
    """The source map; with `?node=` what falls if that report or source falls; and all sources in a table."""
    row, index = visit.story()
    shows_all, node = visit.asked("all") == "yes", visit.asked("node")
    if node and node not in index.reports and node not in index.sources:
        raise visit.missing("node")
    most = (MOST_DRAWN, 5 * MOST_DRAWN) if shows_all else (MOST_NODES, MOST_EDGES)
    graph = index.kept(("source graph", *most), lambda: compose_source_graph(index, *most))
    node = _drawn_as(graph, node)
    lasting = {"all": "yes"} if shows_all else {}

    def node_to(id: str) -> str:
        return story_address(row.id, "sources", node=id, **lasting) + "#falls"

    view = view_source_map(index, visit.words, graph, node_to, chosen=node)
    links = cut(graph.all_edges, visit.asked("links"), LINKS_LISTED)
    view.update(listed=links.items, table_opens=bool(visit.asked("links")))
    view["all_nodes_at"] = "" if shows_all else story_address(row.id, "sources", node=node, all="yes")
    sources = sorted(index.sources.values(), key=lambda one: -len(index.claims_by_source.get(one["id"], ())))
    return page(
        visit,
        "story_sources.html.j2",
        **story_view(visit, index, row.id),
        **view,
        fall=view_fall(visit, index, *_ids(graph, node)) if node else None,
        clear_at=story_address(row.id, "sources", **lasting),
        lasting={**lasting, "node": node},
        link_part=links,
        source_part=cut(sources, visit.asked("page"), _SOURCES_SHOWN),
    )


def show_timeline(visit: Visit) -> Response:
    """When it happened or is to happen, as spans where it is uncertain, over the days on which reports appeared."""
    row, index = visit.story()
    shows_all = visit.asked("all") == "yes"
    return page(
        visit,
        "story_timeline.html.j2",
        **story_view(visit, index, row.id),
        timeline=compose_timeline(index, visit.words, MOST_DRAWN if shows_all else MOST_ROWS),
        all_rows_at="" if shows_all else story_address(row.id, "timeline", all="yes"),
    )


def show_map(visit: Visit) -> Response:
    """The places of the story on a map that this package ships."""
    row, index = visit.story()
    shows_all = visit.asked("all") == "yes"
    return page(
        visit,
        "story_map.html.j2",
        **story_view(visit, index, row.id),
        place_map=draw_place_map(index, visit.words.language, MOST_DRAWN if shows_all else MOST_PLACES),
        all_places_at="" if shows_all else story_address(row.id, "map", all="yes"),
    )


def view_fall(visit: Visit, index: DossierIndex, *ids: str) -> dict[str, Any]:
    """What falls with reports or sources, as `falls.html.j2` lays it out; the first of them gives the name."""
    fall = falls_of(index).of(*ids)
    return {
        "name": name_of(index, visit.words, ids[0]),
        "told": tell_fall(index, visit.words, ids[0], fall),
        "anchor": anchor("r" if ids[0] in index.reports else "src", ids[0]),
        "members": [(anchor("r", id), _titled(index, id)) for id in ids] if len(ids) > 1 else [],
        "gone": cut([index.claims_by_id[one] for one in fall.gone], visit.asked("gone"), FALLING_SHOWN),
        "shaken": cut(_shaken(visit, index, fall), visit.asked("shaken"), FALLING_SHOWN),
    }


def _shaken(visit: Visit, index: DossierIndex, fall: Fall) -> list[tuple[Any, str]]:
    words = visit.words
    return [
        (index.claims_by_id[one.claim], words.listed([name_of(index, words, id) for id in one.origins], 4))
        for one in fall.shaken
    ]


def _titled(index: DossierIndex, report: str) -> str:
    return str(index.reports[report]["title"] or index.reports[report]["outlet"] or report)


def _drawn_as(graph: SourceGraph, node: str) -> str:
    """The node in which a report was folded, where it is drawn so."""
    return next((one.id for one in graph.nodes if node in one.members), node)


def _ids(graph: SourceGraph, node: str) -> tuple[str, ...]:
    return next((ids_of(one) for one in graph.nodes if one.id == node), (node,))
