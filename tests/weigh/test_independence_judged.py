"""What a person says of two origins goes before what the rules make of them."""

from __future__ import annotations

from dataclasses import replace

from weigh.builders_of_stories import Said, StoryBuilder
from zegsman.record.entity import SourceKind
from zegsman.record.judgement import Judge, Judgement, Subject, Verdict
from zegsman.record.story import Claim
from zegsman.weigh.line import weigh_story


def _claim(story: StoryBuilder, *judgements: tuple[str, str, Verdict]) -> Claim:
    held = tuple(Judgement(Subject.ORIGIN, left, right, verdict, Judge.PERSON) for left, right, verdict in judgements)
    return weigh_story(replace(story.build(), judgements=held)).claims[0]


def _family() -> StoryBuilder:
    """A spokesperson and a minister who both speak for one ministry."""
    story = StoryBuilder().source("Ministry", SourceKind.GOVERNMENT)
    story.source("Spokesperson", speaks_for="Ministry").source("Minister", speaks_for="Ministry")
    return story.claim(Said("A", ("Spokesperson",)), Said("B", ("Minister",)), Said("C", ("Ministry",)))


def test_different_origins_count_apart() -> None:
    """Two origins that rules tie count as two where a person says that they are different, whatever else ties them."""
    assert _claim(_family()).independent_origins == 1
    apart = _claim(_family(), ("Spokesperson", "minister", Verdict.DIFFERENT))
    assert apart.independent_origins == 2
    assert apart.independent_at_most == 2
    assert apart.status == "corroborated"


def test_different_from_whom_it_speaks_for() -> None:
    """A spokesperson held apart from the institution is an origin of its own, and the reason says nothing of a tie."""
    apart = _claim(_family(), ("Ministry", "Spokesperson", Verdict.DIFFERENT))
    assert apart.independent_origins == 2
    assert "Spokesperson spreekt namens Ministry" not in apart.why


def test_last_word_counts() -> None:
    """A later judgement of the same pair goes before an earlier one."""
    words = [("Minister", "Spokesperson", Verdict.DIFFERENT), ("Spokesperson", "Minister", Verdict.SAME)]
    assert _claim(_family(), *words).independent_origins == 1
    assert _claim(_family(), *reversed(words)).independent_origins == 2


def test_different_has_no_effect_elsewhere() -> None:
    """A judgement about names that the claim does not have changes nothing."""
    assert _claim(_family(), ("Someone", "Minister", Verdict.DIFFERENT)) == _claim(_family())
