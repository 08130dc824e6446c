"""A style's properties in Word's terms: what of them belongs to the paragraph, the run, the box around, the cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from bible_builder.model.styles import ooxml_of
from bible_builder.model.units import Length
from bible_builder.rendering.docx.oxml import Attributes, Xml, new, of, put, w

SIDES: Final = ("top", "left", "bottom", "right")
"""The children of ``w:pBdr`` in the order of CT_PBdr (§17.3.1.24)."""

TOGGLES: Final = ("b", "i", "caps", "smallCaps", "strike")
"""Run properties that a paragraph style and a character style cancel when both set them (§17.7.3)."""

_WIDEST_HANG: Final = 400  # twips; when the style does not say


@dataclass(frozen=True, slots=True)
class Format:
    """The formatting of a style: children of ``w:pPr`` and ``w:rPr`` by name, borders by side, shade, lengths in twips."""

    paragraph: Mapping[str, Attributes] = field(default_factory=dict)
    run: Mapping[str, Attributes] = field(default_factory=dict)
    borders: Mapping[str, Attributes] = field(default_factory=dict)
    shade: Attributes = field(default_factory=dict)
    padding: int = 0  # points
    numbering: str = ""
    follows: bool = False  # kept with the paragraph before it

    @property
    def left(self) -> int:
        """Indent on the left."""
        return int(self.paragraph.get("ind", {}).get("left", "0"))

    @property
    def right(self) -> int:
        """Indent on the right."""
        return int(self.paragraph.get("ind", {}).get("right", "0"))

    @property
    def first(self) -> int:
        """Indent of the first line; negative: hanging."""
        indents = self.paragraph.get("ind", {})
        return int(indents.get("firstLine", "0")) - int(indents.get("hanging", "0"))

    @property
    def before(self) -> int:
        """Space above."""
        return int(self.paragraph.get("spacing", {}).get("before", "0"))

    @property
    def after(self) -> int:
        """Space below."""
        return int(self.paragraph.get("spacing", {}).get("after", "0"))

    @property
    def is_framed(self) -> bool:
        """Whether it draws something around its paragraphs."""
        return bool(self.borders or self.shade)

    @property
    def is_list(self) -> bool:
        """Whether its paragraphs are items of a list."""
        return self.numbering in {"bullet", "number", "step"}

    @property
    def keeps_together(self) -> bool:
        """Whether it asks for one page."""
        return self._is_flag("keepLines")

    @property
    def breaks_page(self) -> bool:
        """Whether it begins a page."""
        return self._is_flag("pageBreakBefore")

    def _is_flag(self, name: str) -> bool:
        return name in self.paragraph and self.paragraph[name].get("val") != "0"

    @property
    def outline_level(self) -> int:
        """Its level in the outline, from 1; 0: none."""
        level = int(self.paragraph.get("outlineLvl", {}).get("val", "9"))
        return level + 1 if level < 9 else 0

    def is_on(self, toggle: str) -> bool:
        """Whether a toggle property is set, and on."""
        return toggle in self.run and self.run[toggle].get("val") != "0"


def read_format(properties: Mapping[str, object]) -> Format:
    """The format that a style's properties make, same-named elements merged."""
    parts: dict[str, dict[str, dict[str, str]]] = {"pPr": {}, "rPr": {}, "sectPr": {}}
    borders: dict[str, Attributes] = {}
    shade: Attributes = {}
    padding, numbering, follows = 0, "", False
    for piece in ooxml_of(properties):
        if piece.where == "shade":
            shade = piece.attributes
        elif piece.where == "numbering":
            numbering = "" if piece.element == "none" else piece.element
        elif piece.where == "previous":
            follows = "val" not in piece.attributes
        elif piece.element == "pBdr":
            borders.update(piece.children)
            padding = int(piece.attributes.get("padding", padding))
        else:
            parts[piece.where].setdefault(piece.element, {}).update(piece.attributes)
    return Format(parts["pPr"], parts["rPr"], borders, shade, padding, numbering, follows)


def listed(format_: Format, kind: str) -> Format:
    """The format of a list's items: they are numbered, and their marker hangs in the indent, which is there in every list."""
    left = format_.left or Length.pt(18).twips
    hanging = -format_.first if format_.first < 0 else min(left, _WIDEST_HANG)
    indents = {"left": str(left), "right": str(format_.right), "hanging": str(min(hanging, left))}
    return replace(format_, paragraph={**format_.paragraph, "ind": indents}, numbering=kind)


def unlisted(format_: Format) -> Format:
    """The format without the numbers of a list: only styles of list items have them."""
    return replace(format_, numbering="") if format_.is_list else format_


def borders_element(name: str, borders: Mapping[str, Attributes], sides: tuple[str, ...] = SIDES) -> Xml:
    """``w:pBdr``, ``w:tblBorders`` or ``w:tcBorders`` with the sides given, in the schema's order."""
    return new(name, *(of(side, borders[side]) for side in sides if side in borders))


def indent_element(left: int, right: int, first: int) -> Xml:
    """``w:ind`` in twips; ``first`` below zero hangs."""
    sides = {"left": left, **({"right": right} if right else {})}
    return new("ind", **sides, **({"hanging": -first} if first < 0 else {"firstLine": first}))


def set_space(properties: Xml, side: str, value: int) -> None:
    """Set the space ``before`` or ``after`` the paragraph whose ``w:pPr`` is given, in twips."""
    spacing = properties.find(w("spacing"))
    if spacing is None:
        put(properties, of("spacing", {side: str(value)}))
    else:
        spacing.set(w(side), str(value))
