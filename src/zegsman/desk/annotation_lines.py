"""An annotation as one line of JSON, in the form that the command line promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zegsman.record.annotation import Annotation, Attribution, Event, TimeExpression
    from zegsman.record.days import Days
    from zegsman.record.report import Report
    from zegsman.record.spans import Span

Json = dict[str, Any]


def compose_annotation(report: Report, annotation: Annotation) -> Json:
    """A report's annotation as the JSON that `zegsman annotate` writes; offsets are code points of `text`."""
    return {
        "id": report.id,
        "path": report.path,
        "text": report.text,
        "language": annotation.language,
        "sentences": [_bounds(one.span) for one in annotation.sentences],
        "tokens": [
            {**_bounds(one.span), "lemma": one.lemma, "upos": one.upos, "head": one.head, "deprel": one.deprel}
            for one in annotation.tokens
        ],
        "names": [{**_bounds(one.span), "type": str(one.type)} for one in annotation.names],
        "times": compose_times(annotation.times),
        "attributions": [compose_attribution(one) for one in annotation.attributions],
        "events": [compose_event(one) for one in annotation.events],
        "statements": [
            {
                **_bounds(one.span),
                "chain": [link.text for link in one.chain],
                "kind": str(one.kind),
                "certainty": str(one.certainty),
                "polarity": str(one.polarity),
                "time_status": str(one.time_status),
            }
            for one in annotation.statements
        ],
    }


def compose_times(times: Iterable[TimeExpression]) -> list[Json]:
    """Time expressions: TIMEX3 type and value, and the days that each can mean.

    TIMEX3 marks the two ends of a range, not the range: each end carries the extent and the days of the whole.
    """
    lines: list[Json] = []
    for one in times:
        if not one.ends:
            lines.append({**_bounds(one.span), "type": one.type, "value": one.value, **_days(one.days)})
        for end in one.ends:
            whole = {**_bounds(one.span), **_days(one.days)}
            lines.append({**_bounds(end.span), "type": end.type, "value": end.value, **_days(end.days), "range": whole})
    return lines


def compose_attribution(one: Attribution) -> Json:
    """An attribution: each role a list of [start, end]."""
    return {
        "source": _ranges(one.source),
        "cue": _ranges(one.cue),
        "content": _ranges(one.content),
        "kind": str(one.kind),
    }


def compose_event(one: Event) -> Json:
    """An event with its participants by role."""
    return {
        **_bounds(one.span),
        "type": one.type,
        "certainty": str(one.certainty),
        "polarity": str(one.polarity),
        "participants": [{"role": part.role, **_bounds(part.span)} for part in one.participants],
    }


def _days(days: Days) -> Json:
    """The first and the last day; null where open or unknown."""
    return {
        "from": days.start.isoformat() if days.start else None,
        "to": days.end.isoformat() if days.end else None,
    }


def _bounds(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _ranges(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
