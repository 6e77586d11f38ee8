"""Ties meanings to days: the publication date at its precision, or a time that stands before in the text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from zegsman.annotate.times import moments as m
from zegsman.annotate.times.lengths import is_evening_of_night, read_ago, read_clock, read_duration, read_set
from zegsman.annotate.times.matching import Found
from zegsman.annotate.times.moments import Moment
from zegsman.annotate.times.periods import (
    read_century,
    read_decade,
    read_ended,
    read_holiday,
    read_month,
    read_nth_week,
    read_numbered,
    read_period,
    read_same,
    read_season,
    read_year,
)
from zegsman.annotate.times.readings import (
    TOLD_PAST,
    Meaning,
    Tense,
    read_date,
    read_dated_text,
    read_day,
    read_nth_weekday,
    read_reference,
    read_weekday,
)
from zegsman.record.annotation import TimeExpression
from zegsman.record.days import UNKNOWN_DAYS, Days

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from zegsman.annotate.times.grammar import Args

READINGS: Mapping[str, Callable[[Args, Tense], Meaning]] = {
    "ago": read_ago,
    "century": read_century,
    "clock": read_clock,
    "date": read_date,
    "day": read_day,
    "decade": read_decade,
    "duration": read_duration,
    "ended": read_ended,
    "holiday": read_holiday,
    "month": read_month,
    "nth_week": read_nth_week,
    "nth_weekday": read_nth_weekday,
    "numbered": read_numbered,
    "numeric": read_dated_text,
    "period": read_period,
    "reference": read_reference,
    "same": read_same,
    "season": read_season,
    "set": read_set,
    "weekday": read_weekday,
    "year": read_year,
}

_PROBES = tuple(m.day_of(date.fromisoformat(day)) for day in ("1983-02-17", "1996-11-26", "2007-06-10", "2018-08-31"))
"""Days far apart: what a meaning gives alike for all of them hangs on no date."""
_CLOCK_REACH = 5
"""Sentences that a day is carried on to an hour."""
_FOLLOW_REACH = 4
"""Sentences that a quarter is carried on to 'a year ago'."""
_FRAME = 8
"""Code points before a year that opens its sentence ('In 1944 …') and so dates what follows."""
_WEEK_REACH = 3
"""Sentences that 'last week' is carried on to a day of the week."""
_A_WEEK = 7
_YEAR_REACH = 1
"""Sentences that an explicit year is carried on to a day and month without one."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression with its days and what is needed to count from it."""

    time: TimeExpression
    found: Found
    moment: Moment | None = None


_LONG_AGO = 15
"""Years that an explicit year must lie from publication to be carried on: reports of today name years in passing."""


def as_moment(days: Days) -> Moment | None:
    """The publication date as a stretch to count from; None where an end is unknown."""
    if days.start is None or days.end is None:
        return None
    return Moment(days.value or "", days.start, days.end, "D" if days.start == days.end else "M")


