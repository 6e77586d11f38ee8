"""Publication dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zegsman.read.dates import parse_published


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


@given(st.text(max_size=40))
def test_parse_published_any_text(written: str) -> None:
    """Any text gives days, known or not, never an error."""
    parse_published(written)
