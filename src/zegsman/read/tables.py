"""Reads tables with a row for each report: CSV, TSV and their kin, and Parquet."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from zegsman.errors import ReadError
from zegsman.read.encodings import parse_characters
from zegsman.read.incoming import Incoming, too_large
from zegsman.read.limits import MEGABYTE
from zegsman.read.reports import Reading, ReadOptions, Received, Refusal, compose_reading
from zegsman.read.table_columns import find_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SEPARATORS = ",;\t|"
_NAMED = re.compile(r"\ufeff?\"?sep=([,;\t|])\"?\r?\n", re.I)
"""The first line by which Excel is told the separator."""
_SAMPLE = 50
"""Rows that are looked at where the names of columns do not tell which holds the text."""
_KEPT = 500
_BATCH = 64
"""Rows of Parquet that are held at a time."""


def read_csv(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal]:
    """A report for each row of a CSV or TSV file (RFC 4180, any of `,;|` and tab), however many there are.

    Raises:
        ReadError: if it has no rows, or no column with a text.
    """
    characters = parse_characters(incoming.head(), charset=options.charset)
    named = _NAMED.match(characters.text)
    rows = _rows(incoming, characters.encoding, named[1] if named else _separator(characters.text))
    if named:
        next(rows, None)
    header = next((row for _, row in rows if row is not None), None)
    if header is None:
        raise ReadError("the table has no rows; expected a header and a report a row")
    yield from _reports(header, rows, options)


def _separator(text: str) -> str:
    """The separator that parts the header line most often, quoted cells aside."""
    line = "".join(text.split("\n", 1)[0].split('"')[::2])
    return max(_SEPARATORS, key=line.count)


def _rows(incoming: Incoming, encoding: str, separator: str) -> Iterator[tuple[int, list[str] | None]]:
    """Each row with its number from 1 for the header; None for one with a line too long to hold."""
    encoding = {"utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(encoding, encoding)
    if encoding == "utf-16":
        text = parse_characters(incoming.whole()).text
        incoming = Incoming(io.BytesIO(text.encode("utf-8", "replace")), incoming.meter)
        encoding = "utf-8"
    too_long: list[int] = []
    limit = incoming.limits.piece_bytes
    csv.field_size_limit(limit)

    def lines() -> Iterator[str]:
        for number, line in incoming.lines():
            if line is None:
                too_long.append(number)
                continue
            yield line.decode(encoding, "replace").replace("\x00", "").removesuffix("\r") + "\n"

    number = 0
    reader = csv.reader(lines(), delimiter=separator)
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            row, too_long = [], [number]
        number += 1
        if too_long:
            too_long.clear()
            yield number, None
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield number, row


def _reports(
    header: list[str], rows: Iterator[tuple[int, list[str] | None]], options: ReadOptions
) -> Iterator[Reading | Refusal]:
    header = [name.strip().lstrip("\ufeff") for name in header]
    held: list[tuple[int, list[str] | None]] = []
    for one in rows:
        held.append(one)
        if len(held) == _SAMPLE:
            break
    if not held:
        raise ReadError("the table has a header and no rows; expected a report a row")
    columns = find_columns(header, [row for _, row in held if row is not None], options.columns)
    if "text" not in columns:
        names = ", ".join(map(repr, header[:30]))
        raise ReadError(f"no column of the table holds a text; it has {names}. Name it with --columns text=NAME")
    for source in (held, rows):
        for number, row in source:
            yield _one(header, row, number, columns, options)


def _one(
    header: list[str], row: list[str] | None, number: int, columns: dict[str, int], options: ReadOptions
) -> Reading | Refusal:
    place = f"{options.path or '-'}#{number}"
    if row is None:
        return Refusal(place, too_large(options.limits.piece_bytes))
    try:
        return _reading(dict(zip(header, row, strict=False)), header, columns, replace(options, path=place))
    except ReadError as error:
        return Refusal(place, str(error))


def _reading(row: dict[str, str], header: Sequence[str], columns: dict[str, int], options: ReadOptions) -> Reading:
    """The report of a row; its bytes are the row as a JSON object, so that the order of columns does not count."""
    given = {field: row.get(header[i], "") for field, i in columns.items() if i < len(header)}
    text = given.pop("text", "")
    used = {header[i] for i in columns.values()}
    extra = {name: value[:_KEPT] for name, value in row.items() if name and name not in used and value.strip()}
    own = json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    return compose_reading(Received(text=text, fields=given, extra=extra), own, options)


def read_parquet(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal]:
    """A report for each row of a Parquet file, read by some dozens of rows.

    Raises:
        ReadError: if it is damaged, has no column with a text, or pyarrow is not there.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ReadError("Parquet needs pyarrow; install it with `pip install 'zegsman[parquet]'`") from error
    file, _ = incoming.seekable()
    try:
        table = pq.ParquetFile(file)
        header = [str(name) for name in table.schema_arrow.names]
        _check_sizes(table, incoming)
        batches = table.iter_batches(batch_size=_BATCH, use_threads=False)
        yield from _reports(header, _parquet_rows(batches), options)
    except (pa.ArrowException, OSError, ValueError, LookupError, MemoryError, OverflowError) as error:
        raise ReadError(
            f"the Parquet file is damaged ({' '.join(str(error).split())[:200]}); expected a whole one"
        ) from error


def _check_sizes(table: Any, incoming: Incoming) -> None:
    """Refuses a file whose groups of rows unpack to more than its size allows, before any of them is unpacked."""
    about = table.metadata
    for i in range(about.num_row_groups):
        size = about.row_group(i).total_byte_size
        if size > 2_000 * MEGABYTE or size < 0:
            raise ReadError(f"a group of rows unpacks to {size // MEGABYTE} MB; write the file with smaller groups")
        incoming.meter.expanded(size)


def _parquet_rows(batches: Any) -> Iterator[tuple[int, list[str] | None]]:
    number = 0
    for batch in batches:
        columns = [column.to_pylist() for column in batch.columns]
        for cells in zip(*columns, strict=True):
            number += 1
            yield number, [_cell(one) for one in cells]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n\n".join(_cell(one) for one in value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
