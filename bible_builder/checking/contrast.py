"""Text must stand out from the page: 4.5 to 1 at least (WCAG 2.2, 1.4.3; required by RGAA 3.2)."""

from __future__ import annotations

from typing import Final

from bible_builder.errors import Findings
from bible_builder.model.bible import Bible
from bible_builder.model.units import Color

MINIMUM: Final = 4.5
TEXT_COLORS: Final = (
    "foreground", "primary", "secondary", "tertiary", "success", "info", "warning", "danger", "dark",
    "rule", "tip", "example", "say", "avoid",
)  # fmt: skip
"""The roles of brand.yml and the callouts' colours in which words are set; ``light`` is for grounds."""


def check_contrast(bible: Bible, findings: Findings) -> None:
    """Warn (``contrast-low``) of each text colour of the charter that is too near the page's."""
    colors = bible.charter.colors
    ground = colors.get("background", Color(255, 255, 255))
    for name in TEXT_COLORS:
        color = colors.get(name)
        if color is not None and color.contrast(ground) < MINIMUM:
            ratio = f"{color.contrast(ground):.1f}"
            findings.warning("contrast-low", bible.charter.source, name=name, color=color.css(), ground=ground.css(), ratio=ratio)
