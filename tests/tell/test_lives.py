"""A claim's life and silent edits as the products tell them."""

from __future__ import annotations

from typing import Any

from tell.builders_of_dossiers import a_dossier
from zegsman.tell.index import DossierIndex
from zegsman.tell.lives import moment_in_words, told_developments, view_life, view_revisions
from zegsman.tell.markdown import write_markdown
from zegsman.tell.page.html import write_html
from zegsman.tell.words import words_of

OLD, NEW = "Drie mensen <b>raakten</b> gewond.", "Twee mensen raakten gewond."


SEEN = "2024-03-05T18:30:00+00:00"


def _revised() -> dict[str, Any]:
    """A dossier of two versions of one report, with a claim that the later one no longer makes."""
    dossier = a_dossier(OLD, NEW)
    first, second = dossier["reports"]
    first["replaced_by"] = second["id"]
    statements = dossier["statements"]
    claim = dossier["claims"][0]
    claim["standing"] = False
    claim["life"] = [
        {"turn": "first seen", "report": first["id"], "statement": statements[0]["id"], "at": "2024-03", "why": "Bos"},
        {"turn": "withdrawn", "report": second["id"], "statement": None, "at": SEEN, "why": "weg"},
    ]  # fmt: skip
    span = {"start": 0, "end": len(OLD)}
    changes = [{"before": span, "after": {"start": 0, "end": len(NEW)}}, {"before": None, "after": span}]
    dossier["revisions"] = [{"from": first["id"], "to": second["id"], "seen_at": SEEN, "changes": changes[:1]}]
    return dossier


def test_view_life() -> None:
    """Each turn has its label, its time at the precision that it has, its outlet and the reason."""
    dossier = _revised()
    first, last = view_life(DossierIndex(dossier), words_of("nl"), dossier["claims"][0])
    assert (first.label, first.when, first.why.text) == ("voor het eerst", "maart 2024", "Bos")
    assert (last.label, last.when, last.statement) == ("ingetrokken", "5 maart 2024, 18:30 UTC", None)


def test_view_revisions() -> None:
    """A change is told in the words of both versions."""
    (revision,) = view_revisions(DossierIndex(_revised()), words_of("en"))
    assert [(change.before, change.after) for change in revision.changes] == [(OLD, NEW)]
    assert revision.when == "5 March 2024, 18:30 UTC"


def test_development_between_two_reports_is_told_once() -> None:
    """What one report made of another's claim is told once for a reason, though each says it twice."""
    dossier = a_dossier("Ongeveer tien gewonden. Zo'n tien gewonden.", "Elf gewonden.", "Elf gewonden, dus.")
    dossier["statements"].append({**dossier["statements"][0], "id": "s4", "start": 24})
    dossier["developments"] = [
        {"kind": kind, "from": earlier, "to": later, "why": why}
        for kind, earlier, later, why in (
            ("refinement", "s1", "s2", "tien → elf"),
            ("refinement", "s4", "s2", "tien → elf"),
            ("refinement", "s1", "s3", "tien → elf"),
            ("refinement", "s4", "s2", "zo'n → geen zo'n"),
            ("update", "s4", "s2", "tien → elf"),
        )
    ]
    told = [(one["kind"], one["from"], one["to"]) for one in told_developments(DossierIndex(dossier))]
    assert told == [
        ("update", "s4", "s2"),
        ("refinement", "s1", "s2"),
        ("refinement", "s1", "s3"),
        ("refinement", "s4", "s2"),
    ]


def test_dossier_of_an_earlier_version_has_neither() -> None:
    """A dossier without lives and revisions is told as before."""
    dossier = a_dossier(OLD)
    for claim in dossier["claims"]:
        claim.pop("life", None)
    dossier.pop("revisions", None)
    index = DossierIndex(dossier)
    assert view_life(index, words_of("nl"), dossier["claims"][0]) == ()
    assert view_revisions(index, words_of("nl")) == ()
    assert 'id="revisions"' not in write_html(dossier)


def test_moment_in_words() -> None:
    """A moment has its hour, a day none, and nothing is told of no time."""
    assert moment_in_words(words_of("nl"), "2024-03-05") == "5 maart 2024"
    assert moment_in_words(words_of("nl"), None) == ""


def test_products_tell_silent_edits() -> None:
    """Page and Markdown show the claim as withdrawn, its life, and the sentence before and after, escaped."""
    dossier = _revised()
    page = write_html(dossier)
    assert "<del>Drie mensen &lt;b&gt;raakten&lt;/b&gt; gewond.</del>" in page
    assert "staat er niet meer" in page
    assert "ingetrokken" in page
    text = write_markdown(dossier)
    assert "*Verloop*: voor het eerst, maart 2024" in text
    assert "eerst: Drie mensen \\<b\\>raakten" in text
