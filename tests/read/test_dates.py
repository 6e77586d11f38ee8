"""Publication dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zegsman.read.dates import parse_moment, parse_published


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("2024-03-05T08:40", "2024-03-05"),
        ("2024-03-05T23:40:00-08:00", "2024-03-05"),
        ("2024-03-05 08:40:11", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("20240305T084000Z", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("5 maart 2024", "2024-03-05"),
        ("dinsdag 5 maart 2024, 08.40 uur", "2024-03-05"),
        ("5 mrt. 2024", "2024-03-05"),
        ("March 5, 2024", "2024-03-05"),
        ("5th of March 2024", "2024-03-05"),
        ("Mar 5, 2024 8:40 am", "2024-03-05"),
        ("maart 2024", "2024-03"),
        ("05-03-2024", "2024-03-05"),
        ("03/25/2024", "2024-03-25"),
        ("5.3.2024", "2024-03-05"),
        ("Tue, 05 Mar 2024 08:40:00 +0100", "2024-03-05"),
        ("2024-02-30", None),
        ("gisteren", None),
        ("", None),
        ("32 maart 2024", None),
    ],
)
def test_parse_published_forms(written: str, value: str | None) -> None:
    """Each form gives the date at the precision given; what is no date gives unknown days."""
    assert parse_published(written).value == value


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-03-05T08:40:00+01:00", "2024-03-05T08:40:00+01:00"),
        ("2024-03-05T08:40:00.123Z", "2024-03-05T08:40:00+00:00"),
        ("2024-03-05 08:40", "2024-03-05T08:40:00"),
        ("20240305T084000+0100", "2024-03-05T08:40:00+01:00"),
        ("Tue, 05 Mar 2024 08:40:00 GMT", "2024-03-05T08:40:00+00:00"),
        ("5 maart 2024, 8.40 uur", "2024-03-05T08:40:00"),
        ("Mar 5, 2024 12:40 a.m.", "2024-03-05T00:40:00"),
        ("5.3.2024 20:40", "2024-03-05T20:40:00"),
        ("2024-03-05", None),
        ("maart 2024", None),
        ("08:40", None),
        ("5.3.2024", None),
    ],
)
def test_parse_moment(written: str, moment: str | None) -> None:
    """A date with a clock gives the moment, with its offset where it says one; a day by itself gives none."""
    assert parse_moment(written) == moment


@given(st.text(max_size=40))
def test_parse_moment_any_text(written: str) -> None:
    """Any text gives a moment or none, never an error."""
    parse_moment(written)


@given(st.text(max_size=40))
def test_parse_published_any_text(written: str) -> None:
    """Any text gives days, known or not, never an error."""
    parse_published(written)
