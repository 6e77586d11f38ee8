"""Plain words of rejection deny what was said before them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from resolve.affairs import Said, told
from zegsman.resolve.claims.answers import ANSWERS, answered_plainly, is_plain
from zegsman.resolve.claims.denials import link_denials
from zegsman.resolve.claims.features import Story
from zegsman.resolve.claims.groups import compare_statements
from zegsman.resolve.claims.slots import read_slots

LEFT = Said("De molen is om de huur verkocht", chain=("buren",))
DETAIL = Said("De koper had een rode auto", chain=("buren",))
MORE = Said("De koper betaalde met briefjes", chain=("buren",))


def story_of(*said: Said | str, paragraphs: tuple[int, ...] = (), language: str = "nl") -> Story:
    """A report of these statements, each a sentence, in the paragraphs given."""
    report, annotation = told("a", *said, language=language)
    blocks = paragraphs or (0,) * len(annotation.sentences)
    sentences = tuple(replace(one, block=block) for one, block in zip(annotation.sentences, blocks, strict=True))
    chains = {one.id: tuple(link.text for link in one.chain) for one in annotation.statements}
    return Story(read_slots([report], [replace(annotation, sentences=sentences)], (), chains))


@pytest.mark.parametrize(
    ("words", "language", "plain"),
    [
        ("De gemeente spreekt dat tegen", "nl", True),
        ("Molenaar Tas ontkent dat", "nl", True),
        ("Onzin", "nl", True),
        ("The miller denied it", "en", True),
        ("De gemeente betwist het bedrag", "nl", False),
        ("De gemeente heeft nooit een molen verkocht", "nl", False),
    ],
)
def test_plain_rejections(words: str, language: str, plain: bool) -> None:
    """Words that only say that it is not so are plain; those that name what is not so are not."""
    assert is_plain(story_of(Said(words, denied=True), language=language).slots[0]) is plain


def test_rejection_denies_what_another_said_last() -> None:
    """Within a paragraph the statement just before is meant, and the denial goes into the scores of all."""
    story = story_of(LEFT, DETAIL, Said("De gemeente spreekt dat tegen", denied=True))
    assert answered_plainly(story) == {(2, 1): ANSWERS}
    assert link_denials(story, [])[2, 1] >= ANSWERS


def test_rejection_that_opens_a_paragraph_answers_what_the_one_before_opens_with() -> None:
    """Details at the end of the paragraph before are not what is rejected."""
    rejects = Said("De gemeente spreekt dat tegen", denied=True)
    story = story_of(LEFT, DETAIL, MORE, rejects, paragraphs=(0, 0, 0, 1))
    assert answered_plainly(story) == {(3, 0): ANSWERS}


def test_own_words_behind_a_rejection_are_the_denial() -> None:
    """Who goes on in words of his own denies by those; the bare words of rejection are no second denial."""
    rejects = Said("De gemeente spreekt dat tegen", denied=True)
    own = Said("Wij hebben nooit iets verkocht", chain=("wethouder",), denied=True)
    assert answered_plainly(story_of(LEFT, rejects, own)) == {(2, 0): ANSWERS}


def test_nobody_rejects_his_own_words() -> None:
    """A rejection by the source that spoke before it finds nothing to deny."""
    rejects = Said("Zij spreken dat tegen", chain=("buren",), denied=True)
    assert answered_plainly(story_of(LEFT, rejects)) == {}


def test_rejection_is_like_nothing_but_what_it_answers() -> None:
    """Who and 'speaks' are no claim that a bare rejection would share with a meeting of the same people."""
    meeting = Said("Morgen spreekt de minister met de gemeente")
    rejects = Said("De gemeente spreekt dat tegen", denied=True)
    compared = compare_statements(story_of(LEFT, rejects, meeting, paragraphs=(0, 0, 1)), {})
    assert compared.plain == {1}
    assert set(compared.scores) <= {(0, 2)}
    assert compared.denials[1, 0] >= ANSWERS


def test_who_denies_without_an_object_denies_what_he_is_accused_of() -> None:
    """'De verdachte ontkent' answers the charge, not the detail that another told after it."""
    charge = Said("De molenaar heeft de schuur in brand gestoken", chain=("buren",))
    denies = Said("De molenaar ontkent", denied=True)
    assert answered_plainly(story_of(charge, DETAIL, denies)) == {(2, 0): ANSWERS}


def test_innocence_answers_no_plain_news() -> None:
    """Where nobody accuses, 'maintains her innocence' denies nothing that the report tells in its own voice."""
    told_plainly = Said("The miller lost his job in May")
    innocent = Said("She has always maintained her innocence")
    assert answered_plainly(story_of(told_plainly, innocent, language="en")) == {}
