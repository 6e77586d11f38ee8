"""Invented reports: what a page is made around, and what must be found in it again."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any


@cache
def words(language: str) -> dict[str, Any]:
    """The sentences and furniture of a language."""
    table: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    found: dict[str, Any] = table[language]
    return found


@dataclass(slots=True)
class InventedReport:
    """The parts of an invented report."""

    language: str
    title: str
    paragraphs: list[str]
    subheads: list[str]
    captions: list[str]
    items: list[str] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)


def a_report(language: str, chance: random.Random, n_paragraphs: int) -> InventedReport:
    """A report of some paragraphs of two to four sentences, no sentence twice with the same words."""
    table = words(language)

    def filled(template: str) -> str:
        thing, body, person = (chance.choice(table[key]) for key in ("things", "bodies", "people"))
        named = {"thing": thing, "body": body, "person": person, "place": chance.choice(table["places"])}
        capital = {name.capitalize(): value[0].upper() + value[1:] for name, value in named.items()}
        return template.format(**named, **capital, day=chance.choice(table["days"]), n=chance.randint(3, 48))

    paragraphs = [filled(chance.choice(table["leads"]))]
    pool: list[str] = []
    while len(paragraphs) < n_paragraphs:
        sentences = []
        for _ in range(chance.randint(2, 4)):
            pool = pool or chance.sample(table["sentences"], len(table["sentences"]))
            sentences.append(filled(pool.pop()))
        paragraphs.append(" ".join(sentences))
    title = filled(chance.choice(table["titles"]))
    return InventedReport(
        language=language,
        title=title[0].upper() + title[1:],
        paragraphs=paragraphs,
        subheads=chance.sample(table["subheads"], 3),
        captions=[filled(one) for one in table["captions"]],
        items=[filled(one) for one in table["items"]],
        rows=[(place, str(chance.randint(10, 900))) for place in chance.sample(table["places"], 4)],
        questions=[filled(one) for one in table["questions"]],
    )
