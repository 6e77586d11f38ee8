"""What workers of the fleet are given in tests: stages without a model, and texts that kill, hang or slow a worker."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

from fake_stages import CountingStages
from zegsman.fleet.folder import MANIFEST
from zegsman.fleet.jobs import AnnotateReports
from zegsman.fleet.making import Made, Order, make_dataset
from zegsman.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zegsman.desk.stages import Annotate
    from zegsman.fleet.batches import Engine
    from zegsman.record.annotation import Annotation
    from zegsman.record.report import Report

DEADLY, SLOW, UNREADABLE = "DODELIJK", "TRAAG", "ONLEESBAAR"
MURDEROUS = "MOORDEND"
"""Before the path of a file in a text: kills the process that the worker is a child of, once, and makes the file."""
SLOW_S = 0.02


def fake_annotate(reports: Sequence[Report]) -> Sequence[Annotation]:
    """The fake stage; a deadly text kills the process, a murderous one its parent, a slow one takes its time."""
    for report in reports:
        if MURDEROUS in report.text:
            _kill_parent(Path(report.text.split(MURDEROUS)[1].split()[0]))
        if DEADLY in report.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if SLOW in report.text:
            time.sleep(SLOW_S)
    return CountingStages().annotate(reports)


def _kill_parent(once: Path) -> None:
    try:
        once.touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(3600)  # nobody is left to take a result; the end of the parent ends this process


def load_fake() -> Annotate:
    """The fake stage, as `AnnotateReports` loads it."""
    return fake_annotate


def made(paths: Sequence[str | Path], out: Path, engine: Engine, *, resume: bool = False, batch_size: int = 4) -> Made:
    """A data set made with the fake stage."""
    order = Order(
        paths=tuple(map(str, paths)),
        out=str(out),
        resume=resume,
        annotate_version="test",
        settings=Settings(batch_size=batch_size),
    )
    return make_dataset(order, engine, AnnotateReports(load_fake), lambda _what, _done, _of: None)


def files_of(out: Path) -> dict[str, bytes]:
    """The files of a data set; the manifest only by what it says of them."""
    assert (out / MANIFEST).exists()
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*.parquet"))}


def written(folder: Path, n: int, *, extra: str = "", also: Sequence[str] = ()) -> Path:
    """A folder with `n` reports as files, a picture among them, and other texts."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = [f"Dam {i} gebroken zegt Vos. Het water steeg {i} centimeter. {extra}" for i in range(n)]
    for i, text in enumerate([*texts, *also]):
        (folder / f"{i:04}.txt").write_text(text, encoding="utf-8")
    (folder / "plaat.txt").write_bytes(b"\x89PNG\r\n\x1a\n1234")
    return folder
