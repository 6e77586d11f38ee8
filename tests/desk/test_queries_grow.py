"""What a new report asks of a case does not take longer the more the case holds."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from fake_stages import CountingStages
from zegsman.desk.casebook import open_casebook
from zegsman.desk.rounds import work_out
from zegsman.desk.taking import take_reports

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from zegsman.desk.casebook import Casebook

N_NEW = 12
_PLACES = ["Gouda", "Delft", "Breda", "Zwolle", "Leiden", "Assen", "Venlo", "Tiel", "Hoorn", "Goes", "Emmen", "Weert"]


def _take(book: Casebook, folder: Path, round_: int) -> None:
    """Reports of one round, each of an affair of its own, and the story of each worked out."""
    for place in _PLACES[:N_NEW]:
        text = f"Brand {round_} in {place}. De brandweer van {place} kwam met {round_ + 3} wagens. Anna Prins zag het."
        (folder / f"{place}-{round_}.txt").write_text(f"---\noutlet: De {place}bode\n---\n{text}\n", encoding="utf-8")
    take_reports(book, [str(folder / f"{place}-{round_}.txt") for place in _PLACES[:N_NEW]])
    work_out(book)


def test_no_table_is_gone_through_for_each_new_report(tmp_path: Path) -> None:
    """What is asked as often as reports come is looked up; only what is asked once a round may go through a table."""
    asked: Counter[str] = Counter()
    with open_casebook(str(tmp_path / "case.db"), stages=CountingStages().stages()) as book:
        _take(book, tmp_path, 0)
        connection: Connection = book.case._database._connection  # type: ignore[attr-defined]
        connection.set_trace_callback(lambda query: asked.update([query]))
        _take(book, tmp_path, 1)
        connection.set_trace_callback(None)
        by_form: dict[str, list[str]] = {}
        for query in asked.elements():
            by_form.setdefault(re.sub(r"'(?:[^']|'')*'|\b\d+\b", "?", query), []).append(query)
        often = {form: queries[0] for form, queries in by_form.items() if len(queries) >= N_NEW}
        through = {form: scans for form, query in often.items() if (scans := _scans(connection, query))}
    assert often, "nothing was asked for each report: the trace saw no query"
    assert not through


def _scans(connection: Connection, query: str) -> list[str]:
    """The tables that a query goes through from end to end."""
    if not query.lstrip().upper().startswith(("SELECT", "WITH", "INSERT", "UPDATE", "DELETE")):
        return []
    plan = [str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")]
    return [step for step in plan if step.startswith("SCAN") and not re.search("json_each|CONSTANT|VIRTUAL", step)]
