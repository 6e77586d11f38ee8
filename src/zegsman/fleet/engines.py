"""The table of engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zegsman.errors import UsageError
from zegsman.fleet.local import LocalEngine
from zegsman.fleet.ray_cluster import RayEngine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from zegsman.fleet.batches import Engine

ENGINES: Mapping[str, Callable[[int | None], Engine]] = {"local": LocalEngine, "ray": RayEngine}


def engine_named(name: str, n_workers: int | None = None) -> Engine:
    """The engine of this name, with so many workers; as many as there are cores where that is not given.

    Raises:
        UsageError: if there is none of this name.
    """
    if name not in ENGINES:
        raise UsageError(f"there is no engine {name!r}; expected {' or '.join(ENGINES)}")
    return ENGINES[name](n_workers)
