"""Who says what, through whom: invented sentences read with the encoder, and rules on trees built by hand."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_report, span_of
from written_trees import a_tree
from zegsman.annotate.attributions import find_attributions

if TYPE_CHECKING:
    from random import Random

    from zegsman.encoder import Encoder
    from zegsman.record.annotation import Attribution
    from zegsman.record.spans import Span

HERE = Path(__file__).parent
FLOORS = {"nl": 0.85, "en": 0.80}
"""Share of the table that must be right: the sentences are read by a model, which errs on some of them."""


_WORDS = [
    "zegt",
    "zei",
    "dat",
    "volgens",
    "aldus",
    ",",
    ":",
    ".",
    "“",
    "”",
    "‘",
    "’",
    "meldt",
    "de",
    "het",
    "krant",
    "minister",
    "woordvoerder",
    "van",
    "op",
    "gezag",
    "laat",
    "weten",
    "zou",
    "naar",
    "verluidt",
    "staat",
    "in",
    "rapport",
    "blijkt",
    "uit",
    "mails",
    "die",
    "heeft",
    "ingezien",
    "hij",
    "zij",
    "said",
    "that",
    "according",
    "to",
    "the",
    "(",
    ")",
    "?",
    "niet",
]


def _cases(language: str) -> list[dict[str, Any]]:
    table = tomllib.loads((HERE / f"test_attributions_cases_{language}.toml").read_text(encoding="utf-8"))
    cases: list[dict[str, Any]] = table["cases"]
    return cases


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The encoder that ships with the program."""
    from zegsman.encoder import load_encoder

    return load_encoder()


def _plain(words: str) -> str:
    return re.sub(r"^(?:de|het|een|the|an?)\s+", "", words.strip().casefold())


def _about(attributions: tuple[Attribution, ...], content: Span) -> Attribution | None:
    """The attribution with the least content that holds most of the words asked for."""
    holding = [
        one for one in attributions if 10 * sum(span.shared(content) for span in one.content) >= 6 * len(content)
    ]
    return min(holding, key=lambda one: sum(len(span) for span in one.content), default=None)


def _fault(case: dict[str, Any], attributions: tuple[Attribution, ...]) -> str:
    """What is wrong with what was found, '' if nothing is."""
    text = case["text"]
    if case.get("none"):
        return "" if not attributions else f"found {[one.why for one in attributions]}"
    found = _about(attributions, span_of(text, case["content"]))
    if found is None:
        return f"no attribution; found {[(one.why, [s.of(text) for s in one.content]) for one in attributions]}"
    chain = [_plain(link.text) for link in found.chain]
    expected = [_plain(link) for link in case.get("chain", [case["source"]] if case["source"] else [])]
    if chain != expected:
        return f"chain {chain} ({found.why})"
    if found.kind.value != case.get("kind", "indirect"):
        return f"kind {found.kind} ({found.why})"
    if case["cue"].casefold() not in " ".join(span.of(text) for span in found.cue).casefold() and not case.get("any"):
        return f"cue {[span.of(text) for span in found.cue]} ({found.why})"
    return ""


@pytest.mark.encoder
@pytest.mark.parametrize("language", ["nl", "en"])
def test_attributions_of_the_case_table_are_found(language: str, encoder: Encoder) -> None:
    """Source, cue, content, kind and chain of the invented sentences are as the table says, but for a few."""
    from zegsman.annotate.line import annotate_report

    faults = []
    cases = _cases(language)
    for case in cases:
        report = a_report(case["text"], language=language, outlet=case.get("outlet", "De Proefbode"))
        fault = _fault(case, annotate_report(report, encoder).attributions)
        if fault:
            faults.append(f"{case['text']} -> {fault}")
    right = 1 - len(faults) / len(cases)
    assert right >= FLOORS[language], f"{right:.2f} right\n" + "\n".join(faults)


def test_attributions_of_an_empty_report_are_none() -> None:
    """No tokens, no attributions."""
    assert find_attributions(a_report(""), (), (), ()) == ()


