"""The pages of a story: the dossier, alive; and its conflicts and developments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zegsman.desk.overview import arrivals
from zegsman.tell.beside import tell_less_certain
from zegsman.tell.lives import told_developments, view_revisions
from zegsman.tell.page.html import TOP_CLAIMS, top_claims
from zegsman.tell.page.views import view_claim, view_conflict, view_development
from zegsman.tell.summary import compose_head, compose_sentences
from zegsman.web.claim_lists import SORTS, ClaimList, wishes_of
from zegsman.web.pages.exporting import export_choices
from zegsman.web.paging import cut
from zegsman.web.rendering import page, story_view

if TYPE_CHECKING:
    from starlette.responses import Response

    from zegsman.tell.index import DossierIndex
    from zegsman.web.visit import Visit

_CONFLICTS, _DEVELOPMENTS = 20, 30
"""On one page."""


def show_story(visit: Visit) -> Response:
    """The answer first, then the claims, to sort and filter."""
    row, index = visit.story()
    fresh = fresh_reports(visit, index)
    wishes = wishes_of(visit)
    claims = ClaimList(index, fresh)
    found = claims.page(wishes)
    opens = wishes.is_open and found.page == 1
    return page(
        visit,
        "story.html.j2",
        **story_view(visit, index, row.id),
        head=compose_head(index, visit.words),
        sentences=compose_sentences(index, visit.words) if opens else [],
        tops=_tops(visit, index) if opens else [],
        fresh=[index.reports[one] for one in index.reports if one in fresh],
        claims=claims,
        found=found,
        views=[(view_claim(index, visit.words, claim), claims.is_new(claim)) for claim in found.items],
        wishes=wishes,
        sorts=SORTS,
        opens=opens,
        exports=export_choices(visit.words),
        less_certain=tell_less_certain(index, visit.words) if opens else "",
    )


def show_conflicts(visit: Visit) -> Response:
    """Where the reports contradict one another, side by side, and what changed on the way."""
    row, index = visit.story()
    conflicts = cut(index.dossier["conflicts"], visit.asked("page"), _CONFLICTS)
    developments = cut(told_developments(index), visit.asked("changes"), _DEVELOPMENTS)
    return page(
        visit,
        "story_conflicts.html.j2",
        **story_view(visit, index, row.id),
        conflict_part=conflicts,
        development_part=developments,
        conflicts=[view_conflict(index, visit.words, one) for one in conflicts.items],
        developments=[view_development(index, visit.words, one) for one in developments.items],
        revisions=view_revisions(index, visit.words),
    )


def fresh_reports(visit: Visit, index: DossierIndex) -> frozenset[str]:
    """The reports of a story that came into the case since the reader's last visit; none on a first visit."""
    since = visit.returning.since_text
    return frozenset(arrivals(visit.book, since)) & frozenset(index.reports) if since else frozenset()


def _tops(visit: Visit, index: DossierIndex) -> Any:
    """The claims that the answer names; no more are laid out than it can show."""
    shown: dict[str, int] = {}
    chosen = []
    for claim in index.claims:
        if claim["status"] == "single-origin" and claim["reports"] < 2:
            continue
        shown[claim["status"]] = shown.get(claim["status"], 0) + 1
        if shown[claim["status"]] <= TOP_CLAIMS:
            chosen.append(view_claim(index, visit.words, claim))
    return top_claims(index, tuple(chosen))
