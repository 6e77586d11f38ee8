"""Which column of a table holds which field of a report."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from zegsman.errors import ReadError
from zegsman.lexicon.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SEPARATORS = (",", ";", "\t", "|")
_IGNORED = re.compile(r"[\s_\-.\"']+")
_PROSE = 120
"""Code points; cells longer than this on average are prose, as no title, name or address is."""


@cache
def _names() -> dict[str, dict[str, int]]:
    """For each field its names, plain, with their rank."""
    table: Mapping[str, list[str]] = load_table("all", "fields")["columns"]
    return {field: {plain_name(name): rank for rank, name in enumerate(names)} for field, names in table.items()}


def plain_name(name: str) -> str:
    """The name of a column without case, spaces, hyphens, underscores and quotation marks."""
    return _IGNORED.sub("", name).casefold()


def find_columns(
    header: Sequence[str], sample: Sequence[Sequence[str]], given: Sequence[tuple[str, str]] = ()
) -> dict[str, int]:
    """The field of each column that has one: `given` first, then by name; the text also by what cells hold.

    `sample` is the first rows. Without a column that can be the text the result has no `text`.

    Raises:
        ReadError: if a column that was given is not there.
    """
    plain = [plain_name(name) for name in header]
    found: dict[str, int] = {}
    for field, name in given:
        if plain_name(name) not in plain:
            raise ReadError(f"it has no column {name!r}; it has {', '.join(map(repr, header[:30]))}")
        found[field] = plain.index(plain_name(name))
    for field, names in _names().items():
        candidates = [(names[name], i) for i, name in enumerate(plain) if name in names and i not in found.values()]
        if candidates and field not in found:
            found[field] = min(candidates)[1]
    if "text" not in found and (longest := _longest(header, sample, set(found.values()))) is not None:
        found["text"] = longest
    return found


def _longest(header: Sequence[str], sample: Sequence[Sequence[str]], taken: set[int]) -> int | None:
    """The column of prose: the longest cells, longer than any name or address."""
    lengths = {
        i: sum(len(row[i]) for row in sample if len(row) > i) / max(1, len(sample))
        for i in range(len(header))
        if i not in taken
    }
    best = max(lengths, key=lambda i: lengths[i], default=None)
    return best if best is not None and lengths[best] >= _PROSE else None


def is_table_head(head: bytes) -> bool:
    """Whether bytes open with a line of column names, one of them a name for the text and another for a field."""
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace").lstrip("\ufeff").strip()
    if len(first) > 2000 or b"\n" not in head:
        return False
    names = _names()
    for separator in _SEPARATORS:
        cells = {plain_name(cell) for cell in first.split(separator)}
        others = sum(1 for field, known in names.items() if field != "text" and cells & known.keys())
        if len(cells) > 1 and others and cells & names["text"].keys():
            return True
    return False
