"""The command `serve`: the case in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zegsman.cli.options import CaseOption, WhoOption
from zegsman.cli.setting_up import settings_in_force
from zegsman.cli.terminal import say

if TYPE_CHECKING:
    from zegsman.web.serving import Listening


def serve(
    host: Annotated[str, typer.Option("--host", metavar="NAME", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", help="0 takes any free one.", min=0, max=65535)] = 8765,
    who: WhoOption = None,
    case: CaseOption = None,
) -> None:
    """Opens the case to a browser on this machine, until it is stopped with Ctrl-C.

    On another --host than this machine's own it asks every visitor for a token, which it prints.
    """
    from zegsman.cli.judging import person
    from zegsman.web.serving import serve_case

    settings = settings_in_force()
    serve_case(case or settings.case, settings, host=host, port=port, who=person(who), tell=_told)


def _told(listening: Listening) -> None:
    typer.echo(listening.address)
    say("open this address in a browser; Ctrl-C stops the server")
    if not listening.may_write:
        say("the case may only be read: nothing can be added or judged")
    if listening.token:
        say("other machines can reach it: it asks for the token in the address, and the traffic is not encrypted")
