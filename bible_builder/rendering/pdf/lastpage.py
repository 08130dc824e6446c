"""A unit's last page holds a few lines at least: where it holds fewer, the page before gives some up.

That page is laid out again with a larger foot (``@page :nth()``, CSS Generated Content for Paged Media 3, 3.3), by as many lines
as are missing, then by one more at a time: paragraphs and tables do not part everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from weasyprint.formatting_structure import boxes

LEAST: Final = 5
"""Lines."""

_MORE: Final = 4
"""How many times a page is shortened: each time the unit is laid out once more."""

_PLAIN: Final = 20.0
"""CSS pixels: the height of a line where there is no grid."""

Document = Any
"""A document of WeasyPrint, which has no annotations."""

Box = Any


def fill_last_page(render: Callable[..., Document], step: float) -> Document:
    """What ``render`` makes, given further CSS, with at least ``LEAST`` lines on the last page.

    ``step`` is the distance of lines in CSS pixels. Where that cannot be had, what ``render`` makes of no further CSS: a document
    of one page, a last page of another size than the one before, blocks that do not part.
    """
    plain = render()
    pages, step = plain.pages, step or _PLAIN
    if len(pages) < 2 or not 0 < (held := _lines(pages[-1], step)) < LEAST or _size(pages[-1]) != _size(pages[-2]):
        return plain
    foot = pages[-2]._page_box.margin_bottom
    for lines in range(LEAST - held, LEAST - held + _MORE):
        tried = render(f"@page :nth({len(pages) - 1}) {{ margin-bottom: {foot + lines * step:.3f}px !important }}")
        if len(tried.pages) == len(pages) and _lines(tried.pages[-1], step) >= LEAST:
            return tried
    return plain


def _size(page: Any) -> tuple[float, float]:
    return page.width, page.height


def _lines(page: Any, step: float) -> int:
    """How many lines of text a page holds, notes apart; a picture counts as those whose place it takes."""
    lines: set[int] = set()
    pictures = 0.0
    for box in _body(page._page_box):
        if isinstance(box, boxes.LineBox) and box.height:
            lines.add(round(box.position_y + box.baseline))
        elif isinstance(box, boxes.BlockReplacedBox):
            pictures += box.height
    return len(lines) + int(pictures / step)


def _body(box: Box) -> Iterator[Box]:
    for child in box.all_children():
        if not isinstance(child, boxes.MarginBox | boxes.FootnoteAreaBox):
            yield child
            yield from _body(child)
