"""News of claims as an Atom feed (RFC 4287) and as JSON lines."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

Json = dict[str, Any]
NAMESPACE = "http://www.w3.org/2005/Atom"
_FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
"""Characters that XML 1.0 cannot hold."""
_TITLE_LENGTH = 160


def compose_news_line(item: Json) -> str:
    """One piece of news as one line of JSON."""
    return json.dumps(item, ensure_ascii=False) + "\n"


def compose_news_feed(items: Sequence[Json], *, id: str, title: str) -> str:
    """News as an Atom feed, the latest first; the same news gives the same bytes.

    Args:
        items: As `compose_news_line` has them: number, kind, claim, at, text, title, why, what, reports.
        id: An IRI that stays the same for this feed.
        title: Of the feed.
    """
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}feed")
    _add(root, "id", id)
    _add(root, "title", title)
    _add(root, "updated", items[-1]["at"] if items else "1970-01-01T00:00:00+00:00")
    _add(root, "generator", "zegsman")
    _add(_add(root, "author"), "name", "zegsman")
    for item in reversed(items):
        _entry(root, item, id)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _entry(root: ET.Element, item: Json, id: str) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", f"{id}:{item['number']}")
    words = " ".join(item["text"].split())
    shown = words if len(words) <= _TITLE_LENGTH else words[: _TITLE_LENGTH - 1] + "…"
    _add(entry, "title", f"{item['kind']}: {shown}")
    _add(entry, "updated", item["at"])
    _add(entry, "category", term=item["kind"])
    _add(entry, "category", term=item["status"])
    for report in item["new_reports"] or item["reports"]:
        if report["url"]:
            _add(entry, "link", rel="related", href=report["url"], title=report["outlet"] or "")
    outlets = ", ".join(dict.fromkeys(report["outlet"] or "?" for report in item["new_reports"] or item["reports"]))
    lines = [words, f"{item['what']} ({outlets}).", item["why"], f"{item['title']} · {item['claim']}"]
    _add(entry, "content", "\n\n".join(line for line in lines if line), type="text")


def _add(parent: ET.Element, name: str, text: str | None = None, **facts: str) -> ET.Element:
    clean = {key: value.translate(_FORBIDDEN) for key, value in facts.items()}
    element = ET.SubElement(parent, f"{{{NAMESPACE}}}{name}", clean)
    element.text = text.translate(_FORBIDDEN) if text is not None else None
    return element
