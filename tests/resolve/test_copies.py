"""Copies: found under edits, in the right direction, and told apart from independent reports."""

from __future__ import annotations

from resolve.affairs import told
from zegsman.record.annotation import Annotation
from zegsman.record.report import Report
from zegsman.resolve.copies import find_copies

Told = tuple[Report, Annotation]

WIRE = (
    "Bij een brand in een kaasfabriek in Wervelmonde zijn maandagnacht zes mensen gewond geraakt",
    "Het vuur brak rond drie uur uit in de pekelruimte op de eerste verdieping",
    "De brandweer had vier uur nodig om de vlammen onder controle te krijgen",
    "De productie ligt zeker twee weken stil en de melk gaat naar een andere fabriek",
)
EDITED = (
    "Zes mensen zijn maandagnacht gewond geraakt bij een brand in een kaasfabriek in Wervelmonde",
    "Het vuur brak rond drie uur uit in de pekelruimte op de eerste verdieping",
    "De brandweer had vier uur nodig om de vlammen te doven",
    "De productie ligt zeker twee weken stil en de melk gaat naar een andere fabriek",
)
OWN = (
    "De kaasfabriek van Wervelmonde is maandagnacht uitgebrand",
    "Zes werknemers liggen met rookvergiftiging in het ziekenhuis",
    "Buurvrouw Trees zag om drie uur vlammen uit het dak slaan",
    "Boeren moeten hun melk de komende weken elders kwijt",
)


def test_find_copies_points_at_the_credited_agency_text() -> None:
    """An edited reprint without credit is a copy of the report that credits the agency, however late that came."""
    wire = told("b", *WIRE, agency="ANP", published="2024-03-06")
    reprint = told("a", *EDITED, published="2024-03-05")
    (copy,) = find_copies([wire[0], reprint[0]], [wire[1], reprint[1]])
    assert (copy.report, copy.original, copy.whole) == ("a", "b", True)
    assert copy.share > 0.5
    assert "ANP" in copy.why


def test_find_copies_without_credit_takes_the_earlier_report() -> None:
    """Where nobody credits an agency, the earlier report is the original."""
    early, late = told("z", *WIRE, published="2024-03-05"), told("a", *EDITED, published="2024-03-06")
    (copy,) = find_copies([late[0], early[0]], [late[1], early[1]])
    assert (copy.report, copy.original) == ("a", "z")


def test_find_copies_leaves_independent_reports_alone() -> None:
    """Two reports of one event by two hands share no passage."""
    one, other = told("a", *WIRE), told("b", *OWN)
    assert find_copies([one[0], other[0]], [one[1], other[1]]) == ()


def test_find_copies_finds_shared_passages_in_a_longer_report() -> None:
    """A report that takes two sentences over and adds its own is a copy in passages only."""
    wire = told("a", *WIRE, agency="ANP")
    longer = told("b", *OWN, WIRE[1], WIRE[3], "De gemeente houdt woensdag een avond voor de buurt")
    (copy,) = find_copies([wire[0], longer[0]], [wire[1], longer[1]])
    assert not copy.whole
    assert len(copy.passages) == 2
    assert copy.passages[0].here.of(longer[0].text).startswith("Het vuur")


def test_find_copies_points_every_copy_at_one_root() -> None:
    """Three reprints of one text all repeat the same original."""
    reports = [told("a", *WIRE), told("b", *EDITED), told("c", *WIRE[:3]), told("d", *WIRE, agency="Belga")]
    copies = find_copies([r for r, _ in reports], [a for _, a in reports])
    assert {(copy.report, copy.original) for copy in copies} == {("a", "d"), ("b", "d"), ("c", "d")}


def test_find_copies_does_not_depend_on_order() -> None:
    """The same reports in another order give the same copies."""
    reports = [told("a", *WIRE), told("b", *EDITED), told("c", *OWN)]
    there = find_copies([r for r, _ in reports], [a for _, a in reports])
    back = find_copies([r for r, _ in reversed(reports)], [a for _, a in reversed(reports)])
    assert there == back


def test_find_copies_of_a_story_that_grows() -> None:
    """What was aligned before is taken from memory: a story that grew has the copies of one that came at once."""

    def reports() -> list[Told]:
        return [
            told("a", *WIRE),
            told("b", *EDITED),
            told("c", *OWN, WIRE[1], WIRE[3]),
            told("d", *WIRE, agency="Belga"),
        ]

    growing = reports()
    for n in range(1, 5):
        grown = find_copies([r for r, _ in growing[:n]], [a for _, a in growing[:n]])
        at_once = reports()[:n]
        assert grown == find_copies([r for r, _ in at_once], [a for _, a in at_once])
    assert len(grown) == 3


def test_quotations_alone_make_no_copy() -> None:
    """Everyone copies a quote: two reports that share only what was said are independent."""
    quote = "“Wij hebben de hele nacht gewerkt om het vuur bij de buren weg te houden en dat is gelukt”"
    one, other = told("a", *OWN[:2], quote), told("b", WIRE[0], quote)
    assert find_copies([one[0], other[0]], [one[1], other[1]]) == ()
