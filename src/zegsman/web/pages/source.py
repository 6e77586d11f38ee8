"""The page of a source: whom it speaks for, what it says, through whom, and how often nobody else says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.tell.falls import MEDIA
from zegsman.tell.page.fall_views import name_of
from zegsman.web.addresses import named_address, story_address
from zegsman.web.pages.drawings import view_fall
from zegsman.web.pages.entity import decisions_about
from zegsman.web.paging import cut
from zegsman.web.rendering import page, story_view

if TYPE_CHECKING:
    from starlette.responses import Response

    from zegsman.tell.index import DossierIndex, Json
    from zegsman.web.visit import Visit

CLAIMS_SHOWN = 25
ROADS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class SourceFigures:
    """How much of a story rests on a source."""

    said: tuple[Json, ...]
    """Claims in whose chains it stands."""
    as_origin: tuple[Json, ...]
    """Those for which it is where the chain ends."""
    alone: tuple[Json, ...]
    """Those of which it, or who speaks for the same body, is the only origin."""
    roads: tuple[tuple[str, int], ...]
    """Reports and media that have something from it directly, with for how many claims; the busiest first."""


def show_source(visit: Visit) -> Response:
    """One source of a story."""
    row, index = visit.story()
    source = index.sources.get(visit.place("source"))
    if source is None:
        raise visit.missing("source")
    figures = source_figures(index, source)
    speaking = [one for one in index.sources.values() if one.get("speaks_for") == source["id"]]
    return page(
        visit,
        "source.html.j2",
        **story_view(visit, index, row.id),
        source=source,
        back=named_address(row.id, "src", source),
        figures=figures,
        bodies=_bodies(index, source),
        speaking=speaking,
        entity=index.entities.get(source.get("entity") or ""),
        alone={claim["id"] for claim in figures.alone},
        said=cut(figures.said, visit.asked("said"), CLAIMS_SHOWN),
        roads=[(id, name_of(index, visit.words, id), n) for id, n in figures.roads[:ROADS_SHOWN]],
        n_roads=len(figures.roads),
        own_reports=_own_reports(index, source),
        fall=view_fall(visit, index, source["id"]),
        map_at=story_address(row.id, "sources", node=source["id"]) + "#falls",
        decided=[
            *decisions_about(visit, index, "origin", source),
            *decisions_about(visit, index, "allegiance", source),
            *decisions_about(visit, index, "reliability", source),
        ],
        others=[one["name"] for one in index.sources.values() if one is not source],
        lasting={},
    )


def source_figures(index: DossierIndex, source: Json) -> SourceFigures:
    """What a source says, of what it is the origin and the only one, and who has it from it."""
    said = [index.claims_by_id[one] for one in index.claims_by_source.get(source["id"], ())]
    as_origin = [claim for claim in said if source["id"] in claim["origins"]]
    body = index.body_of(source["id"])
    alone = [claim for claim in as_origin if {index.body_of(one) for one in claim["origins"]} == {body}]
    roads: dict[str, set[str]] = {}
    for statement in index.statements.values():
        chain = [statement["report"], *statement["chain"]]
        if source["id"] in chain[1:] and statement["claim"]:
            nearer = chain[chain.index(source["id"], 1) - 1]
            roads.setdefault(nearer, set()).add(statement["claim"])
    counted = sorted(((id, len(claims)) for id, claims in roads.items()), key=lambda road: -road[1])
    return SourceFigures(tuple(said), tuple(as_origin), tuple(alone), tuple(counted))


def _bodies(index: DossierIndex, source: Json) -> list[Json]:
    """Whom it speaks for, whom that one belongs to, and so on."""
    road: list[Json] = []
    while (up := source.get("speaks_for")) in index.sources and index.sources[up] not in road:
        source = index.sources[up]
        road.append(source)
    return road


def _own_reports(index: DossierIndex, source: Json) -> list[Json]:
    if source["kind"] not in MEDIA:
        return []
    names = {name.casefold() for name in (source["name"], *source.get("aliases", ()))}
    return [one for one in index.reports.values() if (one.get("outlet") or "").casefold() in names]
