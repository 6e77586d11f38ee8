"""The glossary decides what things are called."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import zegsman.record

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = re.compile(r"\b(article|articles|speaker|quotation|contradiction|trust_score)\b")


def test_each_type_of_the_record_has_an_entry() -> None:
    """Every public class of the record has a heading in the glossary."""
    headings = set(re.findall(r"^### `(\w+)`", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), re.M))
    missing = []
    for module in pkgutil.iter_modules(zegsman.record.__path__):
        loaded = importlib.import_module(f"zegsman.record.{module.name}")
        for name, thing in vars(loaded).items():
            if inspect.isclass(thing) and thing.__module__ == loaded.__name__ and not name.startswith("_"):
                missing += [name] if name not in headings else []
    assert missing == []


def test_record_uses_no_word_that_the_glossary_gives_to_nothing() -> None:
    """The record's names use the glossary's words only."""
    for path in (ROOT / "src" / "zegsman" / "record").glob("*.py"):
        assert not FORBIDDEN.search(path.read_text(encoding="utf-8")), path.name
