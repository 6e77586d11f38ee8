"""Makes a data set: reads inputs into the spool, annotates it batch by batch, writes shard after shard."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from zegsman.desk.inputs import find_inputs, find_pieces
from zegsman.fleet.batches import Batch, Done, Lost, complete
from zegsman.fleet.folder import Folder, Part
from zegsman.fleet.jobs import AnnotateReports, ReadInputs, ReadLine, read_line, refused_bytes
from zegsman.fleet.local import LocalEngine
from zegsman.fleet.parquet import load_pyarrow
from zegsman.fleet.spool import BATCH_BYTES, Place, Spool, shard_bits
from zegsman.fleet.tables import SCHEMA
from zegsman.read.reports import Piece, Reading, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

    from zegsman.fleet.batches import Engine
    from zegsman.settings import Settings

Json = dict[str, Any]
READ_AT_ONCE = 64
"""Inputs in a batch of reading."""
REFUSALS_TOLD = 1000
"""Refusals that are held to be told; the table has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be made of what."""

    paths: tuple[str, ...]
    out: str
    resume: bool = False
    annotate_version: str
    settings: Settings
    stdin: BinaryIO | None = None

    @property
    def job(self) -> Json:
        """What the bytes of the data set depend on, besides the inputs."""
        return {
            "schema": SCHEMA,
            "annotations": self.annotate_version,
            "languages": list(self.settings.languages),
            "paths": sorted(self.paths),
        }


@dataclass(slots=True)
class Made:
    """What became of the inputs."""

    n_reports: int = 0
    n_refused: int = 0
    refused: list[Refusal] = field(default_factory=list)
    """The first of them."""


def make_dataset(
    order: Order, engine: Engine, annotate: AnnotateReports, progress: Callable[[str, int, int], None]
) -> Made:
    """Makes the data set that was ordered, or goes on making it.

    Its bytes depend on the inputs, the version and the languages: not on the engine, the number of workers, the order
    in which inputs come, or how often the work was stopped.

    Raises:
        FleetError: if the folder cannot be used, or no worker can be kept alive.
        EncoderError: if the encoder's weights cannot be used.
    """
    load_pyarrow()
    with Folder(order.out) as folder:
        if folder.begin(order.job, resume=order.resume):
            spool = Spool(folder.work / "spool")
            plan = folder.note("plan") or _read(order, folder, spool, progress)
            _annotate(_Shards(folder, spool, plan, order.settings.batch_size), engine, annotate, progress)
            folder.finish(order.job, 1 << plan["bits"])
        return _made(folder)


def _read(order: Order, folder: Folder, spool: Spool, progress: Callable[[str, int, int], None]) -> Json:
    """Fills the spool; what was read when the work was stopped is read again, which costs little beside the rest."""
    found = find_pieces(find_inputs(order.paths, stdin=order.stdin), order.settings)
    spool.write(_reports_of(found, ReadInputs(), progress))
    n_reports = spool.count()
    plan = {"reports": n_reports, "bits": shard_bits(n_reports)}
    folder.write_note("plan", plan)
    return plan


def _reports_of(
    found: Iterator[Piece | Reading | Refusal], job: ReadInputs, progress: Callable[[str, int, int], None]
) -> Iterator[ReadLine | Refusal]:
    read: list[ReadLine | Refusal] = []
    done = 0
    for one in complete(LocalEngine(), job, _piece_batches(found, read)):
        done += len(read)
        yield from read
        read.clear()
        done += len(one.batch.items)
        progress("read", done, 0)
        if isinstance(one, Lost):
            yield Refusal(one.batch.items[0].path, _death("reading"))
        else:
            yield from one.result
    yield from read


def _piece_batches(found: Iterator[Piece | Reading | Refusal], read: list[ReadLine | Refusal]) -> Iterator[Batch]:
    """Pieces in batches of limited number and size; what was read or refused on the way is put aside."""
    pending: list[Piece] = []
    n_bytes = 0
    for one in found:
        if not isinstance(one, Piece):
            read.append(one if isinstance(one, Refusal) else read_line(one))
            if len(read) >= READ_AT_ONCE:
                # A batch of nothing gives what was put aside its turn: a dump of any length waits in no list.
                yield Batch(0, 0, tuple(pending))
                pending, n_bytes = [], 0
            continue
        pending.append(one)
        n_bytes += len(one.data)
        if len(pending) == READ_AT_ONCE or n_bytes >= BATCH_BYTES:
            yield Batch(0, 0, tuple(pending))
            pending, n_bytes = [], 0
    if pending:
        yield Batch(0, 0, tuple(pending))


def _death(doing: str) -> str:
    return f"the worker died or hung while {doing} it, each time; please report it"


class _Shards:
    """The shards that are not finished: hands out their batches, takes the results, writes each when it is whole."""

    def __init__(self, folder: Folder, spool: Spool, plan: Json, batch_size: int) -> None:
        self.folder, self.spool = folder, spool
        self.bits: int = plan["bits"]
        self.n_reports: int = plan["reports"]
        self.batch_size = batch_size
        self.n_done = 0
        self._missing: dict[int, int] = {}
        self._places: dict[int, list[Place]] = {}

    def batches(self) -> Iterator[Batch]:
        """What is still to be annotated, shard after shard."""
        for shard in range(1 << self.bits):
            if (note := self.folder.shard_note(shard)) is not None:
                self.n_done += sum(one["rows"] for name, one in note.items() if name.startswith("reports/"))
                continue
            places = self.spool.places(shard, self.bits)
            gaps = list(_gaps(self.folder.parts(shard), len(places)))
            self._places[shard] = places
            self._missing[shard] = sum(end - first for first, end in gaps)
            self.n_done += len(places) - self._missing[shard]
            if not self._missing[shard]:
                self._finish(shard)
            for first, end in gaps:
                yield from self._cut(shard, first, end)

    def _cut(self, shard: int, first: int, end: int) -> Iterator[Batch]:
        at, pending, n_bytes = first, [], 0
        places = self._places[shard][first:end]
        for place, line in zip(places, self.spool.lines(places), strict=True):
            pending.append(line)
            n_bytes += place[4]
            if len(pending) == self.batch_size or n_bytes >= BATCH_BYTES:
                yield Batch(shard, at, tuple(pending))
                at, pending, n_bytes = at + len(pending), [], 0
        if pending:
            yield Batch(shard, at, tuple(pending))

    def take(self, one: Done | Lost) -> None:
        """Keeps what was made of a batch."""
        batch = one.batch
        if isinstance(one, Done):
            tables = one.result
        else:
            sha256, path = self._places[batch.shard][batch.first][:2]
            tables = refused_bytes([(path, f"report-{sha256[:12]}", _death("annotating"))])
        self.folder.write_part(batch, tables)
        self.n_done += len(batch.items)
        self._missing[batch.shard] -= len(batch.items)
        if not self._missing[batch.shard]:
            self._finish(batch.shard)

    def _finish(self, shard: int) -> None:
        rows = [(path, None, reason) for path, reason in self.spool.refusals(shard, self.bits)]
        self.folder.finish_shard(shard, refused_bytes(rows), self.folder.parts(shard))
        del self._places[shard], self._missing[shard]


def _gaps(parts: Iterable[Part], n: int) -> Iterator[tuple[int, int]]:
    """The ranges of `[0, n)` that no part covers."""
    at = 0
    for part in parts:
        if part.first > at:
            yield at, part.first
        at = part.end
    if at < n:
        yield at, n


def _annotate(
    shards: _Shards, engine: Engine, annotate: AnnotateReports, progress: Callable[[str, int, int], None]
) -> None:
    for one in complete(engine, annotate, shards.batches()):
        shards.take(one)
        progress("annotate", shards.n_done, shards.n_reports)


def _made(folder: Folder) -> Made:
    """What the finished data set holds."""
    pa = load_pyarrow()
    manifest = folder.manifest()
    made = Made(manifest["rows"]["reports"], manifest["rows"]["refused"])
    files = [name for name, one in manifest["files"].items() if name.startswith("refused/") and one["rows"]]
    rows = (row for name in files for row in pa.parquet.read_table(folder.place / name).to_pylist())
    made.refused = [Refusal(row["path"], row["reason"]) for row in islice(rows, REFUSALS_TOLD)]
    return made
