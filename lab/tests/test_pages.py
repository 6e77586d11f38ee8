"""Invented pages, and how well their text is found."""

from __future__ import annotations

from collections import Counter

import pytest

from zegsman_lab.pages.collection import InventedPage, invented_pages
from zegsman_lab.score.pages import counts, figures, runs, score


def test_pages_are_the_same_in_each_run() -> None:
    """A seed gives the same pages; each has its main text in its source, and no two are alike."""
    pages = [*invented_pages(), *invented_pages(later=True)]
    assert pages == [*invented_pages(), *invented_pages(later=True)]
    assert len(pages) >= 60
    assert len({page.html for page in pages}) == len(pages)
    assert all(len(page.main) > 1 and page.neutral for page in pages)


def test_counts() -> None:
    """Runs of three words are counted with how often they stand there; title and captions count neither way."""
    page = InventedPage("x", "", ("de brug is dicht", "wie betaalt"), ("brug weken dicht",))
    assert runs(["De brug is dicht."]) == Counter({("de", "brug", "is"): 1, ("brug", "is", "dicht"): 1})
    assert counts(page, ["De brug is dicht", "Brug weken dicht", "lees ook dit"]) == (2, 3, 3)
    assert figures((2, 3, 3)) == {"precision": 0.6667, "recall": 0.6667, "f1": 0.6667}


@pytest.mark.parametrize("later", [False, True])
def test_score(later: bool) -> None:
    """The text of the pages is found better than trafilatura finds it by itself, and hardly anything else."""
    found = score(invented_pages(2, later=later))
    assert found["zegsman"]["f1"] > max(0.99, found["trafilatura"]["f1"])
