"""Writes a dossier as one self-contained HTML file: nothing is fetched, reading needs no JavaScript."""

from __future__ import annotations

import base64
import hashlib
from functools import cache, partial
from importlib import resources
from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from zegsman.tell.beside import compose_beside
from zegsman.tell.decisions import describe_judgement, person_judgements
from zegsman.tell.falls import falls_of
from zegsman.tell.index import DossierIndex, anchor
from zegsman.tell.lives import view_revisions
from zegsman.tell.page.fall_views import view_falls
from zegsman.tell.page.place_map import draw_place_map
from zegsman.tell.page.report_views import view_entities, view_reports
from zegsman.tell.page.source_graph import compose_source_graph, namesakes
from zegsman.tell.page.source_map import BOX_WIDTH, NOTE_LENGTH, draw_source_map
from zegsman.tell.page.time_lanes import compose_timeline
from zegsman.tell.page.views import (
    ClaimView,
    group_claims,
    view_claims,
    view_conflicts,
    view_developments,
)
from zegsman.tell.plain import CONTROLS, plain_line
from zegsman.tell.summary import compose_head, compose_sentences, compose_status_counts
from zegsman.tell.words import interface_language, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zegsman.tell.index import Json
    from zegsman.tell.page.source_graph import Node, SourceGraph
    from zegsman.tell.words import Words

TOP_CLAIMS = 4
"""Claims of each weighty status shown in the summary; more is a list, not an answer."""


def write_html(dossier: Json) -> str:
    """The page of a dossier; the same dossier gives the same page to the byte."""
    template = environment_of("zegsman.tell.page", "templates").get_template("dossier.html.j2")
    return template.render(
        **compose_view(dossier),
        style=Markup(_asset("style.css")),
        script=Markup(_script()),
        policy=Markup(dossier_policy()),
    )


def dossier_policy() -> str:
    """The content security policy of the page: nothing is loaded, and its own script and style alone are run."""
    style, script = _digest(_asset("style.css")), _digest(_script())
    return f"default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"


def compose_view(dossier: Json) -> dict[str, Any]:
    """Everything that the templates lay out."""
    return compose_parts(DossierIndex(dossier), words_of(interface_language(dossier["reports"])), within_page)


def within_page(anchor: str) -> str:
    """Where a link leads that names something by its anchor: to that place of the same page."""
    return f"#{anchor}"


def compose_parts(index: DossierIndex, words: Words, to: Callable[[str], str]) -> dict[str, Any]:
    """The same, in the reader's words, with links that lead wherever `to` says for an anchor."""
    dossier = index.dossier
    claims = view_claims(index, words)
    return {
        "w": words,
        "index": index,
        "dossier": dossier,
        "generated": _generated(dossier, words),
        "head": compose_head(index, words),
        "sentences": compose_sentences(index, words),
        "status_counts": compose_status_counts(index, words),
        "beside": compose_beside(index, words),
        "tops": top_claims(index, claims),
        "claims": claims,
        "groups": group_claims(claims),
        "conflicts": view_conflicts(index, words),
        "developments": view_developments(index, words),
        "revisions": view_revisions(index, words),
        "timeline": compose_timeline(index, words),
        "all_rows_at": "",
        "all_places_at": "",
        **view_source_map(
            index, words, compose_source_graph(index), lambda id: to(anchor("r" if id in index.reports else "src", id))
        ),
        "sources": sorted(dossier["sources"], key=lambda s: -len(index.claims_by_source.get(s["id"], ()))),
        "entities": view_entities(index, words),
        "place_map": draw_place_map(index, words.language),
        "reports": view_reports(index, words),
        "judgements": [
            (describe_judgement(index, words, judgement), judgement.get("why", ""))
            for judgement in person_judgements(index)
        ],
        "anchor": anchor,
        "to": to,
    }


def view_source_map(
    index: DossierIndex, words: Words, graph: SourceGraph, node_to: Callable[[str], str], *, chosen: str = ""
) -> dict[str, Any]:
    """What the template of the source map lays out.

    Args:
        index: The dossier.
        words: The reader's words.
        graph: The graph to draw.
        node_to: Where the box of a report or source, named by its id, leads.
        chosen: The node whose fall the drawing shows; empty for none.
    """
    key = (words.language, len(graph.nodes), len(graph.edges))
    views = index.kept(("fall views", *key), lambda: view_falls(index, words, graph, falls_of(index)))
    return {
        "graph": graph,
        "box_width": BOX_WIDTH,
        "source_map": index.kept(("source map", *key[1:]), lambda: draw_source_map(graph)),
        "fall_views": views,
        "chosen_node": chosen if chosen in views else "",
        "node_to": node_to,
        "node_note": partial(_node_note, index, words),
        "note_length": NOTE_LENGTH,
        "all_nodes_at": "",
        "listed": graph.all_edges,
        "table_opens": False,
        "links_pager": "",
    }


def _node_note(index: DossierIndex, words: Words, node: Node) -> str:
    """The small print of a box: how many reports it stands for, the day of its one report, whose source it is."""
    if node.members:
        return words.count(len(node.members), "report")
    if node.id in index.reports:
        return words.days(index.reports[node.id]["published"])
    return words.fill("map", "through", outlets=words.listed(node.through, 2))


def top_claims(index: DossierIndex, claims: Sequence[ClaimView]) -> list[tuple[str, list[ClaimView]]]:
    """The claims that the answer names: disputed, corroborated, and of one origin yet in several reports."""
    tops = []
    for status in ("disputed", "corroborated", "single-origin"):
        found = [c for c in claims if c.status == status]
        if status == "single-origin":
            found = [c for c in found if index.claims_by_id[c.id]["reports"] > 1]
        if found:
            tops.append((status, found[:TOP_CLAIMS]))
    return tops


def _generated(dossier: Json, words: Words) -> str:
    made = dossier.get("generator", {})
    return words.fill("page", "generated", name=made.get("name", "zegsman"), version=made.get("version", "")).strip()


@cache
def environment_of(package: str, folder: str, *more: tuple[str, str]) -> Environment:
    """The templates of a folder, and of `more` ones behind it: everything escaped, nothing undefined passed over."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(*place) for place in ((package, folder), *more)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )
    environment.filters["plain"] = plain_line
    environment.globals["namesakes"] = namesakes
    return environment


def shown(value: object) -> object:
    """What is put on the page for a value: control characters, which HTML may not hold, become U+FFFD."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return value.translate(CONTROLS)
    return value


def _script() -> str:
    return _asset("script.js") + _asset("source_map.js")


def _asset(name: str) -> str:
    return (resources.files("zegsman.tell.page") / "templates" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """The content security policy's digest of an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
