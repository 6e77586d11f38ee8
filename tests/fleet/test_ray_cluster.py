"""The Ray engine: the bytes of the local one, also when actors and workers die over their work."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from fake_fleet import DEADLY, MURDEROUS, files_of, made, written
from zegsman.fleet import spool
from zegsman.fleet.local import LocalEngine
from zegsman.fleet.ray_cluster import RayEngine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.fleet,
    # Ray leaves sockets and files to be closed when the process ends, and warns of its own coming versions.
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture(scope="module")
def engine() -> Iterator[RayEngine]:
    """Ray on two cores with a small object store, started once."""
    import ray

    engine = RayEngine(2, object_store_mb=80)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(p for p in __import__("sys").path if p))
        patch.delenv("RAY_ADDRESS", raising=False)
        engine._start(ray)
        yield engine
        ray.shutdown()


@pytest.fixture(autouse=True)
def _small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "SHARD_SIZE", 16)


def test_ray_gives_the_bytes_of_local_whatever_dies(tmp_path: Path, engine: RayEngine) -> None:
    """Actors killed while they work cost their batches only, a deadly report is set aside, and the bytes are the same.

    What dies is done again; the killed are those that work at that moment, whatever the machine's load.
    """
    killed = [tmp_path / f"killed{i}" for i in range(2)]
    also = [f"Dam {MURDEROUS} {path} gebroken zegt Vos." for path in killed]
    folder = written(tmp_path / "in", 7, also=[*also, f"Dam {DEADLY}."])
    cluster = made([folder], tmp_path / "ray", engine, batch_size=2)
    assert [path.exists() for path in killed] == [True] * 2
    local = made([folder], tmp_path / "local", LocalEngine(1))
    assert (cluster.n_reports, cluster.n_refused) == (local.n_reports, local.n_refused) == (9, 2)
    assert files_of(tmp_path / "local") == files_of(tmp_path / "ray")
