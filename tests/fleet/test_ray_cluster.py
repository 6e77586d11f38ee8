"""The Ray engine: the bytes of the local one, also when actors and workers die over their work."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fake_fleet import DEADLY, SLOW, files_of, made, written
from zegsman.fleet import spool
from zegsman.fleet.local import LocalEngine
from zegsman.fleet.ray_cluster import RayEngine

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def _kill(found: threading.Event, n: int) -> None:
    """Kills actors of Ray Data and their workers while they work, until `found` is set or `n` are dead."""
    killed = 0
    while not found.is_set() and killed < n:
        time.sleep(0.7)
        for pid in _actors()[:1]:
            os.kill(pid, signal.SIGKILL)
            killed += 1
    KILLED.append(killed)


KILLED: list[int] = []


def _actors() -> list[int]:
    """Process ids of the actors: Ray names their processes after them."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if (entry / "cmdline").read_bytes().startswith(b"ray::MapWorker"):
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


def test_ray_gives_the_bytes_of_local(tmp_path: Path, engine: RayEngine) -> None:
    """A data set with a deadly report among others is the same from both engines."""
    folder = written(tmp_path / "in", 30, also=(f"Dam {DEADLY}.",))
    local = made([folder], tmp_path / "local", LocalEngine(2))
    cluster = made([folder], tmp_path / "ray", engine, batch_size=2)
    assert (cluster.n_reports, cluster.n_refused) == (local.n_reports, local.n_refused) == (30, 2)
    assert files_of(tmp_path / "local") == files_of(tmp_path / "ray")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the actors' processes in /proc")
def test_ray_goes_on_when_actors_are_killed(tmp_path: Path, engine: RayEngine) -> None:
    """Actors killed while they work cost their batches only: these are done again, and the bytes are the same."""
    folder = written(tmp_path / "in", 240, extra=SLOW)
    made([folder], tmp_path / "local", LocalEngine(2))
    done = threading.Event()
    killer = threading.Thread(target=_kill, args=(done, 3))
    killer.start()
    made([folder], tmp_path / "ray", engine, batch_size=8)
    done.set()
    killer.join()
    assert KILLED[-1] >= 1
    assert files_of(tmp_path / "local") == files_of(tmp_path / "ray")
