"""The answer first: how many reports, from whom, and when they appeared."""

from __future__ import annotations

from typing import Any

import pytest

from tell.builders_of_dossiers import a_dossier
from zegsman.tell.index import DossierIndex
from zegsman.tell.summary import compose_sentences
from zegsman.tell.words import words_of


def opening(language: str, *, outlet: str | None, first: str, last: str) -> str:
    """The first sentence on a dossier of one report."""
    dossier: dict[str, Any] = a_dossier("De dijk is doorgestoken.")
    dossier["reports"][0] |= {"outlet": outlet, "agency": None}
    dossier["story"] |= {"first": first, "last": last}
    return compose_sentences(DossierIndex(dossier), words_of(language))[0]


@pytest.mark.parametrize(
    ("language", "outlet", "first", "last", "expected"),
    [
        ("nl", None, "2024-09-01", "2024-09-30", "Eén bericht van onbekende media, verschenen in september 2024."),
        ("en", None, "2024-09-01", "2024-09-30", "One report from unknown outlets, published in September 2024."),
        ("nl", "De Bode", "2024-09-02", "2024-09-02", "Eén bericht van één medium, verschenen op 2 september 2024."),
        ("nl", "De Bode", "2024-01-01", "2024-12-31", "Eén bericht van één medium, verschenen in 2024."),
    ],
)
def test_outlets_and_days_that_are_not_known_are_no_numbers(
    language: str, outlet: str | None, first: str, last: str, expected: str
) -> None:
    """Reports without an outlet are not 'from no outlets'; a month known only as such is 'in' it."""
    assert opening(language, outlet=outlet, first=first, last=last) == expected
