"""The table of claims that closes the main job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zegsman.cli.terminal import print_table, say

if TYPE_CHECKING:
    from collections.abc import Sequence

Json = dict[str, Any]
_ORDER = ("disputed", "corroborated", "single-origin", "hearsay", "narrated")
_COLUMNS = (("status", "left"), ("reports", "right"), ("origins", "right"), ("cred.", "right"), ("claim", "left"))
_CLAIMS_SHOWN = 25
_TEXT_SHOWN = 140


def print_summary(dossiers: Sequence[Json], *, to_stderr: bool = False) -> None:
    """Prints the claims of each story, the disputed ones first, then by how much carries them."""
    for dossier in dossiers:
        claims = sorted(dossier["claims"], key=_weight)
        rows = [
            (
                claim["status"],
                str(claim["reports"]),
                _origins(claim),
                str(claim["credibility"]),
                _shortened(claim["text"]),
            )
            for claim in claims[:_CLAIMS_SHOWN]
        ]
        print_table(_COLUMNS, rows, title=_title(dossier), to_stderr=to_stderr)
        if len(claims) > _CLAIMS_SHOWN:
            say(f"… and {len(claims) - _CLAIMS_SHOWN} more claims in the dossier")


def _title(dossier: Json) -> str:
    story = dossier["story"]
    n_disputed = sum(claim["status"] == "disputed" for claim in dossier["claims"])
    reports, claims, conflicts = (_counted(len(dossier[f"{noun}s"]), noun) for noun in ("report", "claim", "conflict"))
    return f"{story['title']}  ({reports}, {claims}, {n_disputed} disputed, {conflicts})"


def _counted(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _weight(claim: Json) -> tuple[int, int, int]:
    return (_ORDER.index(claim["status"]), -claim["independent_origins"], -claim["reports"])


def _origins(claim: Json) -> str:
    """The safe count of independent origins, with the highest possible one where that differs."""
    low, high = claim["independent_origins"], claim.get("independent_at_most")
    return f"{low}–{high}" if high is not None and high > low else str(low)


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _TEXT_SHOWN else words[: _TEXT_SHOWN - 1].rsplit(" ", 1)[0] + "…"
