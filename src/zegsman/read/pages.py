"""Reads web pages: the main text, the captions, and what the page says of itself."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from zegsman.errors import ReadError
from zegsman.read.databases.html_exports import is_html_export, read_html_export
from zegsman.read.encodings import Decoded, parse_characters
from zegsman.read.live_blogs import Post, find_posts
from zegsman.read.markup import parse_html, words_of
from zegsman.read.page_fields import find_page_fields
from zegsman.read.page_texts import find_page_text
from zegsman.read.paragraphs import lay_out
from zegsman.read.reports import Reading, ReadOptions, Received, Refusal, compose_reading, web_address
from zegsman.record.report import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zegsman.read.incoming import Incoming


def read_page(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal]:
    """The report that a web page holds, with the bytes of the page. Nothing in the page is executed.

    A live blog gives a report for each post, with the time of the post and its own part of the page for bytes, and
    one for what stands above the posts. A page in which a newspaper database exports gives each of its reports.

    Raises:
        ReadError: if no text of a report is found in it.
    """
    data = incoming.whole()
    decoded = parse_characters(data, is_html=True, charset=options.charset)
    if is_html_export(decoded.text):
        yield from read_html_export(decoded.text, options)
        return
    tree = parse_html(decoded.text)
    about = find_page_fields(tree, _title_shown(tree), options.url)
    posts = find_posts(tree, options.url or about.get("canonical", ""))
    if not posts:
        yield _reading(tree, decoded, data, options)
        return
    for post in posts:
        if post.element is not None and post.element.getparent() is not None:
            post.element.drop_tree()
    # A live blog needs no text above its posts.
    with contextlib.suppress(ReadError):
        above = _reading(tree, decoded, data, options)
        prose = (block.span.of(above.report.text) for block in above.report.blocks if block.kind is BlockKind.PARAGRAPH)
        if any(words not in (above.report.title or "") for words in prose):
            yield above
    yield from _posts(posts, about, options)


def _title_shown(tree: Any) -> dict[str, str]:
    """The title that the page shows: its first heading, else the name of its tab."""
    heading = next(iter(tree.iter("h1")), None)
    title = words_of(heading) or words_of(next(iter(tree.iter("title")), None))
    return {"title": title} if title else {}


def _reading(tree: Any, decoded: Decoded, data: bytes, options: ReadOptions) -> Reading:
    found = find_page_text(tree)
    fields = find_page_fields(tree, found.about, options.url)
    text, blocks = lay_out(found.paragraphs, fields.get("title"))
    if not blocks:
        raise ReadError("no text of a report was found in the web page; save the article's text as a .txt file instead")
    extra = {"encoding": decoded.encoding, "extractor": found.extractor}
    received = Received(text=text, fields=fields, extra=extra, kinds=blocks, cut=found.cut)
    return compose_reading(received, data, options)


def _posts(posts: list[Post], about: dict[str, str], options: ReadOptions) -> Iterator[Reading | Refusal]:
    names = ("outlet", "author", "lang", "agency", "rights")
    known: dict[str, str] = {name: about[name] for name in names if name in about}
    extra = {"part_of": about.get("title", "")} if about.get("title") else {}
    for i, post in enumerate(posts, 1):
        url = web_address(post.fields.get("url")) or options.url
        own = replace(options, path=f"{options.path or '-'}#{i}", url=url)
        try:
            text, blocks = lay_out(post.paragraphs, post.fields.get("title"))
            received = Received(text=text, fields={**known, **post.fields}, extra=extra, kinds=blocks)
            yield compose_reading(received, post.original, own)
        except ReadError as error:
            yield Refusal(own.path or "-", str(error))
