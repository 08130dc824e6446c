"""Where things will stand, before anything is laid out: only the number of figures of a folio is asked of it.

A pure function of the book: where folios start from must not depend on what was built before, or the same book could settle in
two ways.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Final

from bible_builder.model.book import Book, Unit
from bible_builder.model.tree import Element
from bible_builder.model.units import Length
from bible_builder.rendering.pdf.pagemap import Place

_CHARACTER: Final = 0.42
"""The width of a character of running text, in parts of its size."""

_SIZE: Final = 11.0
_LEADING: Final = 15.0
"""Points, where the style of running text says none."""

_INLINE: Final = frozenset({"a", "abbr", "b", "cite", "code", "del", "dfn", "em", "ins", "q", "span", "strong", "sub", "sup"})
_BESIDE: Final[Mapping[str, float]] = {
    "h1": 6, "h2": 4, "h3": 2, "h4": 1.5, "p": 0.4, "li": 0.2, "tr": 0.6, "figure": 22, "table": 2, "aside": 2,
}  # fmt: skip
"""Lines that an element takes beside its text."""


def estimated(book: Book, unit: Unit) -> tuple[int, dict[str, Place]]:
    """How many pages of its own the unit may have, and on which of them (from 0) each of its ids may stand."""
    page, style = book.page, book.stylesheet.resolved("paragraph") if "paragraph" in book.stylesheet.styles else {}
    size, leading = _points(style.get("size"), _SIZE), _points(style.get("leading"), _LEADING)
    width = page.width.points - page.inner.points - page.outer.points
    height = page.height.points - page.top.points - page.bottom.points
    walk = _Walk(max(1.0, width / (_CHARACTER * size)), max(1.0, height / leading))
    for node in unit.content:
        if isinstance(node, Element):
            walk.block(node)
    pages = max(1, ceil(walk.at / walk.lines))
    return pages, {name: Place(min(page, pages - 1), 0, 0) for name, page in walk.pages.items()}


class _Walk:
    """Counts lines down the pages of a unit that hold ``lines`` of ``characters`` each."""

    def __init__(self, characters: float, lines: float) -> None:
        self.characters, self.lines = characters, lines
        self.at = 0.0
        self.pages: dict[str, int] = {}

    def block(self, element: Element) -> None:
        """Go past a block."""
        self._name(element)
        self.at += _BESIDE.get(element.name, 0)
        if element.name == "tr":
            for cell in element.elements:
                self._named(cell)
            widest = max((len(cell.text()) for cell in element.elements), default=0)
            self._text(widest * len(element.elements))
            return
        characters = 0
        for child in element.children:
            if isinstance(child, str):
                characters += len(child)
            elif child.name in _INLINE:
                self._named(child)
                characters += len(child.text())
            else:
                self._text(characters)
                characters = 0
                self.block(child)
        self._text(characters)

    def _text(self, characters: int) -> None:
        self.at += ceil(characters / self.characters)

    def _name(self, element: Element) -> None:
        if name := element.get("id"):
            self.pages.setdefault(name, int(self.at / self.lines))

    def _named(self, element: Element) -> None:
        for one in element.iter():
            self._name(one)


def _points(value: object, otherwise: float) -> float:
    return value.points if isinstance(value, Length) and value.points else otherwise
