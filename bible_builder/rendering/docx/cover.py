"""The cover's ground: a panel in the brand's colour behind the text, laid so that its lines stay legible."""

from __future__ import annotations

from typing import Final

from bible_builder.model.units import Color, Length
from bible_builder.model.vocabulary import BY_NAME
from bible_builder.rendering.docx.drawing import page_panel
from bible_builder.rendering.docx.manuscript import Manuscript
from bible_builder.rendering.docx.oxml import Xml

_PAPER: Final = Color(255, 255, 255)
_LEGIBLE: Final = 3.0  # contrast of large text (WCAG 2.2, 1.4.3)
_SHARE: Final = 0.4  # of the page's height
_ACCENT: Final = Length.mm(5)
_GAP: Final = Length.mm(14)


def write_panel(manuscript: Manuscript) -> None:
    """A panel over the whole page when the title is set in a light colour, else over its upper part, and the lines below it."""
    page, style = manuscript.book.page, BY_NAME["cover-title"].style
    color = manuscript.styles.format(style).run.get("color", {}).get("val", "000000")
    whole = Color.parse(color).contrast(_PAPER) < _LEGIBLE
    height = page.height if whole else Length(round(page.height * _SHARE))
    manuscript.pending.drawings.append(_panel(manuscript, page.width, height, Length(0), Length(0), "accent1"))
    if not whole:
        manuscript.pending.drawings.append(_panel(manuscript, Length(page.width // 5), _ACCENT, page.inner, height, "accent2"))
        manuscript.pending.before = Length(height + _ACCENT + _GAP - page.top).twips


def _panel(manuscript: Manuscript, width: Length, height: Length, left: Length, top: Length, slot: str) -> Xml:
    return page_panel(manuscript.pictures.next_id(), (width, height), (left, top), slot)
