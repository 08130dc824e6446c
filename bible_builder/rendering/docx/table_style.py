"""Table styles: the rules and shades of cells come from the styles of head and cell (§17.7.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from bible_builder.model.styles import Style
from bible_builder.model.vocabulary import BY_NAME
from bible_builder.rendering.docx.formatting import Format, borders_element, read_format
from bible_builder.rendering.docx.oxml import Attributes, Xml, new, of
from bible_builder.rendering.docx.stylebook import Stylebook

_TABLE_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_TWIPS: Final = 20
SIDE_PADDING: Final = 5  # points left and right, when the cell's style does not say
_PADDING: Final = (2, SIDE_PADDING)  # above and below, left and right


def table_parts(book: Stylebook, style: Style) -> Iterator[Xml]:
    """What follows the names in the ``w:style`` of a table: its borders and margins, then its head row and first column."""
    own = read_format(book.sheet.resolved(style.name))
    cell, head = book.format(BY_NAME["cell"].style), book.format(BY_NAME["head-cell"].style)
    yield new("tblPr", new("tblInd", w=0, type="dxa"), *_borders(book, own, cell), _margins(cell))
    if own.shade or cell.shade:
        yield new("tcPr", of("shd", book.theme.named(cell.shade or own.shade, "fill", "themeFill")))
    yield new("tblStylePr", new("trPr", new("tblHeader")), *head_cell(book, head), type="firstRow")
    yield new("tblStylePr", *head_cell(book, replace(head, borders={})), type="firstCol")


def _borders(book: Stylebook, table: Format, cell: Format) -> Iterator[Xml]:
    """The table's outer rules; between its rows and columns, those of a cell."""
    inner = {"insideH": cell.borders.get("bottom") or cell.borders.get("top"), "insideV": cell.borders.get("right")}
    outer = {side: cell.borders[side] for side in ("top", "bottom", "left", "right") if side in cell.borders}
    borders = {**outer, **table.borders, **{side: rule for side, rule in inner.items() if rule}}
    if borders:
        yield borders_element("tblBorders", _close(book, borders), _TABLE_SIDES)


def _close(book: Stylebook, borders: Mapping[str, Attributes]) -> dict[str, Attributes]:
    """Rules of tables and cells stand at their edge: a paragraph's distance to its rule means nothing here."""
    return {side: book.theme.named({**rule, "space": "0"}, "color") for side, rule in borders.items()}


def _margins(cell: Format) -> Xml:
    upright, across = (cell.padding, cell.padding) if cell.padding else _PADDING
    widths = {"top": upright, "left": across, "bottom": upright, "right": across}
    return new("tblCellMar", *(new(side, w=points * _TWIPS, type="dxa") for side, points in widths.items()))


def head_cell(book: Stylebook, head: Format) -> Iterator[Xml]:
    """``w:tcPr`` of a head cell; nothing when its style draws nothing."""
    parts = []
    if head.borders:
        parts.append(borders_element("tcBorders", _close(book, head.borders)))
    if head.shade:
        parts.append(of("shd", book.theme.named(head.shade, "fill", "themeFill")))
    if parts:
        yield new("tcPr", *parts)
