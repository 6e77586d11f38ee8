"""Places, persons and hours that cannot both be right, and misspelt names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from resolve.affairs import Said, told
from zegsman.record.annotation import NameType
from zegsman.record.entity import Entity, Mention
from zegsman.record.report import Report
from zegsman.record.spans import Span
from zegsman.record.story import ConflictKind
from zegsman.resolve.claims.clashes import Clash, find_clash
from zegsman.resolve.claims.slots import read_slots
from zegsman.resolve.claims.spellings import find_misspellings


def _entity(id: str, type_: NameType, spellings: tuple[str, ...], *reports: Report, **more: object) -> Entity:
    mentions = tuple(
        Mention(report.id, Span(at, at + len(spelling)))
        for report in reports
        for spelling in spellings
        if (at := report.text.find(spelling)) >= 0
    )
    return Entity(id, spellings[0], type_, spellings, mentions, **more)  # type: ignore[arg-type]


def _clash(left: str, right: str, *named: tuple[str, NameType, object]) -> Clash | None:
    one, other = told("a", Said(left)), told("b", Said(right))
    entities = [
        _entity(f"e-{words}", type_, (words,), one[0], other[0], coordinates=at, country="NL" if at else None)
        for words, type_, at in named
    ]
    slots = read_slots([one[0], other[0]], [one[1], other[1]], entities, {})
    return find_clash(slots[0], slots[1], {entity.id: entity for entity in entities})


def test_two_streets_for_one_place_clash() -> None:
    """One shed cannot stand in two streets."""
    clash = _clash(
        "De loods staat aan de Molenkade",
        "De loods staat aan de Havenstraat",
        ("Molenkade", NameType.LOC, None),
        ("Havenstraat", NameType.LOC, None),
    )
    assert clash == Clash(ConflictKind.PLACE, "Molenkade / Havenstraat")


def test_where_to_and_where_from_do_not_clash() -> None:
    """A journey has a start and an end."""
    clash = _clash(
        "De stoet vertrok uit Delft",
        "De stoet vertrok naar Leiden",
        ("Delft", NameType.LOC, (4.357, 52.011)),
        ("Leiden", NameType.LOC, (4.497, 52.160)),
    )
    assert clash is None


def test_two_names_for_one_role_clash() -> None:
    """There is one buyer: two names for it cannot both be right."""
    clash = _clash(
        "De koper van het schip is Rederij Aalst",
        "De koper van het schip is Rederij Boom",
        ("Rederij Aalst", NameType.ORG, None),
        ("Rederij Boom", NameType.ORG, None),
    )
    assert clash == Clash(ConflictKind.PARTICIPANT, "Rederij Aalst / Rederij Boom")


def test_amounts_of_other_things_do_not_clash() -> None:
    """Forty boats and twelve sailors are counted apart."""
    assert _clash("Er liggen veertig boten in de haven", "Er staan twaalf matrozen in de haven") is None


def test_a_misspelt_name_is_shown_against_the_right_one() -> None:
    """A slip in a surname is a conflict of names between the statements that show both spellings."""
    reports = [
        told("a", "Minister Ilse Daverkamp tekent het akkoord"),
        told("b", "Volgens Ilse Daverkamp is alles klaar"),
        told("c", "Ook Ilse Davrekamp komt naar Delft"),
    ]
    entity = _entity("e", NameType.PER, ("Ilse Daverkamp", "Ilse Davrekamp"), *(report for report, _ in reports))
    pairs, namings = find_misspellings([r for r, _ in reports], [a for _, a in reports], [entity])
    assert namings == ()
    assert {(pair.left, pair.right) for pair in pairs} == {("a-0", "c-0"), ("b-0", "c-0")}
    assert {pair.conflict for pair in pairs} == {ConflictKind.NAME}


def test_transcriptions_and_accents_are_no_misspellings() -> None:
    """Spellings of one foreign name by different schemes are all right."""
    reports = [told("a", "Ook Igor Sjestakov komt"), told("b", "Igor Shestakov komt ook")]
    entity = _entity("e", NameType.PER, ("Igor Sjestakov", "Igor Shestakov"), *(report for report, _ in reports))
    assert find_misspellings([r for r, _ in reports], [a for _, a in reports], [entity]) == ([], ())


def test_a_name_that_no_statement_covers_is_shown_by_a_naming() -> None:
    """Where no statement covers a misspelt name, a naming made of the name alone stands for it."""
    reports = [
        told("a", "Minister Ilse Daverkamp tekent het akkoord"),
        told("b", "Ilse Daverkamp komt"),
        told("c", "Ook Ilse Davrekamp komt naar Delft"),
    ]
    entity = _entity("e", NameType.PER, ("Ilse Daverkamp", "Ilse Davrekamp"), *(report for report, _ in reports))
    annotations = [replace(a, statements=()) if a.report == "c" else a for _, a in reports]
    pairs, (naming,) = find_misspellings([r for r, _ in reports], annotations, [entity])
    assert {pair.right for pair in pairs} == {naming.id}
    assert naming.span.of(reports[2][0].text) == "Ilse Davrekamp"


def test_two_homes_of_one_person_clash() -> None:
    """Who came from one town lived in no other."""
    clash = _clash(
        "Zij kwam uit Delft",
        "Zij woonde in Leiden",
        ("Delft", NameType.LOC, (4.357, 52.011)),
        ("Leiden", NameType.LOC, (4.497, 52.160)),
    )
    assert clash == Clash(ConflictKind.PLACE, "Delft / Leiden")


def test_a_sum_that_counts_nothing_is_money_where_the_other_is() -> None:
    """'Wij komen uit op 1,7 miljoen' answers a sum in euros; a count of people does not."""
    assert _clash("Er is 2,4 miljoen euro weg", "Wij komen uit op 1,7 miljoen") is not None
    assert _clash("Er is 2,4 miljoen euro weg", "Er wonen 1,7 miljoen mensen") is None


def test_two_caps_on_one_rise_clash() -> None:
    """A rise of at most 3.1 per cent is not one of at most 3.4."""
    clash = _clash("De huren mogen hooguit 3,1 procent omhoog", "De huren mogen maximaal 3,4 procent omhoog")
    assert clash == Clash(ConflictKind.NUMBER, "3,1 procent / 3,4 procent")


@pytest.mark.parametrize(
    ("second", "why"), [("De firma houdt het op 190", "340 stakers / 190"), ("Om 8 uur begon het", "")]
)
def test_a_bare_number_counts_what_stood_before_it(second: str, why: str) -> None:
    """A number with nothing behind it counts what the sentence before counted."""
    report, annotation = told("a", Said("De bond telt 340 stakers"), Said(second))
    slots = read_slots([report], [annotation], [], {})
    clash = find_clash(slots[0], slots[1], {})
    assert (clash.why if clash else "") == why
