"""Parts of a web page that are no text of a report: told by how the page names them, and by their links."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from zegsman.lexicon.tables import load_table
from zegsman.read.markup import words_of
from zegsman.record.report import Cut, CutKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NAMES = ("class", "id", "role", "data-testid", "data-component", "aria-label", "itemprop")
_SPLIT = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+")
_NEVER_TEXT = frozenset({"nav", "footer", "form", "dialog", "menu", "amp-sidebar", "amp-ad", "button", "select"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_KEPT_TAGS = frozenset({"html", "body", "main", "article", "figure", "figcaption", "p"})
_LARGEST_SHARE = 0.6
"""The share of the words of all paragraphs from which a part is the text, whatever it is called."""
_LINKED = 0.7
"""The share of linked words from which a list or box is one of links: prose has links on a tenth of its words."""
_FEWEST_CARDS = 3
"""Boxes with a linked heading beside each other that make a list of teasers."""


@dataclass(slots=True)
class Pruned:
    """What was taken out of a page, in words by kind."""

    n_words: dict[CutKind, int] = field(default_factory=dict)

    def take(self, element: Any, kind: CutKind) -> None:
        """Takes an element out; what stands behind it stays."""
        self.n_words[kind] = self.n_words.get(kind, 0) + len(words_of(element).split())
        element.drop_tree()

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """The cuts, by kind."""
        return tuple(Cut(kind, n) for kind, n in sorted(self.n_words.items()) if n or kind is CutKind.PAYWALL)


@cache
def _lists() -> tuple[tuple[CutKind, frozenset[tuple[str, ...]]], ...]:
    parts = load_table("all", "page_parts")["parts"]
    kinds = (CutKind.COMMENTS, CutKind.PAYWALL, CutKind.PAGE)
    return tuple((kind, frozenset(tuple(one.split()) for one in parts[str(kind)])) for kind in kinds)


@cache
def _names(key: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(one.split()) for one in load_table("all", "page_parts")["parts"][key])


@cache
def _words(name: str) -> tuple[str, ...]:
    """The words of a name: 'mainNav--open' gives main, nav, open."""
    return tuple(part.lower() for part in _SPLIT.split(name) if part)


def _runs(element: Any) -> Iterator[tuple[str, ...]]:
    """One, two and three words in a row of each name that an element has."""
    for attribute in _NAMES:
        for name in (element.get(attribute) or "").split()[:12]:
            words = _words(name[:80])
            for size in (1, 2, 3):
                for i in range(len(words) - size + 1):
                    yield words[i : i + size]


def part_kind(element: Any) -> CutKind | None:
    """Which kind of part an element is by its names; None where it may be text."""
    runs = set(_runs(element))
    if not runs or runs & _names("body"):
        return None
    kind = next((kind for kind, names in _lists() if runs & names), None)
    is_spared = (
        kind is CutKind.PAGE and runs & _names("never") and not any(len(run) > 1 for run in runs & _lists()[2][1])
    )
    return None if is_spared else kind


def is_text_container(element: Any) -> bool:
    """Whether the page names an element as the text of its report."""
    return element.get("itemprop") == "articleBody" or any(run in _names("body") for run in _runs(element))


def prune(tree: Any) -> Pruned:
    """Takes the parts that are no text out of a page.

    A part that holds most of the words of all paragraphs stays, as does what a heading of the first level stands in.
    """
    pruned = Pruned()
    n_prose = sum(len(words_of(one).split()) for one in tree.iter("p")) or 1
    spared = {above for heading in tree.iter("h1") for above in (heading, *heading.iterancestors())}
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None or element in spared:
            continue
        if element.getroottree().getroot() is not tree.getroottree().getroot():
            continue
        kind = _kind(element)
        if kind is not None and _n_prose(element) < _LARGEST_SHARE * n_prose:
            pruned.take(element, kind)
    for element in _teasers(tree):
        if element.getparent() is not None and element not in spared:
            pruned.take(element, CutKind.PAGE)
    return pruned


def _kind(element: Any) -> CutKind | None:
    if element.tag in _NEVER_TEXT:
        return CutKind.PAGE
    if element.get("hidden") is not None or _HIDING.search(element.get("style") or ""):
        return CutKind.PAGE
    if element.get("aria-hidden") == "true" and element.tag not in ("span", "i"):
        return CutKind.PAGE
    if element.tag in _KEPT_TAGS and element.tag != "p":
        return None
    return part_kind(element)


def _n_prose(element: Any) -> int:
    return sum(len(words_of(one).split()) for one in element.iter("p"))


def _teasers(tree: Any) -> list[Any]:
    """Boxes of links: lists whose words are links, and rows of boxes that each have a heading that is one."""
    found = [one for one in tree.iter("ul", "ol", "aside") if _is_linked(one)]
    for parent in {above for heading in tree.iter("h2", "h3", "h4") if _is_link(heading) for above in _cards(heading)}:
        cards = [child for child in parent if any(_is_link(one) for one in child.iter("h2", "h3", "h4"))]
        if len(cards) >= _FEWEST_CARDS:
            found += cards
    return found


def _cards(heading: Any) -> Iterable[Any]:
    """The elements whose children may be the boxes that a linked heading is in."""
    above = heading.iterancestors()
    return [one for _, one in zip(range(4), above, strict=False) if one.tag not in ("html", "body")]


def _is_link(heading: Any) -> bool:
    words = words_of(heading)
    return (bool(words) and any(words_of(link) == words and link.get("href") for link in heading.iter("a"))) or (
        heading.getparent() is not None and heading.getparent().tag == "a"
    )


def _is_linked(element: Any) -> bool:
    n_words = len(words_of(element).split())
    n_linked = sum(len(words_of(link).split()) for link in element.iter("a"))
    return 0 < n_words < 400 and n_linked >= _LINKED * n_words
