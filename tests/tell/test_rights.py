"""Rights of reports are obeyed in every export."""

from __future__ import annotations

import pytest

from tell.formats.a_dossier import TEXT, a_dossier
from zegsman.tell.exports import EXPORTS, Export
from zegsman.tell.rights import forbids_passing_on, without_withheld_words

WORDS = "de brug in Delft gaat op 4 mei dicht"


@pytest.mark.parametrize(
    ("rights", "forbids"),
    [
        (None, False), ("", False), ("© 2024 De Proefbode", False), ("All Rights Reserved", True),
        ("© De Proefbode, alle rechten voorbehouden", True), ("Niet verspreiden", True), ("EMBARGO tot 6 mei", True),
        ("CC BY-SA 4.0", False), ("https://creativecommons.org/licenses/by/4.0/ (all rights reserved)", False),
        ("public domain", False), ("Vertrouwelijk", True), ("accessible", False),
    ],
)  # fmt: skip
def test_forbids_passing_on(rights: str | None, forbids: bool) -> None:
    """Words that reserve forbid, an open licence goes before them, and what says nothing forbids nothing."""
    assert forbids_passing_on(rights) is forbids


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS)
def test_export_obeys_rights(export: Export) -> None:
    """The words of a report that may not be passed on are in no format; without such rights they may be."""
    dossier = a_dossier()
    for report in dossier["reports"]:
        report["rights"] = "niet verspreiden"
    written = export([dossier])
    assert WORDS.encode() not in written
    assert b"SUM(A1)" not in written
    assert written


def test_claim_is_told_in_words_that_may_be_passed_on() -> None:
    """Of a claim that two reports make, the words of the one that allows it are told; offsets stay."""
    dossier = a_dossier()
    dossier["reports"][0]["rights"] = "vertrouwelijk"
    open_ = without_withheld_words(dossier)
    assert [report["text"] for report in open_["reports"]] == ["", TEXT]
    assert [report.get("withheld", False) for report in open_["reports"]] == [True, False]
    assert [claim["text"] for claim in open_["claims"]] == [WORDS, ""]
    assert open_["statements"] == dossier["statements"]
    assert dossier["reports"][0]["text"] == TEXT


def test_dossier_without_such_rights_stays() -> None:
    """Where no report forbids it, nothing is made anew."""
    dossier = a_dossier()
    assert without_withheld_words(dossier) is dossier
