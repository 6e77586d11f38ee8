"""How a command ends: 0 done, 1 done but some inputs were refused, 2 wrong usage, 3 nothing could be done."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

DONE, PARTLY, USAGE, NOTHING = 0, 1, 2, 3
INTERRUPTED = 130
"""What shells give for a command stopped with Ctrl-C."""


def ended() -> NoReturn:
    """Runs the command and leaves the process with its status; every error becomes words on stderr."""
    from zegsman.errors import JudgementError, UsageError, ZegsmanError

    try:
        from zegsman.cli.app import app

        app()
    except (UsageError, JudgementError) as error:
        _say(error.code, str(error))
        sys.exit(USAGE)
    except ZegsmanError as error:
        _say(error.code, str(error))
        sys.exit(NOTHING)
    except BrokenPipeError:
        # The reader of the pipe has gone; nothing more is to be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
    except KeyboardInterrupt:
        _say("", "stopped; what was read before is kept, and the same command goes on from there")
        sys.exit(INTERRUPTED)
    except Exception:
        import traceback

        traceback.print_exc()
        _say("ZM", "this is a fault in zegsman itself; please report it with the lines above")
        sys.exit(NOTHING)
    sys.exit(DONE)


def status_of(*, n_done: int, n_refused: int) -> int:
    """The exit status where some inputs were done and some refused."""
    if not n_refused:
        return DONE
    return PARTLY if n_done else NOTHING


def _say(code: str, message: str) -> None:
    label = f" [{code}]" if code else ""
    print(f"zegsman: {message}{label}", file=sys.stderr)
