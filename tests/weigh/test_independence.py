"""Which origins of a claim count as one, by how the reports describe them."""

from __future__ import annotations

import pytest

from weigh.builders_of_stories import Said, StoryBuilder
from zegsman.record.entity import SourceKind
from zegsman.weigh.line import weigh_story


def _count(one: str, other: str, why: str, kind: SourceKind = SourceKind.GROUP) -> int:
    story = StoryBuilder()
    for name in (one, other):
        story.source(name, kind, named=False, placed_to_know=False, why=why)
    claim = story.claim(Said("A", (one,)), Said("B", (other,)))
    return weigh_story(claim.build()).claims[0].independent_origins


@pytest.mark.parametrize(
    ("one", "other", "why", "kind"),
    [
        ("official", "official in Leith", "unnamed, official", SourceKind.GROUP),
        ("teller van de stichting", "tellers", "as the report names it", SourceKind.UNKNOWN),
    ],
)
def test_a_bare_noun_for_unnamed_people_is_whoever_another_report_describes_by_it(
    one: str, other: str, why: str, kind: SourceKind
) -> None:
    """'An official' of one paper and 'an official in Leith' of another count as one, as nothing says they differ."""
    assert _count(one, other, why, kind) == 1


@pytest.mark.parametrize(
    ("one", "other", "why", "kind"),
    [
        ("official in Leith", "official in Hull", "unnamed, official", SourceKind.GROUP),
        ("bronnen", "bronnen bij de politie", "unnamed, insider", SourceKind.GROUP),
        ("teller", "boer van de stichting", "as the report names it", SourceKind.UNKNOWN),
    ],
)
def test_unnamed_people_who_are_described_otherwise_count_apart(
    one: str, other: str, why: str, kind: SourceKind
) -> None:
    """Two descriptions that each say something count as two, as does a word that says nothing: 'bronnen'."""
    assert _count(one, other, why, kind) == 2
