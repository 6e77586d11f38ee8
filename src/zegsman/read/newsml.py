"""Reads IPTC NewsML-G2: news items and messages of many, with text in NITF, XHTML or plain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from zegsman.errors import ReadError
from zegsman.read.incoming import Incoming
from zegsman.read.markup import find_all, first_words, local_name, parse_xml, words_of
from zegsman.read.nitf import nitf_fields, nitf_paragraphs
from zegsman.read.paragraphs import Paragraph, find_paragraphs, lay_out
from zegsman.read.reports import Reading, ReadOptions, Received, Refusal, compose_reading

if TYPE_CHECKING:
    from collections.abc import Iterator

_XML = "{http://www.w3.org/XML/1998/namespace}"
_OTHERS = ("packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")


def read_newsml(incoming: Incoming, options: ReadOptions) -> Iterator[Reading | Refusal]:
    """A report for each news item with a text; an item of a message has its own XML for bytes.

    Packages, concepts and plans are no reports and are passed over where they come with items; pictures too.

    Raises:
        ReadError: if there is no news item in it.
    """
    from lxml import etree

    data = incoming.whole()
    root = parse_xml(data, charset=options.charset)
    if local_name(root) == "newsItem":
        yield _reading(root, data, options)
        return
    items = [one for one in root.iter() if local_name(one) == "newsItem"]
    texts = [one for one in items if _item_class(one) in ("", "text", "composite")]
    if not texts:
        others = ", ".join(dict.fromkeys(local_name(one) for one in root.iter() if local_name(one) in _OTHERS))
        raise ReadError(f"the NewsML-G2 holds no news item with a text ({others or 'nothing'}); expected a newsItem")
    for i, item in enumerate(texts, 1):
        place = f"{options.path or '-'}#{item.get('guid') or i}"
        try:
            own = etree.tostring(item, encoding="utf-8", with_tail=False)
            yield _reading(item, own, replace(options, path=place))
        except ReadError as error:
            yield Refusal(place, str(error))


def _item_class(item: Any) -> str:
    """'text', 'picture' …; empty where the item does not say."""
    for one in find_all(item, "itemMeta", "itemClass"):
        return str(one.get("qcode", "")).rpartition(":")[2].lower()
    return ""


def _reading(item: Any, data: bytes, options: ReadOptions) -> Reading:
    body = _body(item)
    paragraphs, inner = _paragraphs(body), {}
    if local_name(body) == "nitf":
        inner = nitf_fields(body)
    fields = {**inner, **_fields(item, body)}
    text, blocks = lay_out(paragraphs, fields.get("title"))
    received = Received(text=text, fields=fields, extra=_extra(item), kinds=blocks)
    return compose_reading(received, data, options)


def _body(item: Any) -> Any:
    """The element that holds the text: the first inline one."""
    for holder in find_all(item, "contentSet"):
        for one in holder:
            if local_name(one) == "inlineXML" and len(one):
                return one[0]
            if local_name(one) == "inlineData" and words_of(one):
                return one
    raise ReadError("the news item has no text of its own (no inlineXML or inlineData); expected the text of a report")


def _paragraphs(body: Any) -> list[Paragraph]:
    name = local_name(body)
    if name == "inlineData":
        return [Paragraph(words) for part in (body.text or "").split("\n\n") if (words := " ".join(part.split()))]
    if name == "nitf":
        return nitf_paragraphs(body)
    inner = next((one for one in body.iter() if local_name(one) in ("body", "Body")), body)
    return find_paragraphs(inner)


def _fields(item: Any, body: Any) -> dict[str, str]:
    provider = next(iter(find_all(item, "itemMeta", "provider")), None)
    credit = first_words(item, ("contentMeta", "creditline"))
    told = _name_of(provider) if provider is not None else ""
    fields = {
        "title": first_words(item, ("contentMeta", "headline"), ("itemMeta", "title")),
        "date": first_words(
            item,
            ("contentMeta", "contentCreated"),
            ("itemMeta", "firstCreated"),
            ("itemMeta", "versionCreated"),
            ("contentMeta", "contentModified"),
        ),
        "outlet": _names(item, "contentMeta", "infoSource") or told,
        "agency": credit or told,
        "author": first_words(item, ("contentMeta", "by")) or _names(item, "contentMeta", "creator"),
        "lang": _language(item, body),
        "rights": first_words(
            item, ("rightsInfo", "copyrightNotice"), ("rightsInfo", "usageTerms"), ("rightsInfo", "copyrightHolder")
        ),
        "url": next((str(one.get("href")) for one in find_all(item, "itemMeta", "link") if _is_page(one)), ""),
    }
    return {name: value for name, value in fields.items() if value}


def _language(item: Any, body: Any) -> str:
    told = next((str(one.get("tag", "")) for one in find_all(item, "contentMeta", "language")), "")
    return told or str(body.get(f"{_XML}lang") or item.get(f"{_XML}lang") or "")


def _is_page(link: Any) -> bool:
    return str(link.get("contenttype", "text/html")).startswith("text/html") and str(link.get("href", "")).startswith(
        "http"
    )


def _names(item: Any, *path: str) -> str:
    return ", ".join(dict.fromkeys(name for one in find_all(item, *path) if (name := _name_of(one))))


def _name_of(party: Any) -> str:
    """The name of a party: written out, else its literal, else the last part of its code or address."""
    written = first_words(party, ("name",)) or str(party.get("literal") or "")
    return written or str(party.get("qcode") or party.get("uri") or "").rpartition(":")[2].rpartition("/")[2]


def _extra(item: Any) -> dict[str, str]:
    given = {
        "guid": item.get("guid", ""),
        "version": item.get("version", ""),
        "pubstatus": next((str(one.get("qcode", "")) for one in find_all(item, "itemMeta", "pubStatus")), ""),
        "embargoed": first_words(item, ("itemMeta", "embargoed")),
        "urgency": first_words(item, ("contentMeta", "urgency")),
        "dateline": first_words(item, ("contentMeta", "dateline")),
        "ednote": first_words(item, ("itemMeta", "edNote")),
        "updated": first_words(item, ("itemMeta", "versionCreated")),
    }
    return {name: str(value) for name, value in given.items() if value}
