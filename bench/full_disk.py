"""Lets the disk be full at every call with which the program writes to its case, and counts what is lost.

Nothing may be.

usage: python bench/full_disk.py [--every N] [--first N] [--inputs N] [--folder FOLDER]

Builds `tests/endurance/faulty_disk.c` (needs a C compiler, and a loader that knows LD_PRELOAD) and runs
`tests/endurance/full_disk.py` under it, which see. `--folder` is to lie on a disk of a few megabytes, which is filled:

    mkfs.ext4 -q small.img 12M; mount -o loop small.img FOLDER

Prints one line of JSON a campaign; ends with 1 where anything was lost, unsound or unequal.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))


def main() -> int:
    """Builds the disk that fails and runs the campaigns."""
    from endurance.full_disk import begin_again

    with tempfile.TemporaryDirectory() as folder:
        return begin_again(Path(folder) / "faulty_disk.so", sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
