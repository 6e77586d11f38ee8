"""The page of a claim: each statement in its words with its chain, why it counts as it does, and what is related."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from zegsman.tell.index import anchor
from zegsman.tell.lives import told_developments
from zegsman.tell.page.views import view_claim, view_conflict, view_development
from zegsman.web.related_claims import related_claims
from zegsman.web.rendering import page, story_view

if TYPE_CHECKING:
    from starlette.responses import Response

    from zegsman.tell.index import DossierIndex, Json
    from zegsman.web.visit import Visit

MOST_OFFERED = 60
"""Claims offered to be judged the same; beyond that the list of claims is the place to pick two."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The claims before and after one in the order of the dossier; None at the ends."""

    before: Json | None
    after: Json | None


def show_claim(visit: Visit) -> Response:
    """A claim, named by its own id or by that of any of its statements, which lasts longer."""
    row, index = visit.story()
    claim = find_claim(index, visit.place("claim"))
    if claim is None:
        raise visit.missing("claim")
    own = set(claim["statements"])
    return page(
        visit,
        "claim.html.j2",
        **story_view(visit, index, row.id),
        claim=claim,
        view=view_claim(index, visit.words, claim),
        cues={one: cue_words(index, index.statements[one]) for one in claim["statements"]},
        neighbours=_neighbours(index, claim),
        conflicts=[
            view_conflict(index, visit.words, one) for one in index.dossier["conflicts"] if own & set(one["statements"])
        ],
        developments=[
            view_development(index, visit.words, one)
            for one in told_developments(index)
            if own & {one["from"], one["to"]}
        ],
        vouching=[index.sources[one]["name"] for one in claim["vouching"]],
        related=related_claims(index, claim),
        offered=_offered(index, claim),
        about=[index.entities[one] for one in dict.fromkeys(p["entity"] for p in claim["participants"])],
    )


def find_claim(index: DossierIndex, id: str) -> Json | None:
    """The claim with this id, or the one that a statement with this id belongs to; None where there is neither."""
    if id in index.claims_by_id:
        return index.claims_by_id[id]
    statement = index.statements.get(id)
    return index.claims_by_id.get(statement["claim"] or "") if statement else None


def cue_words(index: DossierIndex, statement: Json) -> str:
    """The words that show who says it; empty for what the report says itself."""
    cue = statement.get("cue")
    if not cue:
        return ""
    text: str = index.reports[statement["report"]]["text"]
    return text[cue["start"] : cue["end"]]


def find_named(visit: Visit) -> Response:
    """Leads to the source or entity of a story that has a name: names outlast the ids that they give."""
    row, index = visit.story()
    name = visit.asked("name").casefold()
    for prefix, things in (("e", index.entities), ("src", index.sources)):
        if visit.asked("kind", "") not in ("", prefix):
            continue
        for id, thing in things.items():
            if name in {one.casefold() for one in (thing["name"], *thing["aliases"])}:
                to = story_view(visit, index, row.id)["to"]
                query = f"?{visit.request.url.query}" if visit.request.url.query else ""
                return RedirectResponse(to(anchor(prefix, id)) + query, status_code=303)
    raise visit.missing("named")


def _neighbours(index: DossierIndex, claim: Json) -> Neighbours:
    place = index.numbers[claim["id"]] - 1
    before = index.claims[place - 1] if place > 0 else None
    return Neighbours(before, index.claims[place + 1] if place + 1 < len(index.claims) else None)


def _offered(index: DossierIndex, claim: Json) -> list[Json]:
    """The claims that may be the same: related ones first, then as they stand in the dossier."""
    near = [one.claim for one in related_claims(index, claim)]
    ids = {one["id"] for one in near} | {claim["id"]}
    return [*near, *(one for one in index.claims if one["id"] not in ids)][:MOST_OFFERED]
