"""CSV: one row a statement, with its claim beside it, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Any

from zegsman.tell.formats.reading import FormatIndex

COLUMNS = (
    "claim", "claim_text", "status", "credibility", "independent_origins", "reports", "time_start", "time_end",
    "statement", "outlet", "published", "report", "start", "end", "kind", "certainty", "polarity", "chain", "words",
)  # fmt: skip
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that opens with one of these is run as a formula by spreadsheets; it gets an apostrophe before it."""


def compose_csv(dossier: dict[str, Any], *, with_text: bool = True) -> str:
    """All statements of the dossier as RFC 4180 CSV with a header row."""
    index = FormatIndex(dossier, with_text)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for claim in dossier["claims"]:
        for statement_id in claim["statements"]:
            writer.writerow([_harmless(cell) for cell in _row(index, claim, index.statements[statement_id])])
    return out.getvalue()


def _row(index: FormatIndex, claim: dict[str, Any], statement: dict[str, Any]) -> list[object]:
    report = index.reports[statement["report"]]
    time = claim["time"] or {}
    return [
        claim["id"], index.claim_text(claim), claim["status"], claim["credibility"], claim["independent_origins"],
        claim["reports"], time.get("start"), time.get("end"), statement["id"], report["outlet"],
        report["published"]["value"], report["id"], statement["start"], statement["end"], statement["kind"],
        statement["certainty"], statement["polarity"], " < ".join(index.chain_names(statement)),
        index.passed_words(statement),
    ]  # fmt: skip


def _harmless(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS):
        return f"'{cell}"
    return "" if cell is None else cell
