"""What an expression means: for each kind of reading a function from its arguments to a meaning.

A meaning that depends on a day (the publication date, a time in the text) is kept as a function of that day,
so that it can be worked out at the precision that the day has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from zegsman.annotate.times import moments as m
from zegsman.annotate.times.grammar import Args
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
"""Gives 'since', 'done', 'past', 'either', 'present', 'future', 'ahead' or '' for the words around the expression."""

TOLD_PAST = frozenset({"past", "done", "since"})
"""The tenses of what has been."""
PAST_WEIGHT = {
    "since": 400.0,
    "done": 10.0,
    "past": 3.0,
    "either": 3.0,
    "present": 0.9,
    "future": 0.2,
    "ahead": 0.12,
    "": 2.0,
}
"""How much farther the future is taken to lie, by tense; set on TempEval-3's dates.

'ahead' stands behind 'until', 'since' behind that word; 'done' is the tense of the clause itself, which the words
around only let guess;
'either' is a clause in the present with a past form beside the expression ('shops stay closed Monday').
"""


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
    return nearest_of(options, anchor, tense)


_MONTHS = 9
"""Within nine months each way some 'Friday the 7th' is found, whatever the weekday and the day."""


def nearest_of(options: Sequence[Moment], anchor: date, tense: str) -> Moment:
    """Of several stretches the one that holds a day, else the nearest, weighed by tense.

    Raises:
        ValueError: if there is none.
    """
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


_YEARS_AHEAD = 10
"""Years that two digits may lie ahead: elections and plans are told so, and what is farther is the past ('44)."""


def full_year(year: int | str, day: date) -> int:
    """A year in full: '89 is the nearest to a day, not more than ten years after it."""
    text = str(year).strip("'’‘` ")
    if len(text) > 2:
        return int(text)
    century = day.year // 100 * 100
    candidate = century + int(text)
    return candidate - 100 if candidate > day.year + _YEARS_AHEAD else candidate


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


def dated(at: At, args: Args, type_: str = "DATE") -> Meaning:
    """A meaning that hangs on a day, cut to the part that the words name."""
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

    return dated(at, args, "TIME" if part else "DATE")


def read_weekday(args: Args, tense: Tense) -> Meaning:
    """A day of the week: of a week counted from now, behind or ahead by the words or the tense, or any ('a Sunday')."""
    number, part = int(args["weekday"]), args.get("part", "")
    if args.get("any"):
        return Meaning("TIME" if part else "DATE", f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))

    def day_at(day: date) -> date:
        back, ahead = (day.isoweekday() - number) % 7, (number - day.isoweekday()) % 7
        if "week" in args:
            monday = m.week_of(day).start
            return monday + timedelta(7 * args["week"] + number - 1)
        told = tense()
        leads_on = told in {"future", "ahead"} or (told == "either" and ahead < back)
        direction = args.get("dir") or ("ahead" if leads_on else "past")
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

    return dated(at, args, "TIME" if part else "DATE")


def read_date(args: Args, tense: Tense) -> Meaning:
    """A day of a month; without its month one of this month, or the nearest that is the weekday given."""
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

    def with_weekday(anchor: Moment) -> Moment:
        """The nearest day of that number that is such a weekday ('Friday the 7th')."""
        months = (m.add_months(anchor.start.replace(day=1), shift) for shift in range(-_MONTHS, _MONTHS + 1))
        days = [first.replace(day=number) for first in months if number <= m.month_of(first.year, first.month).end.day]
        fitting = [m.day_of(day) for day in days if day.isoweekday() == args["weekday"]]
        return nearest_of(fitting, anchor.start, tense())

    at = yearly(make, args, tense) if "month" in args else with_weekday if "weekday" in args else of_this_month
    if "grain" in args:
        return dated(lambda anchor: m.period(at(anchor).start, args["grain"]), args)
    return dated(at, args, "TIME" if part else "DATE")


def read_nth_weekday(args: Args, tense: Tense) -> Meaning:
    """The first, second … or last such weekday of a month."""

    def make(year: int) -> Moment:
        return m.day_of(m.nth_weekday(year, args["month"], args["weekday"], args["nth"]))

    return dated(yearly(make, args, tense), args)


def read_reference(args: Args, tense: Tense) -> Meaning:
    """Now, lately, soon: no days can be told but, for now, the day of publication.

    Raises:
        ValueError: where the word tells nothing of now ('the song soon became a hit').
    """
    value = args["ref"]
    if args.get("unless_past") and tense() in TOLD_PAST:
        raise ValueError("soon after something past")
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