@pytest.mark.parametrize("text", ["zegt", "“”", "Volgens", "aldus .", "dat dat dat", "zou ?", ": : :", "naar verluidt"])
def test_attributions_of_scraps_of_text_do_not_crash(text: str) -> None:
    """Words of cue lists with nothing around them give a result, whatever it is."""
    for upos in ("X", "VERB", "NOUN", "ADP"):
        rows = " ".join(f"{word}|{upos}|{0 if i == 0 else 1}|dep" for i, word in enumerate(text.split()))
        parse = a_tree(rows)
        for one in find_attributions(parse.report, parse.sentences, parse.tokens, parse.names):
            assert one.content


@settings(deadline=None)
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=25), st.randoms(use_true_random=False))
def test_attributions_of_any_tree_lie_within_the_text(words: list[str], random: Random) -> None:
    """Cue words in any order under any tree give spans that lie within the text, and a chain only with a source."""
    upos = ["VERB", "NOUN", "PROPN", "ADP", "PRON", "SCONJ", "PUNCT", "AUX", "DET"]
    relations = ["nsubj", "obj", "obl", "ccomp", "xcomp", "mark", "case", "conj", "appos", "acl:relcl", "parataxis"]
    rows = " ".join(
        f"{word}|{random.choice(upos)}|{random.randint(0, len(words))}|{random.choice(relations)}" for word in words
    )
    parse = a_tree(rows, language=random.choice(["nl", "en", "fr"]))
    for one in find_attributions(parse.report, parse.sentences, parse.tokens, parse.names):
        for span in (*one.source, *one.cue, *one.content):
            assert span.end <= len(parse.report.text)
        assert one.source or not one.chain


def test_attributions_case_tables_are_large_enough() -> None:
    """The tables hold at least 150 Dutch and 80 English cases, none twice."""
    for language, least in (("nl", 150), ("en", 80)):
        texts = [(case["text"], case.get("outlet")) for case in _cases(language)]
        assert len(texts) >= least
        assert len(set(texts)) == len(texts)


@pytest.mark.encoder
def test_quotation_behind_a_sentence_that_only_cites_is_attributed(encoder: Encoder) -> None:
    """Whom somebody has it from has no content of its own; a quotation that follows still finds its source."""
    from zegsman.annotate.line import annotate_report

    text = "De kade zakt, zegt geoloog Els Braam. Zij baseert zich op een rapport van Gent. ‘Er stond een kaart bij.’"
    annotation = annotate_report(a_report(text, outlet="De Proefbode"), encoder)
    quoted = [one for one in annotation.attributions if "Er stond een kaart bij" in one.content[0].of(text)]
    assert quoted
    assert quoted[0].chain


_PARAGRAPHS = [
    ("en", "Mayor Els Braam added:", "The bridge was never safe. We told the council so. Nobody listened."),
    ("nl", "Wethouder Els Braam schreef:", "De brug was nooit veilig. Dat wist de raad al. Niemand luisterde."),
    ("en", "“It was unsafe,” said Els Braam. “We had warned in March.", "“Nobody listened. So we shut it.”"),
    ("nl", "“Het was gevaarlijk”, zegt Els Braam. “Dat zeiden we.", "“Niemand luisterde. Dus ging hij dicht.”"),
]


@pytest.mark.encoder
@pytest.mark.parametrize(("language", "first", "second"), _PARAGRAPHS)
def test_a_paragraph_behind_a_colon_or_an_open_quotation_is_of_who_speaks_before_it(
    language: str, first: str, second: str, encoder: Encoder
) -> None:
    """A paragraph that ends in a colon, or leaves its quotation open, hands the whole next one to its source."""
    from zegsman.annotate.line import annotate_report

    third = {"en": "Trains run as usual.", "nl": "De treinen rijden gewoon."}[language]
    text = f"{first}\n\n{second}\n\n{third}"
    annotation = annotate_report(a_report(text, language=language, outlet="De Proefbode"), encoder)
    start, end = text.index(second), text.index(third)
    inside = [one for one in annotation.statements if start <= one.span.start < end]
    chains = {tuple(link.text for link in one.chain) for one in inside}
    assert chains == {("Els Braam",)}
    assert [one.chain for one in annotation.statements if one.span.start >= end] == [()]
