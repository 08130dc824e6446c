"""Where on its pages the lines of each block stand: by the block's number, the height they take.

Stands on WeasyPrint 70: ``Page._page_box``, ``box.element``, ``is_column``, ``is_outside_marker``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from bible_builder.rendering.pdf.laid import NUMBER, LineArea

Box = Any
"""A box of WeasyPrint, which has no annotations."""


def line_areas(page_box: Box, page: int, height: float, scale: float) -> tuple[LineArea, ...]:
    """The areas of a page ``height`` CSS pixels high: one for each block that holds lines, each picture that is a block, each row
    of a table (for all that its cells hold), and once more in each column over which it is cut."""

    def found(box: Box, column: Box | None) -> Iterator[LineArea]:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if box.is_outside_marker or isinstance(box, boxes.MarginBox):
            return
        column = box if box.is_column else column
        n = box.element.get(NUMBER) if box.element is not None else None
        extent = _extent(box) if n is not None else None
        if n is not None and extent is not None:
            left, right = (column.content_box_x(), column.content_box_x() + column.width) if column is not None else (0, 0)
            sides = (height - extent[1], height - extent[0], left, right)
            yield LineArea(int(n), page, *(round(side * scale, 2) for side in sides))
        if not isinstance(box, boxes.TableRowBox | boxes.LineBox):
            for child in box.all_children():
                yield from found(child, column)

    return tuple(found(page_box, None))


def _extent(box: Box) -> tuple[float, float] | None:
    """From where to where, in CSS pixels from the top of the page, a box has lines of its own; None for one that has none."""
    if isinstance(box, boxes.TableRowBox | boxes.BlockReplacedBox):
        return box.position_y, box.position_y + box.height
    if not isinstance(box, boxes.BlockContainerBox):
        return None
    lines = [child for child in box.children if isinstance(child, boxes.LineBox) and child.height]
    if not lines:
        return None
    return min(line.position_y for line in lines), max(line.position_y + line.height for line in lines)
