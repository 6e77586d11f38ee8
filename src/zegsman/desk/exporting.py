"""The exports by name: `jsonl` here, the formats of other people from `tell`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from zegsman.errors import TellError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Json = dict[str, Any]
_KINDS = {
    "reports": "report",
    "sources": "source",
    "entities": "entity",
    "statements": "statement",
    "claims": "claim",
    "conflicts": "conflict",
}


def exports() -> Mapping[str, Callable[..., Any]]:
    """The functions that write an export, by the name of the format."""
    try:
        from zegsman.tell import exports as told
    except ImportError:
        return {"jsonl": compose_lines}
    return {"jsonl": compose_lines, **told.EXPORTS}


def compose_export(dossiers: Sequence[Json], format: str, *, with_text: bool = True) -> bytes:
    """The dossiers in a format, as the bytes of one file.

    Raises:
        TellError: if there is no such format.
    """
    known = exports()
    if format not in known:
        raise TellError(f"there is no export format {format!r}; expected {', '.join(sorted(known))}")
    result = known[format](dossiers, with_text=with_text)
    return result.encode("utf-8", "replace") if isinstance(result, str) else bytes(result)


def compose_lines(dossiers: Sequence[Json], *, with_text: bool = True) -> str:
    """One object a line: `kind`, the story, and the dossier's fields for it."""
    return "".join(
        json.dumps(one, ensure_ascii=False) + "\n" for dossier in dossiers for one in _lines(dossier, with_text)
    )


def _lines(dossier: Json, with_text: bool) -> Iterator[Json]:
    for field, kind in _KINDS.items():
        for one in dossier[field]:
            line = {"kind": kind, "story": dossier["story"]["id"], **one}
            # A conflict has a kind of its own, which gives way to the kind of line.
            if "kind" in one:
                line |= {"kind": kind, f"{kind}_kind": one["kind"]}
            if not with_text:
                line.pop("text", None)
            yield line
