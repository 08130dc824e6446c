"""Styles: the closed list of properties, and what each is in CSS and in OOXML. The one table from which both dialects come.

A layout's ``styles.yaml`` names every style once with these properties; the CSS of the PDF and the styles of the Word document
are made from the same values. Sources: CSS 2.2, CSS Text 3, CSS Fragmentation 3; ECMA-376-1 §17.3.1 (paragraph), §17.3.2 (run).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from bible_builder.errors import Source
from bible_builder.model.units import Color, Length

Value = Length | Color | float | bool | str | int
Declarations = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ooxml:
    """One child of ``w:pPr`` or ``w:rPr`` (``where``): its name and attributes without prefix; same-named ones are merged."""

    where: str
    element: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[tuple[str, Mapping[str, str]], ...] = ()


class WordCount(int):
    """A number of words."""


class Takes(StrEnum):
    """The kinds of value a property takes in ``styles.yaml``."""

    LENGTH = "length"
    COLOR = "colour of the charter, or #rrggbb"
    FAMILY = "family of the charter: base, headings, monospace"
    NUMBER = "number"
    FLAG = "yes or no"
    KEEP = "yes, no, or so many words at most: 80 words"
    WORD = "one of the words listed"
    BORDER = "width and colour: 2pt primary"


@dataclass(frozen=True, slots=True)
class Border:
    """A rule beside a block: its width and colour."""

    width: Length
    color: Color


@dataclass(frozen=True, slots=True)
class Property:
    """One property: what it takes, its words if it is a choice, its CSS and its OOXML."""

    name: str
    takes: Takes
    meaning: str
    css: Callable[[object], Declarations]
    ooxml: Callable[[object], tuple[Ooxml, ...]]
    words: tuple[str, ...] = ()
    inherited: bool = True


@dataclass(frozen=True, slots=True)
class Style:
    """A style of the layout: its name, its Word name (``heading 1``…), what it is based on, its own properties, its place."""

    name: str
    word: str
    kind: str  # paragraph | character | table
    based_on: str = ""
    next: str = ""
    properties: Mapping[str, object] = field(default_factory=dict)
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """Every style by name, in the file's order."""

    styles: Mapping[str, Style]

    def resolved(self, name: str) -> Mapping[str, object]:
        """All properties of a style with those it inherits; raises KeyError for an unknown style."""
        style = self.styles[name]
        inherited = dict(self.resolved(style.based_on)) if style.based_on else {}
        return {**inherited, **style.properties}


def _length(value: object) -> Length:
    assert isinstance(value, Length)
    return value


def _color(value: object) -> Color:
    assert isinstance(value, Color)
    return value


def _border(value: object) -> Border:
    assert isinstance(value, Border)
    return value


def _run(element: str, **attributes: str) -> tuple[Ooxml, ...]:
    return (Ooxml("rPr", element, attributes),)


def _par(element: str, **attributes: str) -> tuple[Ooxml, ...]:
    return (Ooxml("pPr", element, attributes),)


def _on(value: object) -> dict[str, str]:
    return {} if value else {"val": "0"}


def _side(side: str) -> Property:
    """A border on one side. Word wants the distance to the text in points, 0 to 31 (ECMA-376-1 §17.3.4)."""

    def css(value: object) -> Declarations:
        border = _border(value)
        return ((f"border-{side}", f"{border.width.css()} solid {border.color.css()}"),)

    def ooxml(value: object) -> tuple[Ooxml, ...]:
        border = _border(value)
        attributes = {"val": "single", "sz": str(max(2, min(96, border.width.eighths))), "space": "6", "color": border.color.hex}
        return (Ooxml("pPr", "pBdr", {}, ((side, attributes),)),)

    return Property(f"border-{side}", Takes.BORDER, f"rule on the {side} side", css, ooxml, inherited=False)


def _spacing(name: str, css_name: str, word: str, meaning: str) -> Property:
    return Property(
        name, Takes.LENGTH, meaning,
        lambda v: ((css_name, _length(v).css()),), lambda v: _par("spacing", **{word: str(_length(v).twips)}), inherited=False,
    )  # fmt: skip


