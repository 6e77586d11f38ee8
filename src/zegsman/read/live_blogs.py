"""Parts live blogs into their posts, each with its time: what a page says in JSON-LD, else what it shows."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from zegsman.errors import ReadError
from zegsman.read.markup import words_of
from zegsman.read.page_fields import linked_things
from zegsman.read.paragraphs import Paragraph, find_paragraphs, paragraphs_of_html

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_POSTS = 5_000
_FEWEST_POSTS = 2
_MOST_MOMENTS = 20
"""Times that one post shows: its own, and those of posts that it repeats."""
_POST_CLASS = re.compile(
    r"(?:^|[\s_-])live-?(?:blog|stream|center|feed)?[_-]{1,2}(?:post|item|entry|update|event|card|message|bericht)\b"
    r"|(?:^|\s)(?:timeline|liveblog|live)-?(?:post|item|entry|update|bericht)(?:$|\s)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Post:
    """One post of a live blog, its own bytes, and the element that shows it where it was taken from there."""

    paragraphs: tuple[Paragraph, ...]
    fields: dict[str, str]
    original: bytes
    element: Any = None


def find_posts(tree: Any, url: str) -> list[Post]:
    """The posts of a live blog in the order of the page; empty where the page is none."""
    linked = list(_linked_posts(tree, url))
    shown = list(_shown_posts(tree, url))
    return max((linked, shown), key=lambda posts: sum(len(one.words) for post in posts for one in post.paragraphs))


def _linked_posts(tree: Any, url: str) -> Iterator[Post]:
    for thing in linked_things(tree):
        updates = thing.get("liveBlogUpdate")
        for update in (updates if isinstance(updates, list) else [updates])[:_MOST_POSTS]:
            if not isinstance(update, dict):
                continue
            body = update.get("articleBody") or update.get("text") or ""
            try:
                paragraphs = tuple(paragraphs_of_html(body)) if isinstance(body, str) else ()
            except ReadError:
                paragraphs = ()
            if not paragraphs:
                continue
            own = json.dumps(update, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
            yield Post(paragraphs, _linked_fields(update, url), own)


def _linked_fields(update: dict[str, Any], url: str) -> dict[str, str]:
    author = update.get("author")
    named = author if isinstance(author, list) else [author]
    given = {
        "title": update.get("headline"),
        "date": update.get("datePublished") or update.get("dateModified"),
        "author": ", ".join(str(one.get("name", "")) for one in named if isinstance(one, dict)),
        "url": update.get("url") or update.get("@id"),
    }
    fields = {name: value for name, value in given.items() if isinstance(value, str) and value.strip()}
    return {**fields, "url": _joined(url, fields["url"])} if "url" in fields else fields


def _joined(url: str, other: str) -> str:
    try:
        return urljoin(url, other)
    except ValueError:
        return ""


def _shown_posts(tree: Any, url: str) -> Iterator[Post]:
    """Elements that are marked as posts and each hold a time."""
    from lxml import etree

    found = [one for one in tree.iter("article", "div", "li", "section") if _is_post(one)]
    marked = set(found)
    outermost = [one for one in found if not any(above in marked for above in one.iterancestors())]
    posts = [(one, moment) for one in outermost[:_MOST_POSTS] if (moment := _moment(one))]
    if len(posts) < _FEWEST_POSTS:
        return
    for element, moment in posts:
        own = etree.tostring(element, encoding="utf-8", with_tail=False)
        moments = {words_of(one) for one in islice(element.iter("time"), _MOST_MOMENTS)}
        paragraphs = [one for one in find_paragraphs(element) if one.words not in moments]
        if not paragraphs:
            continue
        heading = next(iter(element.iter("h1", "h2", "h3", "h4", "h5")), None)
        mark = element.get("id") or element.get("data-id") or ""
        fields = {"title": words_of(heading), "date": moment, "url": _joined(url, f"#{mark}") if mark and url else ""}
        yield Post(tuple(paragraphs), {name: value for name, value in fields.items() if value}, own, element)


def _is_post(element: Any) -> bool:
    if element.get("itemprop") == "liveBlogUpdate" or element.get("data-liveblog-entry") is not None:
        return True
    return bool(_POST_CLASS.search(element.get("class") or ""))


def _moment(element: Any) -> str:
    for one in element.iter("time"):
        if value := (one.get("datetime") or words_of(one)):
            return str(value).strip()
    for one in element.iter("meta"):
        if one.get("itemprop") == "datePublished" and one.get("content"):
            return str(one.get("content"))
    return ""
