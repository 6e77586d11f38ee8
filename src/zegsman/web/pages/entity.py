"""The pages of people, organisations and places: every spelling, what they are called, what is said of and by them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from zegsman.tell.decisions import describe_judgement, person_judgements
from zegsman.tell.page.report_views import view_entities
from zegsman.web.addresses import named_address
from zegsman.web.paging import cut
from zegsman.web.rendering import page, story_view

if TYPE_CHECKING:
    from starlette.responses import Response

    from zegsman.tell.index import DossierIndex, Json
    from zegsman.web.visit import Visit

SPELLINGS_SHOWN = 30
CLAIMS_SHOWN = 25
PLACES_SHOWN = 40
_AROUND = 60
"""Code points shown on each side of a mention: about a line."""
_ROLES = ("actor", "recipient", "location", "other")


def show_entities(visit: Visit) -> Response:
    """Everyone and everything that the reports of a story name."""
    row, index = visit.story()
    return page(
        visit,
        "story_entities.html.j2",
        **story_view(visit, index, row.id),
        entities=view_entities(index, visit.words),
    )


def show_entity(visit: Visit) -> Response:
    """One person, organisation or place."""
    row, index = visit.story()
    entity = index.entities.get(visit.place("entity"))
    if entity is None:
        raise visit.missing("entity")
    claims = _claims_about(index, entity)
    sources = [one for one in index.sources.values() if one.get("entity") == entity["id"]]
    said = _claims_by(index, sources)
    return page(
        visit,
        "entity.html.j2",
        **story_view(visit, index, row.id),
        entity=entity,
        back=named_address(row.id, "e", entity),
        spellings=spellings(index, entity)[:SPELLINGS_SHOWN],
        about=[(role, cut(claims[role], visit.asked(role), CLAIMS_SHOWN)) for role in _ROLES if claims[role]],
        sources=sources,
        said=cut(said, visit.asked("said"), CLAIMS_SHOWN),
        bodies=bodies_of(index, sources),
        mentions=cut(list(entity["mentions"]), visit.asked("mentions"), PLACES_SHOWN),
        around=lambda mention: mention_words(index, mention),
        decided=decisions_about(visit, index, "entity", entity),
        same_type=[
            one["name"] for one in index.entities.values() if one is not entity and one["type"] == entity["type"]
        ],
    )


def spellings(index: DossierIndex, entity: Json) -> list[tuple[str, int]]:
    """Every spelling of it with how often it occurs, the most used first; aliases without a place count none."""
    found = Counter(_named(index, mention) for mention in entity["mentions"])
    known = {name.casefold() for name in found}
    for name in (entity["name"], *entity["aliases"]):
        if name.casefold() not in known:
            found[name] = 0
            known.add(name.casefold())
    return found.most_common()


def mention_words(index: DossierIndex, mention: Json) -> tuple[str, str, str]:
    """What stands before a mention, the mention itself, and what stands after it, all on its own line."""
    text: str = index.reports[mention["report"]]["text"]
    start, end = mention["start"], mention["end"]
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    if start > _AROUND and len(before) == _AROUND:
        before = "…" + before.partition(" ")[2]
    if end + _AROUND < len(text) and len(after) == _AROUND:
        after = after.rpartition(" ")[0] + "…"
    return before, text[start:end], after


def decisions_about(visit: Visit, index: DossierIndex, subject: str, thing: Json) -> list[str]:
    """What people decided about a thing with these names, in words."""
    names = {thing["name"], *thing.get("aliases", ())}
    return [
        describe_judgement(index, visit.words, one)
        for one in person_judgements(index)
        if one["subject"] == subject and {one["left"], one["right"]} & names
    ]


def bodies_of(index: DossierIndex, sources: list[Json]) -> list[Json]:
    """Whom sources speak for or belong to, each once."""
    ids = dict.fromkeys(one["speaks_for"] for one in sources if one.get("speaks_for") in index.sources)
    return [index.sources[id] for id in ids]


def _others_like(index: DossierIndex, entity: Json) -> list[str]:
    """The names of the other entities of its type: those that it may be the same as."""
    return [one["name"] for one in index.entities.values() if one is not entity and one["type"] == entity["type"]]


def _named(index: DossierIndex, mention: Json) -> str:
    text: str = index.reports[mention["report"]]["text"]
    return " ".join(text[mention["start"] : mention["end"]].split())


def _claims_about(index: DossierIndex, entity: Json) -> dict[str, list[Json]]:
    """The claims in which it takes part, by its part in them; each once, under the first part that it has."""
    found: dict[str, list[Json]] = {role: [] for role in _ROLES}
    for claim in index.claims:
        roles = {one["role"] for one in claim["participants"] if one["entity"] == entity["id"]}
        role = next((role for role in _ROLES if role in roles), None)
        if role:
            found[role].append(claim)
    return found


def _claims_by(index: DossierIndex, sources: list[Json]) -> list[Any]:
    ids = dict.fromkeys(claim for one in sources for claim in index.claims_by_source.get(one["id"], ()))
    return [index.claims_by_id[id] for id in ids]
