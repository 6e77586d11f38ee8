"""What workers do with the items of a batch: read inputs, annotate reports. The same functions on every engine."""

from __future__ import annotations

import faulthandler
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zegsman.desk.report_lines import parse_report_line, write_report_line
from zegsman.desk.rounds import annotated
from zegsman.desk.stages import annotator
from zegsman.fleet.parquet import rows_to_bytes
from zegsman.fleet.rows import rows_of
from zegsman.fleet.tables import TABLES
from zegsman.read.readers import read_piece
from zegsman.read.reports import Piece, Reading, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zegsman.desk.stages import Annotate
    from zegsman.fleet.rows import Row

TIME_LIMIT_S = 1_800
"""Seconds after which a batch counts as hanging and its worker ends; thirty reports take seconds, the longest that is
read (20 MB) minutes."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A report as it waits in the spool."""

    sha256: str
    path: str
    line: str


def read_line(reading: Reading) -> ReadLine:
    """A report as it waits in the spool."""
    report = reading.report
    return ReadLine(report.sha256, report.path or "", write_report_line(report))


@dataclass(frozen=True, slots=True)
class ReadInputs:
    """Pieces of inputs to reports and refusals."""

    def __call__(self, items: tuple[Piece, ...]) -> list[ReadLine | Refusal]:
        """What each piece holds, in their order."""
        found: list[ReadLine | Refusal] = []
        faulthandler.dump_traceback_later(TIME_LIMIT_S, exit=True)
        for item in items:
            found += [one if isinstance(one, Refusal) else read_line(one) for one in read_piece(item)]
        faulthandler.cancel_dump_traceback_later()
        return found


def one_core_annotator() -> Annotate:
    """The program's own annotate stage, its encoder on one core: a worker is one core's work."""
    return annotator(threads=1)


@dataclass(slots=True)
class AnnotateReports:
    """Lines of the spool to the rows of each table, as Arrow streams by the table's name."""

    load: Callable[[], Annotate] = one_core_annotator
    """Gives the annotate stage; called once in each worker."""
    _annotate: Annotate | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickles without what was loaded."""
        return AnnotateReports, (self.load,)

    def __call__(self, items: tuple[str, ...]) -> dict[str, bytes]:
        """The rows of these reports; one that cannot be annotated is a row of `refused`.

        Raises:
            EncoderError: if the encoder's weights cannot be used.
        """
        if self._annotate is None:
            self._annotate = self.load()
        faulthandler.dump_traceback_later(TIME_LIMIT_S, exit=True)
        reports = [parse_report_line(line) for line in items]
        refused: list[Refusal] = []
        annotations = {one.report: one for one in annotated(self._annotate, reports, refused)}
        rows: dict[str, list[Row]] = {table: [] for table in TABLES}
        for report in reports:
            if report.id in annotations:
                for table, found in rows_of(report, annotations[report.id]).items():
                    rows[table] += found
        ids = {report.path or report.id: report.id for report in reports}
        rows["refused"] = [(one.path, ids.get(one.path), one.reason) for one in refused]
        faulthandler.cancel_dump_traceback_later()
        return {table: rows_to_bytes(table, found) for table, found in rows.items()}


def refused_bytes(refused: Sequence[Row]) -> dict[str, bytes]:
    """Rows of `refused` alone, in the form of a result of `AnnotateReports`."""
    return {table: rows_to_bytes(table, refused if table == "refused" else ()) for table in TABLES}
