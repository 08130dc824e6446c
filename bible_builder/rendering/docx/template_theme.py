"""The charter's colours and families, told in a template's: our own styles in a company's document wear its clothes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bible_builder.model.units import Color
from bible_builder.rendering.docx.oxml import NAMESPACES, Attributes, Xml
from bible_builder.rendering.docx.theme import Theme

if TYPE_CHECKING:
    from bible_builder.rendering.docx.template import Template
    from bible_builder.rendering.docx.template_styles import TemplateStylebook

_A: Final = f"{{{NAMESPACES['a']}}}"
_WHITE: Final = Color(255, 255, 255)
_SLOTS: Final = ("dk1", "lt1", *(f"accent{number}" for number in range(1, 7)), "dk2", "lt2")
"""The slots of a theme; a colour that has several is that of the first."""

_WORD_NAMES: Final = {"dk1": "text1", "lt1": "background1", "dk2": "text2", "lt2": "background2"}
_LEGIBLE: Final = 4.5  # contrast of text (WCAG 2.2, 1.4.3)
_PALE: Final = 2.0  # contrast below which a colour is a ground
_HEADING: Final = "chapter-title"


@dataclass(frozen=True, slots=True)
class BorrowedTheme(Theme):
    """A theme whose names are a template's. ``told``: colour of the charter → the template's, and its slot ("": a tint)."""

    told: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    fonts_of: Mapping[str, Attributes] = field(default_factory=dict)

    def named(self, attributes: Attributes, value: str = "val", theme: str = "themeColor") -> Attributes:
        """The attributes with the template's colour for the charter's, and its name in the theme."""
        given = attributes.get(value, "")
        if given not in self.told:
            return attributes
        color, slot = self.told[given]
        named = {theme: _WORD_NAMES.get(slot, slot)} if slot else {}
        return {**attributes, value: color, **named}

    def drawn(self, color: str) -> str:
        """The colour as shapes name it."""
        told, slot = self.told.get(color, (color, ""))
        return f'<a:schemeClr val="{slot}"/>' if slot.startswith("accent") else f'<a:srgbClr val="{told}"/>'

    def fonts(self, attributes: Attributes) -> Attributes:
        """The template's family of headings or of text for the charter's."""
        return self.fonts_of.get(attributes.get("ascii", ""), self.fonts_of.get("", attributes))


def borrowed_theme(theme: Theme, colors: Iterable[Color], template: Template, styles: TemplateStylebook) -> BorrowedTheme:
    """The charter's theme, and its other ``colors``, told in the template's."""
    formats = styles.formats
    text, heading = (
        formats.format(styles.mapped[role].id).run.get("rFonts", {}) if role in styles.mapped else {}
        for role in ("body", _HEADING)
    )
    fonts = {"": text, theme.base: text, theme.headings: heading}
    return BorrowedTheme(
        theme.name, theme.colors, theme.headings, theme.base, _told(_slotted(theme, colors), _palette(template)), fonts
    )


def _palette(template: Template) -> Mapping[str, Color]:
    """The colours of the template's theme by slot; a document without theme has Word's black and white."""
    root = template.root("theme")
    scheme = None if root is None else root.find(f".//{_A}clrScheme")
    found = {"dk1": Color(0, 0, 0), "lt1": _WHITE}
    for slot in () if scheme is None else scheme:
        color = _color(slot)
        if color is not None:
            found[str(slot.tag).removeprefix(_A)] = color
    return found


def _color(slot: Xml) -> Color | None:
    for child in slot:
        try:
            return Color.parse(child.get("lastClr") or child.get("val") or "")
        except ValueError:
            continue
    return None


def _slotted(theme: Theme, colors: Iterable[Color]) -> list[tuple[str, Color]]:
    """Each colour of the charter with a slot of its theme, those that have none shared out over the accents; the first last."""
    slots = [(slot, theme.colors[slot]) for slot in _SLOTS if slot in theme.colors]
    known = {color for _, color in slots}
    others = [color for color in dict.fromkeys(colors) if color not in known]
    return [*((f"accent{number % 6 + 1}", color) for number, color in enumerate(others)), *reversed(slots)]


def _told(slots: Sequence[tuple[str, Color]], palette: Mapping[str, Color]) -> Mapping[str, tuple[str, str]]:
    """Each colour of the charter, and each of its tints, in the template's: slot for slot, as far as it can be read on paper."""
    told: dict[str, tuple[str, str]] = {}
    for slot, color in slots:
        wanted = _chosen(slot, color, palette)
        for share in range(99, 0, -1):
            told[color.mix(_WHITE, share / 100).hex] = (palette[wanted].mix(_WHITE, share / 100).hex, "")
            told[_WHITE.mix(color, (100 - share) / 100).hex] = told[color.mix(_WHITE, share / 100).hex]
    for slot, color in slots:
        wanted = _chosen(slot, color, palette)
        told[color.hex] = (palette[wanted].hex, wanted)
    return told


def _chosen(slot: str, color: Color, palette: Mapping[str, Color]) -> str:
    """The template's slot for one of ours: a ground stays a ground, and what may be text can be read."""
    if color.contrast(_WHITE) < _PALE:
        return slot if slot in palette and slot.startswith("lt") else "lt2" if "lt2" in palette else "lt1"
    return next(
        (name for name in (slot, "accent1", "dk2") if name in palette and palette[name].contrast(_WHITE) >= _LEGIBLE), "dk1"
    )