class Anchorer:
    """Resolves the expressions of one text in order, and remembers what later ones count from."""

    def __init__(
        self,
        published: Days,
        tense_of: Callable[[Found], str],
        is_end: Callable[[Found], bool] = lambda _: False,
        *,
        names_today: bool = False,
    ) -> None:
        """Starts before the first expression.

        Args:
            published: The publication date.
            tense_of: The tense that an expression is told in.
            is_end: Whether an expression is an end of something that lasts ('since last week').
            names_today: Whether the language's reports tell of the last seven days, publication among them, by weekday.
        """
        self._names_today = names_today
        self._is_end = is_end
        self._published = as_moment(published)
        self._tense_of = tense_of
        self._last_of: dict[str, tuple[Moment, int]] = {}
        self._last: tuple[Moment, int] | None = None
        self._is_last_end = False
        self._last_past: tuple[Moment, int] | None = None
        self._last_day: tuple[Moment, int] | None = None
        self._last_year: tuple[int, int] | None = None
        self._last_week: tuple[Moment, int] | None = None
        self._last_part: dict[str, Moment] = {}
        self._quarter: Moment | None = None
        self._months_told: int | None = None
        self._opened_ahead: int | None = None

    def dated(self, found: Found, day_beside: Moment | None) -> Dated | None:
        """The expression with its days; None where its words name no possible time.

        Args:
            found: The match.
            day_beside: The day of another expression in its sentence, for an hour of the clock.
        """
        if "only_after" in found.args and found.args["only_after"] not in self._last_of:
            return None
        found = self._in_week(self._with_year(found))
        try:
            meaning = READINGS[found.op](found.args, lambda: self._told(found))
            meaning, anchor, anaphoric = self._anchored(meaning, found, day_beside)
            time, moment = _resolved(meaning, anchor, found, anaphoric=anaphoric)
        except (ValueError, OverflowError, StopIteration, IndexError, KeyError):
            return None
        self._remember(found, meaning, moment, anchor)
        return Dated(time, found, moment)

    def _told(self, found: Found) -> str:
        """The tense that an expression is told in; what opens behind another day ahead in its sentence is ahead too.

        'The flights leave on Mondays from March 30, the third one from August 6.'
        """
        is_opened = found.op in ("date", "month") and self._opened_ahead == found.sentence and self._is_end(found)
        return "ahead" if is_opened else self._tense_of(found)

    def _with_year(self, found: Found) -> Found:
        """A day and month just behind an explicit year of long ago belong to that year."""
        if self._last_year is None or found.op not in ("date", "month") or "month" not in found.args:
            return found
        if {"year", "yearshift", "dir"} & found.args.keys():
            return found
        year, sentence = self._last_year
        is_recent = self._published is not None and abs(self._published.start.year - year) < _LONG_AGO
        if found.sentence - sentence > _YEAR_REACH or is_recent or self._tense_of(found) not in TOLD_PAST:
            return found
        return replace(found, args={**found.args, "year": year})

    def _in_week(self, found: Found) -> Found:
        """A bare day of the week is a day of that week just behind 'last week', both told as past.

        Not in English, whose reports name the last seven days so wherever it stands: 'officials said on Saturday'.
        """
        if self._names_today:
            return found
        if found.op != "weekday" or {"dir", "week"} & found.args.keys() or self._last_week is None or not self._last:
            return found
        week, sentence = self._last_week
        here = self._published
        if here is None or here.start != here.end or found.sentence - sentence > _WEEK_REACH:
            return found
        goes_on = week.start <= self._last[0].start and self._last[0].end <= week.end
        if not goes_on or self._tense_of(found) not in TOLD_PAST:
            return found
        weeks_ahead = (week.start - m.week_of(here.start).start).days // 7
        return replace(found, args={**found.args, "week": weeks_ahead}) if weeks_ahead < 0 else found

    def _anchored(
        self, meaning: Meaning, found: Found, day_beside: Moment | None
    ) -> tuple[Meaning, Moment | None, bool]:
        """The meaning, what it is counted from, and whether that stands in the text."""
        if meaning.anchor == "text":
            if (self._is_of_a_day(found) or _is_of_hours(found)) and self._last and self._last[0].grain in _WIDE:
                return meaning, self._day_pointed_at(found), True
            is_of_months = _compares(found) and self._tells_months(found)
            if is_of_months or (self._last is None and (found.op == "weekday" or _compares(found))):
                return meaning, self._published, False
            return meaning, self._pointed_at(found), True
        if meaning.anchor == "clock":
            if day_beside is not None:
                return meaning, _at_hour(day_beside, found), False
            if found.op == "day" and self._last_day and found.sentence - self._last_day[1] <= _CLOCK_REACH:
                return meaning, _first_day(self._last_day[0]), True
            if self._last_day and found.sentence - self._last_day[1] <= _CLOCK_REACH:
                return meaning, _at_hour(self._last_day[0], found), True
            fitting = self._last_part.get(_part_of(found))
            is_past = self._tense_of(found) in TOLD_PAST
            if fitting is not None and is_past:
                return meaning, _at_hour(fitting, found), True
            if is_past and found.args.get("hour") == _MIDNIGHT and self._published is not None:
                return replace(meaning, at=_midnight_before), self._published, False
        if meaning.anchor == "lately":
            return meaning, self._lately(found) or self._published, False
        if meaning.anchor in ("grain", "follow"):
            before = self._told_near(meaning.grain, found)
            if meaning.anchor == "follow":
                reach = found.args.get("reach", _FOLLOW_REACH)
                if before is not None and found.sentence - before[1] <= reach and not self._tells_months(found):
                    compared = before[0]
                    is_older = self._quarter is not None and self._quarter.start > compared.start
                    if meaning.grain == "Q" and before[1] != found.sentence and self._quarter and is_older:
                        compared = self._quarter
                    return replace(meaning, at=meaning.fallback, needs_whole=True), compared, True
            elif before is not None:
                return meaning, before[0], True
            else:
                return replace(meaning, at=meaning.fallback, needs_whole=False), self._published, False
        return meaning, self._published, False

    def _told_near(self, grain: str, found: Found) -> tuple[Moment, int] | None:
        """The last time of a grain, within the reach that the expression has, if it has one."""
        told, reach = self._last_of.get(grain), found.args.get("reach")
        is_far = told is not None and reach is not None and found.sentence - told[1] > reach
        return None if is_far else told

    @staticmethod
    def _is_of_a_day(found: Found) -> bool:
        """Whether it points back to a day, or to the night or evening of one."""
        return found.op == "day" and found.args.get("shift") == 0

    def _day_pointed_at(self, found: Found) -> Moment | None:
        """The day of 'that night' where what was told last is as wide as a month: a night told before, else a day."""
        told = self._last_part.get(str(found.args.get("part", ""))) or (self._last_day and self._last_day[0])
        return _first_day(told) if told else None

    def _lately(self, found: Found) -> Moment | None:
        """The day just told of, of which 'for the week' tells on: one of the week before publication."""
        if self._last_past is None or self._published is None or self._tense_of(found) not in TOLD_PAST:
            return None
        day, sentence = self._last_past
        is_lately = 0 <= (self._published.start - day.start).days <= _A_WEEK
        return day if is_lately and day.grain in "DT" and found.sentence - sentence <= _CLOCK_REACH else None

    def _pointed_at(self, found: Found) -> Moment | None:
        """The time before it that an expression is counted from.

        'Die avond' told in the past is of no day still ahead, and of no day that something has lasted since.
        """
        if self._last is None or found.args.get("shift") != 0 or self._tense_of(found) not in TOLD_PAST:
            is_of_night = self._last is not None and self._last[0].grain == "T" and self._is_of_a_day(found)
            return _first_day(self._last[0]) if self._last and is_of_night else self._last and self._last[0]
        if self._published is not None and self._last[0].start > self._published.end:
            is_near = self._last_past is not None and found.sentence - self._last_past[1] <= _CLOCK_REACH
            return self._last_past[0] if is_near and self._last_past else None
        if self._is_last_end:
            return None
        return _first_day(self._last[0]) if self._is_of_a_day(found) and self._last[0].grain == "T" else self._last[0]

    def _remember(self, found: Found, meaning: Meaning, moment: Moment | None, anchor: Moment | None) -> None:
        if found.args.get("reported") and found.args["unit"] in ("M", "Y"):
            self._months_told = found.sentence
        if moment is None or meaning.keeps_value or meaning.type not in ("DATE", "TIME"):
            return
        if self._published is not None and moment.start > self._published.end and self._is_end(found):
            self._opened_ahead = found.sentence
        if not _compares(found):
            self._last = (moment, found.sentence)
            self._is_last_end = self._is_end(found)
            if self._published is not None and moment.start <= self._published.end and not self._is_last_end:
                self._last_past = self._last
        if moment.grain == "W" and not self._is_end(found) and self._tense_of(found) in TOLD_PAST:
            self._last_week = (moment, found.sentence)
        if meaning.anchor != "follow" and not _compares(found):
            if moment.grain == "Q":
                self._remember_quarter(moment, found.sentence)
            self._last_of[moment.grain] = (moment, found.sentence)
        if moment.grain in "DT" and meaning.anchor != "clock":
            if self._last_day and self._last_day[1] == found.sentence and _are_one_night(self._last_day[0], moment):
                self._last_part[_NIGHT] = self._last_day[0]
            self._last_day = (moment, found.sentence)
            self._last_part[moment.value.partition("T")[2]] = moment
        is_frame = found.lead <= _FRAME or found.op == "date"
        if "year" in found.args and is_frame:
            self._last_year = (moment.start.year, found.sentence)

    def _remember_quarter(self, quarter: Moment, sentence: int) -> None:
        """The quarter that a report is on: the latest of those just told of that is over."""
        before = self._last_of.get("Q")
        is_near = before is not None and sentence - before[1] <= _FOLLOW_REACH
        is_over = self._published is not None and quarter.end < self._published.start
        if not is_near:
            self._quarter = None
        if is_over and (self._quarter is None or quarter.start > self._quarter.start):
            self._quarter = quarter
        self._months_told = None

    def _tells_months(self, found: Found) -> bool:
        """Whether the text has just told of some months or a year as a whole ('in the first nine months')."""
        return self._months_told is not None and found.sentence - self._months_told <= 1


