"""Time expressions in the format of the evaluation data: documents in, predictions out, as JSON lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from zegsman.annotate.times import find_timexes
from zegsman.record.days import UNKNOWN_DAYS, parse_iso_days
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_END = re.compile(
    r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9\u00c0-\u00de])|\n\s*\n",
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|mr|mrs|ms|dr|prof|gen|col|lt|sen|rep|gov|inc|corp|co"
    r"|ltd|st|no|vs|jr|sr|drs|ir|dhr|mevr|bijv|ca|resp|[ap]\.m|u\.s|u\.n))\.$",
    re.IGNORECASE,
)


def split_plainly(text: str) -> list[Span]:
    """Sentences by full stop and blank line, for texts that come without them."""
    spans, start = [], 0
    for match in _END.finditer(text):
        if "\n\n" not in match.group() and _ABBREVIATION.search(text[start : match.start()]):
            continue
        if text[start : match.start()].strip():
            spans.append(Span(start, match.start()))
        start = match.end()
    if text[start:].strip():
        spans.append(Span(start, len(text)))
    return spans


def evaluate_times(gold_docs: Iterable[Mapping[str, Any]], language: str = "en") -> Iterator[dict[str, Any]]:
    """Predicts the time expressions of documents, each with `id`, `text`, `dct` and perhaps `lang`.

    Yields:
        `{"id", "text", "timexes": [{"start", "end", "type", "value", "from", "to", "mod"}]}` for each, TimeML
        extents.
    """
    for doc in gold_docs:
        text = doc["text"]
        published = parse_iso_days(doc["dct"]) if doc.get("dct") else UNKNOWN_DAYS
        times = find_timexes(text, split_plainly(text), published, doc.get("lang", language))
        yield {
            "id": doc["id"],
            "text": text,
            "timexes": [
                {
                    "start": time.span.start,
                    "end": time.span.end,
                    "type": time.type,
                    "value": time.value,
                    "from": time.days.start.isoformat() if time.days.start else None,
                    "to": time.days.end.isoformat() if time.days.end else None,
                    "mod": time.mod,
                }
                for time in times
            ],
        }
