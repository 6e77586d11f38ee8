"""The timeline as rows with a lane each: bars for uncertain dates, dots for single days, all on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zegsman.record.days import shifted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zegsman.tell.index import DossierIndex, Json
    from zegsman.tell.words import Words

WIDTH = 1000
"""Units of a lane's drawing; it is stretched to the width of its column."""
_REACH_DAYS = 45
"""A claim this near to the reports' days stretches the scale; what lies further off is told by an arrow."""
_INSET = 24
MOST_ROWS = 80
"""Claims drawn; a longer drawing is not looked through. The weightiest are kept, the table has them all."""


@dataclass(frozen=True, slots=True)
class Lane:
    """What is drawn in one row, in units of `WIDTH`; `beyond` is 'before' or 'after' where it lies off the scale."""

    x: float
    width: float
    is_day: bool
    beyond: str = ""
    cut: str = ""
    """'before', 'after' or 'both' where a bar goes on beyond the scale."""


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One claim on the timeline; `planned` where its statements still speak of the future only."""

    claim: Json
    when: str
    start: str
    end: str
    lane: Lane
    planned: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled day on the scale."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows of claims and of reports on one scale; `rows` are drawn, `all_rows` are listed."""

    rows: tuple[TimeRow, ...]
    reports: tuple[tuple[Json, str, Lane], ...]
    ticks: tuple[Tick, ...]
    all_rows: tuple[TimeRow, ...] = ()

    @property
    def done(self) -> tuple[TimeRow, ...]:
        """What is told as having happened, or as going on."""
        return tuple(row for row in self.rows if not row.planned)

    @property
    def planned(self) -> tuple[TimeRow, ...]:
        """What is still to happen."""
        return tuple(row for row in self.rows if row.planned)

    @property
    def left_out(self) -> int:
        """How many claims are listed only."""
        return len(self.all_rows) - len(self.rows)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> float:
        """The left edge of a day."""
        days = (self.last - self.first).days + 1
        return _INSET + (WIDTH - 2 * _INSET) * (day - self.first).days / days

    def lane(self, start: date, end: date) -> Lane:
        """The lane of an interval, cut at the ends of the scale."""
        if end < self.first:
            return Lane(0, 0, is_day=False, beyond="before")
        if start > self.last:
            return Lane(WIDTH, 0, is_day=False, beyond="after")
        left = self.x(max(start, self.first))
        right = self.x(shifted(min(end, self.last), 1))
        cut = {(1, 0): "before", (0, 1): "after", (1, 1): "both"}.get((start < self.first, end > self.last), "")
        return Lane(round(left, 1), round(right - left, 1), is_day=start == end, cut=cut)


def compose_timeline(index: DossierIndex, words: Words, most: int = MOST_ROWS) -> Timeline:
    """The timeline of a dossier; empty rows where no claim has a time. At most `most` claims are drawn."""
    entries = index.dossier["timeline"]
    published = [r for r in index.dossier["reports"] if r["published"]["start"] and r["published"]["end"]]
    scale = _scale(
        [(_day(e["start"]), _day(e["end"])) for e in entries],
        [(_day(r["published"]["start"]), _day(r["published"]["end"])) for r in published],
    )
    if scale is None:
        return Timeline((), (), ())
    rows = tuple(_row(index, words, scale, entry) for entry in entries)
    dated = sorted(published, key=lambda report: report["published"]["start"])
    reports = tuple(
        (r, words.days(r["published"]), scale.lane(_day(r["published"]["start"]), _day(r["published"]["end"])))
        for r in dated
    )
    weighty = sorted(rows, key=lambda row: index.numbers[row.claim["id"]])[:most]
    drawn = {row.claim["id"] for row in weighty}
    kept = tuple(row for row in rows if row.claim["id"] in drawn)
    return Timeline(kept, reports, _ticks(scale, words), rows)


def _day(iso: str) -> date:
    return date.fromisoformat(iso[:10])


def _row(index: DossierIndex, words: Words, scale: _Scale, entry: Json) -> TimeRow:
    claim = index.claims_by_id[entry["claim"]]
    lane = scale.lane(_day(entry["start"]), _day(entry["end"]))
    statements = [index.statements[statement_id] for statement_id in claim["statements"]]
    planned = all(statement["time_status"] == "future" for statement in statements)
    return TimeRow(claim, words.days(claim["time"]), entry["start"], entry["end"], lane, planned)


def _scale(spans: Iterable[tuple[date, date]], published: list[tuple[date, date]]) -> _Scale | None:
    """From the first to the last day of the reports, stretched to claims within `_REACH_DAYS` of them."""
    spans = list(spans)
    anchors = published or spans
    if not anchors:
        return None
    first, last = min(s for s, _ in anchors), max(e for _, e in anchors)
    low, high = shifted(first, -_REACH_DAYS), shifted(last, _REACH_DAYS)
    for start, end in spans:
        if low <= start and end <= high:
            first, last = min(first, start), max(last, end)
    return _Scale(shifted(first, -1), shifted(last, 1))


def _ticks(scale: _Scale, words: Words) -> tuple[Tick, ...]:
    """Four to seven labelled days: every day, week, month or so, whichever fits."""
    days = (scale.last - scale.first).days + 1
    step = next((s for s in (1, 2, 3, 7, 14, 30, 61, 91, 182, 365, 730, 1825, 3650) if days / s <= 7), 36500)
    short = words["numbers"]["months_short"]
    ticks = []
    day = shifted(scale.first, 1)
    while day < scale.last:
        label = f"{day.day} {short[day.month - 1]}" if step < 300 else str(day.year)
        ticks.append(Tick(round(scale.x(day), 1), label))
        day = shifted(day, step)
    return tuple(ticks)
