"""What an expression means: for each kind of reading a function from its arguments to a meaning.

A meaning that depends on a day (the publication date, a time in the text) is kept as a function of that day,
so that it can be worked out at the precision that the day has.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from zegsman.annotate.times import moments as m
from zegsman.annotate.times.grammar import Args
from zegsman.annotate.times.holidays import holiday
from zegsman.annotate.times.moments import Moment

At = Callable[[Moment], Moment]


@dataclass(frozen=True, slots=True)
class Meaning:
    """The reading of one expression, not yet tied to a day."""

    type: str
    value: str = ""
    """TIMEX3 value where it hangs on no day."""
    at: At | None = None
    """The days meant, given what it is counted from."""
    mod: str | None = None
    anchor: str = "published"
    """What it is counted from: 'published', 'text' (a time before it in the text), 'clock' (the day it falls on),
    'grain' (the last time of its own grain)."""
    grain: str = ""
    """With 'grain', or to follow a time of this grain just before it ('a year ago' beside a quarter)."""
    fallback: At | None = None
    """For 'grain', what is meant where the text has no such time before it."""
    needs_whole: bool = False
    """Whether `at` takes the whole stretch it is counted from, not each of its ends."""
    keeps_value: bool = False
    """Whether `value` holds though the days are counted (a duration that ends now)."""


Tense = Callable[[], str]
"""Gives 'past', 'present', 'future', 'ahead' or '' for the words around the expression."""

PAST_WEIGHT = {"past": 3.0, "present": 0.9, "future": 0.2, "ahead": 0.12, "": 2.0}
"""How much farther the future is taken to lie, by tense ('ahead' behind 'until'); set on TempEval-3's dates."""


def _first(day: date) -> Moment:
    return m.day_of(day)


def nearest(make: Callable[[int], Moment], anchor: date, tense: str) -> Moment:
    """Of a thing that comes once a year the one meant: that of now, else the nearest, weighed by tense."""
    options = []
    for year in range(anchor.year - 1, anchor.year + 2):
        try:
            options.append(make(year))
        except ValueError:
            continue
    if not options:
        raise ValueError("no such day in these years")

    def distance(option: Moment) -> float:
        if option.start <= anchor <= option.end:
            return 0.0
        ahead = (option.start - anchor).days
        return ahead * PAST_WEIGHT[tense] if ahead > 0 else float((anchor - option.end).days)

    return min(options, key=distance)


def yearly(make: Callable[[int], Moment], args: Args, tense: Tense) -> At:
    """A thing that comes once a year: with its year, a year counted from now, a direction, or by tense."""

    def at(anchor: Moment) -> Moment:
        day = anchor.start
        if "year" in args:
            return make(full_year(args["year"], day))
        if "yearshift" in args:
            return make(day.year + args["yearshift"])
        direction = args.get("dir")
        options = [make(year) for year in range(day.year - 2, day.year + 3)] if direction else []
        if direction == "last":
            return [o for o in options if o.end < day or (o.grain not in "MDT" and o.start < day)][-1]
        if direction in ("next", "coming"):
            return next(o for o in options if o.start > day)
        if direction == "this":
            return make(day.year)
        return nearest(make, day, tense())

    return at


def full_year(year: int | str, day: date) -> int:
    """A year in full: '89 is the nearest to a day, not more than twenty years after it."""
    text = str(year).strip("'’‘` ")
    if len(text) > 2:
        return int(text)
    century = day.year // 100 * 100
    candidate = century + int(text)
    return candidate - 100 if candidate > day.year + 20 else candidate


def _positioned(at: At, args: Args) -> At:
    """The START, MID or END of a stretch; 'later this year' and 'earlier this year' are cut at the anchor."""
    position, side = args.get("pos"), args.get("side")
    if not position and not side:
        return at

    def cut(anchor: Moment) -> Moment:
        moment = at(anchor)
        if side == "later" and moment.start <= anchor.end < moment.end:
            return replace(moment, start=max(moment.start, anchor.end))
        if side == "earlier" and moment.start <= anchor.start <= moment.end:
            return replace(moment, end=anchor.start)
        return m.part_of(moment, position) if position else moment

    return cut


