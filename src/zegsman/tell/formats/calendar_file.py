"""iCalendar (RFC 5545): the claims that have a time, as whole-day entries; a plan is tentative."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from zegsman.tell.formats.reading import FormatIndex

LINE_OCTETS = 75
"""RFC 5545, 3.1: longer lines are folded."""


def compose_ics(dossier: dict[str, Any], *, with_text: bool = True) -> str:
    """One VEVENT a dated claim; DTSTAMP is the last day of publication, so that one dossier gives one file."""
    index = FormatIndex(dossier, with_text)
    stamp = (dossier["story"]["last"] or "1970-01-01").replace("-", "") + "T000000Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//zegsman//dossier//NL"]
    for claim in dossier["claims"]:
        if claim["time"] and claim["time"]["start"] and claim["time"]["end"]:
            lines += _entry(index, claim, stamp)
    return "\r\n".join(folded for line in [*lines, "END:VCALENDAR"] for folded in _folded(line)) + "\r\n"


def _entry(index: FormatIndex, claim: dict[str, Any], stamp: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{claim['id']}@zegsman",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{claim['time']['start'].replace('-', '')}",
        f"DTEND;VALUE=DATE:{_after(claim['time']['end'])}",
        f"SUMMARY:{_escaped(index.claim_text(claim))}",
        f"DESCRIPTION:{_escaped(claim.get('why', ''))}",
        f"CATEGORIES:{claim['status'].upper()}",
        f"STATUS:{_status(index, claim)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _status(index: FormatIndex, claim: dict[str, Any]) -> str:
    """What is withdrawn is cancelled; what is planned, or not corroborated, is tentative."""
    if not index.is_standing(claim):
        return "CANCELLED"
    planned = any(index.statements[s]["time_status"] == "future" for s in claim["statements"])
    return "TENTATIVE" if planned or claim["status"] != "corroborated" else "CONFIRMED"


def _after(day: str) -> str:
    """The day after, since DTEND is exclusive."""
    last = date.fromisoformat(day)
    return (last + timedelta(days=1) if last < date.max else last).strftime("%Y%m%d")


def _escaped(text: str) -> str:
    flat = " ".join(text.split())
    return flat.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> list[str]:
    """Parts of at most 75 octets, each but the first after a space, never inside a character."""
    parts, part, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LINE_OCTETS:
            parts.append(part)
            part, size = " ", 1
        part += sign
        size += octets
    return [*parts, part]
