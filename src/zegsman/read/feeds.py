"""Reads feeds: RSS 0.9 to 2.0, Atom 0.3 and 1.0, JSON Feed; each entry a report, or what leads to one."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urldefrag, urljoin

from zegsman.errors import ReadError
from zegsman.read.encodings import parse_characters
from zegsman.read.incoming import Incoming
from zegsman.read.json_texts import parse_json
from zegsman.read.markup import first_words, local_name, parse_xml, words_of
from zegsman.read.paragraphs import lay_out, paragraphs_of_html
from zegsman.read.reports import Reading, ReadOptions, Received, Refusal, compose_reading, web_address
from zegsman.record.report import Cut, CutKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEWS_OF_ENTRY = ("item", "entry")
_MOST_ENTRIES = 20_000
"""Feeds hold some dozens; a feed that is an archive of years stays below this."""
_TELLING_WORDS = 12
_SUMMARY_WORDS = 120
"""Words; where an RSS description is all there is, a longer one is taken for the whole text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed, with its fields as written."""

    url: str = ""
    id: str = ""
    title: str = ""
    published: str = ""
    updated: str = ""
    author: str = ""
    content: str = ""
    """The whole text as HTML; empty where the feed does not give it."""
    summary: str = ""
    rights: str = ""
    source: str = ""
    """The outlet, where the feed brings reports of others."""
    original: bytes = b""
    """The entry's own bytes: its XML in UTF-8, or its JSON with keys in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as read: what it says of itself, and its entries in its order."""

    title: str = ""
    url: str = ""
    """The site that it belongs to."""
    lang: str = ""
    rights: str = ""
    entries: tuple[Entry, ...] = ()


