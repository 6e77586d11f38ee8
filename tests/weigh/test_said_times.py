"""What saying makes so, what a witness saw and the news that a report opens with happened when it was said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from weigh.builders_of_stories import EVENT, Said, StoryBuilder, days
from zegsman.record.annotation import Attribution, Kind, Sentence, TimeExpression, TimeStatus, Token
from zegsman.record.days import Days
from zegsman.record.spans import Span
from zegsman.weigh.line import weigh_story

MONDAY = days("2024-03-04")


def time_of(text: str, cue: str, status: TimeStatus, *, published: str = "2024-03-05") -> Days | None:
    """The time of what a report opens with, attributed by `cue` behind it in a sentence dated 4 March."""
    said = Said("A", text=text, time_status=status, is_event=True)
    built = StoryBuilder(published={"A": published}).claim(said).build()
    (annotation,) = built.annotations
    (statement,) = annotation.statements
    start = statement.span.end + 1
    spans = Span(start, start + len(cue)), Span(start + len(cue) + 1, start + len(cue) + 8)
    marked = replace(
        annotation,
        tokens=(*annotation.tokens, Token(spans[0], cue, cue, "VERB", -1, "root")),
        sentences=(Sentence(Span(statement.span.start, spans[1].end), 0, len(annotation.tokens) + 1),),
        attributions=(Attribution((), (spans[0],), (statement.span,), Kind.INDIRECT),),
        statements=(replace(statement, attribution=0),),
        times=(TimeExpression(spans[1], "DATE", "2024-03-04", MONDAY),),
        events=(EVENT,),
    )
    text = f"{built.reports[0].text[: statement.span.end]} {cue} maandag."
    report = replace(built.reports[0], text=text, blocks=())
    return weigh_story(replace(built, reports=(report,), annotations=(marked,))).claims[0].time


@pytest.mark.parametrize(
    ("cue", "status", "published", "expected"),
    [
        ("beslissen", TimeStatus.PAST, "2024-03-05", MONDAY),
        ("zien", TimeStatus.PAST, "2024-03-05", MONDAY),
        ("zeggen", TimeStatus.PAST, "2024-03-05", None),
        ("zeggen", TimeStatus.PAST, "2024-06-05", MONDAY),
        ("zeggen", TimeStatus.PRESENT, "2024-03-05", MONDAY),
        ("zeggen", TimeStatus.PRESENT, "2024-03-12", None),
        ("aankondigen", TimeStatus.FUTURE, "2024-03-05", None),
    ],
)
def test_day_of_saying(cue: str, status: TimeStatus, published: str, expected: Days | None) -> None:
    """A decision, a sighting, a lead told in the present and what was said long ago take the day of saying."""
    assert time_of("Hij krijgt drie jaar cel.", cue, status, published=published) == expected
