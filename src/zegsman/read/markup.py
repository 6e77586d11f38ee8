"""HTML and XML to trees, with everything switched off that a hostile file could use."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

from zegsman.errors import ReadError
from zegsman.read.encodings import parse_characters
from zegsman.read.limits import MOST_ELEMENTS

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]*\[", re.I)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_NUMBERED = re.compile(r"&#(?:[xX]([0-9A-Fa-f]{1,9})|([0-9]{1,9}));?")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PROLOG = 100_000
"""Code points; a doctype stands before the root. One that hides behind a longer comment is found after parsing."""
_ENTITIES = "the XML declares entities, as entity bombs do; expected XML without a document type of its own"


def parse_html(source: str) -> Any:
    """The tree of a page or fragment. Nothing in it is executed or fetched.

    Raises:
        ReadError: if no element can be found in it, or far too many.
    """
    from lxml import etree, html

    if source.count("<") > MOST_ELEMENTS:
        raise ReadError(f"the page has more than {MOST_ELEMENTS} elements, as no page of a report has")
    source = _sound(_DECLARATION.sub("", source))
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True, encoding="utf-8")
    try:
        tree = etree.fromstring(source.encode("utf-8"), parser) if source.strip() else None
    except (etree.LxmlError, ValueError) as error:
        raise ReadError(f"the web page cannot be read ({error}); expected HTML with a text") from error
    if tree is None:
        raise ReadError("the web page holds nothing; expected HTML with a text")
    return tree


def parse_xml(data: bytes, *, forgiving: bool = False, charset: str | None = None) -> Any:
    """The root of an XML document. It may declare no entities, so none can expand or be fetched.

    `forgiving` reads on after faults in the markup, as feeds need.

    Raises:
        ReadError: if it declares entities, or is no XML.
    """
    from lxml import etree

    source = _DECLARATION.sub("", parse_characters(data, is_html=True, charset=charset).text.lstrip("\ufeff"))
    if _ENTITY.search(source[:_PROLOG].split("<![CDATA[", 1)[0]):
        raise ReadError(_ENTITIES)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=forgiving,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        root = etree.fromstring(_sound(_NAMED.sub(_character, source)).encode("utf-8"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadError(f"it is not sound XML ({error}); expected an XML document") from error
    if root is None:
        raise ReadError("it is not sound XML; expected an XML document")
    subset: Any = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        raise ReadError(_ENTITIES)
    return root


def _sound(source: str) -> str:
    """Markup without characters that may not stand in it, nor references to such: libxml2 takes half a surrogate."""
    return _NUMBERED.sub(_numbered, _INVALID.sub("", source))


def _numbered(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else int(match[2])
    is_sound = 0x20 <= number < 0xD800 or 0xE000 <= number <= 0xFFFD or 0x10000 <= number <= 0x10FFFF
    return match[0] if is_sound or number in (9, 10, 13) else "\ufffd"


def _character(match: re.Match[str]) -> str:
    """The character that a name of HTML stands for: agencies write them relying on a DTD that is never fetched."""
    return match[0] if match[1] in _XML_NAMES else html5.get(match[1] + ";", "")


def local_name(element: Any) -> str:
    """The name of an element without its namespace; empty for comments and entities."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def words_of(element: Any) -> str:
    """All text in an element, white space collapsed; empty where there is no element."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def first_words(element: Any, *paths: tuple[str, ...]) -> str:
    """The text of the first of these elements (local names, outermost first) that has any."""
    for path in paths:
        for found in find_all(element, *path):
            if words := words_of(found):
                return words
    return ""


def find_all(element: Any, *path: str) -> list[Any]:
    """The descendants reached by child steps of these local names, whatever their namespaces."""
    level = [element]
    for name in path:
        level = [child for one in level for child in one if local_name(child) == name]
    return level
