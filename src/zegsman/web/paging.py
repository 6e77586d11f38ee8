"""Long lists a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One page of a list; pages count from 1."""

    items: tuple[T, ...]
    page: int
    n_pages: int
    n_all: int


def cut(items: Sequence[T], asked: str, size: int) -> Part[T]:
    """The page asked for, as the query has it; the nearest one there is where it makes no sense."""
    n_pages = max(1, -(-len(items) // size))
    wished = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    number = min(max(1, wished), n_pages)
    return Part(tuple(items[(number - 1) * size : number * size]), number, n_pages, len(items))
