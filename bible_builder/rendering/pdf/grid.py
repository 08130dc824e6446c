"""The baseline grid: where lines of running text may stand, so that those of facing pages stand level.

The grid hangs from the top of the page area; its lines are where the baselines of body text stand that fills a page from the top.
Running text is what stands in chapters and annexes; contents, lexicon and index keep the rhythm of their own styles.

- **On the grid** stands each line whose own leading equals the grid's step within 0.01 pt: running text, items of lists,
  definitions. It moves down to the next line of the grid, or up by at most a tenth of the step: so much the baselines of two
  families differ in lines of one height. Such a line is as high as its leading: a few words in another family, whose glyphs hang
  lower, do not push the next line away.
- **Above the grid** stands a heading with another leading or with rules: moved down so that what follows it finds the grid where
  the heading's own space ends. The white that a table or a callout leaves over goes above the heading; at a page's head it stays.
- **Off the grid** is everything with a ground, rules or padding of its own (callouts, letters, indicators), in tables, notes,
  floats.

A line is moved by the place that it is given, a heading by its margin, before they are laid out: what breaks pages
(``weasyprint.layout.block``) then sees where they end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import collapse_margin
from weasyprint.text.line_break import strut

Box = Any
"""A box of WeasyPrint, which has no annotations."""

_CLOSE: Final = 0.01 / 0.75
"""A hundredth of a point, in CSS pixels: leadings that differ by less are one."""

_UP: Final = 0.1
_SWOLLEN: Final = 1.15
"""A line up to so much higher than its leading has glyphs of another family, not a picture."""

_AVOID: Final = frozenset({"avoid", "avoid-page", "avoid-column"})
_RUNNING: Final = frozenset({"doc-chapter", "doc-appendix"})
_EDGES: Final = ("padding_top", "padding_bottom")
_RULES: Final = ("border_top_width", "border_bottom_width")


class Grid:
    """A grid of ``step`` CSS pixels for the layout of the document whose outermost box is ``root``."""

    def __init__(self, step: float, root: Box) -> None:
        self._step = step
        self._baseline = self._baseline_of(_body(root))
        for part in _parts(root):
            self._mark(part)

    def _mark(self, parent: Box) -> None:
        """Note on each line that it stands on the grid, on each heading that it stands above."""
        for child in parent.children:
            if isinstance(child, boxes.LineBox):
                child.on_grid = self._fits(child)
            elif _is_in_flow(child):
                lines = heading_lines(child)
                if lines and not (_is_bare(child) and self._fits(lines[0])):
                    child.above_grid = True
                elif _is_bare(child):
                    self._mark(child)

    def _fits(self, line: Box) -> bool:
        return bool(abs(strut(line.style)[0] - self._step) < _CLOSE)

    def _baseline_of(self, box: Box) -> float:
        """How far down the first baseline is when text in the box's family fills lines of the grid's height."""
        leading, baseline = strut(box.style)
        return float(baseline + (self._step - leading) / 2)

    def place(self, context: Any, line: Box, position: float) -> float:
        """Where a line begins that could begin at ``position``, in CSS pixels from the page's top edge."""
        if not _is_on_grid(line):
            return position
        return self._next(position, _top(context) + self._baseline - strut(line.style)[1])

    def lower(self, context: Any, heading: Box, margins: Sequence[float], height: float) -> None:
        """Raise the upper margin of a heading, which collapses with ``margins``; ``height`` is its own, with its lower margin."""
        adjoining = [*margins, heading.margin_top]
        position = heading.position_y + collapse_margin(adjoining)
        shift = self._next(position + height, _top(context)) - height - position
        if shift > 0:
            heading.margin_top = collapse_margin(adjoining) + shift - min((0, *adjoining))

    def _next(self, position: float, origin: float) -> float:
        """The first place at a whole number of steps from ``origin`` that is not above ``position``, but for what nobody sees."""
        steps = -((origin - position + self._step * _UP) // self._step)
        return float(origin + steps * self._step)

    def settle(self, line: Box) -> None:
        """Make a line that stands on the grid as high as its leading, its baseline where it is without any swelling."""
        leading, baseline = strut(line.style)
        if _is_on_grid(line) and leading < line.height <= leading * _SWOLLEN:
            top = line.position_y
            line.translate(0, baseline - line.baseline)
            line.position_y, line.height, line.baseline = top, leading, baseline


def is_above_grid(box: Box) -> bool:
    """Whether a block is a heading that stands above the grid."""
    return getattr(box, "above_grid", False)


def _is_on_grid(line: Box) -> bool:
    return getattr(line, "on_grid", False)


def _top(context: Any) -> float:
    """Where the page area begins."""
    return float(context.current_footnote_area.page.content_box_y())


def _body(root: Box) -> Box:
    return next((child for child in root.children if child.element_tag == "body"), root)


def _parts(root: Box) -> Iterator[Box]:
    """The outermost boxes of running text."""
    for box in _blocks(root):
        if box.element is not None and box.element.get("role") in _RUNNING:
            yield box


def _is_in_flow(box: Box) -> bool:
    return isinstance(box, boxes.BlockBox) and not box.is_table_wrapper and box.is_in_normal_flow()


def heading_lines(box: Box) -> list[Box]:
    """The lines of a block that is kept with what follows, not yet laid out; none where it is no block of text, or not kept.

    Beside something out of the flow, WeasyPrint puts lines into an anonymous block.
    """
    if box.style["break_after"] not in _AVOID:
        return []
    anonymous = [child for child in box.children if _is_in_flow(child) and child.element is box.element]
    return [child for parent in (box, *anonymous) for child in parent.children if isinstance(child, boxes.LineBox)]


def _is_bare(box: Box) -> bool:
    """Whether a block has neither ground nor rules nor padding above or below."""
    style = box.style
    bare = all(getattr(style[edge], "value", 1) == 0 for edge in _EDGES) and not any(style[rule] for rule in _RULES)
    return bare and style["background_color"].alpha == 0


def level_markers(page_box: Box) -> None:
    """Set the marker of each list item, which stays where the item begins, level with the item's first line."""
    for item in _blocks(page_box):
        marker = next((child for child in item.children if child.is_outside_marker), None)
        if marker is None:
            continue
        line = _first_line(child for child in item.children if child is not marker)
        own = _first_line(marker.children)
        if line is not None and own is not None:
            marker.translate(0, line.position_y + line.baseline - own.position_y - own.baseline)


def _blocks(box: Box) -> Iterator[Box]:
    for child in box.children:
        if isinstance(child, boxes.ParentBox) and not isinstance(child, boxes.LineBox):
            yield child
            yield from _blocks(child)


def _first_line(candidates: Iterable[Box]) -> Box | None:
    """The first line among these boxes, or in the first of them that are in the flow."""
    for box in candidates:
        if isinstance(box, boxes.LineBox):
            return box
        if isinstance(box, boxes.BlockContainerBox) and box.is_in_normal_flow():
            return _first_line(box.children)
    return None
