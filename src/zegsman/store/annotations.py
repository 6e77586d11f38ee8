"""Annotations in the case file: lists as JSON, vectors as bytes, each with the version that made them."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

import numpy as np

from zegsman.record import annotation as record
from zegsman.record.annotation import Annotation
from zegsman.store.case import as_json
from zegsman.store.forms import from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from zegsman.store.case import Case

_LISTS = ("sentences", "tokens", "names", "times", "attributions", "events", "statements", "references")
_COLUMNS = ", ".join(f'"{name}"' for name in _LISTS)
_TOLD = ("times", "statements")
"""What a dossier tells of an annotation; the rest is four fifths of it, and takes as much of the time to read it."""
# Little-endian half floats on every machine.
_FLOATS = np.dtype("<f2")


def save_annotation(case: Case, annotation: Annotation, *, version: str) -> None:
    """Keeps an annotation in the place of an earlier one of the same report."""
    hints = _hints()
    lists = [as_json(to_plain(getattr(annotation, name), hints[name], compact=True)) for name in _LISTS]
    n_dimensions = annotation.sentence_vectors.shape[-1] or annotation.statement_vectors.shape[-1]
    with case.transaction():
        case.execute("DELETE FROM annotations WHERE report = ?", (annotation.report,))
        case.execute(
            f"INSERT INTO annotations (report, version, language, sure, {_COLUMNS}, n_dimensions, "
            f"sentence_vectors, statement_vectors) VALUES ({', '.join('?' * (len(_LISTS) + 7))})",
            (
                annotation.report,
                version,
                annotation.language,
                int(annotation.sure),
                *lists,
                n_dimensions,
                annotation.sentence_vectors.astype(_FLOATS).tobytes(),
                annotation.statement_vectors.astype(_FLOATS).tobytes(),
            ),
        )


def annotated_reports(case: Case, version: str) -> frozenset[str]:
    """The ids of the reports that this version of the stage has annotated."""
    return frozenset(row[0] for row in case.rows("SELECT report FROM annotations WHERE version = ?", (version,)))


def annotated_among(case: Case, reports: Iterable[str]) -> frozenset[str]:
    """Those of some reports that have an annotation, of whatever version."""
    query = "SELECT report FROM annotations WHERE report IN (SELECT value FROM json_each(?))"
    return frozenset(row[0] for row in case.rows(query, (as_json(list(reports)),)))


def versions_of_annotations(case: Case, reports: Iterable[str]) -> dict[str, str]:
    """For those of some reports that have an annotation, the version that made it."""
    query = "SELECT report, version FROM annotations WHERE report IN (SELECT value FROM json_each(?))"
    return dict(case.rows(query, (as_json(list(reports)),)))


def load_annotations(case: Case, reports: Iterable[str], *, whole: bool = True) -> tuple[Annotation, ...]:
    """The annotations of these reports, in that order; a report without one is left out.

    Where not `whole`, they hold what is told of them only: statements and times.
    """
    columns = _COLUMNS + ", n_dimensions, sentence_vectors, statement_vectors"
    if not whole:
        columns = ", ".join(f'"{name}"' if name in _TOLD else "'[]'" for name in _LISTS) + ", 0, NULL, NULL"
    query = f"SELECT report, language, sure, {columns} FROM annotations WHERE report = ?"
    found = (case.rows(query, (one,)) for one in reports)
    return tuple(_annotation(rows[0]) for rows in found if rows)


@cache
def _hints() -> dict[str, Any]:
    return get_type_hints(Annotation, vars(record))


def _annotation(row: tuple[Any, ...]) -> Annotation:
    report, language, sure, *rest = row
    *lists, n_dimensions, sentence_bytes, statement_bytes = rest
    hints = _hints()
    parts = {
        name: from_plain(json.loads(text), hints[name], compact=True) for name, text in zip(_LISTS, lists, strict=True)
    }
    return Annotation(
        report=report,
        language=language,
        sure=bool(sure),
        sentence_vectors=_vectors(sentence_bytes, n_dimensions),
        statement_vectors=_vectors(statement_bytes, n_dimensions),
        **parts,
    )


def _vectors(data: bytes | None, n_dimensions: int) -> NDArray[np.float16]:
    """float16[n, n_dimensions]; the writer gives the number of dimensions also where there are no rows."""
    flat = np.frombuffer(data or b"", _FLOATS).astype(np.float16)
    return flat.reshape(-1, n_dimensions) if n_dimensions else flat.reshape(0, 0)
