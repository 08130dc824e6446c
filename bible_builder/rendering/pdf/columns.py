"""Columns laid out once, where WeasyPrint 70 lays them out twice.

When a block of columns has a lower padding, border or margin, WeasyPrint lays it out once more with so much less room
(``block_box_layout``: "the whole relayout [is] probably wrong"). Where the columns, put one below the other, find room in what is
left, nothing can come out otherwise: they are given again as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import weasyprint.layout.block
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from bible_builder.rendering.pdf.engine import replaced

Box = Any
"""A box of WeasyPrint, which has no annotations."""

_CLOSE: Final = 1.0
"""CSS pixels that columns must leave free."""


@contextmanager
def single_columns() -> Iterator[None]:
    """Within, a block of columns is laid out again only where something else may come of it."""
    with replaced(weasyprint.layout.block, columns_layout=_Columns(weasyprint.layout.block.columns_layout)):
        yield


class _Columns:
    """``columns_layout``, which remembers what it gave last. ``lay`` is the function that does it."""

    def __init__(self, lay: Callable[..., Any]) -> None:
        self._lay = lay
        self._last: _Laid | None = None

    def __call__(
        self, context: Any, box: Box, bottom_space: float, skip_stack: Any, containing_block: Box, page_is_empty: bool,
        absolute: list[Box], fixed: list[Box], margins: list[float], *others: Any,
    ) -> Any:  # fmt: skip
        asked = (box, box.position_x, box.position_y, skip_stack, containing_block, page_is_empty, id(margins))
        last, self._last = self._last, None
        if last is not None and last.asked == asked and last.fits(context, bottom_space):
            return last.result
        result = self._lay(
            context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute, fixed, margins, *others
        )
        if result[0] is not None and result[1] is None:
            self._last = _Laid(asked, bottom_space, result, (result[0].position_x, result[0].position_y))
        return result


@dataclass(frozen=True, slots=True)
class _Laid:
    """Columns that were laid out whole: what was asked, the room to be left below, what was given, where it stood."""

    asked: tuple[Any, ...]
    bottom_space: float
    result: Any
    position: tuple[float, float]

    def fits(self, context: Any, bottom_space: float) -> bool:
        """Whether this is asked again for the block's lower edges alone, and nothing else can come of it.

        Nothing else does when the columns, one below the other, leave ``bottom_space`` free and hold nothing that is laid out
        elsewhere, such as a note.
        """
        box = self.result[0]
        edges = box.margin_bottom + box.padding_bottom + box.border_bottom_width
        if bottom_space != self.bottom_space + edges or (box.position_x, box.position_y) != self.position:
            return False
        end = box.content_box_y() + sum(child.margin_height() for child in box.children) + _CLOSE
        return bool(end <= context.page_bottom - bottom_space) and not any(map(_is_elsewhere, _all(box)))


def _is_elsewhere(box: Box) -> bool:
    return isinstance(box, AbsolutePlaceholder) or box.footnote is not None or not box.is_in_normal_flow()


def _all(box: Box) -> Iterator[Box]:
    for child in box.children:
        yield child
        if isinstance(child, boxes.ParentBox):
            yield from _all(child)