_WIDE = ("M", "Y", "Q", "H", "S")
"""Grains of what is too wide for 'that night' to be one of its nights."""
_NIGHT = "NI"


def _is_of_hours(found: Found) -> bool:
    """Whether it is some hours or minutes later or earlier."""
    return found.op == "ago" and str(found.args["unit"]).startswith("T")


def _first_day(moment: Moment) -> Moment:
    """The day on which a night begins."""
    return replace(moment, end=moment.start)


def _are_one_night(one: Moment, other: Moment) -> bool:
    """Whether two days told in one sentence follow on one another, as those of a night do: 'van 9 op 10 mei'."""
    return one.grain == "D" and other.grain == "D" and other.start - one.end == timedelta(1)


def _compares(found: Found) -> bool:
    """Whether it is the year before, which figures are compared with: the next 'a year earlier' goes back as far."""
    args = found.args
    return found.op == "ago" and (args.get("sign"), args.get("number", 1), args["unit"]) == (-1, 1, "Y")


_PARTS = ((6, "NI"), (12, "MO"), (18, "AF"), (24, "EV"))
"""Before which hour each part of the day ends."""
_NOON = 12


def _part_of(found: Found) -> str:
    """The part of the day that an hour of the clock falls in; '' where it may be of the morning or the evening."""
    hour = found.args.get("hour")
    is_told = {"meridian", "part"} & found.args.keys() or (isinstance(hour, int) and hour > _NOON)
    if not isinstance(hour, int) or not is_told:
        return ""
    hour += _NOON if found.args.get("part") in ("PM", "EV") and hour < _NOON else 0
    return next((part for end, part in _PARTS if hour < end), "")


