"""Units that cannot be confused: lengths and colours as types of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_EMU: Final = {"pt": 12700, "mm": 36000, "cm": 360000, "in": 914400, "px": 9525, "pc": 152400}
_LENGTH: Final = re.compile(r"([+-]?\d+(?:\.\d+)?)(pt|mm|cm|in|px|pc)")
_HEX: Final = re.compile(r"#?([0-9a-fA-F]{6})")
_SHORT_HEX: Final = re.compile(r"#([0-9a-fA-F]{3})")


class Length(int):
    """A length in EMU, 914,400 to the inch (ECMA-376-1 §20.1.10.16), so that Word's units and points are exact integers."""

    @classmethod
    def parse(cls, text: str) -> Length:
        """The length that ``text`` states, such as ``12pt`` or ``2.5mm``; ``0`` needs no unit. Raises ValueError."""
        if text.strip() == "0":
            return cls(0)
        found = _LENGTH.fullmatch(text.strip())
        if not found:
            raise ValueError(f"a length is a number and a unit (pt, mm, cm, in, px, pc), got {text!r}")
        return cls(round(float(found[1]) * _EMU[found[2]]))

    @classmethod
    def pt(cls, points: float) -> Length:
        """From points."""
        return cls(round(points * _EMU["pt"]))

    @classmethod
    def mm(cls, millimetres: float) -> Length:
        """From millimetres."""
        return cls(round(millimetres * _EMU["mm"]))

    @property
    def points(self) -> float:
        """In points, 72 to the inch."""
        return self / _EMU["pt"]

    @property
    def millimetres(self) -> float:
        """In millimetres."""
        return self / _EMU["mm"]

    @property
    def twips(self) -> int:
        """In twentieths of a point (Word's ``w:dxa``)."""
        return round(self / 635)

    @property
    def half_points(self) -> int:
        """In half points (Word's ``w:sz``)."""
        return round(self / 6350)

    @property
    def eighths(self) -> int:
        """In eighths of a point (Word's border ``w:sz``)."""
        return round(self / 1587.5)

    def css(self) -> str:
        """As CSS points, at most three decimals: ``10.5pt``."""
        return f"{round(self.points, 3):g}pt"


NO_LENGTH: Final = Length(0)


@dataclass(frozen=True, slots=True)
class Color:
    """An sRGB colour, 0 to 255 a channel."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, text: str) -> Color:
        """From ``#rrggbb``, ``rrggbb`` or ``#rgb``. Raises ValueError."""
        short = _SHORT_HEX.fullmatch(text.strip())
        found = _HEX.fullmatch("".join(c * 2 for c in short[1]) if short else text.strip())
        if not found:
            raise ValueError(f"a colour is #rrggbb, got {text!r}")
        value = int(found[1], 16)
        return cls(value >> 16, value >> 8 & 255, value & 255)

    @property
    def hex(self) -> str:
        """``RRGGBB``, as Word writes it."""
        return f"{self.red:02X}{self.green:02X}{self.blue:02X}"

    def css(self) -> str:
        """``#rrggbb``."""
        return f"#{self.hex.lower()}"

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 to 1 (WCAG 2.2)."""

        def linear(channel: int) -> float:
            value = channel / 255
            return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

        return 0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)

    def contrast(self, other: Color) -> float:
        """Contrast ratio, 1 to 21 (WCAG 2.2)."""
        light, dark = sorted((self.luminance, other.luminance), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    def mix(self, other: Color, share: float) -> Color:
        """This colour with ``share`` (0 to 1) of ``other`` in it."""
        return Color(*(round(a + (b - a) * share) for a, b in zip(self.channels, other.channels, strict=True)))

    @property
    def channels(self) -> tuple[int, int, int]:
        """Red, green, blue."""
        return self.red, self.green, self.blue