def _dated(at: At, args: Args, type_: str = "DATE") -> Meaning:
    anchor = args.get("anchor", "published")
    mod = args.get("mod") or {"START": "START", "MID": "MID", "END": "END"}.get(args.get("pos", ""))
    return Meaning(type_, at=_positioned(at, args), mod=mod, anchor=anchor)


def part_of_day(day: date, part: str, tense: str = "past", *, night_before: bool = False, weekday: int = 0) -> Moment:
    """A part of a day; a night runs into the next day, or comes from the day before."""
    moment = m.day_of(day, part, weekday)
    if part != "NI":
        return moment
    if night_before and tense not in ("future", "ahead"):
        return replace(moment, start=day - timedelta(1))
    return replace(moment, end=day + timedelta(1))


def read_day(args: Args, tense: Tense) -> Meaning:
    """So many days from the anchor, or a part of that day (gisteravond, overmorgen)."""
    shift, part = args.get("shift", 0), args.get("part", "")
    night_before = bool(args.get("night_before"))

    def at(anchor: Moment) -> Moment:
        day = anchor.start + timedelta(shift)
        return part_of_day(day, part, tense() if night_before else "", night_before=night_before)

    return _dated(at, args, "TIME" if part else "DATE")


def read_weekday(args: Args, tense: Tense) -> Meaning:
    """A day of the week: of a week counted from now, behind or ahead by the words, or by the tense."""
    number, part = int(args["weekday"]), args.get("part", "")

    def day_at(day: date) -> date:
        back, ahead = (day.isoweekday() - number) % 7, (number - day.isoweekday()) % 7
        if "week" in args:
            monday = m.week_of(day).start
            return monday + timedelta(7 * args["week"] + number - 1)
        direction = args.get("dir") or {"future": "ahead", "ahead": "ahead"}.get(tense(), "past")
        if direction == "last":
            return day - timedelta(back or 7)
        if direction in ("coming", "next"):
            return day + timedelta(ahead or 7)
        if direction == "this":
            return m.week_of(day).start + timedelta(number - 1)
        return day + timedelta(ahead if direction == "ahead" else -back)

    def at(anchor: Moment) -> Moment:
        day = day_at(anchor.start) + timedelta(args.get("plus", 0))
        return part_of_day(day, part, weekday=number) if part else m.day_of(day, "", number)

    return _dated(at, args, "TIME" if part else "DATE")


def read_date(args: Args, tense: Tense) -> Meaning:
    """A day of a month."""
    part, number = args.get("part", ""), int(args["day"])

    def make(year: int) -> Moment:
        return (
            part_of_day(date(year, args["month"], number), part)
            if part
            else m.day_of(date(year, args["month"], number))
        )

    def of_this_month(anchor: Moment) -> Moment:
        day = m.add_months(anchor.start.replace(day=1), args.get("monthshift", 0))
        return part_of_day(day.replace(day=number), part) if part else m.day_of(day.replace(day=number))

    at = yearly(make, args, tense) if "month" in args else of_this_month
    if "grain" in args:
        return _dated(lambda anchor: m.period(at(anchor).start, args["grain"]), args)
    return _dated(at, args, "TIME" if part else "DATE")


def read_nth_weekday(args: Args, tense: Tense) -> Meaning:
    """The first, second … or last such weekday of a month."""

    def make(year: int) -> Moment:
        return m.day_of(m.nth_weekday(year, args["month"], args["weekday"], args["nth"]))

    return _dated(yearly(make, args, tense), args)


def read_nth_week(args: Args, tense: Tense) -> Meaning:
    """The first, second … or last seven days of a month."""

    def make(year: int) -> Moment:
        month = m.month_of(year, args["month"])
        if args["nth"] < 0:
            return replace(month, start=month.end - timedelta(6))
        start = month.start + timedelta(7 * args["nth"] - 7)
        return replace(month, start=start, end=start + timedelta(6))

    return _dated(yearly(make, args, tense), args)


