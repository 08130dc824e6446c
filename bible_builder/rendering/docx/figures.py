"""Figures and pictures."""

from __future__ import annotations

from typing import Final

from bible_builder.model.tree import Element
from bible_builder.model.units import Length
from bible_builder.model.vocabulary import BY_NAME
from bible_builder.rendering.docx.drawing import inline_picture
from bible_builder.rendering.docx.formatting import set_space
from bible_builder.rendering.docx.line import Line
from bible_builder.rendering.docx.manuscript import Manuscript
from bible_builder.rendering.docx.oxml import new
from bible_builder.rendering.docx.pictures import Original, fitted
from bible_builder.rendering.docx.place import Place
from bible_builder.rendering.docx.rows import is_row, row
from bible_builder.rendering.docx.stylebook import Look

_TWIP: Final = 635  # EMU
_LOGO: Final = 0.3  # of the measure: the most that a picture between blocks takes, which is a logo
_HIGHEST: Final = 0.8  # of the text's height, so that the caption stands on the same page


def write_figure(element: Element, place: Place, manuscript: Manuscript) -> None:
    """The picture in a paragraph of its own, then its caption, which takes the figure's id."""
    inner = manuscript.enter(row(element), element, place)
    shape = manuscript.styles.format(row(element).style)
    captioned = any(is_row(child, "figure-caption") for child in element.elements)
    for child in element.elements:
        if is_row(child, "figure-caption") or not captioned:
            manuscript.wait_for_block(element)
        if is_row(child, "image"):
            _write_picture(child, inner, manuscript, manuscript.measure - inner.left - inner.right, captioned=captioned)
        else:
            manuscript.write((child,), inner)
    if captioned:
        manuscript.pending.before = shape.after
    manuscript.leave(inner)


def write_block_image(element: Element, place: Place, manuscript: Manuscript) -> None:
    """A picture between blocks: the logo."""
    widest = manuscript.framed_at.get("w", round(manuscript.measure * _LOGO))
    assert isinstance(widest, int)
    _write_picture(element, place, manuscript, widest, captioned=False)


def _write_picture(element: Element, place: Place, manuscript: Manuscript, measure: int, *, captioned: bool) -> None:
    """A picture in a paragraph of its own, kept with its caption, whose own space parts the two."""
    line = manuscript.paragraph(BY_NAME["figure"].style, place, {"keepNext": new("keepNext")} if captioned else None)
    if captioned:
        set_space(line.paragraph[0], "after", 0)
    line.begin_bookmarks(*manuscript.take_ids(element.get("id")))
    _draw(element, line, measure)
    line.end()


def write_image(element: Element, line: Line, _look: Look) -> None:
    """A picture among words."""
    _draw(element, line, line.manuscript.measure)


def _draw(element: Element, line: Line, measure: int) -> None:
    """The drawing, at most ``measure`` twips wide."""
    pictures, src = line.manuscript.pictures, element.get("src")
    original = pictures.gallery.original(src, element.source)
    if original is None:
        return
    size = _size(element, original, line.manuscript, measure)
    raster = pictures.gallery.raster(src, original, size[0], element.source)
    if raster is not None:
        embedded = pictures.embed(raster, original.drawing, line.relations)
        line.run(inline_picture(pictures.next_id(), embedded, size, element.get("alt")))


def _size(element: Element, original: Original, manuscript: Manuscript, measure: int) -> tuple[Length, Length]:
    """The share of the measure that it asks for, else its natural size; never larger than the page has room for."""
    page, widest = manuscript.sections.page, measure * _TWIP
    width = widest * float(element.get("data-width")) / 100 if element.get("data-width") else float(original.width)
    highest = round((page.height - page.top - page.bottom) * _HIGHEST)
    return fitted(width, width * original.height / original.width, widest, highest)
