"""The writers' shapes, and the way from a row's name to its writer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bible_builder.errors import Diagnostic, RenderingError
from bible_builder.model.tree import Element

if TYPE_CHECKING:
    from bible_builder.rendering.docx.line import Line
    from bible_builder.rendering.docx.manuscript import Manuscript
    from bible_builder.rendering.docx.place import Place
    from bible_builder.rendering.docx.stylebook import Look
    from bible_builder.rendering.docx.tables import Table

    BlockWriter = Callable[[Element, Place, Manuscript], None]
    PhrasingWriter = Callable[[Element, Line, Look], None]
    TableWriter = Callable[[Element, Table], None]

_Writer = TypeVar("_Writer")


@dataclass(frozen=True, slots=True)
class Writers:
    """The writer of each row of the vocabulary, by the row's name: blocks, words in a line, what makes up a table."""

    blocks: Mapping[str, BlockWriter]
    phrasing: Mapping[str, PhrasingWriter]
    tables: Mapping[str, TableWriter]


def writer_of(writers: Mapping[str, _Writer], name: str, element: Element) -> _Writer:
    """The writer of a row. Raises RenderingError for a row that may not stand there."""
    try:
        return writers[name]
    except KeyError:
        raise RenderingError(Diagnostic("element-out-of-place", {"row": name}, element.source)) from None