def parse_feed(data: bytes, *, url: str = "", charset: str | None = None) -> Feed:
    """The feed that bytes hold; addresses in it are made whole against `url`, where it was fetched.

    Raises:
        ReadError: if it is no feed.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(parse_json(parse_characters(data, charset=charset).text), url)
    root = parse_xml(data, forgiving=True, charset=charset)
    name = local_name(root)
    if name not in ("rss", "RDF", "feed"):
        raise ReadError(f"its root is <{name}>; expected a feed: <rss>, <feed> or <rdf:RDF>")
    channel = next((one for one in root if local_name(one) == "channel"), root)
    entries = [one for place in (root, channel) for one in place if local_name(one) in _NEWS_OF_ENTRY]
    base = root.get("{http://www.w3.org/XML/1998/namespace}base") or url or _link(channel)
    return Feed(
        title=first_words(channel, ("title",)),
        url=_link(channel) or url,
        lang=first_words(channel, ("language",)) or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        rights=first_words(channel, ("copyright",), ("rights",)),
        entries=tuple(_entry(one, base) for one in dict.fromkeys(entries[:_MOST_ENTRIES])),
    )


def _entry(item: Any, base: str) -> Entry:
    from lxml import etree

    guid = next((one for one in item if local_name(one) in ("guid", "id")), None)
    link = _link(item)
    if (
        not link
        and guid is not None
        and guid.get("isPermaLink", "true") == "true"
        and words_of(guid).startswith("http")
    ):
        link = words_of(guid)
    content, summary = _markup_of(item, "encoded", "content"), _markup_of(item, "description", "summary")
    if not content and len(summary.split()) > _SUMMARY_WORDS:
        content, summary = summary, ""
    return Entry(
        url=_whole_address(base, link),
        id=words_of(guid),
        title=" ".join(_plain(_markup_of(item, "title")).split()),
        published=first_words(item, ("pubDate",), ("published",), ("issued",), ("date",), ("created",)),
        updated=first_words(item, ("updated",), ("modified",)),
        author=first_words(item, ("creator",), ("author", "name"), ("author",)),
        content=content,
        summary=summary,
        rights=first_words(item, ("rights",), ("copyright",)),
        source=first_words(item, ("source", "title"), ("source",)),
        original=etree.tostring(item, encoding="utf-8", with_tail=False),
    )


def _link(element: Any) -> str:
    """The address of the page: RSS writes it as text, Atom as `href` with the relation `alternate` or none."""
    for one in element:
        if local_name(one) != "link":
            continue
        if one.get("href") and one.get("rel", "alternate") == "alternate":
            return str(one.get("href")).strip()
        if words_of(one) and not one.get("rel"):
            return words_of(one)
    return ""


def _whole_address(base: str, link: str) -> str:
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return ""


def _markup_of(item: Any, *names: str) -> str:
    """The HTML in the first of these elements that has any: escaped, or as elements of its own."""
    from lxml import etree

    for name in names:
        for one in item:
            if local_name(one) != name or "search.yahoo.com/mrss" in str(one.tag):
                continue
            inner = (one.text or "") + "".join(
                etree.tostring(child, encoding="unicode") for child in one if isinstance(child.tag, str)
            )
            if inner.strip():
                return inner.strip()
    return ""


def _plain(markup: str) -> str:
    if "<" not in markup and "&" not in markup:
        return markup
    try:
        return " ".join(one.words for one in paragraphs_of_html(markup))
    except ReadError:
        return markup


def _json_feed(value: Any, url: str) -> Feed:
    """JSON Feed 1 and 1.1: https://www.jsonfeed.org/version/1.1/."""
    if not isinstance(value, dict) or not isinstance(value.get("items"), list):
        raise ReadError("the JSON is no feed; expected an object with a list of items")

    def field(one: dict[str, Any], name: str) -> str:
        found = one.get(name)
        return found if isinstance(found, str) else str(found) if isinstance(found, int) else ""

    def authors(one: dict[str, Any]) -> str:
        listed = one.get("authors") if isinstance(one.get("authors"), list) else [one.get("author")]
        return ", ".join(str(each["name"]) for each in listed or () if isinstance(each, dict) and each.get("name"))

    home = field(value, "home_page_url") or url
    entries = [
        Entry(
            url=_whole_address(home, field(one, "url") or field(one, "external_url")),
            id=field(one, "id"),
            title=field(one, "title"),
            published=field(one, "date_published"),
            updated=field(one, "date_modified"),
            author=authors(one) or authors(value),
            content=field(one, "content_html") or field(one, "content_text"),
            summary=field(one, "summary"),
            original=json.dumps(one, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"),
        )
        for one in value["items"][:_MOST_ENTRIES]
        if isinstance(one, dict)
    ]
    lang = field(value, "language")
    return Feed(title=field(value, "title"), url=home, lang=lang, entries=tuple(entries))


def read_feed(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal]:
    """A report for each entry of a feed; where the feed gives only a summary, that, and the cut says so.

    Raises:
        ReadError: if it is no feed, or has no entries.
    """
    feed = parse_feed(incoming.whole(), url=options.url or "", charset=options.charset)
    if not feed.entries:
        raise ReadError("the feed has no entries; expected reports in it")
    for i, entry in enumerate(feed.entries, 1):
        place = f"{options.path or '-'}#{i}"
        try:
            yield read_entry(entry, feed, replace(options, path=place))
        except ReadError as error:
            yield Refusal(place, str(error))


def read_entry(entry: Entry, feed: Feed, options: ReadOptions) -> Reading:
    """The report that an entry gives by itself; one that leads to no page stands at its place in the feed.

    `options.url` is the address of the feed, None where it was not fetched.

    Raises:
        ReadError: if it has no text.
    """
    within = None if web_address(entry.url) else _within(options.url, entry.id)
    return _reading(entry, feed, replace(options, url=within))


def _within(feed: str | None, id: str) -> str | None:
    """The address of an entry that has none of its own."""
    return f"{urldefrag(feed).url}#{quote(id)}" if feed and id else feed


def _reading(entry: Entry, feed: Feed, options: ReadOptions) -> Reading:
    paragraphs = paragraphs_of_html(entry.content or entry.summary)
    if not paragraphs and entry.title:
        raise ReadError(f"the entry {entry.title!r} has a title and no text; fetch {entry.url or 'its page'} instead")
    text, blocks = lay_out(paragraphs, entry.title)
    # A feed says one language for all its entries; only a text too short to tell is taken at its word.
    lang = feed.lang if len(text.split()) < _TELLING_WORDS else ""
    fields = {
        "outlet": entry.source or feed.title,
        "title": entry.title,
        "date": entry.published or entry.updated,
        "author": entry.author,
        "url": entry.url,
        "lang": lang,
        "rights": entry.rights or feed.rights,
    }
    extra = {name: one for name, one in (("feed", feed.title), ("id", entry.id), ("updated", entry.updated)) if one}
    cut = () if entry.content else (Cut(CutKind.SUMMARY),)
    received = Received(text=text, fields=fields, extra=extra, kinds=blocks, cut=cut)
    return compose_reading(received, entry.original, options)
