"""Types of the record to JSON and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zegsman.record.annotation import Attribution, Event, Name, Sentence, Statement, TimeExpression, Token
from zegsman.record.days import Days
from zegsman.record.entity import Entity, Source
from zegsman.record.judgement import Judgement
from zegsman.record.report import Block, Report
from zegsman.record.spans import Span
from zegsman.record.story import Claim, Conflict, Copy, Development, Link, StatementPair
from zegsman.store.forms import from_plain, to_plain

st.register_type_strategy(
    Span, st.builds(lambda start, length: Span(start, start + length), st.integers(0, 10**6), st.integers(1, 1000))
)
_DAYS = st.dates()
st.register_type_strategy(
    Days,
    st.builds(
        lambda value, days: Days(value, *sorted(days)) if len(days) == 2 else Days(value),
        st.none() | st.text(max_size=10),
        st.lists(_DAYS, max_size=2),
    ),
)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
TYPES = (
    Attribution, Block, Claim, Conflict, Copy, Development, Entity, Event, Judgement, Link, Name, Sentence, Source,
    Statement, StatementPair, TimeExpression, Token,
)  # fmt: skip


@pytest.mark.parametrize("compact", [False, True], ids=["by name", "in order"])
@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_forms_round_trip(kind: Any, compact: bool, data: st.DataObject) -> None:
    """Whatever is written as JSON comes back equal."""
    value = data.draw(st.from_type(kind))
    plain = json.loads(json.dumps(to_plain(value, kind, compact=compact)))
    assert from_plain(plain, kind, compact=compact) == value


def test_forms_missing_field() -> None:
    """A field that an earlier version did not write takes its default."""
    plain = to_plain(Report("r", "t", "s"), Report)
    del plain["agency"]
    assert from_plain(plain, Report).agency is None
