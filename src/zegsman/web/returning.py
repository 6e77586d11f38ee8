"""When a reader was last here, so that the pages can say what is new: kept in a cookie of his own browser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

COOKIE = "zegsman_visit"
REST = timedelta(minutes=30)
"""Who comes back after this long makes a new visit; within it he goes on with the one he is at."""


@dataclass(frozen=True, slots=True)
class Returning:
    """`since` is when the visit before this one ended, None for a first visit; `seen` is the last page of this one."""

    since: datetime | None
    seen: datetime

    @property
    def since_text(self) -> str:
        """`since` as the case writes moments; empty for a first visit."""
        return self.since.isoformat(timespec="seconds") if self.since else ""

    @property
    def cookie(self) -> str:
        """What the browser keeps."""
        return f"{_stamp(self.since)}.{_stamp(self.seen)}"


def read_returning(cookie: str | None, now: datetime) -> Returning:
    """What the cookie says, brought up to `now`; one that says nothing sensible counts as none."""
    parts = (cookie or "").split(".")
    since, seen = (_moment(part) for part in parts) if len(parts) == 2 else (None, None)
    if seen is None or seen > now:
        return Returning(None, now)
    if now - seen > REST:
        return Returning(seen, now)
    return Returning(since, now)


def _stamp(moment: datetime | None) -> str:
    return str(int(moment.timestamp())) if moment else "0"


def _moment(stamp: str) -> datetime | None:
    if not stamp.isdecimal() or len(stamp) > 11 or stamp == "0":
        return None
    return datetime.fromtimestamp(int(stamp), UTC)
