"""What a report looked like when it was received, and how it came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zegsman.errors import ReadError
from zegsman.read.originals import read_original
from zegsman.store.reports import load_original, load_receipts, load_reports

if TYPE_CHECKING:
    from zegsman.desk.casebook import Casebook
    from zegsman.read.originals import Original
    from zegsman.store.reports import Receipt


@dataclass(frozen=True, slots=True)
class ReceivedReport:
    """The original of a report with the receipts of every time it was given, oldest first."""

    original: Original | None
    """None where the case has no bytes of it, or bytes that are no text."""
    data: bytes
    receipts: tuple[Receipt, ...]


def received_report(book: Casebook, id: str) -> ReceivedReport | None:
    """How a report was received; None where the case has no such report."""
    reports = load_reports(book.case, [id])
    if not reports:
        return None
    data = load_original(book.case, reports[0].sha256) or b""
    try:
        original = read_original(data, reports[0].path or "") if data else None
    except ReadError:
        original = None
    return ReceivedReport(original, data, load_receipts(book.case, report=id))
