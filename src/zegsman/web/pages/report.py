"""The pages of a story's reports: all of them, one with its marks and its original, and the original by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import Response

from zegsman.desk.originals import received_report
from zegsman.desk.products import file_names
from zegsman.tell.page.report_views import view_report
from zegsman.web.addresses import story_address, with_query
from zegsman.web.paging import cut
from zegsman.web.rendering import page, story_view
from zegsman.web.voices import KINDS, view_voices

if TYPE_CHECKING:
    from zegsman.tell.index import DossierIndex, Json
    from zegsman.web.visit import Visit

LAYERS = (*KINDS, "name", "time", "source", "cue")
"""What can be marked in a report: its statements by kind, and what stands in them."""
PLAIN_LAYERS = frozenset({*KINDS, "source", "cue"})
"""Marked until the reader asks for other layers: all at once are a thicket."""
REPORTS_SHOWN = 60
_SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as a list shows it."""

    report: Json
    outlet: str
    published: str
    n_statements: int
    n_voices: int
    copies: str
    """The outlet that it copies, empty for a text of its own."""
    is_replaced: bool


def show_reports(visit: Visit) -> Response:
    """All reports of a story, two of which can be picked to be compared."""
    row, index = visit.story()
    part = cut(list(index.reports.values()), visit.asked("page"), REPORTS_SHOWN)
    return page(
        visit,
        "story_reports.html.j2",
        **story_view(visit, index, row.id),
        part=part,
        rows=[_row(visit, index, report) for report in part.items],
        compare_at=story_address(row.id, "compare"),
    )


def show_report(visit: Visit) -> Response:
    """The text of a report with the layers asked for; beside it its voices, or the original as received."""
    row, index = visit.story()
    report = find_report(visit, index)
    asked = visit.request.query_params.getlist("layer")
    layers = [one for one in LAYERS if one in asked] if visit.asked("layers") else list(PLAIN_LAYERS)
    shows_original = visit.asked("beside") == "original"
    lasting = [("layers", "on"), *(("layer", one) for one in layers)] if visit.asked("layers") else []
    here = story_address(row.id, "report", report["id"])
    return page(
        visit,
        "report.html.j2",
        **story_view(visit, index, row.id),
        report=report,
        view=view_report(index, visit.words, report, with_layers=True),
        voices=view_voices(index, visit.words, report["id"]),
        received=received_report(visit.book, report["id"]),
        versions=versions_of(index, report["id"]),
        layers=layers,
        all_layers=LAYERS,
        shows_original=shows_original,
        beside={
            "voices": here + with_query(lasting),
            "original": here + with_query([*lasting, ("beside", "original")]),
        },
        original_at=story_address(row.id, "report", report["id"], "original"),
        others=[one for one in index.reports.values() if one["id"] != report["id"]],
        compare_at=story_address(row.id, "compare"),
    )


def show_original(visit: Visit) -> Response:
    """The bytes of a report as they were received, to be saved: as plain text, which no browser runs or follows."""
    _, index = visit.story()
    report = find_report(visit, index)
    received = received_report(visit.book, report["id"])
    if received is None or not received.data:
        raise visit.missing("original")
    (name,) = file_names([{"title": report["title"] or "", "id": report["id"]}])
    headers = {
        "content-security-policy": _SANDBOX,
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}.txt",
    }
    return Response(received.data, media_type="text/plain", headers=headers)


def find_report(visit: Visit, index: DossierIndex) -> Json:
    """The report that the path names.

    Raises:
        Missing: if the story has none such.
    """
    report = index.reports.get(visit.place("report"))
    if report is None:
        raise visit.missing("report")
    return report


def versions_of(index: DossierIndex, report: str) -> list[Json]:
    """All versions of a report in their order, itself among them; only itself where it was never changed."""
    before = {one["to"]: one["from"] for one in index.dossier.get("revisions", ())}
    after = {one["from"]: one["to"] for one in index.dossier.get("revisions", ())}
    thread = [report]
    while (one := before.get(thread[0])) and one not in thread:
        thread.insert(0, one)
    while (one := after.get(thread[-1])) and one not in thread:
        thread.append(one)
    return [index.reports[one] for one in thread if one in index.reports]


def _row(visit: Visit, index: DossierIndex, report: Json) -> ReportRow:
    unknown = visit.words["words"]["unknown_outlet"]
    statements = index.statements_by_report[report["id"]]
    original = index.reports.get(report.get("copy_of") or "")
    return ReportRow(
        report,
        index.outlet(report) or unknown,
        visit.words.days(report["published"]),
        len(statements),
        len({one["chain"][-1] for one in statements if one["chain"]}),
        (index.outlet(original) or unknown) if original else "",
        bool(report.get("replaced_by")),
    )
