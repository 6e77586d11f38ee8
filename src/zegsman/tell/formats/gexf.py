"""GEXF 1.3: who has it from whom, for Gephi; nodes are reports and sources, edges the links of the dossier."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

from zegsman.tell.formats.reading import FormatIndex

NAMESPACE = "http://gexf.net/1.3"
_FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 65534, 65535])


def compose_gexf(dossier: dict[str, Any], *, with_text: bool = True) -> str:
    """A directed graph; an edge weighs as many claims as it carries (at least one)."""
    index = FormatIndex(dossier, with_text)
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}gexf", version="1.3")
    graph = _part(root, "graph", defaultedgetype="directed", mode="static")
    attributes = _part(graph, "attributes", **{"class": "node"})
    for place, title in enumerate(("kind", "named")):
        _part(attributes, "attribute", id=str(place), title=title, type="string")
    nodes, edges = _part(graph, "nodes"), _part(graph, "edges")
    for report in dossier["reports"]:
        _node(nodes, report["id"], report["outlet"] or report["title"] or report["id"], "report", "true")
    for source in dossier["sources"]:
        _node(nodes, source["id"], source["name"], source["kind"], str(source["named"]).lower())
    known = index.reports.keys() | index.sources.keys()
    for number, link in enumerate(dossier.get("links", [])):
        if link["from"] in known and link["to"] in known:
            edge = {"id": str(number), "source": link["from"], "target": link["to"], "label": link.get("kind", "")}
            _part(edges, "edge", **edge, weight=str(max(1, len(link["claims"]))))
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _part(parent: ET.Element, name: str, **facts: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{NAMESPACE}}}{name}", facts)


def _node(nodes: ET.Element, id: str, label: str, kind: str, named: str) -> None:
    node = _part(nodes, "node", id=id, label=label.translate(_FORBIDDEN))
    values = _part(node, "attvalues")
    for place, value in enumerate((kind, named)):
        _part(values, "attvalue", **{"for": str(place), "value": value})
