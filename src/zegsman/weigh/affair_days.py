"""The day of an affair that began with one happening, and which reports tell of that day.

The first reports of a collision, a raid or a theft open with the day on which it happened; those that follow name it
in passing or not at all ('after the collision', 'three people died') and tell more of what happened on it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from zegsman.record.annotation import TimeStatus
from zegsman.weigh.casefile import is_affirmed
from zegsman.weigh.claim_times import statement_days
from zegsman.weigh.happenings import happenings_of, mishap_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from zegsman.record.annotation import Annotation, Statement
    from zegsman.record.days import Days
    from zegsman.record.report import Report
    from zegsman.weigh.casefile import Casefile

SPOT_NEWS_DAYS = 3
"""Reports of something that just happened appear within about this many days; older leads open background."""
LEAD_STATEMENTS = 3
"""The lead of a report is its first paragraph: about so many statements."""
RETOLD_DAYS = 7
"""A week after a happening reports still tell more of it; later ones tell of what came of it."""


class AffairDays:
    """For each report of a story the day that its past events are parts of."""

    def __init__(self, casefile: Casefile, days_by_statement: Mapping[str, Days]) -> None:
        """Reads the leads of all reports.

        Args:
            casefile: The story.
            days_by_statement: For each statement the time of its claim, where its statements give one.
        """
        self._casefile = casefile
        self._told = days_by_statement
        self._leads = {report.id: self._lead(report) for report in casefile.resolution.reports}
        self._mishaps = {report.id: self._mishaps_of(self._leads[report.id]) for report in casefile.resolution.reports}
        self._affair_day = self._most_told()
        self._retelling = frozenset(report.id for report in casefile.resolution.reports if self._retells(report))

    def of_report(self, report_id: str) -> Days | None:
        """The day that a report opens with, else that of the affair where the report tells of it; None for neither."""
        lead = self._leads[report_id]
        return lead[1] if lead else self._affair_day if report_id in self._retelling else None

    @property
    def of_affair(self) -> Days | None:
        """The day of the mishap that reports of the affair opened with; None where they opened with none."""
        return self._affair_day

    def _lead(self, report: Report) -> tuple[Statement, Days] | None:
        """What a report opens with and the one day just before publication on which it happened."""
        annotation = self._casefile.annotations[report.id]
        for lead in annotation.statements[:LEAD_STATEMENTS]:
            days = self._days_of(lead)
            if lead.time_status is not TimeStatus.PAST or not is_affirmed(lead) or _is_saying(annotation, lead):
                continue
            if days and days.n_days == 1:
                return (lead, days) if _is_just_before(days, report, SPOT_NEWS_DAYS) else None
        return None

    def _most_told(self) -> Days | None:
        """The day of a mishap that most reports open with; of several the first."""
        counts = Counter(lead[1] for report_id, lead in self._leads.items() if lead and self._mishaps[report_id])
        most = max(counts.values(), default=0)
        return min((days for days, n in counts.items() if n == most), key=lambda days: str(days.start), default=None)

    def _retells(self, report: Report) -> bool:
        """Whether a report of the days after dates something on the day of the affair, or names the mishap."""
        day = self._affair_day
        if day is None or not _is_just_before(day, report, RETOLD_DAYS):
            return False
        annotation = self._casefile.annotations[report.id]
        told = {lemma for lemmas in self._mishaps.values() for lemma in lemmas}
        return any(
            (one.time_status is TimeStatus.PAST and self._days_of(one) == day)
            or not told.isdisjoint(happenings_of(annotation, one).definite)
            for one in annotation.statements
        )

    def _mishaps_of(self, lead: tuple[Statement, Days] | None) -> Set[str]:
        """Lemmas of the nouns and verbs by which a lead tells what went wrong."""
        if lead is None:
            return set()
        annotation = self._casefile.annotations[lead[0].report]
        return happenings_of(annotation, lead[0]).named & mishap_words(annotation.language)

    def _days_of(self, statement: Statement) -> Days | None:
        return statement_days(self._casefile, statement.id) or self._told.get(statement.id)


def _is_saying(annotation: Annotation, statement: Statement) -> bool:
    """Whether a statement holds words of saying: its time is then mostly that of the saying."""
    said = [one for one in annotation.attributions if not one.is_noted]
    return any(cue.overlaps(statement.span) for one in said for cue in one.cue)


def _is_just_before(days: Days, report: Report, n_days: int) -> bool:
    """Whether a day lies at most so many days before a report that says on which day it was published."""
    published = report.published
    if days.start is None or published.start is None or published.start != published.end:
        return False
    return 0 <= (published.start - days.start).days <= n_days
