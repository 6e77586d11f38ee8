"""What the page shows of reports, and of the people, organisations and places in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.tell.decisions import describe_judgement, person_judgements
from zegsman.tell.highlights import cut_paragraphs
from zegsman.tell.index import anchor

if TYPE_CHECKING:
    from zegsman.tell.index import DossierIndex, Json
    from zegsman.tell.words import Words

ENTITIES_SHOWN = 12
"""Entities of one type shown at once; the rest folds away."""


@dataclass(frozen=True, slots=True)
class MarkView:
    """A stretch of a report's text: unmarked where no statement covers it."""

    text: str
    kind: str
    opens: tuple[str, ...]
    closes: tuple[tuple[int, str], ...]
    """Claims whose statement ends here: number and anchor."""


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
    return tuple(_view_report(index, words, report) for report in index.dossier["reports"])


def _view_report(index: DossierIndex, words: Words, report: Json) -> ReportView:
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
        paragraphs=_view_paragraphs(index, report),
    )


def _view_paragraphs(index: DossierIndex, report: Json) -> tuple[ParagraphView, ...]:
    paragraphs = cut_paragraphs(report, index.statements_by_report[report["id"]])
    return tuple(
        ParagraphView(
            paragraph.kind,
            tuple(
                MarkView(
                    piece.text,
                    index.statements[piece.statements[0]]["kind"] if piece.statements else "",
                    tuple(anchor("s", statement_id) for statement_id in piece.opens),
                    tuple(
                        (index.numbers[claim_id], anchor("c", claim_id)) for claim_id in index.claims_of(piece.closes)
                    ),
                )
                for piece in paragraph.pieces
            ),
        )
        for paragraph in paragraphs
    )


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
