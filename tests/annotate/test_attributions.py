"""Who says what, through whom: invented sentences read with the encoder, and rules on trees built by hand."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import a_report, span_of

from zegsman.annotate.attributions import find_attributions
from zegsman.record.annotation import Kind, Name, NameType, Sentence, Token
from zegsman.record.spans import Span

if TYPE_CHECKING:
    from zegsman.encoder import Encoder
    from zegsman.record.annotation import Attribution

HERE = Path(__file__).parent
FLOORS = {"nl": 0.85, "en": 0.80}
"""Share of the table that must be right: the sentences are read by a model, which errs on some of them."""


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
    holding = [one for one in attributions if 10 * sum(span.shared(content) for span in one.content) >= 6 * len(content)]
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


def test_attributions_case_tables_are_large_enough() -> None:
    """The tables hold at least 150 Dutch and 80 English cases, none twice."""
    for language, least in (("nl", 150), ("en", 80)):
        texts = [(case["text"], case.get("outlet")) for case in _cases(language)]
        assert len(texts) >= least
        assert len(set(texts)) == len(texts)
