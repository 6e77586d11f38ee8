"""Intervals of days at the precision that a text gives."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from zegsman.errors import RecordError

_ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?$")


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a date or a time expression can mean, both ends included.

    `value` is the TIMEX3 or ISO value at the precision given ('2023-09'), None where no single value says it.
    Either end may be None where it is open or unknown.

    Raises:
        RecordError: if the interval ends before it starts.
    """

    value: str | None = None
    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise RecordError(f"an interval of days runs from {self.start} to {self.end}; expected start <= end")

    @property
    def known(self) -> bool:
        """Whether both ends are known."""
        return self.start is not None and self.end is not None

    @property
    def n_days(self) -> int | None:
        """How many days it spans, None where an end is open."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days + 1

    def shared_days(self, other: Days) -> int:
        """How many days the two share; 0 where an end of either is open."""
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return 0
        first, last = max(self.start, other.start), min(self.end, other.end)
        return max(0, (last - first).days + 1)


UNKNOWN_DAYS = Days()


def parse_iso_days(value: str) -> Days:
    """Reads an ISO date at any precision: '2023', '2023-09', '2023-09-05', '2023-09-05T07:52'.

    The hour is dropped: everything is resolved to the day.

    Raises:
        RecordError: if the value is no such date.
    """
    match = _ISO.match(value.strip())
    if not match:
        raise RecordError(f"the date {value!r} is not ISO 8601; expected YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        return _days_of(year or 0, month, day)
    except ValueError as error:
        raise RecordError(f"the date {value!r} does not exist ({error})") from error


def _days_of(year: int, month: int | None, day: int | None) -> Days:
    if month is None:
        return Days(f"{year:04}", date(year, 1, 1), date(year, 12, 31))
    if day is None:
        last = calendar.monthrange(year, month)[1]
        return Days(f"{year:04}-{month:02}", date(year, month, 1), date(year, month, last))
    one = date(year, month, day)
    return Days(one.isoformat(), one, one)


def one_day(day: date) -> Days:
    """The interval of one day."""
    return Days(day.isoformat(), day, day)


def days_between(start: date, end: date) -> Days:
    """An interval that no single value says."""
    return one_day(start) if start == end else Days(None, start, end)


def shifted(day: date, days: int) -> date:
    """`day` moved by a number of days, kept within the calendar's range."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
