"""Two reports of a story side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.tell.comparison import compare_reports
from zegsman.tell.highlights import LayerMark, cut_paragraphs
from zegsman.tell.page.report_views import view_report
from zegsman.tell.page.views import view_conflict
from zegsman.web.paging import cut
from zegsman.web.rendering import page, story_view

if TYPE_CHECKING:
    from starlette.responses import Response

    from zegsman.tell.comparison import Comparison
    from zegsman.tell.highlights import Paragraph
    from zegsman.tell.index import DossierIndex, Json
    from zegsman.tell.page.report_views import ReportView
    from zegsman.web.visit import Visit

CLAIMS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One of the two: its facts, and its text with what is shared, its own and contested."""

    side: str
    view: ReportView
    paragraphs: tuple[Paragraph, ...]
    percent: int
    """Of its words that the other has too."""


def compare(visit: Visit) -> Response:
    """The two reports that are picked; the choice of two where they are not."""
    row, index = visit.story()
    picked = list(dict.fromkeys(one for one in visit.request.query_params.getlist("pick") if one))
    if any(one not in index.reports for one in picked):
        raise visit.missing("report")
    if len(picked) != 2:
        return page(
            visit,
            "compare_pick.html.j2",
            **story_view(visit, index, row.id),
            picked=picked,
            reports=list(index.reports.values()),
        )
    found = compare_reports(index, *picked)
    parts = {
        name: cut([index.claims_by_id[one] for one in claims], visit.asked(name), CLAIMS_SHOWN)
        for name, claims in (("both", found.both), ("left", found.only_left), ("right", found.only_right))
    }
    return page(
        visit,
        "compare.html.j2",
        **story_view(visit, index, row.id),
        found=found,
        sides=[
            _side(visit, index, found, "left", found.left),
            _side(visit, index, found, "right", found.right),
        ],
        parts_of=parts,
        conflicts=[view_conflict(index, visit.words, one) for one in found.conflicts],
        developments=[],
        changes=[tuple(_changed(report, span) for report, span in zip((found.left, found.right), change, strict=True))
                 for change in found.changes],
        picks=[("pick", one) for one in picked],
    )  # fmt: skip


def _side(visit: Visit, index: DossierIndex, found: Comparison, side: str, report: Json) -> SideBySide:
    passages = [(getattr(one, side), one.number) for one in found.passages]
    shared = [{"start": span.start, "end": span.end, "id": str(number)} for span, number in passages]
    own = set(found.only_left if side == "left" else found.only_right)
    contested = {one for conflict in found.conflicts for one in conflict["statements"]}
    marks = [
        LayerMark(one["start"], one["end"], "contested" if one["id"] in contested else "own")
        for one in index.statements_by_report[report["id"]]
        if one["id"] in contested or one["claim"] in own
    ]
    share = found.shares[0 if side == "left" else 1]
    paragraphs = tuple(cut_paragraphs(report, shared, marks))
    return SideBySide(side, view_report(index, visit.words, report), paragraphs, round(100 * share))


def _changed(report: Json, span: object) -> str:
    return report["text"][span.start : span.end] if span else ""  # type: ignore[attr-defined]
