"""What reports' rights say of passing their text on, and a dossier without the words that they forbid to pass on."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from zegsman.lexicon.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Json = dict[str, Any]


def forbids_passing_on(rights: str | None) -> bool:
    """Whether a rights field forbids passing the text on.

    A licence that is open outranks words that reserve rights beside it. Nothing said, or nothing understood, forbids
    nothing: then `--without-text` is the user's to choose.
    """
    if not rights:
        return False
    return not _pattern("open").search(rights) and bool(_pattern("closed").search(rights))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in load_table("all", "rights")["lists"][name]), re.I)


def withheld_reports(dossiers: Iterable[Json]) -> frozenset[str]:
    """The ids of the reports whose words may not be passed on."""
    return frozenset(
        report["id"]
        for dossier in dossiers
        for report in dossier["reports"]
        if forbids_passing_on(report.get("rights"))
    )


def without_withheld_words(dossier: Json) -> Json:
    """The dossier without the words of reports that may not be passed on; the same object where all may.

    Their `text` is empty and they are marked `withheld`; offsets stay. A claim is told in the words of another of its
    statements, or in none.
    """
    withheld = withheld_reports([dossier])
    if not withheld:
        return dossier
    reports = [
        {**report, "text": "", "withheld": True} if report["id"] in withheld else report
        for report in dossier["reports"]
    ]
    texts = {report["id"]: report["text"] for report in reports}
    statements = {one["id"]: one for one in dossier["statements"]}
    claims = [
        claim
        if _may_tell(claim, statements, dossier, withheld)
        else {**claim, "text": _words(claim, statements, texts)}
        for claim in dossier["claims"]
    ]
    return {**dossier, "reports": reports, "claims": claims}


def _may_tell(claim: Json, statements: dict[str, Json], dossier: Json, withheld: frozenset[str]) -> bool:
    """Whether a claim's text is the words of a report that may be passed on."""
    if not any(statements[one]["report"] in withheld for one in claim["statements"]):
        return True
    full = {report["id"]: report["text"] for report in dossier["reports"]}
    return any(
        full[said["report"]][said["start"] : said["end"]] == claim["text"] and said["report"] not in withheld
        for said in (statements[one] for one in claim["statements"])
    )


def _words(claim: Json, statements: dict[str, Json], texts: dict[str, str]) -> str:
    """The first words of a claim's statements that may be passed on; '' where there are none."""
    said: Sequence[Json] = [statements[one] for one in claim["statements"]]
    return next((words for one in said if (words := texts[one["report"]][one["start"] : one["end"]])), "")
