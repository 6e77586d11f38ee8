"""A claim without a time of its own takes that of what was told before, told as inferred; or none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from weigh.builders_of_stories import Said, StoryBuilder, days
from zegsman.record.annotation import Certainty, Polarity, TimeStatus
from zegsman.record.days import Days
from zegsman.record.spans import Span
from zegsman.record.story import Claim
from zegsman.weigh.line import weigh_story

MARCH_4 = days("2024-03-04")


def last_claim(*said: Said, published: str = "2024-03-05") -> Claim:
    """The last claim of a story whose claims have one statement each; each statement is a paragraph."""
    story = StoryBuilder(published={"A": published})
    for one in said:
        story.claim(one)
    return weigh_story(story.build()).claims[-1]


CASES = [
    ("happening named again", "In Delft was een brand.", MARCH_4, "Het dak bezweek bij de brand.", {}, MARCH_4),
    ("this happening, in other words", "Zij spraken elkaar.", days("2024-02"), "Tijdens dat bezoek viel het besluit.",
     {}, days("2024-02")),
    ("spot news goes on", "Er was een ontploffing.", MARCH_4, "Het dak werd weggeblazen.", {"is_event": True}, MARCH_4),
    ("no event, no time", "Er was een ontploffing.", MARCH_4, "Het dak was groen.", {}, None),
    ("told back in time", "Er was een ontploffing.", MARCH_4, "Eerder viel er een boete.", {"is_event": True}, None),
    ("present state", "Er was een brand.", MARCH_4, "Er werken 80 mensen.",
     {"is_event": True, "time_status": TimeStatus.PRESENT}, None),
    ("refusal", "Er was een brand.", MARCH_4, "Hij wilde over de brand niets zeggen.",
     {"certainty": Certainty.UNKNOWN}, None),
    ("denial", "Er was een brand.", MARCH_4, "Er viel bij de brand niemand.", {"polarity": Polarity.DENIED}, None),
    ("old lead opens background", "Er was een ontploffing.", days("2023-06-01"), "Het dak werd weggeblazen.",
     {"is_event": True}, None),
    ("a year says too little", "Er was een brand.", days("2023"), "Het dak bezweek bij de brand.", {}, None),
]  # fmt: skip


@pytest.mark.parametrize(("why", "first", "day", "second", "facts", "expected"), CASES, ids=[case[0] for case in CASES])
def test_time_taken_from_before(
    why: str, first: str, day: Days, second: str, facts: dict[str, object], expected: Days | None
) -> None:
    """The second claim has the expected time, and says that it is inferred."""
    claim = last_claim(Said("A", day=day, text=first), Said("A", text=second, **facts))  # type: ignore[arg-type]
    assert claim.time == expected, why
    assert claim.time_inferred is (expected is not None)


def test_own_time_is_never_inferred() -> None:
    """A claim that gives its own time keeps it."""
    claim = last_claim(Said("A", day=MARCH_4), Said("A", day=days("2024-03-01"), text="Na de brand."))
    assert claim.time == days("2024-03-01")
    assert not claim.time_inferred


def test_relative_clause_dates_the_happening_before_it() -> None:
    """'He attends the summit, which is held on 9 April' is dated by the clause about the summit."""
    story = StoryBuilder().claim(Said("A", text="Hij gaat naar de top", time_status=TimeStatus.FUTURE))
    story.claim(Said("A", day=days("2024-04-09"), text="die op 9 april begint.", time_status=TimeStatus.FUTURE))
    built = story.build()
    (annotation,) = built.annotations
    first, second = annotation.statements
    near = replace(second, span=Span(first.span.end + 2, first.span.end + 2 + len(second.span)))
    text = f"{built.reports[0].text[: first.span.end]}, die op 9 april begint.\n\n"
    report = replace(built.reports[0], text=text, blocks=())
    moved = replace(built, reports=(report,), annotations=(replace(annotation, statements=(first, near)),))
    claim = weigh_story(moved).claims[0]
    assert (claim.time, claim.time_inferred) == (days("2024-04-09"), True)
