"""An annotated report as the rows of each table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report
    from zegsman.record.spans import Span

Row = tuple[Any, ...]
_GAP = " … "


def rows_of(report: Report, annotation: Annotation) -> dict[str, list[Row]]:
    """The rows that one report adds to each table, in the order of `TABLES` and of the text."""
    return {
        "reports": [_report_row(report, annotation)],
        "sentences": list(_sentence_rows(report, annotation)),
        "statements": list(_statement_rows(report, annotation)),
        "attributions": list(_attribution_rows(report, annotation)),
        "names": [(report.id, i, *_placed(report, one.span), str(one.type)) for i, one in enumerate(annotation.names)],
        "times": [
            (report.id, i, *_placed(report, one.span), one.type, one.value, one.days.start, one.days.end)
            for i, one in enumerate(annotation.times)
        ],
        "events": list(_event_rows(report, annotation)),
        "embeddings": [
            *((report.id, "sentence", i, vector) for i, vector in enumerate(annotation.sentence_vectors)),
            *((report.id, "statement", i, vector) for i, vector in enumerate(annotation.statement_vectors)),
        ],
    }


def _placed(report: Report, span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.of(report.text)


def _report_row(report: Report, annotation: Annotation) -> Row:
    days = report.published
    return (
        report.id, report.sha256, report.outlet, report.title, report.author, report.agency, report.language,
        days.value, days.start, days.end, report.url, report.path, report.text, annotation.sure,
    )  # fmt: skip


def _sentence_rows(report: Report, annotation: Annotation) -> Iterator[Row]:
    for i, one in enumerate(annotation.sentences):
        block = str(report.blocks[one.block].kind) if one.block >= 0 else None
        yield report.id, i, one.span.start, one.span.end, one.language, block


def _statement_rows(report: Report, annotation: Annotation) -> Iterator[Row]:
    for i, one in enumerate(annotation.statements):
        cue = one.cue.of(report.text) if one.cue else None
        yield (
            report.id, one.id, i, *_placed(report, one.span), str(one.kind), str(one.certainty), str(one.polarity),
            str(one.time_status), [link.text for link in one.chain], cue, list(one.times), list(one.events),
        )  # fmt: skip


def _attribution_rows(report: Report, annotation: Annotation) -> Iterator[Row]:
    for i, one in enumerate(annotation.attributions):
        yield (
            report.id, i, str(one.kind), _words(report, one.source), _words(report, one.cue),
            _words(report, one.content), _places(one.source), _places(one.cue), _places(one.content),
            [link.text for link in one.chain], one.is_noted,
        )  # fmt: skip


def _event_rows(report: Report, annotation: Annotation) -> Iterator[Row]:
    for i, one in enumerate(annotation.events):
        yield (
            report.id, i, *_placed(report, one.span), one.type, one.mode, str(one.certainty), str(one.polarity),
            str(one.time_status), [part.role for part in one.participants],
            [part.span.of(report.text) for part in one.participants],
        )  # fmt: skip


def _words(report: Report, spans: Iterable[Span]) -> str | None:
    return _GAP.join(span.of(report.text) for span in spans) or None


def _places(spans: Iterable[Span]) -> list[int]:
    return [place for span in spans for place in (span.start, span.end)]
