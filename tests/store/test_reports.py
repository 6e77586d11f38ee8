"""Reports, originals and receipts in a case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_report
from zegsman.record.days import parse_iso_days
from zegsman.record.report import Block, BlockKind, Report
from zegsman.record.spans import Span
from zegsman.store.case import Case
from zegsman.store.reports import Receipt, add_receipt, add_report, load_original, load_receipts, load_reports

pytestmark = pytest.mark.usefixtures("each_database")

_WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(
    text=_WORDS,
    title=st.none() | _WORDS,
    outlet=st.none() | _WORDS,
    extra=st.lists(st.tuples(_WORDS, _WORDS), max_size=3),
)
def test_report_round_trip(text: str, title: str | None, outlet: str | None, extra: list[tuple[str, str]]) -> None:
    """A report comes back equal, with the bytes that it was read from."""
    report = Report(
        id="r1", text=text + "x", sha256="s", outlet=outlet, title=title, published=parse_iso_days("2024-03"),
        blocks=(Block(Span(0, len(text) + 1), BlockKind.CAPTION),), extra=tuple(extra),
    )  # fmt: skip
    with Case() as case:
        assert add_report(case, report, b"\x00\xff", at="2024-03-05T00:00:00+00:00")
        assert load_reports(case) == (report,)
        assert load_original(case, "s") == b"\x00\xff"


def test_same_bytes_once() -> None:
    """The same bytes are not taken a second time, whatever they are called."""
    with Case() as case:
        report = a_report("Tekst.", id="r1")
        other = a_report("Anders.", id="r2")
        assert add_report(case, report, b"x", at="")
        same = Report(id="r9", text="Tekst.", sha256=report.sha256)
        assert not add_report(case, same, b"x", at="")
        assert add_report(case, other, b"y", at="")
        assert load_reports(case, ["r2", "r1", "none"]) == (other, report)
        assert load_original(case, "none") is None


def test_receipts_kept() -> None:
    """What became of each input is kept in order, the reason of a refusal with it."""
    with Case() as case:
        receipts = (
            Receipt("a.png", "refused", reason="it is a PNG picture", at="1"),
            Receipt("b.txt", "refused", at="2"),
        )
        for one in receipts:
            add_receipt(case, one)
        assert load_receipts(case) == receipts
