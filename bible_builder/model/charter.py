"""The brand's charter: colours, fonts, logo, page, voice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bible_builder.errors import Source
from bible_builder.model.units import Color
from bible_builder.model.word_template import WordTemplate


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font file that lies in the charter: its family, weight (100–900), style (normal, italic), path."""

    family: str
    path: Path
    weight: int = 400
    style: str = "normal"


@dataclass(frozen=True, slots=True)
class Charter:
    """What the brand looks like. ``colors`` holds palette names and roles (foreground, background, primary…), all resolved."""

    name: str
    colors: Mapping[str, Color]
    fonts: tuple[FontFile, ...]
    families: Mapping[str, str]  # base, headings, monospace → family
    logo: Path | None = None
    logo_alt: str = ""
    voice: str = ""
    page_size: str = "A4"
    cmyk: Mapping[str, tuple[int, int, int, int]] = field(default_factory=dict)
    word_template: WordTemplate | None = None
    source: Source = field(default_factory=lambda: Source("content/charte/_brand.yml"))

    def color(self, name: str) -> Color:
        """A colour by palette name, role, or ``#rrggbb``. Raises KeyError or ValueError."""
        return Color.parse(name) if name.startswith("#") else self.colors[name]
