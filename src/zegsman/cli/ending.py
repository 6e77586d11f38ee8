"""Runs the command and ends the process: every error becomes words on stderr and the status it stands for."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from zegsman.cli.outcome import DONE, INTERRUPTED, NOTHING, USAGE


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


def _say(code: str, message: str) -> None:
    label = f" [{code}]" if code else ""
    print(f"zegsman: {message}{label}", file=sys.stderr)
