"""The words of a dossier in the reader's language: labels, counted nouns, dates, lists."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from zegsman.lexicon.capitals import capitalised
from zegsman.lexicon.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LANGUAGES = ("nl", "en")
_VALUE = re.compile(r"^(\d{4})(?:-(?:(\d{2})|W(\d{2})|Q([1-4])))?$")


@dataclass(frozen=True)
class Words:
    """The interface words of one language; `table` maps section to key to text."""

    language: str
    table: Mapping[str, Any]

    def __getitem__(self, section: str) -> Mapping[str, Any]:
        """A section of the table; templates write `w.claim.why`."""
        part: Mapping[str, Any] = self.table[section]
        return part

    def fill(self, section: str, key: str, **values: object) -> str:
        """A text with its places filled in; the values are put in as they are."""
        text: str = self.table[section][key]
        return text.format(**values)

    def capitalised(self, text: str) -> str:
        """The text with its first letter as a capital, as the language writes it ('één' becomes 'Eén')."""
        return capitalised(self.language, text)

    def number(self, n: int) -> str:
        """A small number in words, else in figures."""
        small: Sequence[str] = self.table["numbers"]["small"]
        return small[n] if 0 <= n < len(small) else str(n)

    def decimal(self, value: float) -> str:
        """A number with two places, as the language writes it: '0,31'."""
        return f"{value:.2f}".replace(".", self.table["numbers"]["point"])

    def count(self, n: int, noun: str) -> str:
        """'één bericht', 'twaalf berichten', '13 reports'."""
        one, many = self.table["counts"][noun]
        return f"{self.number(n)} {one if n == 1 else many}"

    def listed(self, items: Sequence[str], limit: int = 6) -> str:
        """'A, B en C'; what passes the limit is counted."""
        shown = list(items)
        if len(shown) > limit:
            shown = [*shown[:limit], self.fill("words", "list_more", n=len(items) - limit)]
            return ", ".join(shown[:-1]) + " " + shown[-1]
        if len(shown) < 2:
            return "".join(shown)
        return f"{', '.join(shown[:-1])} {self.table['words']['and']} {shown[-1]}"

    def day(self, iso: str, *, year: bool = True) -> str:
        """A day in words: '5 maart 2026'."""
        day = date.fromisoformat(iso[:10])
        key = "day" if year else "day_month"
        month = self.table["numbers"]["months"][day.month - 1]
        return self.fill("numbers", key, day=day.day, month=month, year=day.year)

    def days(self, time: Mapping[str, Any] | None) -> str:
        """A time of the dossier (`value`, `start`, `end`) at the precision it has; 'date unknown' for nothing."""
        unknown: str = self.table["words"]["unknown_date"]
        if not time:
            return unknown
        value, start, end = time.get("value"), time.get("start"), time.get("end")
        match = _VALUE.match(value or "")
        if match:
            return self._coarse(*match.groups())
        if start and end:
            return self.between(start, end)
        known = start or end
        return self.day(known) if known else value or unknown

    def between(self, start: str, end: str) -> str:
        """Two days as one range, without saying twice what they share."""
        if start == end:
            return self.day(start)
        first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
        if are_whole_months(first, last):
            return self._months(first, last)
        if first.year != last.year:
            opening = self.day(start)
        elif first.month != last.month:
            opening = self.day(start, year=False)
        else:
            opening = str(first.day)
        return self.fill("words", "range", start=opening, end=self.day(end))

    def _months(self, first: date, last: date) -> str:
        """Whole months, or whole years, as such: 'juni tot en met augustus 2025', '1600 tot en met 1699'."""
        if (first.month, last.month) == (1, 12):
            opening, closing = str(first.year), str(last.year)
        else:
            months = self.table["numbers"]["months"]
            opening, closing = (self._coarse(str(day.year), f"{day.month:02}", None, None) for day in (first, last))
            opening = months[first.month - 1] if first.year == last.year else opening
        one = (first.year, first.month) == (last.year, last.month) or opening == closing
        return closing if one else self.fill("words", "range", start=opening, end=closing)

    def _coarse(self, year: str, month: str | None, week: str | None, quarter: str | None) -> str:
        if month:
            name = self.table["numbers"]["months"][int(month) - 1] if 1 <= int(month) <= 12 else month
            return self.fill("numbers", "month", month=name, year=year)
        if week:
            return self.fill("numbers", "week", week=int(week), year=year)
        return self.fill("numbers", "quarter", quarter=quarter, year=year) if quarter else year


def are_whole_months(first: date, last: date) -> bool:
    """Whether two days are the first and the last of whole months."""
    return first.day == 1 and last.day == monthrange(last.year, last.month)[1]


def words_of(language: str) -> Words:
    """The words of a language, English where the interface does not speak it."""
    spoken = language if language in LANGUAGES else "en"
    return Words(spoken, load_table(spoken, "dossier_words"))


def interface_language(reports: Sequence[Mapping[str, Any]]) -> str:
    """The language of the most reports that the interface speaks; Dutch where two are even, English for neither."""
    languages = [report["language"] for report in reports]
    best = max(LANGUAGES, key=lambda language: (languages.count(language), language == "nl"))
    return best if best in languages else "en"
