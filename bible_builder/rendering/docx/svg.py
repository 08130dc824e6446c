"""Drawings: an SVG made safe to embed, its size, and its picture for readers that draw none themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, cast

import resvg_py
from lxml import etree

from bible_builder.model.charter import Charter
from bible_builder.model.units import Length

_LENGTH: Final = re.compile(r"\s*([0-9.]+)\s*(px|pt|mm|cm|in|pc)?\s*")
_INSIDE: Final = ("#", "data:image/")
_CSS_REFERENCE: Final = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]?([^'\";]+)", re.IGNORECASE)
_ACTIVE: Final = frozenset({"script", "foreignObject", "iframe", "audio", "video", "handler"})
_DEFAULT_SIZE: Final = (Length.parse("300px"), Length.parse("150px"))
"""The size of a replaced element that has none (CSS 2.2 §10.3.2)."""


class UnreadableError(ValueError):
    """A picture that cannot be shown; ``reason`` is a word of the catalogue (``image``)."""

    def __init__(self, reason: str, detail: object = "") -> None:
        super().__init__(str(detail) or reason)
        self.reason = reason


class Drawing:
    """An SVG without anything that runs; ``outside`` lists what it would fetch. Raises UnreadableError for what is none."""

    def __init__(self, data: bytes) -> None:
        inner = cast(
            bool, "internal"
        )  # entities of the file's own, which drawing programs write; lxml knows the word, its stubs do not
        parser = etree.XMLParser(resolve_entities=inner, no_network=True, remove_comments=True, remove_pis=True)
        try:
            self._root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableError("xml", error) from None
        if etree.QName(self._root).localname != "svg":
            raise UnreadableError("not-svg")
        _disarm(self._root)
        self.outside = tuple(_references_outside(self._root.iter()))
        self.data = bytes(etree.tostring(self._root, xml_declaration=True, encoding="UTF-8"))

    @property
    def size(self) -> tuple[Length, Length]:
        """Width and height: those it states, else those of its view box."""
        stated = [_length(self._root.get(name, "")) for name in ("width", "height")]
        box = [_length(word) for word in self._root.get("viewBox", "").replace(",", " ").split()[2:4]]
        width, height = stated
        if len(box) == 2 and box[0] and box[1]:
            ratio = box[1] / box[0]
            width = width or (Length(round(height / ratio)) if height else box[0])
            height = height or Length(round(width * ratio))
        return width or _DEFAULT_SIZE[0], height or _DEFAULT_SIZE[1]

    def png(self, width: int, charter: Charter) -> bytes:
        """Its picture, ``width`` pixels wide, set in the charter's fonts alone. Raises UnreadableError."""
        try:
            return resvg_py.svg_to_bytes(
                svg_string=self.data.decode(), width=width,
                skip_system_fonts=True, font_files=[str(font.path) for font in charter.fonts],
                font_family=charter.families.get("base"), sans_serif_family=charter.families.get("headings"),
                serif_family=charter.families.get("base"), monospace_family=charter.families.get("monospace"),
            )  # fmt: skip
        except ValueError as error:
            raise UnreadableError("no-size" if "size" in str(error) else "not-drawn", error) from None


def _length(text: str) -> Length:
    found = _LENGTH.fullmatch(text)
    return Length.parse(f"{float(found[1])}{found[2] or 'px'}") if found else Length(0)


def _disarm(root: etree._Element) -> None:
    """Take out scripts and what embeds other documents; handlers of events too."""
    for element in [element for element in root.iter() if etree.QName(element).localname in _ACTIVE]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in root.iter():
        for name in [name for name in element.attrib if str(name).lower().startswith("on")]:
            del element.attrib[name]


def _references_outside(elements: Iterable[etree._Element]) -> Iterator[str]:
    for element in elements:
        for name, value in element.attrib.items():
            is_link = etree.QName(element).localname == "a"
            if str(name).rpartition("}")[2] == "href" and not is_link and not str(value).strip().startswith(_INSIDE):
                yield str(value)
            yield from _css_outside(str(value))
        if etree.QName(element).localname == "style":
            yield from _css_outside(element.text or "")


def _css_outside(text: str) -> Iterator[str]:
    for found in _CSS_REFERENCE.finditer(text):
        target = (found[1] or found[2]).strip()
        if not target.startswith(_INSIDE):
            yield target
