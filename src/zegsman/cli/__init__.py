"""Names every job as a command."""

from __future__ import annotations


def main() -> None:
    """The command `zegsman`: carries out what the arguments say and ends with the status that they promise."""
    from zegsman.cli.ending import ended

    ended()
