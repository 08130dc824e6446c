"""WordprocessingML as lxml elements: names, quick builders, and the order that the schema asks for (ECMA-376-1 §17)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from lxml import etree

Xml = etree._Element
Attributes = Mapping[str, str]

NAMESPACES: Final[dict[str, str]] = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
_MAIN: Final = {"w": NAMESPACES["w"]}
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
IGNORABLE: Final = "w15"
"""Prefixes of later extensions, which a reader that does not know them may skip (``mc:Ignorable``)."""

_PARAGRAPH: Final = """
    pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens
    kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
    contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr
    sectPr pPrChange
"""
_RUN: Final = """
    rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden
    color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish
    oMath
"""

PARAGRAPH_ORDER: Final = {name: rank for rank, name in enumerate(_PARAGRAPH.split())}
"""The children of ``w:pPr`` in the order of CT_PPr (§17.3.1.26)."""

RUN_ORDER: Final = {name: rank for rank, name in enumerate(_RUN.split())}
"""The children of ``w:rPr`` in the order of EG_RPrBase (§17.3.2.28)."""


@cache
def w(name: str) -> str:
    """The qualified name of an element or attribute of the main namespace."""
    return f"{{{NAMESPACES['w']}}}{name}"


@cache
def qn(name: str) -> str:
    """The qualified name of ``prefix:name``."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def new(name: str, /, *children: Xml, **attributes: object) -> Xml:
    """A ``w:`` element on its own, with attributes of the same namespace."""
    made = etree.Element(w(name), {w(key): str(value) for key, value in attributes.items()}, _MAIN)
    made.extend(children)
    return made


def root_of(name: str, /) -> Xml:
    """The root element of a part whose XML says more than ``w:``: every prefix is known in it."""
    return etree.Element(w(name), nsmap=NAMESPACES)


def of(name: str, /, attributes: Attributes, *children: Xml) -> Xml:
    """As ``new``, the attributes given as a mapping."""
    return new(name, *children, **attributes)


def add(parent: Xml, name: str, /, **attributes: object) -> Xml:
    """A ``w:`` element put last in ``parent``: quicker than ``new``, as namespaces are already known there."""
    if not attributes:
        return etree.SubElement(parent, w(name))
    return etree.SubElement(parent, w(name), {w(key): str(value) for key, value in attributes.items()})


def add_attributes(parent: Xml, name: str, attributes: Attributes) -> Xml:
    """As ``add``, the attributes given as a mapping."""
    made = etree.SubElement(parent, w(name))
    for key, value in attributes.items():
        made.set(w(key), value)
    return made


def put(properties: Xml, child: Xml, order: Mapping[str, int] = PARAGRAPH_ORDER) -> None:
    """Put ``child`` where it belongs in ``w:pPr`` or ``w:rPr``, instead of one of the same name."""
    rank = order[local(child)]
    for place, other in enumerate(properties):
        there = order[local(other)]
        if there == rank:
            properties.replace(other, child)
            return
        if there > rank:
            properties.insert(place, child)
            return
    properties.append(child)


def ordered(children: Iterable[Xml], order: Mapping[str, int]) -> list[Xml]:
    """The children of ``w:pPr`` or ``w:rPr`` as the schema orders them."""
    return sorted(children, key=lambda child: order[local(child)])


def local(element: Xml) -> str:
    """The element's name without namespace."""
    return str(element.tag).rpartition("}")[2]


def set_text(element: Xml, text: str) -> None:
    """Give ``w:t`` or ``w:instrText`` its text; white space at its ends counts only when the element says so (XML 1.0 §2.10)."""
    element.text = text
    if text[:1] == " " or text[-1:] == " ":
        element.set(XML_SPACE, "preserve")


def fragment(text: str) -> Xml:
    """The element that ``text`` writes, with the prefixes of NAMESPACES."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return etree.fromstring(f"<root {declared}>{text}</root>".encode())[0]


def serialized(root: Xml) -> bytes:
    """The bytes of an XML part; declarations of namespaces that it does not use are dropped."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["r", IGNORABLE] if root.get(qn("mc:Ignorable")) else ["r"])
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
