"""Joins expressions: a day and its hour, the two ends of a range, an end left open ('sinds', 'tot', 'before')."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from zegsman.annotate.times.anchoring import Dated
from zegsman.annotate.times.lengths import moved
from zegsman.annotate.times.moments import add_months, day_of, period
from zegsman.record.annotation import RangeEnd, TimeExpression
from zegsman.record.days import UNKNOWN_DAYS, Days
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.annotate.times.grammar import Grammar, Relation

_LOOK_BACK = 30
"""Code points before an expression in which words that open or close an interval stand."""
_FEAST_DAYS = 4
"""Days that count as one to count from: Easter weekend is four."""
_MIDNIGHT = "T24:00"
"""An hour between two days."""
_MAX_BETWEEN = 16
"""Code points that may part the two ends of a range."""


def join_hours(low: str, dated: Sequence[Dated], grammar: Grammar) -> list[Dated]:
    """A day and an hour beside each other become one expression."""
    joined: list[Dated] = []
    for one in dated:
        before = joined[-1] if joined else None
        if before is not None and _is_day_and_hour(before, one):
            gap = low[before.time.span.end : one.time.span.start]
            if grammar.joints.fullmatch(gap):
                clock, day = (one, before) if one.found.op == "clock" else (before, one)
                span = Span(before.time.span.start, one.time.span.end)
                is_day_told = day.time.days.known and clock.time.days.n_days != 1
                days = day.time.days if is_day_told else clock.time.days
                time = replace(clock.time, span=span, days=days, anaphoric=day.time.anaphoric)
                joined[-1] = Dated(time, replace(before.found, op="joined"), clock.moment)
                continue
        joined.append(one)
    return joined


def _is_day_and_hour(a: Dated, b: Dated) -> bool:
    clocks = (a.found.op == "clock") + (b.found.op == "clock")
    day = b if a.found.op == "clock" else a
    is_day = day.moment.grain in "DT" if day.moment else day.time.value.count("-") == 2
    is_new = "joined" not in (a.found.op, b.found.op)
    return (
        clocks == 1 and is_new and is_day and day.time.type in ("DATE", "TIME") and a.found.sentence == b.found.sentence
    )


def put_in_order(low: str, dated: Sequence[Dated], grammar: Grammar) -> list[Dated]:
    """Of two weekdays or months that follow on one another the second is behind the first: 'Thursday and Friday'."""
    ordered: list[Dated] = []
    for one in dated:
        before = ordered[-1] if ordered else None
        moved = _behind(before, one) if before is not None and _are_listed(low, before, one, grammar) else None
        ordered.append(moved or one)
    return ordered


def _are_listed(low: str, one: Dated, other: Dated, grammar: Grammar) -> bool:
    """Whether two bare weekdays or months stand beside one another with 'and' or 'or' between."""
    bare = one.found.op == other.found.op and one.found.op in ("weekday", "month")
    if not bare or _TOLD_WHEN & (one.found.args.keys() | other.found.args.keys()):
        return False
    gap = low[one.time.span.end : other.time.span.start]
    return one.found.sentence == other.found.sentence and grammar.listed.fullmatch(gap) is not None


_TOLD_WHEN = frozenset({"dir", "week", "year", "yearshift", "anchor"})
"""What tells of which week or year a weekday or month is."""


def _behind(one: Dated, other: Dated) -> Dated | None:
    """The second a week or year on where it would lie before the first, and follows on it then."""
    if one.moment is None or other.moment is None or other.moment.start >= one.moment.start:
        return None
    is_month = other.found.op == "month"
    start = add_months(other.moment.start, _A_YEAR) if is_month else other.moment.start + timedelta(_A_WEEK)
    if start - one.moment.end != timedelta(1):
        return None
    if is_month:
        moment = period(start, "M")
        time = replace(other.time, value=moment.value, days=moment.days)
    else:
        moment = replace(other.moment, start=start, end=other.moment.end + timedelta(_A_WEEK))
        part = other.time.value.partition("T")
        value = start.isoformat() + part[1] + part[2]
        moment = replace(moment, value=value)
        time = replace(other.time, value=value, days=moment.days)
    return replace(other, time=time, moment=moment)


_A_WEEK = 7
_A_YEAR = 12


def count_from(low: str, dated: Sequence[Dated], grammar: Grammar) -> list[Dated]:
    """A length before a date and the words 'before' or 'after' between them become the day so counted."""
    counted: list[Dated] = []
    for one in dated:
        before = counted[-1] if counted else None
        if before is not None and _counts(low, before, one, grammar):
            relation = _relation(low[before.time.span.end : one.time.span.start], grammar.counted)
            sign = -1 if relation == "before" else 1
            args = before.found.args
            assert one.moment is not None
            day = one.moment.start if sign < 0 else one.moment.end
            try:
                moment = moved(day, float(args.get("number", 1)), args["unit"], sign)
            except (ValueError, OverflowError, KeyError):
                counted.append(one)
                continue
            span = Span(before.time.span.start, one.time.span.end)
            time = TimeExpression(span, "DATE", moment.value, moment.days, before.time.mod, one.time.anaphoric)
            counted[-1] = Dated(time, replace(one.found, op="counted"), moment)
            continue
        counted.append(one)
    return counted


def _counts(low: str, length: Dated, day: Dated, grammar: Grammar) -> bool:
    """Whether a number of days, weeks, months or years stands before a day that it is counted from."""
    gap = low[length.time.span.end : day.time.span.start]
    is_length = length.found.op == "duration" and not length.found.args.get("sign") and "X" not in length.time.value
    is_day = day.moment is not None and (day.time.days.n_days or 99) <= _FEAST_DAYS and day.time.type == "DATE"
    if not (is_length and is_day) or length.found.sentence != day.found.sentence or len(gap) > _MAX_BETWEEN:
        return False
    if length.found.args.get("unit") not in ("D", "W", "M", "Y") or not _relation(gap, grammar.counted):
        return False
    words = low[max(0, length.time.span.start - _LOOK_BACK) : length.time.span.start].split()
    return not words or words[-1] not in grammar.lasting


def relate(low: str, dated: Sequence[Dated], grammar: Grammar, published: Days) -> tuple[TimeExpression, ...]:
    """Ranges become one expression; ends that the words leave open are opened."""
    result: list[TimeExpression] = []
    i = 0
    while i < len(dated):
        one = dated[i]
        before = one.found.args.get("open") or relation_before(low, one.time.span.start, grammar)
        other = dated[i + 1] if i + 1 < len(dated) else None
        if other is not None:
            whole = _range(low, one, other, before, grammar, published)
            if whole is not None:
                result.append(whole)
                i += 2
                continue
        result.append(_opened(one.time, before, published))
        i += 1
    return tuple(result)


def relation_before(low: str, start: int, grammar: Grammar) -> str:
    """What the words before a place do to an expression there: 'since', 'until', 'between' …, '' for nothing."""
    return _relation(low[max(0, start - _LOOK_BACK) : start], grammar.before)


def _relation(words: str, relations: Sequence[Relation]) -> str:
    return next((relation.op for relation in relations if relation.pattern.search(words)), "")


def _range(low: str, one: Dated, other: Dated, before: str, grammar: Grammar, published: Days) -> TimeExpression | None:
    """The range from one expression to the other, None where the words between them do not join them."""
    one = _week_before(one, other, published)
    a, b = one.time, other.time
    gap = low[a.span.end : b.span.start]
    if one.found.sentence != other.found.sentence or len(gap) > _MAX_BETWEEN:
        return None
    if not {a.type, b.type} <= {"DATE", "TIME"}:
        return None
    link = _relation(gap, grammar.between)
    is_range = link == "to" or (link == "and" and before == "between") or (link == "night" and before == "night")
    if not is_range:
        return None
    if a.days == b.days == UNKNOWN_DAYS:
        span = Span(a.span.start, b.span.end)
        return replace(a, span=span, value=f"{a.value}/{b.value}", ends=(_end_of(a), _end_of(b)))
    if a.days.start is None or b.days.end is None:
        return None
    ended = _end_after(a.days.start, b.days.end, other)
    if ended is None:
        return None
    end, last = ended
    start = a.span.start
    if before == "night":
        start = low.rfind(grammar.night, max(0, start - _LOOK_BACK), start)
        start = a.span.start if start < 0 else start
    span = Span(start, b.span.end)
    days = Days(None, a.days.start, end) if a.days.start != end else Days(end.isoformat(), end, end)
    if before == "night" or link == "night":
        value = a.value.partition("T")[0] + "TNI"
        return TimeExpression(span, "TIME", value, days, None, a.anaphoric)
    value = f"{a.value}/{last}" if a.value != last else a.value
    type_ = "TIME" if a.type == b.type == "TIME" else "DATE"
    ends = (_end_of(a), RangeEnd(b.span, b.type, last, b.days if end == b.days.end else Days(None, end, end)))
    return TimeExpression(span, type_, value, days, None, a.anaphoric or b.anaphoric, ends)


def _end_of(time: TimeExpression) -> RangeEnd:
    return RangeEnd(time.span, time.type, time.value, time.days)


def _week_before(one: Dated, other: Dated, published: Days) -> Dated:
    """The first of two weekdays, a week earlier where both are past ('was shut from Tuesday to Thursday')."""
    start, end, now = one.time.days.start, other.time.days.end, published.end
    if start is None or end is None or now is None or not (one.found.op == other.found.op == "weekday"):
        return one
    if not (end < start <= now and start + timedelta((end - start).days % 7) > now):
        return one
    day = day_of(start - timedelta(7))
    part = one.time.value.partition("T")
    time = replace(one.time, value=day.value + part[1] + part[2], days=day.days)
    return replace(one, time=time, moment=day)


def _end_after(start: date, end: date, other: Dated) -> tuple[date, str] | None:
    """The end of a range and its value; a weekday is the one after its beginning, a day or month that of next year."""
    if end >= start:
        return end, other.time.value
    if other.found.op in ("date", "month") and not {"year", "yearshift", "dir"} & other.found.args.keys():
        return add_months(end, 12), _year_on(other.time)
    if other.found.op == "weekday" and other.moment is not None:
        weekday = start + timedelta((end - start).days % 7)
        return weekday, weekday.isoformat()
    return None


def _year_on(time: TimeExpression) -> str:
    """The value of a day or month a year on."""
    year, _, rest = time.value.partition("-")
    return f"{int(year) + 1:04}-{rest}"


def _opened(time: TimeExpression, relation: str, published: Days) -> TimeExpression:
    """The expression with an end opened as the words before it say."""
    start, end = time.days.start, time.days.end
    is_instant = start == end or time.value.endswith(_MIDNIGHT)
    if time.type == "TIME" and is_instant and relation in _OPENINGS:
        return replace(time, mod=_OPENINGS[relation][0])
    if time.type not in ("DATE", "TIME") or relation not in _OPENINGS or start is None or end is None:
        return time
    if relation == "maybe_before" and not (len(time.value) == 10 and time.value[-2:].isdecimal()):
        return time
    mod, side = _OPENINGS[relation]
    one = timedelta(1)
    if side == "since":
        last = published.end if published.end is not None and published.end >= start else None
        days = Days(None, start, last)
    elif side == "maybe_from":
        if published.start is None or start < published.start:
            return time
        days = Days(None, start, None)
    elif side == "from":
        days = Days(None, start, None)
    elif side == "until":
        days = Days(None, _from_now(published, end), end)
    elif side == "before":
        last = start - one if start > date.min else start
        days = Days(None, _from_now(published, last), last)
    elif side == "after":
        days = Days(None, end + one if end < date.max else end, None)
    else:
        days = time.days
    return replace(time, days=days, mod=mod if time.mod is None or side != "about" else time.mod)


def _from_now(published: Days, end: date) -> date | None:
    """Where a stretch that lasts until a day ahead begins: publication; open where the day has passed."""
    return published.start if published.start is not None and published.start <= end else None


_OPENINGS: dict[str, tuple[str | None, str]] = {
    "since": ("ON_OR_AFTER", "since"),
    "from": ("ON_OR_AFTER", "from"),
    "maybe_from": ("ON_OR_AFTER", "maybe_from"),
    "until": ("ON_OR_BEFORE", "until"),
    "before": ("BEFORE", "before"),
    "maybe_before": ("BEFORE", "before"),
    "after": ("AFTER", "after"),
    "about": ("APPROX", "about"),
}
