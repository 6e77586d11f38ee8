"""Readings of stretches longer than a day: weeks, months, seasons, quarters, years, decades; and of named days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from zegsman.annotate.times import moments as m
from zegsman.annotate.times.grammar import Args
from zegsman.annotate.times.holidays import holiday
from zegsman.annotate.times.moments import Moment
from zegsman.annotate.times.readings import TOLD_PAST, Meaning, Tense, dated, full_year, nearest, part_of_day, yearly


def read_nth_week(args: Args, tense: Tense) -> Meaning:
    """The first, second … or last seven days of a month; with a size of 1 that day."""
    size = args.get("size", 7)

    def make(year: int) -> Moment:
        return of_month(m.month_of(year, args["month"]))

    def of_month(month: Moment) -> Moment:
        if args["nth"] < 0:
            start = month.end - timedelta(size - 1)
        else:
            start = month.start + timedelta(size * (args["nth"] - 1))
        return m.day_of(start) if size == 1 else replace(month, start=start, end=start + timedelta(size - 1))

    if "monthshift" in args:
        return dated(lambda anchor: of_month(m.period(anchor.start, "M", args["monthshift"])), args)
    return dated(yearly(make, args, tense), args)


def read_month(args: Args, tense: Tense) -> Meaning:
    """A month, or its beginning, middle or end."""
    position = args.get("pos")

    def make(year: int) -> Moment:
        month = m.month_of(year, args["month"])
        return m.part_of(month, position) if position else month

    return dated(yearly(make, args, tense), {**args, "pos": None, "mod": args.get("mod") or position})


def read_season(args: Args, tense: Tense) -> Meaning:
    """A season; the winter of a year is taken for the one that begins in it, in spring for the one just over."""
    position = args.get("pos")

    def make(year: int) -> Moment:
        season = m.season_of(year, args["season"])
        return m.part_of(season, position) if position else season

    def current(anchor: Moment) -> Moment:
        return nearest(make, anchor.start, tense())

    def bare(anchor: Moment) -> Moment:
        """A season just over is not what lies ahead: 'opens in the summer', told in October, is next year."""
        if tense() not in {"future", "ahead"}:
            return current(anchor)
        years = range(anchor.start.year - 1, anchor.start.year + 2)
        return next(season for year in years if (season := make(year)).end >= anchor.start)

    is_bare = not {"year", "yearshift", "dir"} & args.keys()
    is_now = args.get("dir") == "this" and (args["season"] == "WI" or args.get("anchor") == "text")
    at = current if is_now else bare if is_bare else yearly(make, args, tense)
    return dated(at, {**args, "pos": None, "mod": args.get("mod") or position})


def read_numbered(args: Args, tense: Tense) -> Meaning:
    """A quarter or half year by its number; without one that of a year which the text told of ('the 1988 quarter')."""
    if "ordinal" not in args:
        year = int(args["year"])
        return _of_the_quarter(year)
    make = {"Q": m.quarter_of, "H": m.half_of, "W": _isoweek}[args["unit"]]
    number = int(args["ordinal"])
    if not 1 <= number <= {"Q": 4, "H": 2, "W": 53}[args["unit"]]:
        raise ValueError("no such quarter")
    return dated(yearly(lambda year: make(year, number), args, tense), args)


def _of_the_quarter(year: int) -> Meaning:
    """The quarter that the text told last, in another year; some quarter of that year where it told none."""
    unknown = replace(m.year_of(year), value=f"{year}-QX")
    return Meaning(
        "DATE",
        at=lambda quarter: m.quarter_of(year, (quarter.start.month + 2) // 3),
        anchor="grain",
        grain="Q",
        fallback=lambda _: unknown,
        needs_whole=True,
    )


def read_ended(args: Args, tense: Tense) -> Meaning:
    """A quarter, month or week that ended on a day ('the quarter ended July 31'), by the one that most of it is of."""
    unit = args["unit"]

    def at(anchor: Moment) -> Moment:
        end = yearly(lambda year: m.day_of(date(year, args["month"], int(args["day"]))), args, tense)(anchor).start
        after = end + timedelta(1)
        start = after - timedelta(7) if unit == "W" else m.add_months(after, -3 if unit == "Q" else -1)
        return replace(m.period(start + (end - start) / 2, unit), start=start, end=end)

    return dated(at, args)


def _isoweek(year: int, week: int) -> Moment:
    return m.week_of(date.fromisocalendar(year, week, 1))


def read_same(args: Args, tense: Tense) -> Meaning:
    """The time told before it ('toen', 'then')."""
    return Meaning("DATE", at=lambda anchor: anchor, anchor="text", needs_whole=True)


def read_period(args: Args, tense: Tense) -> Meaning:
    """The stretch that holds the anchor, or one some stretches on (vorige week, dit kwartaal, that year)."""
    unit, shift = args["unit"], args.get("shift", 0)

    def at(anchor: Moment) -> Moment:
        if unit == "WE":
            return _weekend_at(anchor.start, args, tense)
        return m.period(anchor.start, unit, shift)

    meaning = dated(at, args)
    if "fallback" in args:
        before = args["fallback"]
        return replace(
            meaning,
            at=lambda anchor: m.period(anchor.start, unit, args["from_told"]) if "from_told" in args else anchor,
            needs_whole=True,
            grain=unit,
            fallback=lambda anchor: m.period(anchor.start, unit, before),
        )
    return meaning


def _weekend_at(day: date, args: Args, tense: Tense) -> Moment:
    """This, last or next weekend; until Thursday 'het weekend' in the past tense is the one just over."""
    direction = args.get("dir", "")
    this = m.weekend_of(day)
    before, after = m.weekend_of(day - timedelta(7)), m.weekend_of(day + timedelta(7))
    if direction == "last":
        return before if day <= this.end else this
    if direction == "coming":
        return this if day < this.start else after
    if direction == "next":
        return after
    if direction in ("same", "this"):
        return this
    if args.get("shift"):
        return m.weekend_of(day + timedelta(7 * args["shift"]))
    return before if tense() in TOLD_PAST | {""} and day < this.start else this


def read_year(args: Args, tense: Tense) -> Meaning:
    """A year."""
    return dated(lambda anchor: m.year_of(full_year(args["year"], anchor.start)), args)


def read_decade(args: Args, tense: Tense) -> Meaning:
    """Ten years: '1990s', 'jaren negentig' (of the century before the anchor's year where that lies ahead)."""
    number = int(str(args["decade"]).strip("'’‘"))

    def at(anchor: Moment) -> Moment:
        if number > 99:
            return m.decade_of(number)
        century = int(args["century"]) * 100 if "century" in args else anchor.start.year // 100 * 100
        year = century + number
        return m.decade_of(year - 100 if "century" not in args and year > anchor.start.year else year)

    return dated(at, args)


def read_century(args: Args, tense: Tense) -> Meaning:
    """A hundred years by number; the years of the seventeenth century begin with 16."""
    if "ordinal" not in args:
        return dated(lambda anchor: m.century_of(anchor.start.year + 100 * args.get("shift", 0)), args)
    number = int(args["ordinal"])
    if not 1 <= number <= 30:
        raise ValueError("no such century")
    return dated(lambda _: m.century_of((number - 1) * 100), args)


def read_holiday(args: Args, tense: Tense) -> Meaning:
    """A named day, its week, or the day before or after it, or a part of that ('de avond voor Pasen').

    With a weekday the last such before it or the first after it ('the Saturday before Christmas').
    """
    plus, part = args.get("plus", 0), args.get("part", "")

    def make(year: int) -> Moment:
        named = holiday(args["holiday"], year)
        if not plus:
            return named
        beside = (named.start if plus < 0 else named.end) + timedelta(plus)
        if "weekday" in args:
            away = (beside.isoweekday() - args["weekday"]) * (-plus) % 7
            beside += timedelta(plus * away)
        return part_of_day(beside, part) if part else m.day_of(beside)

    at = yearly(make, args, tense)
    if part:
        return dated(at, args, "TIME")
    if "grain" in args:
        return dated(lambda anchor: m.period(at(anchor).start, args["grain"]), args)
    return dated(at, args)
