"""The colours that a layout may name: the charter's, and every role, be it said in the charter or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bible_builder.model.charter import Charter
from bible_builder.model.units import Color

PAPER: Final = Color(255, 255, 255)
INK: Final = Color(26, 26, 26)

FALLBACKS: Final[Mapping[str, tuple[str, ...]]] = {
    "primary": ("foreground",),
    "secondary": ("primary",),
    "tertiary": ("secondary",),
    "rule": ("info", "primary"),
    "tip": ("success", "secondary"),
    "warning": ("danger", "secondary"),
    "example": ("tertiary",),
    "say": ("success", "secondary"),
    "avoid": ("danger", "primary"),
    "success": ("tertiary",),
    "info": ("primary",),
    "danger": ("secondary",),
    "light": ("background",),
    "dark": ("foreground",),
}
"""Roles a layout may count on → where to look when the charter does not say them (brand.yml makes every role optional)."""


def palette(charter: Charter) -> Mapping[str, Color]:
    """The charter's colours with every role of ``FALLBACKS``, ``foreground`` and ``background``."""
    colors = {"foreground": INK, "background": PAPER, **charter.colors}
    for role, others in FALLBACKS.items():
        if role not in colors:
            colors[role] = next(colors[other] for other in others if other in colors)
    return colors
