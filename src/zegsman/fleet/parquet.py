"""Rows as Arrow tables, and as Parquet files whose bytes depend on the rows alone."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from zegsman.errors import FleetError
from zegsman.fleet.tables import TABLES, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from zegsman.fleet.rows import Row

ROW_GROUP = 32_768
"""Rows written at a time: some tens of megabytes of statements, and enough for a reader to skip by."""
VECTOR_GROUP = 8_192
"""The same for embeddings, whose rows are the widest."""
GROUP_BYTES = 64_000_000
"""Text in a group beyond which it is cut: bounds the memory that a few reports of many megabytes take."""
_COMPRESSION_LEVEL = 3


def load_pyarrow() -> Any:
    """The library pyarrow.

    Raises:
        FleetError: if it is not installed.
    """
    try:
        import pyarrow
        import pyarrow.compute
        import pyarrow.parquet
    except ImportError as error:
        raise FleetError("batch needs pyarrow, which is not installed: pip install 'zegsman[parquet]'") from error
    return pyarrow


@cache
def schema_of(table: str) -> Any:
    """The Arrow schema of a table."""
    pa = load_pyarrow()
    kinds = {
        Type.TEXT: pa.string(),
        Type.PLACE: pa.int32(),
        Type.FLAG: pa.bool_(),
        Type.DAY: pa.date32(),
        Type.TEXTS: pa.list_(pa.string()),
        Type.PLACES: pa.list_(pa.int32()),
        Type.VECTOR: pa.list_(pa.float16()),
    }
    return pa.schema([(column.name, kinds[column.type]) for column in TABLES[table]])


def rows_to_bytes(table: str, rows: Sequence[Row]) -> bytes:
    """Rows as an Arrow stream, to be sent between machines or kept until their shard is whole."""
    pa = load_pyarrow()
    schema = schema_of(table)
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [
        _vectors(column) if one.type is Type.VECTOR else pa.array([_sound(value) for value in column], field.type)
        for one, field, column in zip(TABLES[table], schema, columns, strict=True)
    ]
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as stream:
        stream.write_table(pa.Table.from_arrays(arrays, schema=schema))
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _sound(value: Any) -> Any:
    """A text without lone surrogates, which a JSON dump can hold and UTF-8 cannot: they become U+FFFD."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_sound(one) for one in value]
    return value


def _vectors(column: Sequence[Any]) -> Any:
    """float16 rows as a list array."""
    pa = load_pyarrow()
    flat = np.concatenate(column).astype(np.float16) if column else np.zeros(0, np.float16)
    ends = np.concatenate([[0], np.cumsum([len(one) for one in column])]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(ends), pa.array(flat, pa.float16()))


def write_parquet(path: Path, table: str, parts: Iterable[bytes]) -> tuple[int, str]:
    """Writes a Parquet file from Arrow streams in their order; gives its number of rows and its sha256.

    How the rows are parted among the streams leaves no trace in the file.
    """
    pa = load_pyarrow()
    schema = schema_of(table)
    size = VECTOR_GROUP if table == "embeddings" else ROW_GROUP
    n_rows, pending = 0, schema.empty_table()
    with pa.parquet.ParquetWriter(path, schema, compression="zstd", compression_level=_COMPRESSION_LEVEL) as writer:
        for part in parts:
            found = pa.ipc.open_stream(part).read_all()
            n_rows += found.num_rows
            pending = pa.concat_tables([pending, found])
            while (n := _group_length(pending, size)) is not None:
                _write_group(writer, pending.slice(0, n))
                pending = pending.slice(n)
        if pending.num_rows:
            _write_group(writer, pending)
    return n_rows, _sha256_of_file(path)


def _group_length(rows: Any, size: int) -> int | None:
    """How many rows make the first group, None where there are too few yet."""
    pa = load_pyarrow()
    n_bytes = np.zeros(rows.num_rows, np.int64)
    for column in rows.columns:
        if pa.types.is_string(column.type):
            lengths = pa.compute.fill_null(pa.compute.binary_length(column), 0)
            n_bytes += lengths.to_numpy().astype(np.int64)
    full = np.flatnonzero(np.cumsum(n_bytes[:size]) >= GROUP_BYTES)
    if len(full):
        return int(full[0]) + 1
    return size if rows.num_rows >= size else None


def _write_group(writer: Any, rows: Any) -> None:
    # One chunk a column: pages end where chunks do, and those tell how the rows came.
    writer.write_table(rows.combine_chunks(), row_group_size=rows.num_rows)


def _sha256_of_file(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while block := handle.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
