"""Readings that count: durations, sets, so long ago, so much later, hours of the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from zegsman.annotate.times import moments as m
from zegsman.annotate.times.grammar import Args
from zegsman.annotate.times.moments import Moment
from zegsman.annotate.times.numbers import Number, show_number
from zegsman.annotate.times.readings import Meaning, Tense

_UNITS = {"DE": ("Y", 10), "C": ("Y", 100), "MIL": ("Y", 1000), "HY": ("M", 6), "QH": ("TM", 15), "FN": ("W", 2)}
"""Units that TIMEX3 writes as so many of another."""

_DAYS = {"D": 1, "W": 7, "M": 30.44, "Q": 91.3, "Y": 365.25, "WE": 7}
_MONTHS_IN = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "DE": 120, "C": 1200}
_A_YEAR = 12
_VAGUE = (2, 6)
"""How many 'een paar', 'enkele' or 'several' are, at least and at most."""


_HALVES = {"TH": (30, "TM"), "D": (12, "TH"), "Y": (6, "M")}
"""What half a unit is said to be."""
_SIXTIETHS = {"TH": "M", "TM": "S"}
"""Units whose halves are told in the smaller unit: 'anderhalf uur' is an hour and thirty minutes."""


def _whole_units(number: Number, unit: str) -> tuple[Number, str]:
    """Half an hour as thirty minutes, half a year as six months; anything else as it is."""
    return _HALVES[unit] if number == 0.5 and unit in _HALVES else (number, unit)


def length_value(number: Number, unit: str) -> str:
    """A TIMEX3 duration: 'P10D', 'PT1H30M', 'PXY'."""
    unit, factor = _UNITS.get(unit, (unit, 1))
    amount = number if isinstance(number, str) else number * factor
    if unit in _SIXTIETHS and not isinstance(amount, str) and amount % 1 == 0.5:
        return f"PT{int(amount)}{unit[1:]}30{_SIXTIETHS[unit]}"
    if unit.startswith("T"):
        return f"PT{show_number(amount)}{unit[1:]}"
    return f"P{show_number(amount)}{unit}"


def moved(day: date, number: float, unit: str, sign: int) -> Moment:
    """The stretch of the unit's grain that lies so many units before or after a day.

    Half years count in months, half months in weeks, half weeks in days.
    """
    unit, factor = _UNITS.get(unit, (unit, 1))
    number = number * factor
    if unit in ("TH", "TM", "TS"):
        hours = number / {"TH": 1, "TM": 60, "TS": 3600}[unit]
        return m.day_of(day + timedelta(days=sign * int(hours // 24)), "XX:XX")
    if unit == "Q":
        unit, number = "M", number * 3
    if number == int(number):
        return m.period(day, unit, sign * int(number))
    if unit == "Y":
        return m.period(day, "M", sign * round(number * 12))
    if unit == "M":
        return m.period(day + timedelta(sign * round(number * 30.44)), "W")
    return m.day_of(day + timedelta(sign * round(number * _DAYS[unit])))


_RECKONED = 1500
"""Years back or ahead to which the calendar is counted; beyond, 'twelve thousand years ago', no day is meant."""


def read_ago(args: Args, tense: Tense) -> Meaning:
    """So long before or after the anchor; where the number is vague, the days between its bounds.

    With `only_ahead` it is a mere length unless the tense points ahead: 'was built in ten days', 'is due in ten days'.
    """
    number, unit, sign = args.get("number", 1), args["unit"], args["sign"]
    mod = args.get("mod")
    if number is None:
        raise ValueError("no number")
    number, unit = _whole_units(number, unit)
    if not isinstance(number, str) and number * _days_in(unit) > _RECKONED * _DAYS["Y"]:
        return Meaning("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", mod=mod)
    if isinstance(number, str):
        return _vaguely_ago(args, unit, sign)
    if args.get("only_ahead") and tense() not in {"future", "ahead"}:
        return Meaning("DURATION", length_value(number, unit), mod=mod)
    whole = args.get("anchor") == "text"

    def at(anchor: Moment) -> Moment:
        if args.get("to_the_day"):
            return _to_the_day(anchor.start, float(number), unit, sign)
        if whole:
            return shifted(anchor, float(number), unit, sign)
        return moved(anchor.start, float(number), unit, sign)

    type_ = "TIME" if unit.startswith("T") else "DATE"
    follow = args.get("follow", "") if unit == "Y" and number == 1 else ""
    return Meaning(
        type_,
        at=at,
        mod=mod,
        anchor="follow" if follow else args.get("anchor", "published"),
        needs_whole=whole,
        grain=follow,
        fallback=(lambda anchor: shifted(anchor, 1, "Y", sign)) if follow else None,
    )


def _vaguely_ago(args: Args, unit: str, sign: int) -> Meaning:
    """Some days, weeks or years before or after the anchor; counted from the text by what the days have in common."""
    if args.get("anchor") != "text":
        value = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return Meaning(
            "DATE",
            value,
            at=lambda anchor: _vaguely_moved(anchor.start, unit, sign),
            mod=args.get("mod"),
            keeps_value=True,
        )

    def between(anchor: Moment) -> Moment:
        if unit.startswith("T"):
            day = anchor.value.partition("T")[0] if anchor.grain in "DT" else "XXXX-XX-XX"
            return replace(anchor, value=f"{day}TXX:XX", grain="T")
        near, far = _vaguely_moved(anchor.start, unit, sign), _vaguely_moved(anchor.end, unit, sign)
        start, end = min(near.start, far.start), max(near.end, far.end)
        grain = _UNITS.get(unit, (unit, 1))[0]
        value = m.masked([m.period(start, grain), m.period(end, grain)])
        return Moment(value if "X" in value else "", start, end, grain)

    type_ = "TIME" if unit.startswith("T") else "DATE"
    return Meaning(type_, at=between, mod=args.get("mod"), anchor="text", needs_whole=True)


def _to_the_day(day: date, number: float, unit: str, sign: int) -> Moment:
    """The day so long ago ('vandaag vijf jaar geleden')."""
    plain, factor = _UNITS.get(unit, (unit, 1))
    if plain in _MONTHS_IN:
        return m.day_of(m.add_months(day, sign * round(number * factor * _MONTHS_IN[plain])))
    return m.day_of(day + timedelta(sign * round(number * factor * _DAYS[plain])))


def _days_in(unit: str) -> float:
    """About how many days a unit has; 0 for hours and less."""
    plain, factor = _UNITS.get(unit, (unit, 1))
    return _DAYS.get(plain, 0) * factor


def _vaguely_moved(day: date, unit: str, sign: int) -> Moment:
    days = _days_in(unit)
    near, far = (timedelta(round(n * days)) for n in _VAGUE)
    start, end = (day - far, day - near) if sign < 0 else (day + near, day + far)
    return Moment("", start, end, "D")


def shifted(anchor: Moment, number: float, unit: str, sign: int) -> Moment:
    """A time in the text moved by a length: a quarter or month keeps its grain when moved by years.

    'Een jaar later' behind a day is the year after; 'drie maanden later' behind a year is some time in the
    year and a quarter that follow.
    """
    plain, _ = _UNITS.get(unit, (unit, 1))
    if plain.startswith("T"):
        return _moved_by_hours(anchor, number, plain, sign)
    if plain == "Y" and anchor.grain in ("M", "Q", "SE", "H"):
        start = m.add_months(anchor.start, sign * round(number * 12 * _UNITS.get(unit, (unit, 1))[1]))
        return m.period(start, anchor.grain)
    first, last = moved(anchor.start, number, unit, sign), moved(anchor.end, number, unit, sign)
    if first.value == last.value:
        return first
    return Moment(m.masked([first, last]), first.start, last.end, first.grain)


def _moved_by_hours(anchor: Moment, number: float, unit: str, sign: int) -> Moment:
    """An hour after an hour is told exactly; after a day it falls on that day."""
    minutes = round(number * {"TH": 60, "TM": 1, "TS": 1 / 60}[unit])
    day, _, clock = anchor.value.partition("T")
    if len(clock) >= 5 and clock[2] == ":" and clock[:2].isdecimal() and clock[3:5].isdecimal():
        total = int(clock[:2]) * 60 + int(clock[3:5]) + sign * minutes
        carry, rest = divmod(total, 24 * 60)
        return m.day_of(anchor.start + timedelta(carry), f"{rest // 60:02}:{rest % 60:02}")
    return replace(anchor, value=f"{day}TXX:XX", grain="T")


def read_duration(args: Args, tense: Tense) -> Meaning:
    """A length of time; with a sign one that ends or begins at the anchor ('de afgelopen tien dagen')."""
    number, unit, sign = args.get("number", 1), args["unit"], args.get("sign", 0)
    if number is None:
        raise ValueError("no number")
    if args.get("half"):
        number = float(number) + 0.5
    number, unit = _whole_units(number, unit)
    value = length_value(number, unit)
    if "also_unit" in args and args.get("also") is not None and "." not in str(show_number(number)):
        value = _with_smaller(value, length_value(args["also"], args["also_unit"]))
    if not sign and not isinstance(number, str) and ("year" in args or "yearshift" in args):
        return replace(_part_of_year(args, float(number), unit), value=value)
    if not sign:
        return Meaning("DURATION", value, mod=args.get("mod"))

    def at(anchor: Moment) -> Moment:
        day = anchor.start
        if isinstance(number, str):
            far = _vaguely_moved(day, unit, sign)
        elif unit.startswith("T") or unit == "D":
            far = moved(day, number, unit, sign)
        else:
            months = _MONTHS_IN.get(unit)
            there = (
                m.add_months(day, round(sign * number * months))
                if months
                else day + timedelta(round(sign * number * 7))
            )
            far = m.day_of(there)
        return Moment("", min(day, far.start), max(day, far.end), "D")

    return Meaning("DURATION", value, at=at, mod=args.get("mod"), keeps_value=True)


def _with_smaller(value: str, smaller: str) -> str:
    """A length told in two units: 'P3Y' and 'P6M' are 'P3Y6M', 'P1D' and 'PT12H' are 'P1DT12H'."""
    rest = smaller.removeprefix("P")
    return value + (rest.removeprefix("T") if "T" in value else rest)


def _part_of_year(args: Args, number: float, unit: str) -> Meaning:
    """The first or last so many days, weeks, months or quarters of a year ('de eerste drie maanden van 2025')."""

    def at(anchor: Moment) -> Moment:
        year = m.year_of(int(args["year"]) if "year" in args else anchor.start.year + args["yearshift"])
        if _MONTHS_IN.get(unit, _A_YEAR + 1) <= _A_YEAR:
            months = round(number * _MONTHS_IN[unit])
            first, last = m.add_months(year.start, months) - timedelta(1), m.add_months(year.start, _A_YEAR - months)
        else:
            days = timedelta(round(number * _DAYS[unit]))
            first, last = year.start + days - timedelta(1), year.end - days + timedelta(1)
        start, end = (last, year.end) if args.get("from_end") else (year.start, min(first, year.end))
        return Moment("", start, end, "D")

    return Meaning("DURATION", at=at, mod=args.get("mod"), keeps_value=True)


def read_set(args: Args, tense: Tense) -> Meaning:
    """Something that comes again: every so many units, every weekday, every summer."""
    if "weekday" in args:
        part = f"T{args['part']}" if "part" in args else ""
        return Meaning("SET", f"XXXX-WXX-{args['weekday']}{part}")
    if "month" in args:
        return Meaning("SET", f"XXXX-{args['month']:02}" + (f"-{int(args['day']):02}" if "day" in args else ""))
    if "season" in args:
        return Meaning("SET", f"XXXX-{args['season']}")
    if "part" in args:
        return Meaning("SET", f"XXXX-XX-XXT{args['part']}")
    number = args.get("number", 1)
    return Meaning("SET", length_value(number if number is not None else "X", args["unit"]), mod=args.get("mod"))


_EVENING = 5
"""The first hour that, beside an evening, is taken for one of it; earlier ones belong to the night after."""


def read_clock(args: Args, tense: Tense) -> Meaning:
    """An hour of the day; with a part of the day or p.m. counted to 24; UTC is marked by Z."""

    def at(anchor: Moment) -> Moment:
        beside = anchor.value.partition("T")[2]
        if "counted" in args:
            return m.day_of(anchor.start, clock_value(args))
        if beside == "EV" and "part" not in args and int(args["hour"]) < _EVENING:
            return m.day_of(anchor.start + timedelta(1), clock_value(args))
        part = {} if "part" in args or beside not in ("EV", "AF", "NI", "MO") else {"part": beside}
        return m.day_of(anchor.start, clock_value({**args, **part}))

    clock_value(args)
    return Meaning("TIME", at=at, mod=args.get("mod"), anchor="clock")


_SMALL_HOURS = 5
"""The last hour that, beside a night, is taken for one before the dawn: 'eight o'clock tonight' is of the evening."""


def is_evening_of_night(hour: int) -> bool:
    """Whether an hour counted to twelve belongs to the evening that a night begins with."""
    return _SMALL_HOURS < hour < 12


def clock_value(args: Args) -> str:
    """'20:30' from hour, minute, minutes before or after, half, part of the day.

    Raises:
        ValueError: if there is no such hour.
    """
    hour, minute = int(args["hour"]), int(args.get("minute", 0))
    minute += int(args.get("past", 0)) - int(args.get("to", 0)) - (30 if args.get("half_to") else 0)
    total = hour * 60 + minute
    if not (0 <= hour <= 24 and -60 < minute < 60 + 30):
        raise ValueError("no such hour")
    part = args.get("part", "")
    if hour <= 12:
        if (
            (part in ("EV", "PM") and hour < 12)
            or (part == "AF" and hour < 7)
            or (part == "NI" and is_evening_of_night(hour))
        ):
            total += 12 * 60
        elif (part in ("NI", "AM") and hour == 12) or (part == "MO" and hour == 12 and args.get("meridian")):
            total -= 12 * 60
    hour, minute = divmod(total % (24 * 60) if total != 24 * 60 else total, 60)
    return f"{hour:02}:{minute:02}" + ("Z" if args.get("zone") == "Z" else "")
