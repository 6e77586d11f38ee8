"""The folder of a data set: what is finished, what is under way, and how each file comes to stand there whole."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zegsman.errors import FleetError
from zegsman.fleet.parquet import write_parquet
from zegsman.fleet.tables import SCHEMA, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType
    from typing import IO, Self

    from zegsman.fleet.batches import Batch

Json = dict[str, Any]
MANIFEST = "dataset.json"
WORK = "_work"


@dataclass(frozen=True, slots=True)
class Part:
    """What was made of the reports `[first, end)` of a shard, waiting for the rest of it."""

    first: int
    end: int
    path: Path


class Folder:
    """A data set that is being made. Files appear whole under their names or not at all."""

    def __init__(self, place: str) -> None:
        self.place = Path(place)
        self.work = self.place / WORK
        self._lock_file: IO[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock_file is not None:
            self._lock_file.close()

    def begin(self, job: Json, *, resume: bool) -> bool:
        """Takes the folder for a job; False where the data set stands already.

        Raises:
            FleetError: if it holds anything else, is being worked on, or cannot be written to.
        """
        try:
            self.place.mkdir(parents=True, exist_ok=True)
            held = {one.name for one in self.place.iterdir()}
            if held <= {WORK} and not self._begun.exists():
                self.work.mkdir(exist_ok=True)
                write_whole(self._begun, _json_bytes(job))
            elif not resume:
                raise FleetError(self._in_the_way())
            if self._begun.exists():
                self._lock()
        except OSError as error:
            raise FleetError(f"{self.place} cannot be written to: {error.strerror or error}") from error
        if MANIFEST in held:
            self._same(job, self.manifest()["job"])
            return False
        if not self._begun.exists():
            raise FleetError(f"{self.place} holds no data set that was begun; give an empty folder or a new one")
        self._same(job, json.loads(self._begun.read_text(encoding="utf-8")))
        return True

    @property
    def _begun(self) -> Path:
        return self.work / "job.json"

    def _in_the_way(self) -> str:
        if (self.place / MANIFEST).exists():
            return f"{self.place} holds a data set already; give another folder"
        if self._begun.exists():
            return f"{self.place} holds a data set that was begun; --resume goes on with it"
        return f"{self.place} is not empty; give an empty folder or a new one"

    def _same(self, job: Json, begun: Json) -> None:
        for name, value in begun.items():
            if job.get(name) != value:
                raise FleetError(
                    f"{self.place} was begun with {name} {value!r} and not {job.get(name)!r}; give the same, or "
                    "another folder"
                )

    def _lock(self) -> None:
        try:
            import fcntl
        except ImportError:  # where there are no such locks, nobody is kept out
            return
        self._lock_file = (self.work / "lock").open("w")
        try:
            fcntl.flock(self._lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise FleetError(f"another process is working in {self.place}; wait for it to end") from error

    def note(self, name: str) -> Json | None:
        """A note on how far the work is, None where it is not there yet."""
        path = self.work / f"{name}.json"
        found: Json | None = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
        return found

    def write_note(self, name: str, value: Json) -> None:
        """Keeps a note on how far the work is."""
        write_whole(self.work / f"{name}.json", _json_bytes(value))

    def shard_note(self, shard: int) -> Json | None:
        """What was written of a shard, None where it is not finished."""
        return self.note(f"shard-{shard:05x}")

    def write_part(self, batch: Batch, tables: dict[str, bytes]) -> Part:
        """Keeps the result of a batch."""
        end = batch.first + len(batch.items)
        path = self._parts(batch.shard) / f"{batch.first:06d}-{end:06d}"
        path.parent.mkdir(parents=True, exist_ok=True)
        head = json.dumps({table: len(data) for table, data in tables.items()}).encode() + b"\n"
        write_whole(path, head + b"".join(tables.values()))
        return Part(batch.first, end, path)

    def parts(self, shard: int) -> list[Part]:
        """The results of a shard that are there, in order; of two that overlap only the first."""
        found: list[Part] = []
        folder = self._parts(shard)
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            first, dash, end = path.name.partition("-")
            if dash and end.isdigit() and (not found or int(first) >= found[-1].end):
                found.append(Part(int(first), int(end), path))
        return found

    def finish_shard(self, shard: int, refused: dict[str, bytes], parts: Iterable[Part]) -> Json:
        """Writes the files of a shard from its parts, and throws these away."""
        held = list(parts)
        files = {}
        for table in TABLES:
            name = f"{table}/part-{shard:05x}.parquet"
            path = self.place / name
            path.parent.mkdir(exist_ok=True)
            beside = path.with_suffix(".unfinished")
            n_rows, sha256 = write_parquet(beside, table, _streams(table, refused, held))
            beside.replace(path)
            files[name] = {"rows": n_rows, "sha256": sha256}
        self.write_note(f"shard-{shard:05x}", files)
        shutil.rmtree(self._parts(shard), ignore_errors=True)
        return files

    def finish(self, job: Json, n_shards: int) -> Json:
        """Writes the manifest, the last file of the data set, and clears away what the work needed."""
        files: Json = {}
        for shard in range(n_shards):
            files |= self.shard_note(shard) or {}
        rows = {
            table: sum(one["rows"] for name, one in files.items() if name.startswith(f"{table}/")) for table in TABLES
        }
        manifest = {"schema": SCHEMA, "job": job, "rows": rows, "files": dict(sorted(files.items()))}
        write_whole(self.place / MANIFEST, _json_bytes(manifest))
        shutil.rmtree(self.work, ignore_errors=True)
        return manifest

    def manifest(self) -> Json:
        """The manifest of a data set that stands."""
        found: Json = json.loads((self.place / MANIFEST).read_text(encoding="utf-8"))
        return found

    def _parts(self, shard: int) -> Path:
        return self.work / "parts" / f"{shard:05x}"


def _streams(table: str, refused: dict[str, bytes], parts: list[Part]) -> Iterator[bytes]:
    if table == "refused":
        yield refused[table]
    for part in parts:
        with part.path.open("rb") as handle:
            lengths = json.loads(handle.readline())
            for name, length in lengths.items():
                if name == table:
                    yield handle.read(length)
                    break
                handle.seek(length, os.SEEK_CUR)


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file that is on disk under its name when this returns, and never there in part."""
    beside = path.with_name(path.name + ".unfinished")
    with beside.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    beside.replace(path)


def _json_bytes(value: Json) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")
