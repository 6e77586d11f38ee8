"""`zegsman batch` with the stand-in for the encoder: everything that a batch does but reading the text.

usage: python bench/batch_stand_in.py REPORTS OUT [--resume]

What might grow with the number of reports (the spool, the plan, shards, memory, the folder) is measured so at sizes
for which the encoder would need hours.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

import stand_in

from zegsman.fleet.jobs import AnnotateReports
from zegsman.fleet.local import LocalEngine
from zegsman.fleet.making import Order, make_dataset
from zegsman.settings import load_settings

if TYPE_CHECKING:
    from zegsman.desk.stages import Annotate


def load() -> Annotate:
    """The annotate stage of a worker."""
    return stand_in.annotate


def main() -> int:
    """Makes the data set."""
    reports, out, *resume = sys.argv[1:]
    order = Order(
        paths=(reports,), out=out, resume=resume == ["--resume"], annotate_version="stand-in", settings=load_settings()
    )
    make_dataset(order, LocalEngine(), AnnotateReports(load), lambda *_: None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
