"""Publication dates in the forms in which files, pages and feeds give them."""

from __future__ import annotations

import re
from email.utils import parsedate
from typing import TYPE_CHECKING

from zegsman.errors import RecordError
from zegsman.lexicon.tables import load_table
from zegsman.record.days import UNKNOWN_DAYS, Days, parse_iso_days

if TYPE_CHECKING:
    from collections.abc import Mapping

_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?:[T ].*)?$")
_BASIC_ISO = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?$")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\b")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:e|ste|de|st|nd|rd|th|\.)?\s+(?:of\s+)?([^\W\d_]{3,9})\.?,?\s+(\d{4})\b")
_MONTH_DAY = re.compile(r"\b([^\W\d_]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_CLOCK = re.compile(
    r"(?<![\d:.+-])([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.]([0-5]\d))?(?:\.\d{1,9})?(?!\d)(?:\s*([ap])\.?m\b\.?)?", re.I
)
_ZONE = re.compile(r"(?:(Z|\b(?:GMT|UTC?))|([+-])(\d{2}):?(\d{2}))\s*(?:\([^)]*\))?\s*$", re.I)
_BASIC_CLOCK = re.compile(r"\d{8}T(\d{2})(\d{2})(\d{2})?")
_MONTH_YEAR = re.compile(r"^([^\W\d_]{3,9})\.?,?\s+(\d{4})$")


def parse_published(value: str) -> Days:
    """The days that a publication date can mean, at the precision given; unknown days where it says none.

    Understands ISO 8601 at any precision, `5 september 2023`, `September 5, 2023`, `05-09-2023` (the day first,
    unless only the other order is a date), `2023/09/05`, `20230905` and the dates of e-mail and RSS. The hour and
    zone are dropped: the day is the one that the publisher writes.
    """
    value = value.strip()
    for candidate in _candidates(value):
        try:
            return parse_iso_days(candidate)
        except RecordError:
            continue
    return UNKNOWN_DAYS


def parse_moment(value: str) -> str | None:
    """The moment that a publication date names, ISO 8601 with its offset where it says one; None without a clock.

    '5 maart 2024, 8.40 uur' gives '2024-03-05T08:40:00'.
    """
    value = value.strip()
    day = parse_published(value).value
    if day is None or len(day) != len("2024-03-05"):
        return None
    basic = _BASIC_CLOCK.match(value)
    clock = basic or _clock(value)
    if clock is None:
        return None
    hour = int(clock[1])
    if not basic and clock[4]:
        hour = hour % 12 + (12 if clock[4].lower() == "p" else 0)
    return f"{day}T{hour:02}:{clock[2]}:{clock[3] or '00'}{_zone(value)}"


def _clock(value: str) -> re.Match[str] | None:
    """The last thing in a date that reads as a clock: in '05.03.2024 08:40' the first is a day and a month."""
    written = _NUMBERS.sub(lambda match: " " * len(match[0]), value)
    found = list(_CLOCK.finditer(written))
    return found[-1] if found else None


def _zone(value: str) -> str:
    match = _ZONE.search(value)
    if match is None:
        return ""
    return "+00:00" if match[1] else f"{match[2]}{match[3]}:{match[4]}"


def _candidates(value: str) -> list[str]:
    if _ISO.match(value):
        return [value]
    found: list[str] = []
    if match := _BASIC_ISO.match(value):
        found.append("-".join(match.groups()))
    if match := _YEAR_FIRST.search(value):
        found.append(_iso(*match.groups()))
    if match := _NUMBERS.search(value):
        first, second, year = match.groups()
        found += [_iso(year, second, first), _iso(year, first, second)]
    found += _written_out(value.lower())
    if mail := parsedate(value):
        found.append(_iso(str(mail[0]), str(mail[1]), str(mail[2])))
    return found


def _written_out(value: str) -> list[str]:
    months: Mapping[str, int] = load_table("all", "published")["months"]
    if (match := _DAY_MONTH.search(value)) and match[2] in months:
        return [_iso(match[3], str(months[match[2]]), match[1])]
    if (match := _MONTH_DAY.search(value)) and match[1] in months:
        return [_iso(match[3], str(months[match[1]]), match[2])]
    if (match := _MONTH_YEAR.match(value)) and match[1] in months:
        return [f"{match[2]}-{months[match[1]]:02}"]
    return []


def _iso(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02}-{int(day):02}"
