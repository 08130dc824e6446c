"""A structure tree as plain data (ISO 32000-1, 14.7): made of a unit by ``structure``, of a bound-in PDF by ``annex``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from bible_builder.rendering.pdf.laid import Rectangle

ADDRESSES: Final = ("https:", "http:", "mailto:", "tel:")
"""The beginnings of addresses that a link may go to out of the book."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked-content sequence: page (from 0, in the whole document once merged) and number."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Area:
    """A link's rectangle on a page; ``target`` is ``#id`` within the book, ``@4`` for a page, or an address; ``text`` says what
    it is."""

    page: int
    rectangle: Rectangle
    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Node:
    """A structure element: its type, its kids in reading order, and what PDF/UA asks it to say.

    ``headers`` are ids of head cells; ``numbering`` is a list's (``Decimal``, ``Disc``, ``None``); ``box`` a figure's on its
    page.
    """

    type: str
    kids: tuple[Node | Mark | Area, ...] = ()
    id: str = ""
    language: str = ""
    alternate: str = ""
    expansion: str = ""
    actual: str = ""
    scope: str = ""
    column_span: int = 1
    row_span: int = 1
    headers: tuple[str, ...] = ()
    numbering: str = ""
    box: Rectangle | None = field(default=None)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The kids that are structure elements."""
        return tuple(kid for kid in self.kids if isinstance(kid, Node))

    def iter(self) -> Iterator[Node]:
        """This node and all below, in order."""
        yield self
        for node in self.nodes:
            yield from node.iter()

    def marks(self) -> Iterator[Mark]:
        """All marked content below, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Mark):
                yield kid
            elif isinstance(kid, Node):
                yield from kid.marks()

    def moved(self, pages: int) -> Node:
        """The same, ``pages`` further on in the document."""
        return replace(self, kids=tuple(_moved(kid, pages) for kid in self.kids))


def _moved(kid: Node | Mark | Area, pages: int) -> Node | Mark | Area:
    if isinstance(kid, Node):
        return kid.moved(pages)
    if isinstance(kid, Area) and kid.target.startswith("@"):
        kid = replace(kid, target=f"@{int(kid.target[1:]) + pages}")
    return replace(kid, page=kid.page + pages)
