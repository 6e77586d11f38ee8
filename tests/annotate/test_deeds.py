"""What somebody wants, decides or sees is told in the report's own voice; fragments are no statements of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builders import a_report

if TYPE_CHECKING:
    from zegsman.encoder import Encoder
    from zegsman.record.annotation import Annotation


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The encoder that ships with the program."""
    from zegsman.encoder import load_encoder

    return load_encoder()


def _read(text: str, language: str, encoder: Encoder) -> tuple[str, Annotation]:
    from zegsman.annotate.line import annotate_report

    report = a_report(text, language=language, published="2024-05-22")
    return report.text, annotate_report(report, encoder)


@pytest.mark.encoder
@pytest.mark.parametrize(
    "sentence",
    [
        "The court hears the case Friday.",
        "In a letter to its members the union dismissed the plan.",
        "In Leeds on Friday the mayor defended the closure of the pool.",
        "The minister criticised the closing of three wards.",
        "The council voted on Thursday evening to have the bridge repaired.",
        "The Red Cross is now offering $20,000 for information about the missing boat.",
        "Unite wants the company to promise that nobody will be punished.",
        "The regulator is considering whether to fine the firm.",
        "The minister welcomed the ruling.",
        "The council rejected the offer.",
        "The board accepted the bid of 40 million.",
        "She and Wilk intend to publish the letters online next week.",
    ],
)
def test_deeds_and_wishes_have_no_source(sentence: str, encoder: Encoder) -> None:
    """The whole sentence is one statement of the report's own."""
    text, annotation = _read(sentence, "en", encoder)
    assert [(one.span.of(text), one.chain) for one in annotation.statements] == [(sentence[:-1], ())]


@pytest.mark.encoder
@pytest.mark.parametrize(
    ("sentence", "language", "words"),
    [
        ("De havenmeester zag het zondag. Justitie spreekt van maandagochtend.", "nl", "maandagochtend"),
        ("The auditors counted in May. The director puts it at 60,000.", "en", "60,000"),
    ],
)
def test_a_day_or_a_number_alone_takes_in_the_words_of_saying(
    sentence: str, language: str, words: str, encoder: Encoder
) -> None:
    """The statement about it says who says it, so that it can be read by itself."""
    text, annotation = _read(sentence, language, encoder)
    told = [one.span.of(text) for one in annotation.statements if words in one.span.of(text)]
    assert told and all(len(one.split()) > len(words.split()) + 1 for one in told)


@pytest.mark.encoder
def test_who_a_report_cites_is_no_statement(encoder: Encoder) -> None:
    """Words that only name the source of the rest state nothing."""
    text, annotation = _read(
        "The state agency RAI, citing a source in the fleet, reported that the ship had fired a missile.", "en", encoder
    )
    assert [one.span.of(text) for one in annotation.statements] == ["the ship had fired a missile"]


@pytest.mark.encoder
@pytest.mark.parametrize(
    "sentence",
    [
        "De wethouder verdedigde de sluiting.",
        "De wethouder verdedigde de sluiting van het zwembad.",
        "De raad verwierp het bod.",
        "Maandag verwierp de raad het bod van veertig miljoen.",
        "Bij de opening hekelde de voorzitter het uitstel van de bouw.",
    ],
)
def test_a_stand_on_something_is_a_deed_in_dutch_too(sentence: str, encoder: Encoder) -> None:
    """What is defended, rejected or criticised is not said by anybody: the report tells the whole."""
    text, annotation = _read(sentence, "nl", encoder)
    assert [(one.span.of(text), one.chain) for one in annotation.statements] == [(sentence[:-1], ())]


@pytest.mark.encoder
def test_a_rejection_at_a_meeting_is_told_whole(encoder: Encoder) -> None:
    """Words before the subject do not make the object a statement."""
    text, annotation = _read("At a meeting on Monday the council rejected the offer.", "en", encoder)
    told = [one.span.of(text) for one in annotation.statements]
    assert "At a meeting on Monday the council rejected the offer" in told and "the offer" not in told