_MIDNIGHT = 24


def _midnight_before(day: Moment) -> Moment:
    """The midnight at which a day began: what a report of that day tells in the past fell just before it or after."""
    before = day.start - timedelta(1)
    return Moment(f"{before.isoformat()}T24:00", before, day.start, "T")


def _at_hour(day: Moment, found: Found) -> Moment:
    """The day to count an hour from: of a night that runs into the next day, the one that the hour falls on."""
    hour = found.args.get("hour")
    if day.start == day.end or not day.value.endswith("TNI") or not isinstance(hour, int):
        return day
    is_of_evening = is_evening_of_night(hour) and "counted" not in found.args
    on = day.start if is_of_evening or hour > _NOON else day.end
    return replace(day, value=f"{on.isoformat()}TNI", start=on, end=on)


def _resolved(
    meaning: Meaning, anchor: Moment | None, found: Found, *, anaphoric: bool
) -> tuple[TimeExpression, Moment | None]:
    """The expression with value and days, and the stretch to count from (None where it is not known)."""
    moment: Moment | None = None
    value, days = meaning.value, UNKNOWN_DAYS
    if meaning.at is not None:
        moments = _moments(meaning, meaning.at, anchor)
        shared = m.masked(moments)
        value = value if meaning.keeps_value else shared
        if anchor is not None or all(one == moments[0] for one in moments):
            start = min(one.start for one in moments)
            end = max(one.end for one in moments)
            moment = replace(moments[0], value=shared, start=start, end=end)
            days = moment.days if "X" not in shared and shared else Days(None, start, end)
            if start == end:
                days = Days(start.isoformat(), start, end)
    time = TimeExpression(found.span, meaning.type, value, days, meaning.mod, anaphoric)
    return time, moment


def _moments(meaning: Meaning, at: Callable[[Moment], Moment], anchor: Moment | None) -> list[Moment]:
    """What is meant for each end of what it is counted from, and for a day between, which shows what they share."""
    if anchor is None:
        return [at(probe) for probe in _PROBES]
    if meaning.needs_whole:
        return [at(anchor)]
    if anchor.start == anchor.end:
        return [at(anchor)]
    days = (anchor.start, anchor.start + timedelta(1), anchor.end)
    return [at(replace(anchor, start=day, end=day, grain="D")) for day in days]
