"""Where something stands in a Word document, in words that its writer can follow: heading, paragraph, table, row, column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bible_builder.importing.ooxml import is_on, number, qn, text_of, value

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST_WORDS: Final = 60
LONGEST_QUOTE: Final = 400


@dataclass(frozen=True, slots=True)
class Place:
    """A place: the heading above, how the paragraph begins (or the one before, when it has no words), the cell of a table.

    ``number`` counts paragraphs from 1; ``table``, ``row``, ``column`` count from 1, 0 outside tables.
    """

    number: int = 1
    heading: str = ""
    words: str = ""
    table: int = 0
    row: int = 0
    column: int = 0


def beginning(text: str, length: int = LONGEST_WORDS) -> str:
    """The text, cut between words at ``length`` characters with an ellipsis."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(None, 1)[0].rstrip(",;:.") + "…"


class Styles:
    """The styles of a document, asked for the things that a place depends on."""

    def __init__(self, root: _Element | None) -> None:
        self._styles = {} if root is None else {s.get(qn("w:styleId"), ""): s for s in root.iter(qn("w:style"))}
        self._levels: dict[str, int] = {}  # remembered by style: a long document asks for few of them often
        self._hidden: dict[str, bool] = {}

    def name(self, style: str | None) -> str:
        """The style's name in small letters: ``heading 1``, ``toc 2``; ids are localised, names are not."""
        return (value(self._styles.get(style or ""), "w:name") or style or "").lower()

    def level(self, paragraph: _Element) -> int:
        """The heading level of a paragraph, from 1; 0 for running text (ECMA-376 part 1 §17.3.1.20)."""
        properties = paragraph.find(qn("w:pPr"))
        own = number(value(properties, "w:outlineLvl"))
        if own is not None:
            return own + 1 if own < 9 else 0
        named = value(properties, "w:pStyle") or ""
        if named not in self._levels:
            self._levels[named] = next((level for style in self._line(named) if (level := self._style_level(style))), 0)
        return self._levels[named]

    def is_hidden(self, style: str | None) -> bool:
        """Whether text in the style is hidden (``w:vanish``)."""
        key = style or ""
        if key not in self._hidden:
            self._hidden[key] = any(is_on(element.find(qn("w:rPr")), "w:vanish") for element in self._line(style))
        return self._hidden[key]

    def _style_level(self, style: _Element) -> int:
        named = re.fullmatch(r"heading (\d)", (value(style, "w:name") or "").lower())
        if named:
            return int(named[1])
        own = number(value(style.find(qn("w:pPr")), "w:outlineLvl"))
        return own + 1 if own is not None and own < 9 else 0

    def _line(self, style: str | None) -> Iterator[_Element]:
        """A style and those it is based on."""
        seen: set[str] = set()
        while style and style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = value(self._styles[style], "w:basedOn")


class Walk:
    """Goes through a document in order and knows where it is."""

    def __init__(self, body: _Element, styles: Styles) -> None:
        self._body, self._styles = body, styles
        self._tables: Mapping[_Element, int] = {table: n for n, table in enumerate(_outermost_tables(body), 1)}
        self._number, self._heading, self._words = 0, "", ""

    def __iter__(self) -> Iterator[_Element]:
        """Every element below the body, in order; alternatives for older programs (``mc:Fallback``) are passed over."""
        pending = list(reversed(self._body))
        fallback, paragraph = qn("mc:Fallback"), qn("w:p")
        while pending:
            element = pending.pop()
            if element.tag == fallback or not isinstance(element.tag, str):
                continue
            if element.tag == paragraph:
                self._enter(element)
            yield element
            pending.extend(reversed(element))

    def place(self, element: _Element) -> Place:
        """Where ``element``, which the walk has reached, stands."""
        row, column = 0, 0
        table = None
        for ancestor in (element, *element.iterancestors()):
            if ancestor.tag == qn("w:tc"):
                column = _position(ancestor, "w:tc")
            elif ancestor.tag == qn("w:tr"):
                row = _position(ancestor, "w:tr")
            elif ancestor.tag == qn("w:tbl") and ancestor in self._tables:
                table = ancestor
                break
        number = self._tables[table] if table is not None else 0
        return Place(max(self._number, 1), self._heading, self._words, number, row if table is not None else 0, column)

    def _enter(self, paragraph: _Element) -> None:
        if any(ancestor.tag == qn("w:txbxContent") for ancestor in paragraph.iterancestors()):
            return
        self._number += 1
        words = beginning(text_of(paragraph))
        if words and self._styles.level(paragraph):
            self._heading, self._words = words, ""
        elif words:
            self._words = words


def _outermost_tables(body: _Element) -> Iterator[_Element]:
    name = qn("w:tbl")
    for table in body.iter(name):
        if not any(ancestor.tag == name for ancestor in table.iterancestors()):
            yield table


def _position(element: _Element, name: str) -> int:
    """Which of its kind it is among its siblings, from 1; for a cell, in columns of the grid."""
    before = list(element.itersiblings(qn(name), preceding=True))
    if name == "w:tc":
        return 1 + sum(span(cell) for cell in before)
    return 1 + len(before)


def span(cell: _Element) -> int:
    """How many columns of the grid a cell takes (ECMA-376 part 1 §17.4.17)."""
    return max(1, min(number(value(cell.find(qn("w:tcPr")), "w:gridSpan")) or 1, 63))
