"""Reports written with their names marked, as in 'Gisteren kwam [Ida Kok|PER] langs'."""

from __future__ import annotations

import re
from dataclasses import replace

from builders import a_report, an_annotation
from zegsman.record.annotation import Annotation, Name, NameType
from zegsman.record.report import Report
from zegsman.record.spans import Span

_MARK = re.compile(r"\[([^|\]]+)\|([A-Z]+)\]")


def marked_report(marked: str, id: str = "r1", outlet: str | None = None) -> tuple[Report, Annotation]:
    """The report without the marks, and an annotation with the names that they gave."""
    names, text, at = [], "", 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        names.append(Name(Span(len(text), len(text) + len(match[1])), NameType(match[2])))
        text += match[1]
        at = match.end()
    text += marked[at:]
    report = a_report(text, id=id, outlet=outlet)
    return report, replace(an_annotation(report), names=tuple(names))
