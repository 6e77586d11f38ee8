"""What is new is what came since the visit before this one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from zegsman.web.returning import REST, read_returning

NOW = datetime(2024, 5, 2, 12, 0, tzinfo=UTC)


def test_first_visit_knows_no_earlier_one() -> None:
    """Who comes for the first time is told of nothing new, also on his next pages."""
    first = read_returning(None, NOW)
    assert first.since is None and first.since_text == ""
    assert read_returning(first.cookie, NOW + timedelta(minutes=5)).since is None


def test_next_visit_counts_from_the_end_of_the_last() -> None:
    """After a rest the last page seen is when the reader was last here, for all pages of the new visit."""
    first = read_returning(None, NOW)
    back = NOW + REST + timedelta(hours=20)
    second = read_returning(first.cookie, back)
    assert second.since == NOW and second.since_text == "2024-05-02T12:00:00+00:00"
    assert read_returning(second.cookie, back + timedelta(minutes=10)).since == NOW


@pytest.mark.parametrize("cookie", ["", "x", "1.2.3", "a.b", "0.0", "5.99999999999999", "1714650000", "-1.-1"])
def test_cookie_of_nonsense_counts_as_none(cookie: str) -> None:
    """A cookie that says nothing sensible, or is of the future, is one of a first visit."""
    assert read_returning(cookie, NOW).since is None
