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
