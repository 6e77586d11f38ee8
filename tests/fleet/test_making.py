"""Data sets: the same bytes whatever happens on the way."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from fake_fleet import DEADLY, SLOW, UNREADABLE, files_of, made, written
from zegsman.errors import FleetError
from zegsman.fleet import spool
from zegsman.fleet.local import LocalEngine
from zegsman.fleet.tables import SCHEMA, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zegsman.fleet.batches import Batch, Done, Job, Lost

_MAKE = """
import sys
sys.path[:0] = {path!r}
from pathlib import Path
from fake_fleet import made
from zegsman.fleet import spool
from zegsman.fleet.local import LocalEngine
if __name__ == "__main__":
    spool.SHARD_SIZE = 16
    made([{folder!r}], Path({out!r}), LocalEngine(2), resume=True)
"""


@pytest.fixture(autouse=True)
def _small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "SHARD_SIZE", 16)


def test_dataset_same_bytes_whatever_the_order_and_the_workers(tmp_path: Path) -> None:
    """Order of inputs, number of workers and size of batches leave no trace; the same bytes twice count once."""
    folder = written(tmp_path / "in", 40)
    shutil.copy(folder / "0003.txt", folder / "zz.txt")
    paths = sorted(folder.iterdir())
    one = made([folder], tmp_path / "1", LocalEngine(1))
    random.Random(4).shuffle(paths)
    other = made(paths, tmp_path / "2", LocalEngine(2), batch_size=7)
    assert files_of(tmp_path / "1") == files_of(tmp_path / "2")
    assert (one.n_reports, one.n_refused, other.n_reports, other.n_refused) == (40, 1, 40, 1)
    assert "PNG picture" in one.refused[0].reason
    manifest = json.loads((tmp_path / "1" / "dataset.json").read_text())
    assert manifest["schema"] == SCHEMA
    assert manifest["rows"]["statements"] == 80
    assert len(manifest["files"]) == 4 * len(TABLES)
    assert not (tmp_path / "1" / "_work").exists()


def test_dataset_tables_hold_the_annotation(tmp_path: Path) -> None:
    """Words stand where the offsets say, and each table has its columns."""
    made([written(tmp_path / "in", 3)], tmp_path / "out", LocalEngine(1))
    tables = {name: pq.read_table(tmp_path / "out" / name) for name in TABLES}
    assert all(tables[name].column_names == [column.name for column in columns] for name, columns in TABLES.items())
    texts = {row["report"]: row["text"] for row in tables["reports"].to_pylist()}
    assert len(texts) == 3
    for row in [*tables["statements"].to_pylist(), *tables["names"].to_pylist()]:
        assert texts[row["report"]][row["start"] : row["end"]] == row["words"]
    assert {tuple(row["chain"]) for row in tables["statements"].to_pylist()} == {("Vos",), ()}
    assert {len(row["vector"]) for row in tables["embeddings"].to_pylist()} == {4}


def test_dataset_poisonous_reports_are_set_aside(tmp_path: Path) -> None:
    """A text that kills every worker and one that the program trips over are rows of `refused`; the rest is done."""
    also = (f"Dam {DEADLY}. Ja.", f"Dam {UNREADABLE}. Nee.")
    found = made([written(tmp_path / "in", 20, also=also)], tmp_path / "out", LocalEngine(2))
    assert (found.n_reports, found.n_refused) == (20, 3)
    reasons = {Path(one.path).name: one.reason for one in found.refused}
    assert "the worker died" in reasons["0020.txt"]
    assert "cannot be annotated" in reasons["0021.txt"]
    rows = pq.read_table(tmp_path / "out" / "refused").to_pylist()
    assert sum(row["report"] is not None for row in rows) == 2


def test_dataset_resumed_after_kills_is_the_same(tmp_path: Path) -> None:
    """Killed at random moments and resumed, it ends in the bytes of a run that nobody stopped."""
    folder = written(tmp_path / "in", 90, extra=SLOW)
    made([folder], tmp_path / "whole", LocalEngine(2))
    out = tmp_path / "out"
    script = _MAKE.format(path=sys.path, folder=str(folder), out=str(out))
    (tmp_path / "make.py").write_text(script)
    chance = random.Random(11)
    kills = 0
    for _ in range(5):
        process = subprocess.Popen([sys.executable, str(tmp_path / "make.py")])
        time.sleep(chance.uniform(0.8, 2.6))
        kills += process.poll() is None
        process.kill()
        process.wait()
    made([folder], out, LocalEngine(2), resume=True)
    assert kills >= 2
    assert files_of(out) == files_of(tmp_path / "whole")


def test_dataset_resumed_from_any_files_left(tmp_path: Path) -> None:
    """Whatever subset of finished batches and shards a stop left, the rest is made and the bytes are the same."""
    folder = written(tmp_path / "in", 40)
    made([folder], tmp_path / "whole", LocalEngine(1))
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        made([folder], out, _Stopping(7))
    assert len(list((out / "_work" / "parts").rglob("*-*"))) + 4 * len(list((out / "_work").glob("shard-*"))) >= 4
    (out / "_work" / "parts" / "00001" / "000000-000004.unfinished").parent.mkdir(parents=True, exist_ok=True)
    (out / "_work" / "parts" / "00001" / "000000-000004.unfinished").write_bytes(b"{")
    made([folder], out, LocalEngine(1), resume=True, batch_size=3)
    assert files_of(out) == files_of(tmp_path / "whole")
    again = made([folder], out, _Stopping(0), resume=True)
    assert again.n_reports == 40


class _Stopping(LocalEngine):
    """An engine that is stopped after so many batches."""

    def __init__(self, after: int) -> None:
        super().__init__(1)
        self.after = after

    def work(self, job: Job, batches: Iterable[Batch]) -> Iterator[Done | Lost]:
        """See `Engine.work`."""
        for i, one in enumerate(super().work(job, batches)):
            if i == self.after:
                raise KeyboardInterrupt
            yield one


@pytest.mark.parametrize(("resume", "words"), [(False, "holds a data set already"), (True, "was begun with paths")])
def test_dataset_folder_in_use(tmp_path: Path, resume: bool, words: str) -> None:
    """A finished data set is neither overwritten nor taken for another one's."""
    folder = written(tmp_path / "in", 2)
    made([folder], tmp_path / "out", LocalEngine(1))
    with pytest.raises(FleetError, match=words):
        made([folder, folder], tmp_path / "out", LocalEngine(1), resume=resume)


def test_dataset_folder_of_something_else(tmp_path: Path) -> None:
    """A folder with other files is left alone, also with --resume; one that was begun asks for it."""
    folder = written(tmp_path / "in", 2)
    for resume, words in ((False, "is not empty"), (True, "no data set that was begun")):
        with pytest.raises(FleetError, match=words):
            made([folder], folder, LocalEngine(1), resume=resume)
    with pytest.raises(KeyboardInterrupt):
        made([folder], tmp_path / "out", _Stopping(0))
    with pytest.raises(FleetError, match="--resume goes on"):
        made([folder], tmp_path / "out", LocalEngine(1))


def test_dataset_of_nothing(tmp_path: Path) -> None:
    """Where every input is refused the tables are there, empty, with the reasons."""
    (tmp_path / "leeg.txt").write_text("")
    found = made([tmp_path / "leeg.txt", tmp_path / "weg.txt"], tmp_path / "out", LocalEngine(1))
    assert (found.n_reports, found.n_refused) == (0, 2)
    assert pq.read_table(tmp_path / "out" / "statements").num_rows == 0
