"""What an operation of the API is: its address, what it takes and gives, and what answers it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Callable

    from zegsman.web.visit import Visit

Json = dict[str, Any]
PROBLEM = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that the query may give; `schema` is its JSON Schema."""

    name: str
    help: str
    schema: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation. `gives` and `takes` are JSON Schemas of the answer and of the body, None for none."""

    method: str
    path: str
    name: str
    help: str
    answer: Callable[[Visit], Response]
    query: tuple[Parameter, ...] = ()
    takes: Json | None = None
    gives: Json | None = None
    status: int = 200
    media_type: str = "application/json"


def as_answer(value: Any, *, status: int = 200) -> Response:
    """A value as JSON; lone surrogates, which UTF-8 cannot hold, are escaped."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    return Response(data, status_code=status, media_type="application/json")


def problem(status: int, title: str, detail: str = "") -> Response:
    """An error as RFC 9457 has it."""
    about = {"status": status, "title": title} | ({"detail": detail} if detail else {})
    return Response(json.dumps(about, ensure_ascii=False).encode(), status_code=status, media_type=PROBLEM)
