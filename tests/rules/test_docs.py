"""Facts that stand in the docs are those of the code."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path

import pytest

import zegsman.errors

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ["record", "lexicon", "likeness", "encoder", "read", "annotate", "resolve", "weigh", "tell", "store", "desk"]


@pytest.mark.parametrize("folder", [*FOLDERS, "fleet", "web", "cli"])
def test_contract_sentence_stands_in_how_it_works(folder: str) -> None:
    """Each folder's contract sentence is the one that how-it-works gives."""
    docs = " ".join((ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8").split())
    contract = (importlib.import_module(f"zegsman.{folder}").__doc__ or "").split("\n\n")[0]
    assert contract
    assert " ".join(contract.split()) in docs


def test_each_error_has_a_heading() -> None:
    """Every error and its code stand in docs/errors.md."""
    docs = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    for name, error in vars(zegsman.errors).items():
        if inspect.isclass(error) and issubclass(error, Exception):
            assert name in docs
            assert error.code in docs
