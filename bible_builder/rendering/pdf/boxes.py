"""What WeasyPrint's boxes are of: for each text and picture it has drawn, which element of the source said it, in which order.

Stands on WeasyPrint 70: ``Page._page_box``, ``box.element`` and ``element_tag`` (``p::before`` for generated content),
``is_header`` of a table's row group, ``footnote`` of a note's call.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from bible_builder.rendering.pdf.caps import as_written
from bible_builder.rendering.pdf.laid import NUMBER, Kind, Rectangle

_GENERATED: Final = ("::before", "::after", "::footnote-call", "::footnote-marker")

Box = Any
"""A box of WeasyPrint, which has no annotations."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text or picture as drawn. ``n`` is None for what is an artifact.

    ``drawn`` is what the glyphs say, the hyphen at a line's end apart; ``text`` is what the source says; ``cut`` tells that a
    word goes on in the next leaf of the same element.
    """

    n: int | None
    kind: Kind
    order: int
    drawn: str = ""
    text: str = ""
    cut: bool = False


class Reader:
    """Reads page after page of one layout; remembers what it has seen, so that a repeated table head is known as such."""

    def __init__(self) -> None:
        self.calls: dict[int, int] = {}
        self.leaves: dict[Box, Leaf] = {}
        self._heads: set[int] = set()
        self._order = 0

    def read(self, page_box: Box) -> None:
        """Take in a page: every text and picture on it becomes a leaf."""
        self._read(page_box, artifact=False)

    def _read(self, box: Box, *, artifact: bool) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        artifact = artifact or self._is_artifact(box)
        note = _number(box.footnote) if box.footnote else None
        if note is not None:
            self._order += 1
            self.calls.setdefault(note, self._order)
        if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
            self._order += 1
            self.leaves[box] = self._leaf(box, None if artifact else _number(box))
        for child in box.all_children():
            self._read(child, artifact=artifact)

    def _is_artifact(self, box: Box) -> bool:
        if isinstance(box, boxes.MarginBox) or ((box.element_tag or "").endswith(_GENERATED) and not _says_words(box)):
            return True
        head = _number(box) if isinstance(box, boxes.TableRowGroupBox) and box.is_header else None
        if head is None:
            return False
        repeated = head in self._heads
        self._heads.add(head)
        return repeated

    def _leaf(self, box: Box, n: int | None) -> Leaf:
        marker = (box.element_tag or "").endswith("::marker")
        if isinstance(box, boxes.ReplacedBox):
            decoration = marker or not box.element.get("alt")
            return Leaf(None if decoration else n, Kind.IMAGE, self._order)
        hyphen = box.style["hyphenate_character"]
        cut = box.text.endswith(hyphen) and len(box.text) > len(hyphen)
        drawn = str(box.text).removesuffix(hyphen) if cut else str(box.text)
        return Leaf(n, Kind.MARKER if marker else Kind.TEXT, self._order, drawn, as_written(drawn, box), cut)


def _says_words(box: Box) -> bool:
    """Whether generated content holds letters or figures. No style sheet may add any; where one does, they are not hidden."""
    return any(character.isalnum() for inner in _all(box) if isinstance(inner, boxes.TextBox) for character in inner.text)


class DrawnSpace(str):
    """White space that is drawn: WeasyPrint leaves out a text that is nothing else, and the words around it would be one.

    ``weasyprint.draw.text.draw_first_line`` asks ``text.strip()``.
    """

    __slots__ = ()

    def strip(self, characters: str | None = None, /) -> str:
        """The same, unstripped."""
        return str(self)


def draw_spaces(page_box: Box) -> None:
    """Make each space between two elements a glyph of the page."""
    for box in _all(page_box):
        if isinstance(box, boxes.TextBox) and box.text.isspace() and box.width:
            box.text = DrawnSpace(box.text)


def pictures(page_box: Box) -> Iterator[tuple[int, Box]]:
    """The boxes of the images that are elements of the source, by number."""
    for box in _all(page_box):
        n = _number(box) if isinstance(box, boxes.ReplacedBox) and "::" not in (box.element_tag or "") else None
        if n is not None:
            yield n, box


def rectangle(box: Box, height: float, scale: float) -> Rectangle:
    """The content box of ``box`` in points from the lower left corner of a page ``height`` pixels high."""
    left, top = box.content_box_x(), box.content_box_y()
    return left * scale, (height - top - box.height) * scale, (left + box.width) * scale, (height - top) * scale


def _all(box: Box) -> Iterator[Box]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    yield box
    for child in box.all_children():
        yield from _all(child)


def _number(box: Box) -> int | None:
    value = box.element.get(NUMBER) if box.element is not None else None
    return int(value) if value is not None else None
