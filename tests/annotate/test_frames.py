"""Words that only tell who says something, read with the encoder: who is behind each claim, and what is none."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from builders import a_report
from stated_cases import PRINTED, faults_of

if TYPE_CHECKING:
    from zegsman.encoder import Encoder

TABLE = tomllib.loads((Path(__file__).parent / "test_frames_cases.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The encoder that ships with the program."""
    from zegsman.encoder import load_encoder

    return load_encoder()


@pytest.mark.encoder
@pytest.mark.parametrize("case", TABLE["case"], ids=[case["why"] for case in TABLE["case"]])
def test_who_says_is_told_from_what_is_said(case: dict[str, Any], encoder: Encoder) -> None:
    """Each claim has its chain, and no statement holds only words of saying, a label or an hour."""
    from zegsman.annotate.line import annotate_report

    language = case.get("language", "nl")
    outlet, published = PRINTED[language]
    text = case["text"].strip()
    report = a_report(text, outlet=outlet, published=published, language=language)
    annotation = annotate_report(report, encoder)
    stated = [one.span.of(text) for one in annotation.statements]
    faults = [fault for says in case["says"] for fault in faults_of({**case, "text": text}, says, annotation)]
    faults += [f"{words!r} is taken for a statement" for words in case.get("unsaid", ()) if words in stated]
    faults += [f"{words!r} is no statement" for words in case.get("whole", ()) if words not in stated]
    assert not faults, "\n".join(faults)
