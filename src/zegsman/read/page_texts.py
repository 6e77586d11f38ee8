"""The main text of a web page, in paragraphs, and what was left out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from zegsman.errors import ReadError
from zegsman.read.encodings import normalised
from zegsman.read.paragraphs import Paragraph
from zegsman.record.report import BlockKind, Cut, CutKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARAGRAPHS = ("p", "quote", "item", "row", "code", "lb")


@dataclass(slots=True)
class PageText:
    """What was found in a page."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    """What the extractor says of the page: title, author, outlet, date."""
    extractor: str = ""
    cut: tuple[Cut, ...] = ()


def find_page_text(tree: Any) -> PageText:
    """The main text of a parsed page, which is changed by it; no paragraphs where none is found.

    Raises:
        ReadError: if the page is made so that its text cannot be found within bounds.
    """
    import trafilatura

    found = PageText(extractor=f"trafilatura {trafilatura.__version__}")
    n_words = _n_words(tree)
    captions = _captions(tree)
    # Without the extensive search, which takes any date in the text for the day of publication.
    dates = {"extensive_search": False, "original_date": True}
    for element in list(tree.iter("script", "style", "noscript", "template", "iframe", "object", "svg")):
        if element.getparent() is not None and "ld+json" not in (element.get("type") or ""):
            element.drop_tree()
    try:
        page: Any = trafilatura.bare_extraction(
            tree, with_metadata=True, include_comments=False, include_tables=True, date_extraction_params=dates
        )
    except (ValueError, RecursionError, AttributeError, TypeError, AssertionError, IndexError, KeyError) as error:
        raise ReadError(f"the text of the web page cannot be found ({type(error).__name__}: {error})") from error
    if page is None:
        return found
    names = (("title", "title"), ("author", "author"), ("outlet", "sitename"), ("date", "date"))
    found.about = {ours: str(value) for ours, theirs in names if (value := getattr(page, theirs, None))}
    found.paragraphs = list(_paragraphs(page.body)) or [Paragraph(line) for line in (page.text or "").split("\n")]
    read = {one.words for one in found.paragraphs if one.words}
    found.paragraphs += [
        Paragraph(words, BlockKind.CAPTION)
        for words in captions
        if not any(words in one or one in words for one in read)
    ]
    n_kept = sum(len(one.words.split()) for one in found.paragraphs)
    if n_words > n_kept:
        found.cut = (Cut(CutKind.PAGE, n_words - n_kept),)
    return found


def _n_words(tree: Any) -> int:
    return sum(len(words.split()) for words in tree.xpath("//body//text()[not(parent::script or parent::style)]"))


def _paragraphs(body: Any) -> Iterator[Paragraph]:
    if body is None:
        return
    for element in body.iter():
        if element.tag in _PARAGRAPHS and not any(child.tag in ("p", "item") for child in element.iterchildren()):
            words = " ".join("".join(element.itertext()).split())
            if words and element.getparent() is not None and element.tag != "lb":
                yield Paragraph(words)
        elif element.tag == "head":
            words = " ".join("".join(element.itertext()).split())
            if words:
                yield Paragraph(words, BlockKind.SUBHEAD)


def _captions(tree: Any) -> list[str]:
    """Captions inside the article that the extractor may leave out: they are evidence too."""
    found: list[str] = []
    for caption in tree.xpath("//article//figcaption | //main//figcaption"):
        words = " ".join(normalised(" ".join(caption.itertext())).split())
        if len(words) > 20 and words not in found:
            found.append(words)
    return found
