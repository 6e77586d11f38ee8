"""What a reader must know beside the claims: stories that were left out, and reports read with less certainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zegsman.tell.index import DossierIndex, Json
    from zegsman.tell.words import Words


def is_less_certain(report: Json) -> bool:
    """Whether a report is in a language that is read by transfer only, so that what is read of it is less certain."""
    return bool(report.get("read_by_transfer"))


def compose_beside(index: DossierIndex, words: Words) -> list[str]:
    """A sentence for each story that may be one with this, and one on the reports read with less certainty."""
    told = [describe_near(words, near) for near in index.dossier.get("near_stories", [])]
    return [*told, *filter(None, [tell_less_certain(index, words)])]


def tell_less_certain(index: DossierIndex, words: Words) -> str:
    """How many reports are read with less certainty, and why; '' for none."""
    n = sum(is_less_certain(report) for report in index.dossier["reports"])
    if not n:
        return ""
    stand = words["beside"]["stand"][n > 1]
    return words.capitalised(words.fill("beside", "transfer", reports=words.count(n, "report"), verb=stand))


def describe_near(words: Words, near: Json) -> str:
    """Which story may be one with this, and how far what links them lies below what is needed."""
    title = words.fill("words", "quoted", words=near["title"])
    # What lies below must not look equal when it is rounded.
    linkage = min(near["linkage"], near["needed"] - 0.01)
    numbers = {"linkage": words.decimal(linkage), "needed": words.decimal(near["needed"])}
    sentence = words.fill("beside", "near", title=title, reports=words.count(near["reports"], "report"), **numbers)
    shared = words.fill("beside", "shared", shared=words.listed(near["shared"])) if near["shared"] else ""
    return sentence + shared
