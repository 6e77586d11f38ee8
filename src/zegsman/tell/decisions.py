"""A person's decisions in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zegsman.tell.index import DossierIndex, Json
    from zegsman.tell.words import Words

_WORDS_SHOWN = 70
"""Characters of a statement that tell it apart in a sentence about it."""


def person_judgements(index: DossierIndex) -> list[Json]:
    """What a person decided, as the dossier holds it."""
    return [j for j in index.dossier.get("judgements", []) if j.get("judge") == "person"]


def describe_judgement(index: DossierIndex, words: Words, judgement: Json) -> str:
    """One decision in words; statements, which it names by id, are shown by what they say."""
    key = judgement["verdict"]
    if judgement["subject"] == "reliability":
        key = "reliability"
    elif judgement["subject"] == "allegiance":
        key = "belongs" if judgement["verdict"] == "same" else "belongs_not"
    elif judgement["subject"] == "report":
        key = "one_affair" if judgement["verdict"] == "same" else "not_one_affair"
    left, right = (_name(index, words, judgement[side]) for side in ("left", "right"))
    return words.fill("judgement", key, left=left, right=right)


def _name(index: DossierIndex, words: Words, key: str) -> str:
    if key in index.reports:
        return words.fill("words", "quoted", words=_title(index, words, key))
    if key not in index.statements:
        return key
    said = index.words(key)
    short = said if len(said) <= _WORDS_SHOWN else said[:_WORDS_SHOWN].rsplit(" ", 1)[0] + "…"
    return words.fill("words", "quoted", words=short)


def _title(index: DossierIndex, words: Words, report: str) -> str:
    told = index.reports[report]
    return str(told["title"] or index.outlet(told) or words["words"]["untitled"])