def _indent(name: str, css_name: str, word: str, meaning: str) -> Property:
    return Property(
        name, Takes.LENGTH, meaning,
        lambda v: ((css_name, _length(v).css()),), lambda v: _par("ind", **{word: str(_length(v).twips)}), inherited=False,
    )  # fmt: skip


def _first_line(value: object) -> tuple[Ooxml, ...]:
    length = _length(value)
    return _par("ind", firstLine=str(length.twips)) if length >= 0 else _par("ind", hanging=str(-length.twips))


def _weight(value: object) -> tuple[Ooxml, ...]:
    return _run("b", **_on(int(str(value)) >= 600))


_ALIGN_WORD: Final = {"left": "left", "right": "right", "center": "center", "justify": "both"}
_CAPS: Final[dict[str, tuple[Declarations, tuple[Ooxml, ...]]]] = {
    "none": ((("font-variant-caps", "normal"), ("text-transform", "none")), _run("caps", val="0")),
    "small": ((("font-variant-caps", "small-caps"),), _run("smallCaps")),
    "all": ((("text-transform", "uppercase"),), _run("caps")),
}
_POSITION: Final = {"normal": "baseline", "super": "superscript", "sub": "subscript"}
_LINE: Final[dict[str, tuple[str, tuple[Ooxml, ...]]]] = {
    "none": ("none", _run("u", val="none")),
    "underline": ("underline", _run("u", val="single")),
    "dotted": ("underline dotted", _run("u", val="dotted")),
    "through": ("line-through", _run("strike")),
}

