"""What the page shows of reports, and of the people, organisations and places in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.tell.decisions import describe_judgement, person_judgements
from zegsman.tell.highlights import cut_paragraphs, layer_marks
from zegsman.tell.index import anchor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.tell.highlights import LayerMark, Piece
    from zegsman.tell.index import DossierIndex, Json
    from zegsman.tell.words import Words

ENTITIES_SHOWN = 12
"""Entities of one type shown at once; the rest folds away."""


@dataclass(frozen=True, slots=True)
class PartView:
    """A stretch of text and the layers that mark it; `target` is the anchor of what it stands for."""

    text: str
    layers: tuple[str, ...]
    target: str = ""


@dataclass(frozen=True, slots=True)
class MarkView:
    """A stretch of a report's text: unmarked where no statement covers it."""

    text: str
    kind: str
    opens: tuple[str, ...]
    closes: tuple[tuple[int, str], ...]
    """Claims whose statement ends here: number and anchor."""
    statement: str = ""
    """The innermost statement that covers it."""
    parts: tuple[PartView, ...] = ()
    """The same text with what layers mark in it; empty where none are asked for."""


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A block of a report."""

    kind: str
    pieces: tuple[MarkView, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report in full."""

    anchor: str
    outlet: str
    title: str
    published: str
    iso: str
    language: str
    agency: str
    url: str
    path: str
    sha256: str
    copy_of: tuple[str, str] | None
    """Anchor and outlet of the report that it copies."""
    paragraphs: tuple[ParagraphView, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """One person, organisation or place."""

    anchor: str
    name: str
    aliases: tuple[str, ...]
    descriptions: tuple[str, ...]
    mentions: str
    reports: tuple[tuple[str, str], ...]
    """Anchor and outlet of each report that names it."""
    decided: tuple[str, ...]
    """What a person decided about it, in words."""


def view_reports(index: DossierIndex, words: Words) -> tuple[ReportView, ...]:
    """All reports in the order of reading."""
    return tuple(view_report(index, words, report) for report in index.dossier["reports"])


def view_report(index: DossierIndex, words: Words, report: Json, *, with_layers: bool = False) -> ReportView:
    """One report; `with_layers` cuts its text also where names, times, sources and cues stand."""
    unknown = words["words"]["unknown_outlet"]
    original = index.reports.get(report.get("copy_of") or "")
    url = report.get("url") or ""
    return ReportView(
        anchor=anchor("r", report["id"]),
        outlet=index.outlet(report) or unknown,
        title=report["title"] or words["words"]["untitled"],
        published=words.days(report["published"]),
        iso=report["published"]["value"] or "",
        language=report["language"],
        agency=report.get("agency") or "",
        url=url if url.startswith(("https://", "http://")) else "",
        path=report.get("path") or "",
        sha256=report["sha256"],
        copy_of=(anchor("r", original["id"]), index.outlet(original) or unknown) if original else None,
        paragraphs=_view_paragraphs(index, report, layer_marks(index, report) if with_layers else ()),
    )


def _view_paragraphs(index: DossierIndex, report: Json, marks: Sequence[LayerMark]) -> tuple[ParagraphView, ...]:
    linked: set[str] = set()
    return tuple(
        ParagraphView(
            paragraph.kind, tuple(_view_piece(index, piece, linked, bool(marks)) for piece in paragraph.pieces)
        )
        for paragraph in cut_paragraphs(report, index.statements_by_report[report["id"]], marks)
    )


def _view_piece(index: DossierIndex, piece: Piece, linked: set[str], has_layers: bool) -> MarkView:
    innermost = piece.statements[0] if piece.statements else ""
    return MarkView(
        piece.text,
        index.statements[innermost]["kind"] if innermost else "",
        tuple(anchor("s", statement_id) for statement_id in piece.opens),
        tuple((index.numbers[claim_id], anchor("c", claim_id)) for claim_id in index.claims_of(piece.closes)),
        innermost,
        tuple(_view_part(text, marks, linked) for text, marks in piece.parts) if has_layers else (),
    )


def _view_part(text: str, marks: Sequence[LayerMark], linked: set[str]) -> PartView:
    """A part leads to what it names at the first naming only: a reader with the Tab key passes each once."""
    layers = tuple(dict.fromkeys(mark.layer for mark in marks))
    for mark in marks:
        if mark.target and mark.target not in linked:
            linked.add(mark.target)
            return PartView(text, layers, anchor("e" if mark.layer == "name" else "src", mark.target))
    return PartView(text, layers)


def view_entities(index: DossierIndex, words: Words) -> list[tuple[str, list[EntityView], list[EntityView]]]:
    """(type, the most named, the rest) for each type that occurs."""
    groups = []
    for kind in ("PER", "ORG", "LOC", "MISC"):
        of_type = [entity for entity in index.dossier["entities"] if entity["type"] == kind]
        of_type.sort(key=lambda entity: -len(entity["mentions"]))
        views = [_view_entity(index, words, entity) for entity in of_type]
        if views:
            groups.append((kind, views[:ENTITIES_SHOWN], views[ENTITIES_SHOWN:]))
    return groups


def _view_entity(index: DossierIndex, words: Words, entity: Json) -> EntityView:
    report_ids = list(dict.fromkeys(mention["report"] for mention in entity["mentions"]))
    unknown = words["words"]["unknown_outlet"]
    mentions = words.count(len(entity["mentions"]), "mention")
    reports = words.count(len(report_ids), "report")
    return EntityView(
        anchor=anchor("e", entity["id"]),
        name=entity["name"],
        aliases=tuple(alias for alias in entity["aliases"] if alias != entity["name"]),
        descriptions=tuple(entity.get("descriptions") or ()),
        mentions=words.fill("entities", "mentions", mentions=mentions, reports=reports),
        reports=tuple((anchor("r", i), index.outlet(index.reports[i]) or unknown) for i in report_ids),
        decided=tuple(
            describe_judgement(index, words, judgement)
            for judgement in person_judgements(index)
            if judgement["subject"] == "entity"
            and {judgement["left"], judgement["right"]} & {entity["name"], *entity["aliases"]}
        ),
    )
