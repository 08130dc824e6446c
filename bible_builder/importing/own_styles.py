"""Styles and lists of a document as its layout depends on them: names, indents, what kind of list a number belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bible_builder.importing.ooxml import elements, qn, value
from bible_builder.importing.opening import Package

if TYPE_CHECKING:
    from lxml.etree import _Element


class Sheet:
    """The styles of a document by id (ECMA-376-1 §17.7)."""

    def __init__(self, package: Package) -> None:
        root = next((package.xml(name) for name in package.related("styles")), None)
        found = [] if root is None else list(elements(root, "w:style"))
        self._styles = {style.get(qn("w:styleId"), ""): style for style in found}
        self._ids = {self.name(made).lower(): made for made in self._styles}

    def name(self, style: str) -> str:
        """The style's name; its id when it has none."""
        return (value(self._styles.get(style), "w:name") or style) if style else ""

    def id(self, name: str) -> str:
        """The id of the style of this name, in small letters; "" without one."""
        return self._ids.get(name, "")

    def left(self, style: str) -> int:
        """The indent on the left of its paragraphs, in twips."""
        found = (left_of(element.find(qn("w:pPr"))) for element in self._line(style))
        return next((left for left in found if left is not None), 0)

    def numbering(self, style: str) -> str:
        """The list (``w:numId``) that its paragraphs are items of; "" for none."""
        for element in self._line(style):
            numbers = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if numbers is not None:
                return value(numbers, "w:numId") or ""
        return ""

    def _line(self, style: str) -> Iterator[_Element]:
        """A style and those it is based on."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = value(self._styles[style], "w:basedOn") or ""


class Lists:
    """The lists of a document by ``w:numId`` (ECMA-376-1 §17.9)."""

    def __init__(self, package: Package) -> None:
        root = next((package.xml(name) for name in package.related("numbering")), None)
        abstract = {} if root is None else {a.get(qn("w:abstractNumId"), ""): a for a in elements(root, "w:abstractNum")}
        found = [] if root is None else list(elements(root, "w:num"))
        self._instances = {number.get(qn("w:numId"), ""): number for number in found}
        self._abstract = {made: abstract.get(value(number, "w:abstractNumId") or "") for made, number in self._instances.items()}

    def style(self, number: str) -> str:
        """The id of the style that the list's first level is tied to; "" for none."""
        level = self._level(number, 0)
        return value(level, "w:pStyle") or "" if level is not None else ""

    def is_bulleted(self, number: str, depth: int) -> bool:
        """Whether its items have a sign and no number."""
        return value(self._level(number, depth), "w:numFmt") in {"bullet", "none"}

    def left(self, number: str, depth: int) -> int | None:
        """The indent of its items at a depth from 0, in twips; None when it says nothing."""
        level = self._level(number, depth)
        return None if level is None else left_of(level.find(qn("w:pPr")))

    def start(self, number: str, depth: int) -> int:
        """The number of its first item."""
        override = next((o for o in self._overrides(number) if o.get(qn("w:ilvl")) == str(depth)), None)
        found = value(override, "w:startOverride") or value(self._level(number, depth), "w:start") or "1"
        return int(found) if found.isdigit() else 1

    def _overrides(self, number: str) -> Iterator[_Element]:
        if number in self._instances:
            yield from elements(self._instances[number], "w:lvlOverride")

    def _level(self, number: str, depth: int) -> _Element | None:
        abstract = self._abstract.get(number)
        levels = [] if abstract is None else list(elements(abstract, "w:lvl"))
        return next((level for level in levels if level.get(qn("w:ilvl")) == str(depth)), None)


def left_of(properties: _Element | None) -> int | None:
    """The left indent that ``w:pPr`` states, in twips (``w:start`` is its later name); None when it states none."""
    indent = None if properties is None else properties.find(qn("w:ind"))
    text = None if indent is None else indent.get(qn("w:left"), indent.get(qn("w:start")))
    return int(text) if text is not None and text.lstrip("-").isdigit() else None
