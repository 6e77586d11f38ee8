"""CSV: one row a statement, with its claim beside it, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from zegsman.tell.formats.reading import FormatIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMNS = (
    "claim", "claim_text", "status", "credibility", "independent_origins", "reports", "time_start", "time_end",
    "statement", "outlet", "published", "report", "start", "end", "kind", "certainty", "polarity", "chain", "words",
    "standing",
)  # fmt: skip
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that opens with one of these is run as a formula by spreadsheets; it gets an apostrophe before it."""


def compose_csv(dossier: dict[str, Any], *, with_text: bool = True) -> str:
    """All statements of the dossier as RFC 4180 CSV with a header row."""
    index = FormatIndex(dossier, with_text)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in statement_rows(index):
        cells = {**row, "chain": " < ".join(row["chain"]), "standing": str(row["standing"]).lower()}
        writer.writerow([_harmless(cells[name]) for name in COLUMNS])
    return out.getvalue()


def statement_rows(index: FormatIndex) -> Iterator[dict[str, Any]]:
    """One row a statement, claim by claim, under the names of `COLUMNS`; the chain is a list of names."""
    for claim in index.dossier["claims"]:
        for statement_id in claim["statements"]:
            yield _row(index, claim, index.statements[statement_id])


def _row(index: FormatIndex, claim: dict[str, Any], statement: dict[str, Any]) -> dict[str, Any]:
    report = index.reports[statement["report"]]
    time = claim["time"] or {}
    return {
        "claim": claim["id"],
        "claim_text": index.claim_text(claim),
        "status": claim["status"],
        "credibility": claim["credibility"],
        "independent_origins": claim["independent_origins"],
        "reports": claim["reports"],
        "time_start": time.get("start"),
        "time_end": time.get("end"),
        "statement": statement["id"],
        "outlet": report["outlet"],
        "published": report["published"]["value"],
        "report": report["id"],
        "start": statement["start"],
        "end": statement["end"],
        "kind": statement["kind"],
        "certainty": statement["certainty"],
        "polarity": statement["polarity"],
        "chain": index.chain_names(statement),
        "words": index.passed_words(statement),
        "standing": not report.get("replaced_by"),
    }


def _harmless(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS):
        return f"'{cell}"
    return "" if cell is None else cell
