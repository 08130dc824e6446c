"""A unit's last page holds a few lines at least: where it holds fewer, the page before gives some up.

That page is laid out again with a larger foot, by as many lines as are missing, then by one more at a time: paragraphs and tables
do not part everywhere. Only the last two pages are laid out again, as WeasyPrint remakes those whose counters change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes
from weasyprint.layout.page import remake_page

LEAST: Final = 5
"""Lines."""

_MORE: Final = 4
"""How many times a page is shortened: each time two pages are laid out once more."""

_PLAIN: Final = 20.0
"""CSS pixels: the height of a line where there is no grid."""

Box = Any
"""A box of WeasyPrint, which has no annotations."""

Pages = list[Any]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What waits for its place when a page begins: notes, notes put off, what floats on from the page before."""

    notes: tuple[Box, ...]
    postponed: tuple[Box, ...]
    broken: dict[Box, Any]

    @classmethod
    def of(cls, context: Any) -> _Waiting:
        return cls(tuple(context.footnotes), tuple(context.reported_footnotes), dict(context.broken_out_of_flow))

    def restore(self, context: Any) -> None:
        context.footnotes, context.reported_footnotes = list(self.notes), list(self.postponed)
        context.broken_out_of_flow = dict(self.broken)


class LastPage:
    """Fills the last page of one layout. ``make_all`` is ``weasyprint.layout.page.make_all_pages``, ``make`` is ``make_page``;
    ``step`` is the distance of lines in CSS pixels."""

    def __init__(self, make_all: Callable[..., Any], make: Callable[..., Any], step: float) -> None:
        self._make_all, self._make, self._step = make_all, make, step or _PLAIN
        self._waiting: dict[int, _Waiting] = {}
        self._shortened: tuple[int, float] | None = None

    def make_page(self, context: Any, root: Box, page_type: Any, resume_at: Any, number: int, *others: Any) -> Any:
        """``make_page``: the page ``number`` (from 1) of the document, with a larger foot if it is the one to be shortened."""
        self._waiting[number] = _Waiting.of(context)
        if self._shortened is not None and self._shortened[0] == number:
            context.style_for(page_type)["margin_bottom"] = Dimension(self._shortened[1], "px")
        return self._make(context, root, page_type, resume_at, number, *others)

    def make_all_pages(self, context: Any, root: Box, html: Any, pages: Pages) -> Pages:
        """``make_all_pages``, with at least ``LEAST`` lines on the last page.

        Where that cannot be had, as they come: a document of one page, a last page of another size than the one before, blocks
        that do not part.
        """
        plain = list(self._make_all(context, root, html, pages))
        held = _lines(plain[-1], self._step)
        if len(plain) < 2 or not 0 < held < LEAST or _size(plain[-1]) != _size(plain[-2]):
            return plain
        foot = float(plain[-2].margin_bottom)
        for lines in range(LEAST - held, LEAST - held + _MORE):
            tried = self._last_two(context, root, html, len(plain) - 1, foot + lines * self._step)
            if len(tried) == 2 and _lines(tried[-1], self._step) >= LEAST:
                return [*plain[:-2], *tried]
        return [*plain[:-2], *self._last_two(context, root, html, len(plain) - 1, None)]

    def _last_two(self, context: Any, root: Box, html: Any, first: int, foot: float | None) -> Pages:
        """The pages from number ``first`` (from 1) on, made again; its foot ``foot`` CSS pixels, or what the style sheet says.

        No more than three, which are one too many.
        """
        self._waiting[first].restore(context)
        self._shortened = (first, round(foot, 3)) if foot is not None else None
        made: Pages = []
        del context.page_maker[first:]
        while len(made) < 3:
            index = first - 1 + len(made)
            context.page_maker[index][-1].update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
            page, resume_at = remake_page(index, context, root, html)
            made.append(page)
            if resume_at is None and not context.reported_footnotes:
                break
        self._shortened = None
        context.page_maker = context.page_maker[: first + len(made)]
        context.broken_out_of_flow.clear()
        context.reported_footnotes.clear()
        return made


def _size(page: Box) -> tuple[float, float]:
    return page.margin_width(), page.margin_height()


def _lines(page: Box, step: float) -> int:
    """How many lines of text a page holds, notes apart; a picture counts as those whose place it takes."""
    lines: set[int] = set()
    pictures = 0.0
    for box in _body(page):
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
