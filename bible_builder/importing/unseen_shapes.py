"""Drawings of a Word document: which are pictures in the line, and which are something that a section cannot hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bible_builder.importing.ooxml import Relation, qn, text_of
from bible_builder.importing.opening import Package

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Shape:
    """What a drawing is, and its words (for a picture its alternative text, for a linked one its address).

    ``kind``: ``smart-art``, ``chart``, ``ink``, ``word-art``, ``linked``, ``floating``, ``drawing``, or ``plain`` for what is
    taken over as it stands (a picture in its line) or said elsewhere (a text box).
    """

    kind: str
    text: str = ""


def shape_of(element: _Element, relations: Mapping[str, Relation], package: Package) -> Shape:
    """What a ``w:drawing``, ``w:pict`` or ``w:contentPart`` is."""
    if element.tag == qn("w:contentPart"):
        return Shape("ink")
    diagram = element.find(f".//{qn('dgm:relIds')}")
    if diagram is not None:
        return Shape("smart-art", _words_of(diagram.get(qn("r:dm"), ""), relations, package))
    for name in ("c:chart", "cx:chart"):
        chart = element.find(f".//{qn(name)}")
        if chart is not None:
            return Shape("chart", _words_of(chart.get(qn("r:id"), ""), relations, package))
    path = element.find(f".//{qn('v:textpath')}")
    if path is not None:
        return Shape("word-art", path.get("string", ""))
    return _picture(element, relations)


def _picture(element: _Element, relations: Mapping[str, Relation]) -> Shape:
    images = [*element.iter(qn("a:blip")), *element.iter(qn("v:imagedata"))]
    for image in images:
        for attribute in ("r:link", "r:embed", "r:id"):
            relation = relations.get(image.get(qn(attribute), ""))
            if relation is not None and relation.is_external:
                return Shape("linked", relation.target)
    if images:
        is_floating = element.find(qn("wp:anchor")) is not None
        return Shape("floating" if is_floating else "plain", _alternative(element))
    if element.find(f".//{qn('w:txbxContent')}") is not None and not _group(element):
        return Shape("plain")
    if element.getparent() is not None and element.find(f".//{qn('v:rect')}[@{qn('o:hr')}]") is not None:
        return Shape("plain")  # a horizontal line (Word writes it as a rectangle)
    return Shape("drawing", _alternative(element))


def _group(element: _Element) -> bool:
    """Whether the drawing is more than its text box: several shapes that say something by how they stand."""
    shapes = [
        child
        for child in element.iter()
        if isinstance(child.tag, str) and child.tag.endswith(("}wsp", "}shape", "}rect", "}oval", "}line"))
    ]
    return len(shapes) > 1


def _alternative(element: _Element) -> str:
    properties = element.find(f".//{qn('wp:docPr')}")
    return "" if properties is None else properties.get("descr") or properties.get("title") or ""


def _words_of(relation: str, relations: Mapping[str, Relation], package: Package) -> str:
    """The words in the part that a drawing is related to: the labels of a diagram, the titles of a chart."""
    found = relations.get(relation)
    root = package.xml(found.target) if found is not None and found.target.endswith(".xml") else None
    if root is None:
        return ""
    points = [text_of(point) for point in root.iter(qn("dgm:pt"), qn("c:title"), qn("c:cat"))]
    named = [text for point in points if (text := point.strip())]
    series = [text for name in root.iter(qn("c:v")) if (text := (name.text or "").strip()) and not _is_number(text)]
    return " · ".join(dict.fromkeys([*named, *series])) or text_of(root)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
