"""Names every job as a command."""

from __future__ import annotations

import gc

OBJECTS_BETWEEN_COLLECTIONS = (50_000, 20, 50)
"""How many objects are made before garbage in circles is looked for. Loading and reading make millions that stay, and
Python's own 700 had them looked through again and again: a tenth of the time of `zegsman dossier` on two reports."""


def main() -> None:
    """The command `zegsman`: carries out what the arguments say and ends with the status that they promise."""
    from zegsman.cli.ending import ended

    gc.set_threshold(*OBJECTS_BETWEEN_COLLECTIONS)
    ended()
