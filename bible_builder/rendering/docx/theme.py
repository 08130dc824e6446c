"""The charter as Word's theme: twelve colours and two families, so that Word people find the brand in their menus (§20.1.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from bible_builder.model.charter import Charter
from bible_builder.model.units import Color
from bible_builder.rendering.docx.oxml import Attributes

_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WHITE: Final = Color(255, 255, 255)
_BLACK: Final = Color(0, 0, 0)
_ACCENTS: Final = tuple(f"accent{number}" for number in range(1, 7))
_BASIC: Final = ("foreground", "background", "primary", "secondary")

_WORD_NAMES: Final = {"dk1": "text1", "lt1": "background1", "dk2": "text2", "lt2": "background2"}
"""Slots that the document names otherwise, by the mapping in its settings (``w:clrSchemeMapping``)."""

_FILLS: Final = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
_LINES: Final = "".join(
    f'<a:ln w="{width}"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' for width in (6350, 12700, 19050)
)
_EFFECTS: Final = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
_FORMATS: Final = (
    f'<a:fmtScheme name="Bible"><a:fillStyleLst>{_FILLS}</a:fillStyleLst><a:lnStyleLst>{_LINES}</a:lnStyleLst>'
    f"<a:effectStyleLst>{_EFFECTS}</a:effectStyleLst><a:bgFillStyleLst>{_FILLS}</a:bgFillStyleLst></a:fmtScheme>"
)
"""Fills, lines and effects of shapes: plain ones; the schema wants three of each (§20.1.4.1.14)."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The theme of a charter: the colour of each slot, the families of headings and text."""

    name: str
    colors: Mapping[str, Color]
    headings: str
    base: str

    def named(self, attributes: Attributes, value: str = "val", theme: str = "themeColor") -> Attributes:
        """The attributes with the theme's name added when ``value`` is a colour of it; readers without themes keep the value."""
        given = attributes.get(value, "")
        slot = next((slot for slot, color in self.colors.items() if color.hex == given), "")
        return {**attributes, theme: _WORD_NAMES.get(slot, slot)} if slot else attributes

    def drawn(self, color: str) -> str:
        """The colour as shapes name it: the theme's slot, or its value."""
        slot = next((slot for slot, known in self.colors.items() if known.hex == color), "")
        return f'<a:schemeClr val="{slot}"/>' if slot in _ACCENTS else f'<a:srgbClr val="{color}"/>'

    def fonts(self, attributes: Attributes) -> Attributes:
        """The attributes of ``w:rFonts`` with the theme's families named beside the real ones."""
        kind = {self.base: "minor", self.headings: "major"}.get(attributes.get("ascii", ""))
        if kind is None:
            return attributes
        return {**attributes, "asciiTheme": f"{kind}HAnsi", "hAnsiTheme": f"{kind}HAnsi"}

    def xml(self) -> bytes:
        """The theme part."""
        colors = "".join(f'<a:{slot}><a:srgbClr val="{color.hex}"/></a:{slot}>' for slot, color in _in_order(self.colors))
        root = etree.fromstring(
            f'<a:theme xmlns:a="{_A}" name=""><a:themeElements><a:clrScheme name="">{colors}</a:clrScheme>'
            f'<a:fontScheme name="">{_family("major")}{_family("minor")}</a:fontScheme>{_FORMATS}</a:themeElements></a:theme>'
        )
        for element in (root, *root.iter(f"{{{_A}}}clrScheme", f"{{{_A}}}fontScheme")):
            element.set("name", self.name)
        for kind, family in (("major", self.headings), ("minor", self.base)):
            for latin in root.iterfind(f".//{{{_A}}}{kind}Font/{{{_A}}}latin"):
                latin.set("typeface", family)
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def theme_of(charter: Charter) -> Theme:
    """The theme that a charter makes: primary and secondary first among the accents, then its other colours in their order."""
    colors = charter.colors
    primary = colors.get("primary", _BLACK)
    secondary = colors.get("secondary", primary.mix(_WHITE, 0.35))
    others = [color for name, color in colors.items() if name not in _BASIC]
    distinct = list(dict.fromkeys([primary, secondary, *others]))
    accents = (distinct + [primary.mix(_WHITE, share) for share in (0.2, 0.35, 0.5, 0.65, 0.8, 0.9)])[: len(_ACCENTS)]
    base = charter.families.get("base", "")
    slots = dict(zip(_ACCENTS, accents, strict=True))
    dark, light = colors.get("foreground", _BLACK), colors.get("background", _WHITE)
    slots |= {"dk1": dark, "lt1": light, "dk2": primary, "lt2": primary.mix(_WHITE, 0.9)}
    return Theme(
        charter.name,
        {**slots, "hlink": primary, "folHlink": primary.mix(dark, 0.5)},
        charter.families.get("headings", base),
        base,
    )


def _in_order(colors: Mapping[str, Color]) -> list[tuple[str, Color]]:
    """The slots in the order of CT_ColorScheme (§20.1.6.2)."""
    return [(slot, colors[slot]) for slot in ("dk1", "lt1", "dk2", "lt2", *_ACCENTS, "hlink", "folHlink")]


def _family(kind: str) -> str:
    return f'<a:{kind}Font><a:latin typeface=""/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
