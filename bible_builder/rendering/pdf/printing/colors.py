"""What becomes of a colour: inks on paper, or the light of a soft mask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from bible_builder.model.charter import Charter
from bible_builder.model.units import Color
from bible_builder.rendering.pdf.printing.profile import Inks, inks_of

Rgb = tuple[int, int, int]


class Family(StrEnum):
    """The colour spaces whose colours are numbers of a device or a measure (ISO 32000-1, 8.6)."""

    GRAY = "gray"
    RGB = "rgb"
    CMYK = "cmyk"
    LAB = "lab"


@dataclass(frozen=True, slots=True)
class Space:
    """Such a space; ``source`` is the ICC profile of its RGB (nothing: sRGB), ``ranges`` the bounds of a and b of a Lab."""

    family: Family
    source: bytes = b""
    ranges: tuple[float, float, float, float] = (-100, 100, -100, 100)

    @property
    def components(self) -> int:
        """How many numbers a colour has."""
        return {Family.GRAY: 1, Family.CMYK: 4}.get(self.family, 3)


GRAY: Final = Space(Family.GRAY)
RGB: Final = Space(Family.RGB)
CMYK: Final = Space(Family.CMYK)


_WHITE: Final = Color(255, 255, 255)


class Target(Protocol):
    """Where colours go: the name of the device space, and a colour's numbers in it."""

    @property
    def device(self) -> str: ...

    def color(self, space: Space, values: Sequence[float]) -> tuple[float, ...]: ...


class Paper:
    """Inks: the charter's own where it gives them, black alone for black and greys, through the profile all others.

    ``converted`` holds the sRGB colours that went through the profile.
    """

    device: Final = "/DeviceCMYK"

    def __init__(self, charter: Charter) -> None:
        self.given: Mapping[Rgb, Inks] = given_inks(charter)
        self.converted: set[Rgb] = set()

    def color(self, space: Space, values: Sequence[float]) -> tuple[float, ...]:
        """The inks of a colour of ``space``."""
        if space.family is Family.CMYK:
            return tuple(values[:4])
        if space.family is Family.GRAY:
            return 0, 0, 0, round(1 - _clamped(values[0]), 4)
        if space.family is Family.LAB:
            return inks_of(_stored_lab(values), mode="LAB")
        return self._of_rgb(values, space.source)

    def _of_rgb(self, values: Sequence[float], source: bytes) -> Inks:
        red, green, blue = (_clamped(value) for value in values[:3])
        rgb = round(red * 255), round(green * 255), round(blue * 255)
        if not source and rgb in self.given:
            return self.given[rgb]
        if rgb[0] == rgb[1] == rgb[2]:
            return 0, 0, 0, round(1 - rgb[0] / 255, 4)
        if not source:
            self.converted.add(rgb)
        return inks_of(rgb, source)


class Light:
    """The luminosity of a soft mask (ISO 32000-1, 11.5.3): grey, so that no mask changes with the inks."""

    device: Final = "/DeviceGray"

    def color(self, space: Space, values: Sequence[float]) -> tuple[float, ...]:
        """How light a colour is."""
        if space.family is Family.GRAY:
            return (_clamped(values[0]),)
        if space.family is Family.LAB:
            return (_clamped(values[0] / 100),)
        if space.family is Family.CMYK:
            cyan, magenta, yellow, black = values[:4]
            return (1 - min(1, 0.3 * cyan + 0.59 * magenta + 0.11 * yellow + black),)
        red, green, blue = values[:3]
        return (round(0.3 * red + 0.59 * green + 0.11 * blue, 4),)


def given_inks(charter: Charter) -> Mapping[Rgb, Inks]:
    """The inks that the charter gives, by the colour they are for; a tint of it (``primary 12%``) has as much less of each."""
    colors = [(charter.colors[name], percents) for name, percents in charter.cmyk.items() if name in charter.colors]
    inks: dict[Rgb, Inks] = {}
    for color, percents in colors:
        inks.setdefault(color.channels, _tint(percents, 100))
    if charter.colors.get("background", _WHITE) == _WHITE:
        for color, percents in colors:
            for share in range(99, 0, -1):
                inks.setdefault(_WHITE.mix(color, share / 100).channels, _tint(percents, share))
    return inks


def _tint(percents: tuple[int, int, int, int], share: int) -> Inks:
    cyan, magenta, yellow, black = (round(percent * share / 10000, 4) for percent in percents)
    return cyan, magenta, yellow, black


def _clamped(value: float) -> float:
    return min(1.0, max(0.0, value))


def _stored_lab(values: Sequence[float]) -> tuple[int, int, int]:
    """L, a and b as Pillow's ``LAB`` stores them: L over a byte, a and b as signed bytes."""
    lightness, a, b = values[:3]
    stored = [round(min(127, max(-128, value))) % 256 for value in (a, b)]
    return round(_clamped(lightness / 100) * 255), stored[0], stored[1]
