"""Runs a reader of this folder in a process of its own, which is stopped where it takes too long or too much memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zegsman.errors import ReadError

if TYPE_CHECKING:
    from zegsman.read.limits import Limits

_LARGEST_ANSWER = 200_000_000
"""Bytes of JSON: five million characters with their places stay below it."""


def read_apart(module: str, data: bytes, limits: Limits, what: str) -> dict[str, Any]:
    """What the script `module` of this folder makes of the bytes; `what` names them in reasons ('the PDF').

    Raises:
        ReadError: if it takes longer or more memory than the limits allow, or fails.
    """
    script = Path(__file__).with_name(f"{module}.py")
    time_s = max(1, round(limits.document_time_s))
    # -P keeps this folder off the path: its modules would stand before those of the standard library.
    command = [sys.executable, "-P", str(script), str(limits.document_memory_mb), str(time_s)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2 * time_s, check=False)
    except subprocess.TimeoutExpired as error:
        raise ReadError(f"{what} takes more than {time_s} s to read; it may be made to") from error
    if done.returncode or len(done.stdout) > _LARGEST_ANSWER:
        raise ReadError(
            f"{what} cannot be read within {limits.document_memory_mb} MB of memory and {time_s} s; it is damaged, or "
            "made to take more. Save its text as a .txt file instead"
        )
    try:
        value = json.loads(done.stdout)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{what} could not be read ({error})") from error
    return value if isinstance(value, dict) else {}
