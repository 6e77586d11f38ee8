"""What stands beside the claims: stories left out that may be one with this, reports read with less certainty."""

from __future__ import annotations

from typing import Any

import pytest

from tell.builders_of_dossiers import a_dossier
from zegsman.tell.beside import compose_beside
from zegsman.tell.index import DossierIndex
from zegsman.tell.markdown import write_markdown
from zegsman.tell.page.html import write_html
from zegsman.tell.words import words_of

NEAR = {
    "story": "story-2", "title": "Cafés schenken water", "reports": 1,
    "report": {"id": "r1", "title": "Kop", "outlet": "De Bode r1", "path": "r1.txt"},
    "other_report": {"id": "x1", "title": "Cafés schenken water", "outlet": "De Tap", "path": "x1.txt"},
    "linkage": 0.4983, "needed": 0.5, "shared": ["Brakelse Mout", "gerst"],
}  # fmt: skip


def _near(**facts: Any) -> dict[str, Any]:
    return {**a_dossier("De mouterij ligt stil."), "near_stories": [{**NEAR, **facts}]}


def test_a_near_story_is_told_with_what_is_lacking() -> None:
    """The sentence says how far the linkage lies below what is needed, never that it is equal, and what is shared."""
    (told,) = compose_beside(DossierIndex(_near()), words_of("nl"))
    assert "‘Cafés schenken water’ (één bericht)" in told
    assert "0,49" in told and "0,50" in told
    assert told.endswith("Gedeeld: Brakelse Mout en gerst.")
    (told,) = compose_beside(DossierIndex(_near(shared=[])), words_of("en"))
    assert "0.49 of the 0.50 needed" in told and "share" not in told


@pytest.mark.parametrize("write", [write_html, write_markdown])
def test_near_stories_stand_in_the_dossier(write: Any) -> None:
    """A reader of the page and of the Markdown sees which story was left out; its words are no markup."""
    text = write(_near(title="<b>Cafés</b>", shared=["<i>Mout</i>"]))
    assert "0,49" in text
    assert "<b>Cafés" not in text and "<i>Mout" not in text
    assert "0,49" not in write(a_dossier("De mouterij ligt stil."))


@pytest.mark.parametrize("write", [write_html, write_markdown])
def test_statements_read_by_transfer_are_marked(write: Any) -> None:
    """Each statement of a report read by transfer is marked, and a sentence says why; the others are not."""
    dossier = a_dossier("De mouterij ligt stil.", "Die Mälzerei steht still.")
    assert "minder zeker" not in write(dossier)
    dossier["reports"][1]["read_by_transfer"] = True
    text = write(dossier)
    assert text.count("minder zeker gelezen") == 1
    assert "Eén bericht staat in een taal" in text
