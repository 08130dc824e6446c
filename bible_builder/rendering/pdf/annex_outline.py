"""The outline of an annex PDF (its bookmarks), as far as it leads to its own pages (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pikepdf import Dictionary, Pdf

from bible_builder.rendering.pdf.annex_links import destination

_MOST: Final = 2_000
_DEEPEST: Final = 4
_LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An item of an annex's outline: its level from 1, its words, the page it leads to (from 0)."""

    level: int
    text: str
    page: int


def bookmarks(source: Pdf) -> tuple[Bookmark, ...]:
    """The items in order, four levels deep at most; those that lead to no page of the file are left out, what is below them kept.

    A title is one line; loops are cut.
    """
    root = source.Root.get("/Outlines")
    if not isinstance(root, Dictionary):
        return ()
    pages = {page.obj.objgen: number for number, page in enumerate(source.pages)}
    seen: set[tuple[int, int]] = set()
    found = []
    for level, item in _items(root, 1, seen):
        place = destination(source, item)
        text = " ".join(str(item.get("/Title", "")).split())[:_LONGEST]
        if text and place in pages:
            found.append(Bookmark(level, text, pages[place]))
    return _without_gaps(found)


def _items(parent: Any, level: int, seen: set[tuple[int, int]]) -> Iterator[tuple[int, Any]]:
    item = parent.get("/First")
    while isinstance(item, Dictionary) and item.objgen not in seen and len(seen) < _MOST:
        seen.add(item.objgen)
        yield level, item
        if level < _DEEPEST:
            yield from _items(item, level + 1, seen)
        item = item.get("/Next")


def _without_gaps(found: Sequence[Bookmark]) -> tuple[Bookmark, ...]:
    """The items with levels that go down one at a time."""
    kept: list[Bookmark] = []
    for bookmark in found:
        deepest = kept[-1].level + 1 if kept else 1
        kept.append(Bookmark(min(bookmark.level, deepest), bookmark.text, bookmark.page))
    return tuple(kept)
