"""Where a block stands: the rows around it, the indents they make, the list and the frame it is in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bible_builder.model.tree import Element
from bible_builder.model.vocabulary import Row, paragraph_style


@dataclass(frozen=True, slots=True)
class Frame:
    """A container that draws something around its paragraphs: its style, and where its text begins (twips)."""

    style: str
    left: int


@dataclass(frozen=True, slots=True)
class Place:
    """The surroundings of a block.

    Indents in twips: ``left`` and ``right`` for a block with a style of its own, ``outer_left`` and ``outer_right`` for a plain
    paragraph, whose style holds the innermost container's indents already. ``depth`` counts the lists around it.
    """

    path: tuple[Row, ...] = ()
    left: int = 0
    right: int = 0
    outer_left: int = 0
    outer_right: int = 0
    depth: int = 0
    frame: Frame | None = None
    language: str = ""

    def within(self, row: Row, element: Element) -> Place:
        """The place inside an element that makes no indents."""
        return replace(self, path=(*self.path, row), language=element.get("lang") or self.language)

    def style_of(self, row: Row) -> str:
        """The paragraph style of a block that stands here."""
        path: Sequence[Row] = (*self.path, row)
        return paragraph_style(path)

    @property
    def container_style(self) -> str:
        """The style that plain paragraphs take here; "" outside any container."""
        return next((row.style for row in reversed(self.path) if row.contains_style), "")
