"""Stretches of the calendar, named as TIMEX3 values: days, weeks, months, quarters, seasons, years, decades."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from zegsman.record.days import Days

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each meteorological season; a winter runs into the next year."""

_FINENESS = {"T": 0, "D": 1, "WE": 2, "W": 2, "M": 3, "Q": 4, "SE": 4, "H": 5, "Y": 6, "DE": 7, "C": 8}


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of days with its TIMEX3 value and grain.

    Grains: T (part of a day), D, W, WE, M, Q, SE (season), H (half year), Y, DE (decade), C (century).
    """

    value: str
    start: date
    end: date
    grain: str
    weekday: int = 0
    """ISO weekday where the words name one, else 0."""

    @property
    def days(self) -> Days:
        """The days meant; the value is given only where it names exactly these days."""
        named = self.value.partition("T")[0]
        exact = self.start == self.end or (self.grain not in ("T", "D", "DE", "C") and not self._is_part)
        return Days(named if exact else None, self.start, self.end)

    @property
    def _is_part(self) -> bool:
        whole = period(self.start, self.grain)
        return (whole.start, whole.end) != (self.start, self.end)

    def is_coarser_than(self, grain: str) -> bool:
        """Whether its grain is coarser than another."""
        return _FINENESS[self.grain] > _FINENESS[grain]


def day_of(day: date, part: str = "", weekday: int = 0) -> Moment:
    """One day, or a part of it ('EV', '20:00'); a night is told by `night_of`."""
    value = f"{day:%Y-%m-%d}" if day.year > 999 else day.isoformat()
    return Moment(f"{value}T{part}", day, day, "T", weekday) if part else Moment(value, day, day, "D", weekday)


def week_of(day: date) -> Moment:
    """The ISO week that holds a day."""
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(weekday - 1)
    return Moment(f"{year:04}-W{week:02}", monday, monday + timedelta(6), "W")


def weekend_of(day: date) -> Moment:
    """Saturday and Sunday of the ISO week that holds a day."""
    week = week_of(day)
    return Moment(f"{week.value}-WE", week.start + timedelta(5), week.end, "WE")


def month_of(year: int, month: int) -> Moment:
    """A calendar month."""
    last = calendar.monthrange(year, month)[1]
    return Moment(f"{year:04}-{month:02}", date(year, month, 1), date(year, month, last), "M")


def quarter_of(year: int, quarter: int) -> Moment:
    """A calendar quarter, 1 to 4."""
    first, last = month_of(year, 3 * quarter - 2), month_of(year, 3 * quarter)
    return Moment(f"{year:04}-Q{quarter}", first.start, last.end, "Q")


def half_of(year: int, half: int) -> Moment:
    """A half year, 1 or 2."""
    first, last = month_of(year, 6 * half - 5), month_of(year, 6 * half)
    return Moment(f"{year:04}-H{half}", first.start, last.end, "H")


def season_of(year: int, season: str) -> Moment:
    """A meteorological season: SP March to May, SU June to August, FA September to November, WI December on."""
    first = month_of(year, SEASON_MONTHS[season])
    end = add_months(first.start, 3) - timedelta(1)
    return Moment(f"{year:04}-{season}", first.start, end, "SE")


def year_of(year: int) -> Moment:
    """A calendar year."""
    return Moment(f"{year:04}", date(year, 1, 1), date(year, 12, 31), "Y")


def decade_of(year: int) -> Moment:
    """The decade that holds a year, valued by the digits it shares ('199')."""
    first = year // 10 * 10
    return Moment(f"{first // 10:03}", date(max(first, 1), 1, 1), date(first + 9, 12, 31), "DE")


def century_of(year: int) -> Moment:
    """The hundred years that share two digits ('16' for the seventeenth century)."""
    first = year // 100 * 100
    return Moment(f"{first // 100:02}", date(max(first, 1), 1, 1), date(first + 99, 12, 31), "C")


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last of that month where it has no such day.

    Raises:
        ValueError: if that lies outside the calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def period(day: date, grain: str, shift: int = 0) -> Moment:
    """The stretch of a grain that holds a day, or one some stretches on.

    Raises:
        ValueError: if that lies outside the calendar.
        OverflowError: for the same reason.
    """
    if grain in ("D", "T"):
        return day_of(day + timedelta(shift))
    if grain in ("W", "WE"):
        return (week_of if grain == "W" else weekend_of)(day + timedelta(7 * shift))
    if grain == "M":
        moved = add_months(day.replace(day=1), shift)
        return month_of(moved.year, moved.month)
    if grain in ("Q", "H", "SE"):
        return _period_in_year(day, grain, shift)
    if grain == "Y":
        return year_of(day.year + shift)
    return decade_of(day.year + 10 * shift) if grain == "DE" else century_of(day.year + 100 * shift)


def _period_in_year(day: date, grain: str, shift: int) -> Moment:
    size = {"Q": 3, "H": 6, "SE": 3}[grain]
    moved = add_months(day.replace(day=1), size * shift)
    if grain == "Q":
        return quarter_of(moved.year, (moved.month + 2) // 3)
    if grain == "H":
        return half_of(moved.year, 1 if moved.month < 7 else 2)
    season = {0: "WI", 1: "SP", 2: "SU", 3: "FA"}[moved.month % 12 // 3]
    return season_of(moved.year - (moved.month < 3), season)


def part_of(moment: Moment, position: str) -> Moment:
    """The START, MID or END of a stretch, or its first or second half (H1, H2).

    Source: the story guide for months (days 1-10, 11-20, 21-end); years by quarters (first; May to August;
    last), as 'eind 2023' and 'medio 2023' are used in economic news; weeks as working weeks with the weekend at their
    end; anything else by thirds.
    """
    start, end = moment.start, moment.end
    if position in ("H1", "H2") and moment.grain == "Y":
        return half_of(start.year, 1 if position == "H1" else 2)
    if position in ("H1", "H2"):
        n_half = ((end - start).days + 1) // 2
        first, last = (start, start + timedelta(n_half - 1)) if position == "H1" else (start + timedelta(n_half), end)
    elif moment.grain == "M":
        bounds = {"START": (1, 10), "MID": (11, 20), "END": (21, end.day)}[position]
        first, last = (start.replace(day=day) for day in bounds)
    elif moment.grain == "Y":
        months = {"START": (1, 3), "MID": (5, 8), "END": (10, 12)}[position]
        first = start.replace(month=months[0])
        last = month_of(start.year, months[1]).end
    elif moment.grain == "W":
        left, right = {"START": (0, 1), "MID": (2, 3), "END": (3, 6)}[position]
        first, last = start + timedelta(left), start + timedelta(right)
    else:
        n = (end - start).days + 1
        third = n // 3
        left, right = {"START": (0, third), "MID": (third, n - third), "END": (n - third, n)}[position]
        first, last = start + timedelta(left), start + timedelta(max(right, left + 1) - 1)
    return replace(moment, start=first, end=last)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month, counted from its end where nth is negative."""
    first = date(year, month, 1)
    if nth > 0:
        return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(year + (month == 12), month % 12 + 1, 1) - timedelta(1)
    return last - timedelta((last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))


def masked(moments: list[Moment]) -> str:
    """A value with X for what the moments do not share ('2023-XX-XX'; a weekday is always 'XXXX-WXX-3')."""
    values = [moment.value for moment in moments]
    if all(value == values[0] for value in values):
        return values[0]
    heads, tails = zip(*((v.partition("T")[0], v.partition("T")[2]) for v in values), strict=True)
    tail = f"T{tails[0]}" if tails[0] and len(set(tails)) == 1 else ("TXX:XX" if tails[0] else "")
    if moments[0].weekday:
        return f"XXXX-WXX-{moments[0].weekday}{tail}"
    parts = [head.split("-") for head in heads]
    if len({len(part) for part in parts}) > 1:
        return "XXXX" + tail
    return "-".join(_masked_part(list(same)) for same in zip(*parts, strict=True)) + tail


def _masked_part(parts: list[str]) -> str:
    first = parts[0]
    if len(set(parts)) == 1:
        return first
    return first[0] + "X" * (len(first) - 1) if first[0] in "WQH" else "X" * len(first)
