"""How a command ends: 0 done, 1 done but some inputs were refused, 2 wrong usage, 3 nothing could be done."""

from __future__ import annotations

DONE, PARTLY, USAGE, NOTHING = 0, 1, 2, 3
INTERRUPTED = 130
"""What shells give for a command stopped with Ctrl-C."""


def status_of(*, n_done: int, n_refused: int) -> int:
    """The exit status where some inputs were done and some refused."""
    if not n_refused:
        return DONE
    return PARTLY if n_done else NOTHING
