"""Parts the bulk exports of newspaper databases into their reports, whatever file they came in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from zegsman.errors import ReadError
from zegsman.lexicon.tables import load_table
from zegsman.read.databases.factiva import parse_factiva
from zegsman.read.databases.lexis import parse_lexis
from zegsman.read.paragraphs import lay_out
from zegsman.read.reports import Reading, ReadOptions, Received, Refusal, compose_reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from zegsman.read.databases.parts import ExportedReport


@dataclass(frozen=True, slots=True)
class _Marks:
    """The lines that part an export."""

    counter: re.Pattern[str]
    end: re.Pattern[str]
    body: re.Pattern[str]
    document: re.Pattern[str]
    words: re.Pattern[str]


@cache
def _marks() -> _Marks:
    table = load_table("all", "databases")
    lexis, factiva = table["lexis"], table["factiva"]

    def either(words: Iterable[str]) -> str:
        return "|".join(re.escape(one) for one in words)

    documents = rf"\d{{1,6}}[ ]+(?:{either(lexis['counters'])})[ ]+\d{{1,6}}[ ]+(?:{either(lexis['documents'])})"
    codes = either(code for codes in factiva["codes"].values() for code in codes)
    return _Marks(
        counter=re.compile(rf"^[ ]*{documents}[ ]*$", re.I | re.M),
        end=re.compile(rf"^[ ]*(?:{either(lexis['ends'])})[ ]*$", re.I | re.M),
        body=re.compile(rf"^[ ]*(?:{either(lexis['bodies'])})[ ]*$", re.I | re.M),
        document=re.compile(r"^[ ]*(?:AN[ \t|]+)?Document[ ]+([A-Z][A-Za-z]{2,9}\d{6,}[A-Za-z0-9]{2,30})[ ]*$", re.M),
        words=re.compile(
            rf"^[ ]*(?:WC[ \t|]+)?[\d.,]+[ ](?:{either(factiva['words'])})[ ]*$|^(?:{codes})$", re.I | re.M
        ),
    )


def is_export(text: str) -> bool:
    """Whether a text is an export of LexisNexis or Factiva, by the lines that only they write."""
    marks = _marks()
    if marks.counter.search(text[:20_000]) or (marks.end.search(text) and marks.body.search(text)):
        return True
    return bool(marks.document.search(text) and marks.words.search(text))


def read_export_lines(lines: Iterable[str], options: ReadOptions) -> Iterator[Reading | Refusal]:
    """The reports of an export as lines of text; the bytes of each are its own lines in UTF-8."""
    for i, part in enumerate(split_export(list(lines)), 1):
        yield read_part(part, "\n".join(part).strip().encode("utf-8", "surrogatepass"), options, i)


def read_part(lines: list[str], own: bytes, options: ReadOptions, i: int) -> Reading | Refusal:
    """The report that the lines of one document of an export hold; `own` are its bytes."""
    place = f"{options.path or '-'}#{i}"
    try:
        found = _parse(lines)
        text, blocks = lay_out(found.paragraphs, found.fields.get("title"))
        received = Received(text=text, fields=found.fields, extra=found.extra, kinds=blocks)
        return compose_reading(received, own, replace(options, path=place))
    except ReadError as error:
        return Refusal(place, str(error))


def split_export(lines: list[str]) -> list[list[str]]:
    """The lines of each document of an export; what stands before the first and is none is left out."""
    marks = _marks()
    counted = [i for i, line in enumerate(lines) if marks.counter.match(line)]
    if counted:
        edges = [*counted, len(lines)]
        return [lines[edges[i] : edges[i + 1]] for i in range(len(counted))]
    ends = [i for i, line in enumerate(lines) if marks.end.match(line) or marks.document.match(line)]
    starts = [0, *(i + 1 for i in ends)]
    parts = [lines[start : end + 1] for start, end in zip(starts, ends, strict=False)]
    if _is_document(lines[starts[-1] :]):
        parts.append(lines[starts[-1] :])
    return [part for part in parts if any(line.strip() for line in part)]


def _is_document(lines: list[str]) -> bool:
    marks = _marks()
    return any(marks.body.match(line) or marks.words.match(line) for line in lines)


def _parse(lines: list[str]) -> ExportedReport:
    marks = _marks()
    is_factiva = any(marks.document.match(line) for line in lines[-3:]) or not any(
        marks.counter.match(line) or marks.body.match(line) for line in lines
    )
    parse: Callable[[list[str]], ExportedReport] = parse_factiva if is_factiva else parse_lexis
    return parse(lines)
