"""Parquet: the rows of the CSV with types, for pandas, Polars, DuckDB and Spark."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from zegsman.errors import TellError
from zegsman.tell.formats.csv_table import COLUMNS, statement_rows
from zegsman.tell.formats.reading import FormatIndex

WHOLE = ("credibility", "independent_origins", "reports", "start", "end")
DAYS = ("time_start", "time_end")


def compose_parquet(dossier: dict[str, Any], *, with_text: bool = True) -> bytes:
    """One row a statement with its claim: numbers as int64, days as date32, the chain as a list of names.

    Words that may not be passed on are null. The file's metadata gives the schema of the dossier and its story.

    Raises:
        TellError: if pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise TellError("parquet needs pyarrow, which is not installed: pip install 'zegsman[parquet]'") from error
    index = FormatIndex(dossier, with_text)
    rows = [_typed(row) for row in statement_rows(index)]
    types = {name: pa.int64() for name in WHOLE} | {name: pa.date32() for name in DAYS}
    types |= {"chain": pa.list_(pa.string()), "standing": pa.bool_()}
    schema = pa.schema(
        [(name, types.get(name, pa.string())) for name in COLUMNS],
        metadata={"zegsman.schema": dossier["schema"], "zegsman.story": dossier["story"]["id"]},
    )
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), out, compression="zstd")
    return out.getvalue()


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in DAYS}
    words = {name: _written(row[name]) or None for name in ("words", "claim_text")}
    return {**row, **days, **words}


def _written(text: str) -> str:
    """Text as UTF-8 can hold it: half a surrogate pair becomes its escape."""
    return text.encode("utf-8", "backslashreplace").decode()
