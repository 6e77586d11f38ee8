"""Parquet files depend on their rows alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zegsman.fleet.parquet as parquet
from zegsman.fleet.parquet import rows_to_bytes, write_parquet
from zegsman.fleet.tables import TABLES, Type

_VALUES: dict[Type, st.SearchStrategy[Any]] = {
    Type.TEXT: st.none() | st.text(st.characters(codec="utf-8"), max_size=12),
    Type.PLACE: st.integers(0, 2**31 - 1),
    Type.FLAG: st.booleans(),
    Type.DAY: st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    Type.TEXTS: st.lists(st.text(st.characters(codec="utf-8"), max_size=5), max_size=3),
    Type.PLACES: st.lists(st.integers(0, 99), max_size=3),
    Type.VECTOR: st.just(np.array([0.5, -0.25, 1.0], np.float16)),
}


@settings(max_examples=40)
@given(data=st.data(), table=st.sampled_from(sorted(TABLES)))
def test_write_parquet_how_rows_come_leaves_no_trace(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, table: str
) -> None:
    """The same rows in other portions give the same bytes, and read back equal."""
    rows = data.draw(st.lists(st.tuples(*(_VALUES[column.type] for column in TABLES[table])), max_size=12))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(rows)), max_size=4)))
    portions = [rows[a:b] for a, b in zip([0, *cuts], [*cuts, len(rows)], strict=True)]
    folder = tmp_path_factory.mktemp("parquet")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet, "ROW_GROUP", 5)
        patch.setattr(parquet, "VECTOR_GROUP", 3)
        patch.setattr(parquet, "GROUP_BYTES", 40)
        write_parquet(folder / "whole", table, [rows_to_bytes(table, rows)])
        n_rows, _ = write_parquet(folder / "parted", table, [rows_to_bytes(table, one) for one in portions])
    assert n_rows == len(rows)
    assert (folder / "whole").read_bytes() == (folder / "parted").read_bytes()
    read = [tuple(row.values()) for row in pq.read_table(folder / "whole").to_pylist()]
    assert read == [tuple(list(v) if isinstance(v, np.ndarray) else v for v in row) for row in rows]


def test_rows_to_bytes_takes_what_json_can_hold(tmp_path: Path) -> None:
    """Half a character, which a JSON dump can hold and UTF-8 cannot, does not cost the report."""
    row = ("a\ud83d.txt", None, "\U0001f600 \ude00")
    write_parquet(tmp_path / "x", "refused", [rows_to_bytes("refused", [row])])
    assert pq.read_table(tmp_path / "x").to_pylist()[0]["reason"] == "\U0001f600 \ufffd"