PROPERTIES: Final[tuple[Property, ...]] = (
    Property("family", Takes.FAMILY, "type family", lambda v: (("font-family", f'"{v}"'),),
             lambda v: _run("rFonts", ascii=str(v), hAnsi=str(v), cs=str(v), eastAsia=str(v))),
    Property("size", Takes.LENGTH, "type size", lambda v: (("font-size", _length(v).css()),),
             lambda v: (*_run("sz", val=str(_length(v).half_points)), *_run("szCs", val=str(_length(v).half_points)))),
    Property("leading", Takes.LENGTH, "distance of baselines", lambda v: (("line-height", _length(v).css()),),
             lambda v: _par("spacing", line=str(_length(v).twips), lineRule="atLeast")),
    Property("weight", Takes.NUMBER, "weight, 100 to 900; Word knows bold from 600 up",
             lambda v: (("font-weight", str(v)),), _weight),
    Property("slant", Takes.WORD, "upright or italic", lambda v: (("font-style", str(v)),),
             lambda v: _run("i", **_on(v == "italic")), words=("normal", "italic")),
    Property("color", Takes.COLOR, "colour of the text", lambda v: (("color", _color(v).css()),),
             lambda v: _run("color", val=_color(v).hex)),
    Property("caps", Takes.WORD, "capitals", lambda v: _CAPS[str(v)][0], lambda v: _CAPS[str(v)][1], words=tuple(_CAPS)),
    Property("tracking", Takes.LENGTH, "space added between letters", lambda v: (("letter-spacing", _length(v).css()),),
             lambda v: _run("spacing", val=str(_length(v).twips))),
    Property("position", Takes.WORD, "superscript or subscript",
             lambda v: (("vertical-align", "baseline" if v == "normal" else str(v)),),
             lambda v: _run("vertAlign", val=_POSITION[str(v)]), words=tuple(_POSITION), inherited=False),
    Property("line", Takes.WORD, "line under or through the text", lambda v: (("text-decoration", _LINE[str(v)][0]),),
             lambda v: _LINE[str(v)][1], words=tuple(_LINE), inherited=False),
    _spacing("space-before", "margin-top", "before", "space above"),
    _spacing("space-after", "margin-bottom", "after", "space below"),
    _indent("indent-left", "margin-left", "left", "indent on the left"),
    _indent("indent-right", "margin-right", "right", "indent on the right"),
    Property("indent-first", Takes.LENGTH, "indent of the first line; negative: hanging",
             lambda v: (("text-indent", _length(v).css()),), _first_line),
    Property("padding", Takes.LENGTH, "distance from rule or shade to the text", lambda v: (("padding", _length(v).css()),),
             lambda v: (Ooxml("pPr", "pBdr", {"padding": str(min(31, round(_length(v).points)))}),), inherited=False),
    Property("align", Takes.WORD, "alignment", lambda v: (("text-align", str(v)),),
             lambda v: _par("jc", val=_ALIGN_WORD[str(v)]), words=tuple(_ALIGN_WORD)),
    Property("shade", Takes.COLOR, "colour behind the block or the words", lambda v: (("background-color", _color(v).css()),),
             lambda v: (Ooxml("shade", "shd", {"val": "clear", "color": "auto", "fill": _color(v).hex}),), inherited=False),
    _side("top"), _side("right"), _side("bottom"), _side("left"),
    Property("keep-with-next", Takes.FLAG, "not parted from what follows",
             lambda v: (("break-after", "avoid" if v else "auto"),), lambda v: _par("keepNext", **_on(v)), inherited=False),
    Property("keep-together", Takes.KEEP, "not broken over pages; with a number of words, only what has fewer",
             lambda v: (("break-inside", "avoid" if v is True else "auto"),), lambda v: _par("keepLines", **_on(v is True)),
             inherited=False),
    Property("keep-with-previous", Takes.FLAG, "not parted from what stands before it",
             lambda v: (("break-before", "avoid" if v else "auto"),), lambda v: (Ooxml("previous", "keepNext", _on(v)),),
             inherited=False),
    Property("page-break-before", Takes.FLAG, "begins a page",
             lambda v: (("break-before", "page" if v else "auto"),), lambda v: _par("pageBreakBefore", **_on(v)),
             inherited=False),
    Property("hyphenation", Takes.FLAG, "words may be broken at line ends", lambda v: (("hyphens", "auto" if v else "manual"),),
             lambda v: _par("suppressAutoHyphens", **_on(not v))),
    Property("columns", Takes.NUMBER, "columns (a container's, in CSS; a section's, in Word)",
             lambda v: (("columns", str(v)),), lambda v: (Ooxml("sectPr", "cols", {"num": str(v)}),), inherited=False),
    Property("outline-level", Takes.NUMBER, "level in the outline, 1 to 9; 0: none",
             lambda v: (("bookmark-level", str(v) if v else "none"),),
             lambda v: _par("outlineLvl", val=str(int(str(v)) - 1 if v else 9)), inherited=False),
    Property("numbering", Takes.WORD, "the list whose numbers it takes in Word",
             lambda v: (), lambda v: (Ooxml("numbering", str(v)),),
             words=("none", "chapter", "section", "subsection", "annex", "annex-section", "bullet", "number", "step"),
             inherited=False),
)  # fmt: skip
"""Every property there is. ``shade`` goes to ``pPr`` in a paragraph style and to ``rPr`` in a character style (same ``w:shd``);
``columns`` belongs to a section; ``numbering`` names a list which the Word renderer defines. A ``keep-together`` of so many words
(``WordCount``) keeps nothing by the style alone: what is short enough bears ``data-together``. Word knows no
``keep-with-previous``: where it is asked for, the paragraph before is kept with the next one."""

BY_NAME: Final[dict[str, Property]] = {prop.name: prop for prop in PROPERTIES}


def css_of(properties: Mapping[str, object]) -> Declarations:
    """The CSS declarations of a style's properties, in the order of the table."""
    return tuple(pair for prop in PROPERTIES if prop.name in properties for pair in prop.css(properties[prop.name]))


def ooxml_of(properties: Mapping[str, object]) -> tuple[Ooxml, ...]:
    """The OOXML pieces of a style's properties, in the order of the table."""
    return tuple(piece for prop in PROPERTIES if prop.name in properties for piece in prop.ooxml(properties[prop.name]))
