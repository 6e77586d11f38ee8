"""Rival values for one matter though few words meet."""

from __future__ import annotations

from dataclasses import replace

from resolve.affairs import Said, told
from zegsman.resolve.claims.features import Story
from zegsman.resolve.claims.rivals import ONE_CLAIM, find_rivals, join_rivals, may_be_rivals
from zegsman.resolve.claims.slots import read_slots


def _story(*said: Said) -> Story:
    reports = [told(chr(ord("a") + i), one) for i, one in enumerate(said)]
    chains = {s.id: tuple(link.text for link in s.chain) for _, a in reports for s in a.statements}
    return Story(read_slots([r for r, _ in reports], [a for _, a in reports], (), chains))


def test_rivals_are_found_whatever_their_other_words() -> None:
    """A sum that counts nothing else is set beside another sum of money; figures of one size are near."""
    story = _story(
        Said("Uit de kas van de vereniging verdween 2,4 miljoen euro"),
        Said("Wij komen uit op 1,7 miljoen", chain=("de verdediging",)),
    )
    ((pair, clash),) = find_rivals(story, [(0, 1)], {})
    assert pair == (0, 1)
    assert clash.kind == "number"
    assert round(clash.nearness, 2) == 0.71


def test_what_is_denied_is_no_rival() -> None:
    """A denial of one value states no other."""
    story = _story(Said("Er vielen twaalf gewonden"), Said("Er vielen geen negen gewonden", denied=True))
    assert not may_be_rivals(*story.slots)


def test_one_thing_told_after_the_other_makes_no_rival_days() -> None:
    """What a report tells itself and what a source adds on another day are two steps; two sources contradict."""
    found = Said("Het lek werd op 9 maart 2024 gevonden", time=("9 maart 2024", "2024-03-09"))
    late = Said("De firma meldde het pas op 2 april 2024", chain=("inspectie",), time=("2 april 2024", "2024-04-02"))
    for chain, n_rivals in (((), 0), (("wachter",), 1)):
        report, annotation = told("a", replace(found, chain=chain), late)
        chains = {s.id: tuple(link.text for link in s.chain) for s in annotation.statements}
        story = Story(read_slots([report], [annotation], (), chains))
        assert len(find_rivals(story, [(0, 1)], {})) == n_rivals


def test_ages_alone_make_no_rivals() -> None:
    """Two people of other ages are two people."""
    story = _story(Said("De jongste is een vrouw van 29"), Said("Een vrouw van 81 stierf in het ziekenhuis"))
    assert find_rivals(story, [(0, 1)], {}) == []


def test_each_joins_its_likeliest_rival() -> None:
    """A statement makes one claim with the rival that is likeliest, where that is likely enough."""
    high, higher = ONE_CLAIM + 0.1, ONE_CLAIM + 0.2
    assert join_rivals({(0, 1): high, (0, 2): higher, (3, 4): ONE_CLAIM - 0.1}) == [(0, 1), (0, 2)]
    assert join_rivals({}) == []
