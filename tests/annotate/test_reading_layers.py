"""Tests of what is made of a reading: tokens, names, attribution candidates, event triggers."""

from __future__ import annotations

import numpy as np
import pytest

from zegsman.annotate.attribution_candidates import find_attribution_candidates
from zegsman.annotate.event_triggers import find_event_triggers
from zegsman.annotate.names import find_names, names_made_whole, papers_told_from_people
from zegsman.annotate.syntax import tag_tokens
from zegsman.annotate.tokens import split_tokens
from zegsman.encoder import AttributionReading, Reading, SentenceReading, TaggedSpan
from zegsman.encoder.forms import Forms
from zegsman.record.annotation import Name, NameType, Token
from zegsman.record.spans import Span

TEXT = "Jo Smit kondigt de sloop aan. “Nu”, zegt hij."
OFFSETS = split_tokens(TEXT, "nl")


def _sentence(first: int, heads: list[int], deprels: str, **layers: tuple[TaggedSpan, ...]) -> SentenceReading:
    n = len(heads)
    return SentenceReading(
        first_token=first,
        upos=("VERB",) * n,
        heads=tuple(heads),
        deprels=tuple(deprels.split()),
        scripts=("k:0::0:",) * n,
        compounds=(False,) * n,
        names=layers.get("names", ()),
        triggers=layers.get("triggers", ()),
        embedding=np.zeros(4, np.float32),
    )


READING = Reading(
    sentences=(
        _sentence(
            0,
            [2, 0, -1, 4, 2, 2, 2],
            "nsubj flat root det obj compound:prt punct",
            names=(TaggedSpan(0, 2, "PER", 0.9),),
            triggers=(TaggedSpan(4, 5, "OCCURRENCE", 0.8),),
        ),
        _sentence(7, [1, 4, 1, 4, -1, 4, 4], "punct parataxis punct punct root nsubj punct"),
    ),
    attributions=(AttributionReading((11,), (0, 1, 12), (7, 8, 9), 0.9, 0.8, 0.5),),
    vectors=np.zeros((14, 4), np.float16),
)


def test_tag_tokens_counts_heads_over_the_report() -> None:
    """Heads are indices of the report's tokens, and a particle that stands apart is in its verb's lemma."""
    tokens = tag_tokens(TEXT, OFFSETS, READING, ["nl", "nl"], Forms())
    assert [token.text for token in tokens] == [TEXT[a:b] for a, b in OFFSETS]
    assert [token.head for token in tokens[7:]] == [8, 11, 8, 11, -1, 11, 11]
    assert tokens[2].lemma == "aan_kondigen"


@pytest.mark.parametrize(
    ("text", "parts", "whole"),
    [
        ("Het Ministerie van Defensie zwijgt", ["Ministerie", "Defensie"], ["Ministerie van Defensie"]),
        ("De Raad voor Cultuur zwijgt", ["Raad", "Cultuur"], ["Raad voor Cultuur"]),
        ("Shell van Nederland zwijgt", ["Shell", "Nederland"], ["Shell", "Nederland"]),
        ("De Raad, van Breda, zwijgt", ["Raad", "Breda"], ["Raad", "Breda"]),
        ("Het Openbaar Ministerie zwijgt", ["Openbaar"], ["Openbaar Ministerie"]),
        ("Het Openbaar vervoer zwijgt", ["Openbaar"], ["Openbaar"]),
    ],
)
def test_names_of_bodies_read_in_parts_are_made_whole(text: str, parts: list[str], whole: list[str]) -> None:
    """A kind of body takes the name behind 'van' or 'voor', an adjective its capitalised noun; anything else stays."""
    names = [Name(Span(text.index(part), text.index(part) + len(part)), NameType.ORG, 0.8) for part in parts]
    tokens = [
        Token(
            Span(start, end),
            text[start:end],
            text[start:end].lower(),
            "ADJ" if text[start:end] == "Openbaar" else "NOUN",
            -1,
            "root",
        )
        for start, end in split_tokens(text, "nl")
    ]
    assert [name.span.of(text) for name in names_made_whole(names, tokens, text, "nl")] == whole


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("Dat schrijft De Duinbode vandaag.", "De Duinbode", NameType.ORG),
        ("Dat schrijft de Veenkoerier vandaag.", "Veenkoerier", NameType.ORG),
        ("Dat schrijft Veenkoerier vandaag.", "Veenkoerier", NameType.PER),
        ("Dat schrijft De Bode vandaag.", "De Bode", NameType.PER),
        ("Dat schrijft Anna Duinbode vandaag.", "Anna Duinbode", NameType.PER),
        ("Dat schrijft De Vries vandaag.", "De Vries", NameType.PER),
    ],
)
def test_papers_are_told_from_people(text: str, name: str, type_: NameType) -> None:
    """A compound as papers are named is no person behind an article; surnames and whole names stay what they were."""
    start = text.index(name)
    (told,) = papers_told_from_people([Name(Span(start, start + len(name)), NameType.PER, 0.9)], text, "nl")
    assert told.type is type_


def test_find_names_gives_spans_of_the_text() -> None:
    """A name's span covers its words."""
    (name,) = find_names(READING, OFFSETS)
    assert (name.span.of(TEXT), name.type, name.confidence) == ("Jo Smit", NameType.PER, 0.9)


def test_find_event_triggers_gives_tokens_and_class() -> None:
    """A trigger comes with its tokens and class."""
    (trigger,) = find_event_triggers(READING, OFFSETS)
    assert (trigger.span.of(TEXT), trigger.tokens, trigger.label) == ("sloop", (4,), "OCCURRENCE")


def test_candidates_keep_one_stretch_of_the_source() -> None:
    """Of a source in several stretches the longest stays; content may be in several."""
    (candidate,) = find_attribution_candidates(READING, OFFSETS)
    assert [span.of(TEXT) for span in candidate.source] == ["Jo Smit"]
    assert candidate.content == (Span(*(OFFSETS[7][0], OFFSETS[9][1])),)
    assert candidate.confidence == 0.45
