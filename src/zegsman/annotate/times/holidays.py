"""The days on which named days fall: fixed ones, those counted from Easter, those of a weekday in a month."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from zegsman.annotate.times.moments import Moment, day_of, nth_weekday
from zegsman.lexicon.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    Source: the anonymous algorithm of 1876 (Meeus, Astronomical Algorithms, ch. 8).
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    leap = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * leap) // 451
    month, day = divmod(h + leap - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def _days_by_name() -> Mapping[str, Mapping[str, int]]:
    days: Mapping[str, Mapping[str, int]] = load_table("all", "times_holidays")["days"]
    return days


def holiday(name: str, year: int) -> Moment:
    """A named day in a year; some run over several days.

    Raises:
        ValueError: if it has no day in that year.
    """
    rule = _days_by_name()[name]
    if "easter" in rule:
        start = easter(year) + timedelta(rule["easter"])
    elif "weekday" in rule:
        start = nth_weekday(year, rule["month"], rule["weekday"], rule["nth"])
        start += timedelta(rule.get("plus", 0))
    else:
        start = date(year, rule["month"], rule["day"])
    if start.isoweekday() == rule.get("not_on", 0):
        start -= timedelta(1)
    end = start + timedelta(rule.get("length", 1) - 1)
    one = day_of(start)
    return one if end == start else Moment(one.value, start, end, "D")
