"""Where pages of another name begin: a mend of WeasyPrint 70, for landscape pages.

A page ends where the name of the page changes (CSS Paged Media 3, 3.1). WeasyPrint ends it only where a name begins, not where
pages have none again: text after a landscape table stayed on its page. Both ends are no breaks that anybody asked for: as after
any other, no margin stays at the head of the page that begins.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Box = Any
"""A box of WeasyPrint, which has no annotations."""


class _Unnamed(str):
    """The name of pages that have none, where it is a change: WeasyPrint asks whether there is a name by its truth."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return True


class PageNames:
    """Mends one layout. ``name_of`` is ``weasyprint.layout.block.block_level_page_name``, ``make`` is
    ``weasyprint.layout.page.make_page``."""

    def __init__(self, name_of: Callable[[Box, Box], str | None], make: Callable[..., Any]) -> None:
        self._name_of, self._make = name_of, make

    def between(self, before: Box, after: Box) -> str | None:
        """The name of the page that begins between two siblings; None where none does."""
        name = self._name_of(before, after)
        return _Unnamed() if name == "" else name

    def make_page(self, context: Any, root: Box, page_type: Any, resume_at: Any, number: int, *others: Any) -> Any:
        """``make_page``: the page ``number`` (from 1) of the document."""
        next_page = context.page_maker[number - 1][1]
        if next_page["break"] in {"any", "auto", "avoid"}:
            context.forced_break = False
        return self._make(context, root, page_type, resume_at, number, *others)
