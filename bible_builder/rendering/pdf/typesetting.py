"""How WeasyPrint sets lines and breaks pages for us: on the baseline grid, with few hyphens, notes and headings well kept.

Functions of ours stand around four of WeasyPrint's: the layout of a document, of a block, of its lines, of a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any

import weasyprint.document
import weasyprint.layout
import weasyprint.layout.block
import weasyprint.layout.inline
import weasyprint.layout.page

from bible_builder.rendering.pdf.engine import replaced
from bible_builder.rendering.pdf.grid import Box, Grid, heading_lines, is_above_grid
from bible_builder.rendering.pdf.hyphens import Hyphens, keep_last_word, let_all_divide
from bible_builder.rendering.pdf.keeping import Notes, keep_single_line, mark_first_paragraphs, take_back
from bible_builder.rendering.pdf.lastpage import LastPage
from bible_builder.rendering.pdf.pagenames import PageNames


@contextmanager
def typesetting(step: float, *, full_last_page: bool = False) -> Iterator[None]:
    """Within, documents are laid out on a grid of ``step`` CSS pixels (0: no grid), with at most two hyphens in a row; with
    ``full_last_page``, the last page is not left with a few lines."""
    setter = _Setter(step)
    last = LastPage(weasyprint.layout.make_all_pages, setter.names.make_page, step)
    with (
        replaced(weasyprint.document, layout_document=setter.layout_document),
        replaced(weasyprint.layout.block, block_container_layout=setter.block, _linebox_layout=setter.paragraph),
        replaced(weasyprint.layout.block, block_level_page_name=setter.names.between),
        replaced(weasyprint.layout.page, make_page=last.make_page),
        replaced(weasyprint.layout, make_all_pages=last.make_all_pages if full_last_page else weasyprint.layout.make_all_pages),
        replaced(weasyprint.layout.inline, get_next_linebox=setter.next_line, split_first_line=setter.hyphens.split),
    ):
        yield


class _Setter:
    """Stands between WeasyPrint's block layout and its line layout."""

    def __init__(self, step: float) -> None:
        self.hyphens = Hyphens(weasyprint.layout.inline.split_first_line)
        self.notes = Notes(weasyprint.layout.block._linebox_layout)
        self.names = PageNames(weasyprint.layout.block.block_level_page_name, weasyprint.layout.page.make_page)
        self._step = step
        self._grid: Grid | None = None
        self._next_line = weasyprint.layout.inline.get_next_linebox
        self._block = weasyprint.layout.block.block_container_layout
        self._layout_document = weasyprint.document.layout_document

    def layout_document(self, html: Any, root: Box, context: Any, *others: Any) -> Any:
        """Lay out a document; the grid is its own."""
        mark_first_paragraphs(root)
        self.notes.watch(context)
        self._grid = Grid(self._step, root) if self._step else None
        return self._layout_document(html, root, context, *others)

    def block(self, context: Any, box: Box, *others: Any, **named: Any) -> Any:
        """``block_container_layout``: a block, or what of it finds room on the page."""
        if self._grid is not None and is_above_grid(box) and not context.in_column:
            self._lower(self._grid, context, box, *others)
        result = self._block(context, box, *others, **named)
        keep_single_line(box, *result[:2])
        return result

    def _lower(
        self, grid: Grid, context: Any, heading: Box, _space: float, begin: Any, page_is_empty: bool,
        _absolute: list[Box], _fixed: list[Box], margins: list[float], *_: Any,
    ) -> None:  # fmt: skip
        """Lower a heading, as ``block_box_layout`` lays it out; where a page begins, it stays."""
        if not begin and not page_is_empty:
            grid.lower(context, heading, margins, self._height(context, heading))

    def _height(self, context: Any, heading: Box) -> float:
        """How high a heading is, from its upper border to where its lower margin ends."""
        found = [
            line
            for lines in heading_lines(heading)
            for line, _ in weasyprint.layout.inline.iter_line_boxes(context, lines, 0, -inf, None, heading, [], [], None, None)
        ]
        edges = (
            heading.border_top_width, heading.padding_top, heading.padding_bottom, heading.border_bottom_width,
            heading.margin_bottom,
        )  # fmt: skip
        return float(sum(line.height for line in found) + sum(edges))

    def paragraph(
        self, context: Any, box: Box, index: int, lines: Box, laid: list[Box], page_is_empty: bool,
        absolute: list[Box], fixed: list[Box], *others: Any,
    ) -> Any:  # fmt: skip
        """``_linebox_layout``: the lines of a block that find room on the page; ``laid`` gets them."""
        arguments = (context, box, index, lines, laid, page_is_empty, absolute, fixed, *others)
        kept = len(laid)
        let_all_divide(lines)
        while True:
            result = self.notes.lines(*arguments)
            if context.in_column or len(laid) == kept or not keep_last_word(lines, laid[-1]):
                return result
            take_back(context, laid, kept, absolute, fixed)

    def next_line(
        self, context: Any, lines: Box, position: float, bottom_space: float, begin: Any, parent: Box,
        absolute: list[Box], fixed: list[Box], first_letter: Any, first_line: Any,
    ) -> tuple[Box | None, Any]:  # fmt: skip
        """``get_next_linebox``: the line of ``lines`` that begins at ``begin`` in the text, and where the next one begins."""

        def lay() -> tuple[Box | None, Any]:
            # What a line lays out of the flow is taken back when the line is laid once more.
            del absolute[kept[0] :], fixed[kept[1] :]
            line, resume = self._next_line(
                context, lines, position, bottom_space, begin, parent, absolute, fixed, first_letter, first_line
            )
            if line is not None and self._grid is not None:
                self._grid.settle(line)
            return line, resume

        self.notes.line_begins()
        kept = len(absolute), len(fixed)
        if self._grid is not None:
            position = self._grid.place(context, lines, position)
        return self.hyphens.lay(lines, begin, lay, parent.width)
