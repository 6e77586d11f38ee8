"""TimelineJS: the claims that have a time, as its JSON; spans of days stay spans."""

from __future__ import annotations

import html
import json
from typing import Any

from zegsman.tell.formats.reading import FormatIndex


def compose_timelinejs(dossier: dict[str, Any], *, with_text: bool = True) -> str:
    """The JSON that TimelineJS loads; texts are escaped, since it shows them as HTML."""
    index = FormatIndex(dossier, with_text)
    title = {"text": {"headline": html.escape(dossier["story"]["title"])}}
    events = [_event(index, claim) for claim in dossier["claims"] if _is_dated(claim)]
    events.sort(key=lambda event: (event["start_date"]["year"], event["unique_id"]))
    return json.dumps({"title": title, "events": events}, ensure_ascii=False, indent=1)


def _is_dated(claim: dict[str, Any]) -> bool:
    return bool(claim["time"] and claim["time"]["start"] and claim["time"]["end"])


def _event(index: FormatIndex, claim: dict[str, Any]) -> dict[str, Any]:
    return {
        "unique_id": claim["id"],
        "group": claim["status"],
        "start_date": _date(claim["time"]["start"]),
        "end_date": _date(claim["time"]["end"]),
        "text": {"headline": html.escape(index.claim_text(claim)), "text": html.escape(claim.get("why", ""))},
    }


def _date(day: str) -> dict[str, int]:
    year, month, number = (int(part) for part in day.split("-"))
    return {"year": year, "month": month, "day": number}
