"""A report as one line of JSON that gives back an equal report."""

from __future__ import annotations

import json
from typing import Any

from zegsman.record.report import Report
from zegsman.store.case import as_json
from zegsman.store.forms import from_plain, to_plain


def write_report_line(report: Report) -> str:
    """The report as JSON without line breaks."""
    return as_json(to_plain(report, Report))


def parse_report_line(line: str) -> Report:
    """The report that `write_report_line` wrote; equal to the one given."""
    plain: Any = json.loads(line)
    report: Report = from_plain(plain, Report)
    return report
