"""Headings that go with what they head: one right before a table or figure on a landscape page stands on that page too.

A page that changes its orientation always begins anew (CSS Paged Media 3, 3.1), so a heading in its own orientation would end the
page before, alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from bible_builder.model.tree import Element
from bible_builder.model.vocabulary import allows_text, row_of

ORIENTATION: Final = "data-orientation"
LANDSCAPE: Final = "landscape"
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4"})


def turned_headings(content: Iterable[Element]) -> frozenset[int]:
    """The headings and block titles right before something that is turned, by their identity (``id``)."""
    found: set[int] = set()
    waiting: list[int] = []
    for block in _blocks(content):
        if _is_heading(block):
            waiting.append(id(block))
            continue
        if block.get(ORIENTATION) == LANDSCAPE:
            found.update(waiting)
        waiting = []
    return frozenset(found)


def _is_heading(block: Element) -> bool:
    return block.name in _HEADINGS or "block-title" in block.classes


def _blocks(content: Iterable[Element]) -> Iterator[Element]:
    """What holds words, or is turned as a whole, in order."""
    for element in content:
        row = row_of(element)
        if element.get(ORIENTATION) or row is None or allows_text(row):
            yield element
        else:
            yield from _blocks(element.elements)