def read_month(args: Args, tense: Tense) -> Meaning:
    """A month, or its beginning, middle or end."""
    position = args.get("pos")

    def make(year: int) -> Moment:
        month = m.month_of(year, args["month"])
        return m.part_of(month, position) if position else month

    return _dated(yearly(make, args, tense), {**args, "pos": None, "mod": args.get("mod") or position})


def read_season(args: Args, tense: Tense) -> Meaning:
    """A season; the winter of a year is taken for the one that begins in it, in spring for the one just over."""
    position = args.get("pos")

    def make(year: int) -> Moment:
        season = m.season_of(year, args["season"])
        return m.part_of(season, position) if position else season

    def current(anchor: Moment) -> Moment:
        return nearest(make, anchor.start, tense())

    is_now = args.get("dir") == "this" and (args["season"] == "WI" or args.get("anchor") == "text")
    at = current if is_now else yearly(make, args, tense)
    return _dated(at, {**args, "pos": None, "mod": args.get("mod") or position})


def read_numbered(args: Args, tense: Tense) -> Meaning:
    """A quarter or half year by its number."""
    make = {"Q": m.quarter_of, "H": m.half_of, "W": _isoweek}[args["unit"]]
    number = int(args["ordinal"])
    if not 1 <= number <= {"Q": 4, "H": 2, "W": 53}[args["unit"]]:
        raise ValueError("no such quarter")
    return _dated(yearly(lambda year: make(year, number), args, tense), args)


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

    meaning = _dated(at, args)
    if "fallback" in args:
        before = args["fallback"]
        return replace(meaning, grain=unit, fallback=lambda anchor: m.period(anchor.start, unit, before))
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
    return before if tense() in ("past", "") and day < this.start else this


def read_year(args: Args, tense: Tense) -> Meaning:
    """A year."""
    more = int(args.get("addyears", 0))
    if more > 99:
        raise ValueError("no year is said so")
    return _dated(lambda anchor: m.year_of(full_year(args["year"], anchor.start) + more), args)


def read_decade(args: Args, tense: Tense) -> Meaning:
    """Ten years: '1990s', 'jaren negentig' (of the century before the anchor's year where that lies ahead)."""
    number = int(str(args["decade"]).strip("'’‘"))

    def at(anchor: Moment) -> Moment:
        if number > 99:
            return m.decade_of(number)
        century = int(args["century"]) * 100 if "century" in args else anchor.start.year // 100 * 100
        year = century + number
        return m.decade_of(year - 100 if "century" not in args and year > anchor.start.year else year)

    return _dated(at, args)


def read_century(args: Args, tense: Tense) -> Meaning:
    """A hundred years by number; the years of the seventeenth century begin with 16."""
    if "ordinal" not in args:
        return _dated(lambda anchor: m.century_of(anchor.start.year + 100 * args.get("shift", 0)), args)
    number = int(args["ordinal"])
    if not 1 <= number <= 30:
        raise ValueError("no such century")
    return _dated(lambda _: m.century_of((number - 1) * 100), args)


def read_holiday(args: Args, tense: Tense) -> Meaning:
    """A named day."""
    at = yearly(lambda year: holiday(args["holiday"], year), args, tense)
    return _dated(at, args)


def read_reference(args: Args, tense: Tense) -> Meaning:
    """Now, lately, soon: no days can be told but, for now, the day of publication."""
    value = args["ref"]
    at = None
    if value == "PRESENT_REF":
        at = _first_of_anchor
    return Meaning("DATE", value, at=at, mod=args.get("mod"), keeps_value=True)


def _first_of_anchor(anchor: Moment) -> Moment:
    return m.day_of(anchor.start)


def read_dated_text(args: Args, tense: Tense) -> Meaning:
    """An ISO or numeric date; day and month first, as Europe writes them, unless that is no date."""
    day, month = int(args["day"]), int(args["monthnumber"])
    if month > 12 and day <= 12:
        day, month = month, day
    given = {key: value for key, value in args.items() if key != "monthnumber"}
    return read_date({**given, "day": day, "month": month}, tense)
