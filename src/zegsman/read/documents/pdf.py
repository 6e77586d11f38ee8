"""Reads PDF: the words of its pages in paragraphs, without running heads, and what it says of itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from zegsman.errors import ReadError
from zegsman.read.documents.apart import read_apart
from zegsman.read.documents.titles import sound_title
from zegsman.read.paragraphs import Paragraph, lay_out
from zegsman.read.reports import Reading, ReadOptions, Received, Refusal, compose_reading
from zegsman.record.report import Cut, CutKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zegsman.read.incoming import Incoming

_DATE = re.compile(r"D?:?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?")
_EDGE = 0.1
"""The share of a page's height, at its top and foot, in which running heads stand."""
_NEW_PARAGRAPH = 1.6
"""Distance of base lines, in usual distances, from which a new paragraph starts: between single and double spacing."""
_SHORT = 0.85
"""The share of the column's width below which a closed line ends its paragraph."""
_CLOSING = (".", "!", "?", ":", "”", '"', "’")
_HYPHENS = ("-", "\u00ad", "\ufffe")
"""The last is what PDFium gives for a hyphen at the end of a line."""
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Line:
    left: float
    bottom: float
    right: float
    top: float
    words: str


def read_pdf(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal]:
    """The one report of a PDF. Its day of publication stays unknown: a file says when it was made, not published.

    Raises:
        ReadError: if it holds no words, is protected, or takes more than the limits allow.
    """
    data = incoming.whole()
    found = read_apart("pdf_pages", data, incoming.limits, "the PDF")
    if fault := found.get("fault"):
        reason = "it is protected by a password" if "password" in fault.lower() else f"it is damaged ({fault})"
        raise ReadError(f"the PDF cannot be read: {reason}; expected one with text")
    pages = [[_Line(*line) for line in page["lines"]] for page in found["pages"]]
    heights = [float(page["height"]) for page in found["pages"]]
    kept, n_cut = _without_running_heads(pages, heights)
    paragraphs = [Paragraph(words) for words in _joined_pages([_paragraphs(lines) for lines in kept])]
    if not paragraphs:
        raise ReadError(
            f"the {found['n_pages']} pages of the PDF hold pictures and no words; run text recognition first"
        )
    about: dict[str, str] = found.get("about", {})
    title = sound_title(about.get("Title", ""))
    text, blocks = lay_out(paragraphs, title)
    cut = [Cut(CutKind.FURNITURE, n_cut)] if n_cut else []
    if found["n_pages"] > len(pages):
        cut.append(Cut(CutKind.TRUNCATED))
    received = Received(
        text=text, fields={"title": title, "author": about.get("Author", "")}, extra=_extra(found), kinds=blocks,
        cut=tuple(cut),
    )  # fmt: skip
    yield compose_reading(received, data, options)


def _extra(found: dict[str, Any]) -> dict[str, str]:
    about = found.get("about", {})
    extra = {"pages": str(found["n_pages"])}
    for name, key in (("created", "CreationDate"), ("modified", "ModDate")):
        if match := _DATE.match(about.get(key, "")):
            extra[name] = "-".join(part for part in match.groups()[:3] if part)
    return extra | {name.lower(): about[name] for name in ("Creator", "Subject", "Keywords") if about.get(name)}


def _without_running_heads(pages: Sequence[Sequence[_Line]], heights: Sequence[float]) -> tuple[list[list[_Line]], int]:
    """The pages without what stands at the top or foot of most of them, digits aside; and how many words that was."""
    counts: Counter[str] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        counts.update({_DIGITS.sub("#", one.words) for one in lines if _at_edge(one, height)})
    often = {words for words, n in counts.items() if n > 1 and n >= 0.5 * len(pages)}
    kept, n_cut = [], 0
    for lines, height in zip(pages, heights, strict=True):
        own = []
        for one in lines:
            is_number = one.words.strip(" -–—").isdigit() and len(pages) > 1
            if _at_edge(one, height) and (is_number or _DIGITS.sub("#", one.words) in often):
                n_cut += len(one.words.split())
            else:
                own.append(one)
        kept.append(own)
    return kept, n_cut


def _at_edge(line: _Line, height: float) -> bool:
    return line.bottom > height * (1 - _EDGE) or line.top < height * _EDGE


def _paragraphs(lines: Sequence[_Line]) -> list[str]:
    """The paragraphs of one page, from the distances of its lines and their lengths."""
    rows = _rows(lines)
    if not rows:
        return []
    steps = [a.bottom - b.bottom for a, b in pairwise(rows) if 0 < a.bottom - b.bottom < 60]
    usual = median(steps) if steps else 12.0
    widest = max(one.right for one in rows) - min(one.left for one in rows) or 1.0
    found: list[list[str]] = [[rows[0].words]]
    for above, line in pairwise(rows):
        step = above.bottom - line.bottom
        is_far = step > _NEW_PARAGRAPH * usual or step < -usual
        is_indented = line.left > above.left + 8 and above.words.rstrip().endswith((".", "”", '"', "?", "!", ":"))
        is_closed = above.right - above.left < _SHORT * widest and above.words.rstrip().endswith(
            (".", "!", "?", "”", '"')
        )
        other_size = abs((above.top - above.bottom) - (line.top - line.bottom)) > 0.25 * (line.top - line.bottom)
        if is_far or is_indented or is_closed or (other_size and step > 1.2 * usual):
            found.append([])
        found[-1].append(line.words)
    return [joined for words in found if (joined := _joined(words))]


def _rows(lines: Sequence[_Line]) -> list[_Line]:
    """Lines with the pieces that stand on one base line put together."""
    rows: list[_Line] = []
    for line in lines:
        last = rows[-1] if rows else None
        if last is not None and abs(last.bottom - line.bottom) < 3 and -2 <= line.left - last.right < 40:
            rows[-1] = _Line(
                last.left,
                min(last.bottom, line.bottom),
                line.right,
                max(last.top, line.top),
                f"{last.words} {line.words}",
            )
        else:
            rows.append(line)
    return rows


def _joined(lines: Sequence[str]) -> str:
    """The lines of a paragraph as one; a word parted at the end of a line is whole again."""
    text = ""
    for line in lines:
        parted = (
            text.endswith(("-", "\u00ad", "\ufffe")) and len(text) > 1 and text[-2].islower() and line[:1].islower()
        )
        text = text[:-1] + line if parted else f"{text} {line}"
    return " ".join(text.split())


def _joined_pages(pages: Sequence[list[str]]) -> list[str]:
    """The paragraphs of all pages; one that the edge of a page parts is whole again."""
    found: list[str] = []
    for paragraphs in pages:
        own = list(paragraphs)
        if found and own and found[-1][-1:].isalpha() and own[0][:1].islower():
            found[-1] = _joined([found[-1], own.pop(0)])
        found += own
    return found
