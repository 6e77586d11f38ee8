"""The main text of a web page, in paragraphs, and what was left out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from zegsman.errors import ReadError
from zegsman.read.encodings import normalised
from zegsman.read.markup import words_of
from zegsman.read.page_fields import linked_things
from zegsman.read.page_parts import is_text_container, prune
from zegsman.read.paragraphs import Paragraph, find_paragraphs, paragraphs_of_html
from zegsman.record.report import BlockKind, Cut, CutKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCKS = frozenset({"p", "head", "quote", "item", "row", "code", "cell"})
_DROPPED = ("script", "style", "noscript", "template", "iframe", "object", "svg")
_CLOSED = (".", "!", "?", "”", '"', "’", ":")
_ENOUGH = 40
"""Words; a container with fewer is a teaser or a label, and the extractor decides."""
_MOSTLY = 0.5
_MOST = 0.85
"""Share of the words found that the page must show in paragraphs of its own, for those to be taken instead."""
_MOST_WORDS = 60_000
"""Words; a longer page is a book or made to take time, and what the extractor finds in it is taken as it is."""
_LINE_LENGTH = 25
"""Letters; the shortest sentences of news have more, labels and names of sections fewer."""
_HIDDEN_SHARE = 0.5
"""Where a page shows less than this share of the text that it gives to search engines, that text is read."""


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

    The parts that the page itself names as something else are taken out. What trafilatura finds in the rest counts,
    within the element that the page names as the text, where there is one. A page that a script fills is read from
    what it tells search engines.

    Raises:
        ReadError: if the page is made so that its text cannot be found within bounds.
    """
    linked, is_free = _linked_text(tree)
    n_words = _n_words(tree)
    for element in list(tree.iter(*_DROPPED)):
        if element.getparent() is not None and "ld+json" not in (element.get("type") or ""):
            element.drop_tree()
    pruned = prune(tree)
    captions, shown, container = _captions(tree), _below_title(tree), _container(tree)
    held = find_paragraphs(container) if container is not None else []
    found = _extracted(tree)
    paragraphs = _within(_as_shown(found.paragraphs, shown), held)
    if _size(linked) * _HIDDEN_SHARE > _size(paragraphs) or (_size(linked) and not _share(paragraphs, shown)):
        paragraphs, found.extractor = linked, "JSON-LD"
    read = {one.words for one in paragraphs if one.words}
    found.paragraphs = [one for one in paragraphs if one.kind is not BlockKind.CAPTION or one.words in captions] + [
        Paragraph(words, BlockKind.CAPTION)
        for words in captions
        if not any(words in one or one in words for one in read)
    ]
    found.cut = _cuts(pruned.cuts, n_words - _size(found.paragraphs), is_free=is_free)
    return found


def _below_title(tree: Any) -> list[Paragraph]:
    """The paragraphs that a page shows from its title on; all of them where it has none, or little stands below it."""
    shown = find_paragraphs(tree)
    titles = [words_of(one) for one in tree.iter("h1")]
    at = next((i for i, one in enumerate(shown) if len(titles) == 1 and one == (titles[0], BlockKind.SUBHEAD)), 0)
    return shown[at:] if _size(shown[at:]) >= _ENOUGH else shown


def _squeezed(words: str) -> str:
    return "".join(normalised(words).replace("|", " ").split())


def _as_shown(found: list[Paragraph], shown: list[Paragraph]) -> list[Paragraph]:
    """What the extractor found, in the paragraphs in which the page shows it; as found where the page shows it not.

    A line of a few words is taken only where the extractor has it as a block of its own: 'Sport' may stand anywhere.
    """
    if max(_size(found), _size(shown)) > _MOST_WORDS:
        return found
    text = "\x00".join(_squeezed(one.words) for one in found)
    whole = set(text.split("\x00"))
    kept = [
        one
        for one in shown
        if (words := _squeezed(one.words)) in whole or (len(words) >= _LINE_LENGTH and words in text)
    ]
    kept = list(dict.fromkeys(kept))
    whole_page = "\x00".join(_squeezed(one.words) for one in shown)
    n_shown = sum(len(one.words.split()) for one in found if _squeezed(one.words) in whole_page)
    # What the extractor took from above the title is not shown below it: columns, walls of cookies.
    return kept if _size(kept) >= _MOST * max(n_shown, _ENOUGH) else found


def _share(paragraphs: list[Paragraph], shown: list[Paragraph]) -> bool:
    """Whether the page shows any of these paragraphs."""
    return bool(set(paragraphs) & set(shown))


def _cuts(cuts: tuple[Cut, ...], n_left_out: int, *, is_free: bool) -> tuple[Cut, ...]:
    """What was left out by kind; words that no named part accounts for are the page's."""
    told = {cut.kind: cut.n_words for cut in cuts}
    rest = n_left_out - sum(n for kind, n in told.items() if kind is not CutKind.PAGE)
    found = [cut for cut in cuts if cut.kind is not CutKind.PAGE]
    if not is_free and CutKind.PAYWALL not in told:
        found.append(Cut(CutKind.PAYWALL))
    return (*([Cut(CutKind.PAGE, rest)] if rest > 0 else []), *found)


