"""What one document of a newspaper database's export holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zegsman.read.dates import parse_published
from zegsman.read.paragraphs import Paragraph

_RIGHTS = re.compile(r"^\s*(?:copyright\b|©|\(c\)\s)", re.I)
_CLOCK = re.compile(r"^\s*\d{1,2}[:.]\d{2}(?:\s*(?:GMT|UTC|CET|uur|[ap]\.?m\.?))?\s*$", re.I)
_LONGEST_DATE = 90
"""Code points; a line with a date that is longer is a sentence."""


@dataclass(slots=True)
class ExportedReport:
    """Fields and paragraphs of a report, as an export gives them."""

    fields: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    paragraphs: list[Paragraph] = field(default_factory=list)


def is_rights_line(line: str) -> bool:
    """Whether a line says who holds the copyright."""
    return _RIGHTS.match(line) is not None


def is_clock(line: str) -> bool:
    """Whether a line is nothing but the time of day."""
    return _CLOCK.match(line) is not None


def is_date_line(line: str) -> bool:
    """Whether a line is a date, with little beside it."""
    return len(line) <= _LONGEST_DATE and parse_published(line).known
