"""What is kept on one page beyond what style sheets ask of WeasyPrint 70: two lines after a heading, a note with its call.

- **A heading** (``h1`` to ``h4``) whose first paragraph is a single line would end a page with that line: the paragraph is then
  kept with what follows it.
- **A note** is moved to the next page by WeasyPrint when that lets a paragraph's second line stay on the page (the branch of
  ``_linebox_layout`` that calls ``report_footnote``). Here the paragraph goes to the next page instead. With ``footnote-policy:
  line`` a line whose own note finds no room goes with it; so a note stands where it is called.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import remove_placeholders

Box = Any
"""A box of WeasyPrint, which has no annotations."""

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4"})


def mark_first_paragraphs(root: Box) -> None:
    """Note on each paragraph that is the first after a heading that it is."""
    _mark(root, after_heading=False)


def _mark(parent: Box, *, after_heading: bool) -> bool:
    """Mark the paragraphs within; tells whether a heading was the last thing in it."""
    for child in parent.children:
        if isinstance(child, boxes.LineBox):
            heading = parent.element is not None and parent.element.tag in _HEADINGS
            parent.after_heading = after_heading and not heading
            return heading
        if isinstance(child, boxes.BlockLevelBox) and child.is_in_normal_flow():
            is_text = isinstance(child, boxes.BlockBox) and not child.is_table_wrapper
            after_heading = _mark(child, after_heading=after_heading) if is_text else False
    return after_heading


def keep_single_line(box: Box, laid: Box | None, resume_at: Any) -> None:
    """Keep ``laid``, what came of ``box``, with what follows, when it is a heading's first paragraph and one line."""
    if laid is None or resume_at is not None or not getattr(box, "after_heading", False):
        return
    if sum(isinstance(child, boxes.LineBox) for child in laid.children) == 1:
        laid.style = laid.style.copy()
        laid.style["break_after"] = "avoid"


def take_back(context: Any, laid: list[Box], kept: int, absolute: list[Box], fixed: list[Box]) -> None:
    """Take the lines after the first ``kept`` away, with their notes and what they laid out of the flow."""
    for line in laid[kept:]:
        remove_placeholders(context, line.children, absolute, fixed)
    del laid[kept:]


class _PostponedError(Exception):
    """A note would be moved to the next page, away from its call."""


class Notes:
    """Keeps the notes of one layout with their calls. ``lay`` is ``weasyprint.layout.block._linebox_layout``."""

    def __init__(self, lay: Callable[..., Any]) -> None:
        self._lay = lay
        self._placed: Box | None = None

    def watch(self, context: Any) -> None:
        """Refuse to postpone a note when the page has room for it; one that was just placed, and found none, may go."""
        place, postpone = context.layout_footnote, context.report_footnote

        def layout_footnote(footnote: Box) -> Any:
            overflows = place(footnote)
            self._placed = footnote  # now: the note's own lines have begun, and ended
            return overflows

        def report_footnote(footnote: Box) -> None:
            if footnote is not self._placed and not context.in_column:
                raise _PostponedError
            postpone(footnote)

        context.layout_footnote, context.report_footnote = layout_footnote, report_footnote

    def line_begins(self) -> None:
        """A line is laid out: the notes before it have found their place."""
        self._placed = None

    def lines(
        self, context: Any, box: Box, index: int, child: Box, laid: list[Box], page_is_empty: bool,
        absolute: list[Box], fixed: list[Box], *others: Any,
    ) -> Any:  # fmt: skip
        """``_linebox_layout``: the lines of a block that find room on the page."""
        arguments = (context, box, index, child, laid, page_is_empty, absolute, fixed, *others)
        kept, style = len(laid), box.style
        try:
            return self._lay(*arguments)
        except _PostponedError:
            take_back(context, laid, kept, absolute, fixed)
            box.style = style.copy()
            box.style["orphans"] = style["orphans"] + 1  # the line that would have pushed the note out may not be the last one
            return self._lay(*arguments)
        finally:
            box.style = style
