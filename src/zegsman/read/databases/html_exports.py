"""Parts the HTML in which newspaper databases export: LexisNexis's and Factiva's pages of many reports."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from zegsman.errors import ReadError
from zegsman.read.databases.exports import read_part
from zegsman.read.markup import parse_html
from zegsman.read.paragraphs import find_paragraphs
from zegsman.read.reports import Reading, ReadOptions, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEXIS = re.compile(r"<DOCFULL>", re.I)
_LEXIS_END = re.compile(r"</DOCFULL>", re.I)
_FACTIVA = re.compile(r"<div\b[^>]{0,200}\bclass\s*=\s*[\"']article \w\wArticle[\"'][^>]{0,200}>", re.I)
_COMMENT_ENDS = re.compile(r"<!--[^<>]*$|^\s*-->")


def is_html_export(source: str) -> bool:
    """Whether a page is an export of a newspaper database."""
    return _LEXIS.search(source) is not None or _FACTIVA.search(source) is not None


def read_html_export(source: str, options: ReadOptions) -> Iterator[Reading | Refusal]:
    """The reports of such a page; the bytes of each are its part of the page in UTF-8."""
    starts = [match.end() for match in _LEXIS.finditer(source)]
    ends = [match.start() for match in _LEXIS_END.finditer(source)]
    if not starts:
        starts = [match.start() for match in _FACTIVA.finditer(source)]
        ends = starts[1:]
    for i, start in enumerate(starts, 1):
        following = starts[i] if i < len(starts) else len(source)
        at = bisect_right(ends, start)
        end = min(ends[at] if at < len(ends) else len(source), following)
        piece = _COMMENT_ENDS.sub("", source[start:end]).strip()
        own = piece.encode("utf-8", "surrogatepass")
        try:
            lines = [one.words for one in find_paragraphs(parse_html(piece), keep_lines=True)]
        except ReadError as error:
            yield Refusal(f"{options.path or '-'}#{i}", str(error))
            continue
        yield read_part(lines, own, options, i)
