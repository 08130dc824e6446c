"""What the styles of a template say, with what they inherit (§17.7.2): defaults, the styles they are based on, their lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bible_builder.rendering.docx.formatting import Format
from bible_builder.rendering.docx.oxml import Attributes, Xml, local, new, w

_SIDES: Final = ("top", "left", "bottom", "right")
_SIDE_NAMES: Final = {"start": "left", "end": "right"}
_HEADING: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)
_TREES: Final = frozenset({"tabs", "rPr", "sectPr", "pPrChange", "rPrChange"})
_NUMBERS: Final = frozenset({"left", "right", "firstLine", "hanging", "before", "after", "line", "space"})
_SIZED: Final = frozenset({"sz", "szCs", "outlineLvl"})
_SIZE: Final = {"sz": {"val": "20"}}  # without any other word of it (§17.3.2.38)


@dataclass(frozen=True, slots=True)
class OwnList:
    """The list that a style takes its numbers from: its ``w:numId``, its level, and that level's ``w:lvl``."""

    number: str
    level: int
    definition: Xml | None


class Formats:
    """The styles of a template by id, and the lists that they name."""

    def __init__(self, styles: Xml | None, numbering: Xml | None) -> None:
        root = new("styles") if styles is None else styles
        self._styles = {str(style.get(w("styleId"))): style for style in root.iter(w("style"))}
        self._numbering = new("numbering") if numbering is None else numbering
        self.defaults = self._defaults(root)
        self._known: dict[str, Format] = {}

    @staticmethod
    def _defaults(root: Xml) -> Format:
        made = _Made()
        made.read(
            root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}"),
            root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"),
        )
        made.run = {**_SIZE, **made.run}
        return made.format()

    def format(self, style: str) -> Format:
        """The format of a style; its numbering is left to the role that it plays."""
        if style not in self._known:
            self._known[style] = self._format(style)
        return self._known[style]

    def _format(self, style: str) -> Format:
        made = _Made(dict(self.defaults.paragraph), dict(self.defaults.run))
        for entry in reversed(self._chain(style)):
            number = entry.find(f"{w('pPr')}/{w('numPr')}")
            if number is not None and (level := self._definition(_val(number, "numId"), _val(number, "ilvl"))) is not None:
                indent = level.find(f"{w('pPr')}/{w('ind')}")
                if indent is not None:
                    made.paragraph["ind"] = _plain(indent)
            made.read(entry.find(w("pPr")), entry.find(w("rPr")))
        named = _HEADING.fullmatch(self.name(style))
        if named and "outlineLvl" not in made.paragraph:
            made.paragraph["outlineLvl"] = {"val": str(int(named[1]) - 1)}
        return made.format()

    def name(self, style: str) -> str:
        """The name of a style."""
        return _val(self._styles[style], "name") if style in self._styles else ""

    def has_page_tab(self, style: str) -> bool:
        """Whether a style has a stop at the right for the page."""
        return any(tab.get(w("val")) in {"right", "end"} for entry in self._chain(style) for tab in entry.iter(w("tab")))

    def list_of(self, style: str) -> OwnList | None:
        """The list that a style takes its numbers from; None for none (§17.9.18)."""
        for entry in self._chain(style):
            number = entry.find(f"{w('pPr')}/{w('numPr')}")
            if number is not None and (given := _val(number, "numId")):
                level = _val(number, "ilvl")
                return None if given == "0" else OwnList(given, int(whole_number(level) or 0), self._definition(given, level))
        return None

    def _chain(self, style: str) -> list[Xml]:
        """A style and those it is based on, itself first; one that is based on itself ends there."""
        found: list[Xml] = []
        while style in self._styles and self._styles[style] not in found:
            found.append(self._styles[style])
            style = _val(found[-1], "basedOn")
        return found

    def _definition(self, number: str, level: str) -> Xml | None:
        named = next((n for n in self._numbering.iterchildren(w("num")) if n.get(w("numId")) == number), None)
        if named is None:
            return None
        abstract = _val(named, "abstractNumId")
        for entry in self._numbering.iterchildren(w("abstractNum")):
            if entry.get(w("abstractNumId")) == abstract:
                return next((lvl for lvl in entry.iterchildren(w("lvl")) if lvl.get(w("ilvl")) == (level or "0")), None)
        return None


class _Made:
    """A format in the making, from the outermost style to the innermost."""

    def __init__(self, paragraph: dict[str, Attributes] | None = None, run: dict[str, Attributes] | None = None) -> None:
        self.paragraph, self.run = paragraph or {}, run or {}
        self.borders: dict[str, Attributes] = {}
        self.shade: Attributes = {}

    def read(self, paragraph: Xml | None, run: Xml | None) -> None:
        """Take in the properties of one style."""
        for child in () if paragraph is None else paragraph.iterchildren(tag="{*}*"):
            name = local(child)
            if name == "pBdr":
                self.borders |= {side: _plain(rule) for rule in child if (side := _side(local(rule))) in _SIDES}
            elif name == "shd":
                self.shade = _plain(child) if child.get(w("fill"), "auto") != "auto" else {}
            elif name not in _TREES and name != "numPr":
                self.paragraph[name] = {**self.paragraph.get(name, {}), **_plain(child)}
        for child in () if run is None else run.iterchildren(tag="{*}*"):
            if local(child) not in _TREES:
                self.run[local(child)] = _fonts(child) if local(child) == "rFonts" else _plain(child)

    def format(self) -> Format:
        """The format so far; sides without a rule are left out."""
        borders = {side: rule for side, rule in self.borders.items() if rule.get("val") not in {"nil", "none"}}
        padding = max((int(rule.get("space", "0")) for rule in borders.values()), default=0)
        return Format(self.paragraph, self.run, borders, self.shade, padding)


def _plain(element: Xml) -> Attributes:
    """An element's attributes without their namespace, sides by their older names; numbers are whole ones, or left out."""
    given = {_side(name): value for name, value in _named(element).items() if "Chars" not in name}
    numbers = _NUMBERS | ({"val"} if local(element) in _SIZED else set())
    whole = {name: whole_number(value) if name in numbers else value for name, value in given.items()}
    return {name: value for name, value in whole.items() if value or name not in numbers}


def whole_number(text: str) -> str:
    """The number as Word means it, without what stands after its point; "" for anything else."""
    try:
        return str(int(float(text)))
    except (ValueError, OverflowError):
        return ""


def _fonts(element: Xml) -> Attributes:
    return {name: value for name, value in _named(element).items() if name != "hint"}


def _named(element: Xml) -> dict[str, str]:
    return {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}


def _side(name: str) -> str:
    return _SIDE_NAMES.get(name, name)


def _val(element: Xml, name: str) -> str:
    child = element.find(w(name))
    return "" if child is None else str(child.get(w("val"), ""))