def _size(paragraphs: list[Paragraph]) -> int:
    return sum(len(one.words.split()) for one in paragraphs)


def _linked_text(tree: Any) -> tuple[list[Paragraph], bool]:
    """The text that a page gives to search engines, and whether it says that everyone may read it."""
    for thing in linked_things(tree):
        body, free = thing.get("articleBody"), thing.get("isAccessibleForFree", True)
        is_free = str(free).lower() not in ("false", "0", "no")
        if isinstance(body, str) and body.strip():
            try:
                return paragraphs_of_html(body.replace("\r\n", "\n")), is_free
            except ReadError:
                return [], is_free
        return [], is_free
    return [], True


def _container(tree: Any) -> Any:
    """The element that a page names as the text of its report; None where there is none, or several."""
    named = [one for one in tree.iter() if isinstance(one.tag, str) and is_text_container(one)]
    inner = set(named)
    outer = [one for one in named if not any(above in inner for above in one.iterancestors())]
    for candidates in (outer, list(tree.iter("article")), list(tree.iter("main"))):
        large = [one for one in candidates if len(words_of(one).split()) >= _ENOUGH]
        if len(large) == 1:
            return large[0]
    return None


def _within(paragraphs: list[Paragraph], held: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs found that the container holds; what it holds itself where the extractor looked elsewhere."""
    if not _ENOUGH <= _size(held) <= _MOST_WORDS:
        return paragraphs
    text = "\n".join(_squeezed(one.words) for one in held)
    inside = [one for one in paragraphs if _squeezed(one.words) in text]
    if _size(inside) >= _MOSTLY * _size(held):
        return inside
    return [one for one in held if one.kind is not BlockKind.CAPTION]


def _extracted(tree: Any) -> PageText:
    import trafilatura

    found = PageText(extractor=f"trafilatura {trafilatura.__version__}")
    # Without the extensive search, which takes any date in the text for the day of publication.
    dates = {"extensive_search": False, "original_date": True}
    try:
        page: Any = trafilatura.bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            fast=True,  # its fallbacks take all of a page where the text is short; the container says better
            date_extraction_params=dates,
        )
    except (ValueError, RecursionError, AttributeError, TypeError, AssertionError, IndexError, KeyError) as error:
        raise ReadError(f"the text of the web page cannot be found ({type(error).__name__}: {error})") from error
    if page is None:
        return found
    names = (("title", "title"), ("author", "author"), ("outlet", "sitename"), ("date", "date"))
    found.about = {ours: str(value) for ours, theirs in names if (value := getattr(page, theirs, None))}
    found.paragraphs = list(_paragraphs(page.body)) or [
        Paragraph(line) for line in (page.text or "").split("\n") if line.strip()
    ]
    return found


def _n_words(tree: Any) -> int:
    return sum(len(words.split()) for words in tree.xpath("//body//text()[not(parent::script or parent::style)]"))


def _paragraphs(body: Any) -> Iterator[Paragraph]:
    """The blocks of what the extractor gives; a row of a table is one, its cells parted."""
    if body is None:
        return
    for element in body.iter(*_BLOCKS):
        row = next(element.iterancestors("row"), None)
        has_blocks = any(child is not element for child in element.iter(*_BLOCKS))
        if element.tag == "row" and len(element) > 1:
            yield Paragraph(" | ".join(words for cell in element if (words := words_of(cell))))
        elif not has_blocks and (row is None or len(row) == 1):
            # A row of one cell is there for the layout: its paragraphs come by themselves.
            kind = BlockKind.SUBHEAD if element.tag == "head" else BlockKind.PARAGRAPH
            for words in _lines(element):
                yield Paragraph(words, kind)


def _lines(element: Any) -> Iterator[str]:
    """The words of a block; a line break behind a closed sentence parts paragraphs, any other is a blank."""
    parts, text = [], element.text or ""
    for child in element.iter():
        if child is element:
            continue
        if child.tag == "lb":
            parts.append(text)
            text = child.tail or ""
        else:
            text += (child.text or "") + (child.tail or "")
    parts.append(text)
    held = ""
    for part in parts:
        held = f"{held} {' '.join(part.split())}".strip()
        if held.endswith(_CLOSED):
            yield held
            held = ""
    if held:
        yield held


def _captions(tree: Any) -> list[str]:
    """Captions inside the article that the extractor may leave out: they are evidence too."""
    found: list[str] = []
    for caption in tree.xpath("//article//figcaption | //main//figcaption"):
        words = " ".join(normalised(" ".join(caption.itertext())).split())
        if len(words) > 20 and words not in found:
            found.append(words)
    return found
