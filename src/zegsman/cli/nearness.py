"""What the command line says of stories that may be one affair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zegsman.cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Json = dict[str, Any]
_MOST_TOLD = 10


def say_near(near: Mapping[str, Iterable[Json]], *, case: str | None, quiet: bool = False) -> None:
    """Says which stories may be one affair, how far what links them lies below what is needed, and how to join them.

    Args:
        near: For each story what is near it, as dossiers hold it; each pair is told once, from the smaller story.
        case: The case as it was given; None for one that is not kept, in which nothing can be decided.
        quiet: Whether to say nothing.
    """
    pairs: dict[frozenset[str], Json] = {}
    for story, others in near.items():
        for one in others:
            pair = frozenset((story, one["story"]))
            if pair not in pairs or pairs[pair]["reports"] < one["reports"]:
                pairs[pair] = one
    found = sorted(pairs.values(), key=lambda one: (-one["linkage"], one["report"]["id"]))
    for one in found[:_MOST_TOLD]:
        say(_sentence(one, case), quiet=quiet)
    if len(found) > _MOST_TOLD:
        say(f"… and {len(found) - _MOST_TOLD} more stories that may be one with another", quiet=quiet)
    if found and case is None:
        say("to join them, keep the case (--case FILE); or say that all is one affair with --together", quiet=quiet)


def _sentence(one: Json, case: str | None) -> str:
    linkage = min(one["linkage"], one["needed"] - 0.01)  # what lies below must not look equal when it is rounded
    shared = f"; they share {', '.join(one['shared'])}" if one["shared"] else ""
    told = (
        f"{_called(one['report'])} may belong to the same affair as '{one['title']}': "
        f"linkage {linkage:.2f} of the {one['needed']:.2f} needed{shared}"
    )
    if case is None:
        return told
    at = f" --case {case}" if case else ""
    return f"{told}. To join them: zegsman judge same report {one['report']['id']} {one['other_report']['id']}{at}"


def _called(report: Json) -> str:
    return f"'{report['title'] or report['outlet'] or report['path'] or report['id']}'"