@pytest.mark.encoder
@pytest.mark.parametrize(
    ("sentence", "language", "chain"),
    [
        ("The bridge will close, according to the Danish news agency Havn.", "en", ["Havn"]),
        ("The bridge will close, said the mayor, quoted by the state-run Havn news agency.", "en", ["the mayor"]),
        (
            "The bridge will close, reports the Harbour Post, which cites the Danish news agency Havn.",
            "en",
            ["Havn", "Harbour Post"],
        ),
        ("The bridge will close, the Danish state news agency Havn reported on Monday.", "en", ["Havn"]),
        (
            "De brug gaat dicht, schrijft De Havenpost, dat zich baseert op persbureau Havn.",
            "nl",
            ["Havn", "De Havenpost"],
        ),
        (
            "De brug gaat dicht, aldus maandag het Deense staatspersbureau Havn op gezag van het ministerie.",
            "nl",
            ["Havn", "het ministerie"],
        ),
        ("De brug gaat dicht, bericht het Deense persbureau Havn, dat twee ambtenaren citeert.", "nl", ["Havn"]),
    ],
)
def test_who_passes_it_on_is_no_statement(sentence: str, language: str, chain: list[str], encoder: Encoder) -> None:
    """A clause that only names the agency or paper gives a link of the chain, and no statement."""
    text, annotation = _read(sentence, language, encoder)
    told = [(one.span.of(text), sorted(link.text for link in one.chain)) for one in annotation.statements]
    assert told == [(sentence.partition(",")[0], sorted(chain))]


@pytest.mark.encoder
@pytest.mark.parametrize(
    ("sentence", "words", "chain"),
    [
        (
            "The mayor was quoted by the Havn news agency as saying the bridge will close.",
            "the bridge will close",
            ["the Havn news agency", "The mayor"],
        ),
        (
            "Sven Dahl, the mayor, has been quoted by local media as saying he will resign.",
            "he will resign",
            ["local media", "Sven Dahl"],
        ),
    ],
)
def test_who_is_quoted_as_saying_something_is_its_source(
    sentence: str, words: str, chain: list[str], encoder: Encoder
) -> None:
    """Who was quoted said it, and who quotes passes it on."""
    text, annotation = _read(sentence, "en", encoder)
    told = [(one.span.of(text), sorted(link.text for link in one.chain)) for one in annotation.statements]
    assert told == [(words, sorted(chain))]


@pytest.mark.encoder
@pytest.mark.parametrize(
    ("sentence", "language", "told"),
    [
        ("\"He told me 'the bridge is closed' and left,\" the driver said.", "en", [("the bridge is closed", 2)]),
        ("\"She said 'I quit',\" the mayor told reporters.", "en", [("I quit", 2)]),
        (
            "\"The boss told us, 'Nobody leaves this room,' and locked the door,\" said a clerk.",
            "en",
            [("Nobody leaves this room", 2), ("locked the door", 1)],
        ),
        (
            "\"Hij zei: 'De brug is dicht' en liep weg\", vertelt de chauffeur.",
            "nl",
            [("De brug is dicht", 2), ("liep weg", 1)],
        ),
        ("\"De baas zei: 'Niemand verlaat de zaal'\", vertelt een bediende.", "nl", [("Niemand verlaat de zaal", 2)]),
    ],
)
def test_a_quotation_inside_another_ends_where_its_mark_closes(
    sentence: str, language: str, told: list[tuple[str, int]], encoder: Encoder
) -> None:
    """The inner words are of who is quoted, through who tells it; the words around them of who tells it alone."""
    text, annotation = _read(sentence, language, encoder)
    assert [(one.span.of(text), len(one.chain)) for one in annotation.statements] == told


@pytest.mark.encoder
@pytest.mark.parametrize(
    ("sentence", "language", "told"),
    [
        ("The decision, taken last week, angered residents.", "en", "The decision, taken last week"),
        ("The mayor defended the decision, taken last week, to close the pool.", "en", "the decision, taken last week"),
        ("Het besluit, vorige week genomen, maakte bewoners boos.", "nl", "Het besluit, vorige week genomen"),
    ],
)
def test_a_participle_with_no_more_than_its_day_takes_in_its_noun(
    sentence: str, language: str, told: str, encoder: Encoder
) -> None:
    """'Taken last week' says nothing by itself: the statement names what was taken."""
    text, annotation = _read(sentence, language, encoder)
    assert sorted(one.span.of(text) for one in annotation.statements) == sorted([told, sentence[:-1]])
