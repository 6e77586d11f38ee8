"""What is read of one report is read once for an annotation, and never for another."""

from __future__ import annotations

import gc
from dataclasses import replace
from weakref import ref

from builders import a_report
from zegsman.record.annotation import Annotation
from zegsman.record.report import Report
from zegsman.resolve.remembering import remembered


def test_read_once_for_an_annotation() -> None:
    """Asked again it gives the same; another annotation, or other words under the same one, are read."""
    read: list[str] = []

    @remembered
    def words(report: Report, annotation: Annotation) -> list[str]:
        read.append(report.text)
        return report.text.split()

    report, annotation = a_report("Vuur en rook.", id="r1"), Annotation("r1", "nl")
    assert words(report, annotation) is words(replace(report), annotation)
    assert read == ["Vuur en rook."]
    words(report, Annotation("r1", "nl"))
    assert words(a_report("Rook.", id="r1"), annotation) == ["Rook."]
    assert read == ["Vuur en rook.", "Vuur en rook.", "Rook."]


def test_forgotten_with_the_annotation() -> None:
    """Nothing is kept of a report whose annotation is no longer in memory."""

    class Found:
        pass

    @remembered
    def find(_report: Report, _annotation: Annotation) -> Found:
        return Found()

    annotation = Annotation("r1", "nl")
    found = ref(find(a_report("Vuur.", id="r1"), annotation))
    assert found() is not None
    del annotation
    gc.collect()
    assert found() is None
