"""Where a mark without words stands: at the next word of its line, else at the last one before it, else in the nearest line."""

from __future__ import annotations

import re
from typing import Final

from bible_builder.assembly.line import Line, Piece, Wrap, map_own
from bible_builder.assembly.reading import OBJECT, Context, map_elements, map_lines
from bible_builder.model.tree import Content, Element, Node

_WORD: Final = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


def is_mark(node: Node) -> bool:
    """Whether it is a mark of the index still to be set."""
    return isinstance(node, Element) and node.name == "x-index"


def is_wordless(node: Node) -> bool:
    """Whether it is a mark of the index without words."""
    return isinstance(node, Element) and node.name == "x-index" and not node.text().strip()


def settle(content: Content, context: Context) -> tuple[Content, tuple[Element, ...]]:
    """The content with wordless marks moved out of lines that have no word, and the marks that found no line at all.

    A mark goes to the next line that has a word, else to the last one before; a paragraph that held nothing else goes.
    """
    if not any(is_wordless(element) for node in content if isinstance(node, Element) for element in node.iter()):
        return content, ()
    mover = _Mover()
    moved = map_elements(map_lines(content, mover.forward, context), _drop_emptied, context)
    if mover.carried:
        mover.last, mover.lines = mover.lines, 0
        moved = map_lines(moved, mover.back, context)
    return moved, tuple(mover.carried)


class _Mover:
    """Carries marks from line to line."""

    def __init__(self) -> None:
        self.carried: list[Element] = []
        self.lines = self.last = 0

    def forward(self, nodes: Content, _context: Context) -> Content:
        line = Line(nodes)
        if _WORD.search(line.text):
            self.lines += 1
            nodes, self.carried = (*self.carried, *nodes), []
            return nodes
        if line.text.strip():
            return nodes
        self.carried.extend(
            piece.node for piece in line.elements() if isinstance(piece.node, Element) and is_wordless(piece.node)
        )
        return map_own(nodes, lambda element: () if is_wordless(element) else (element,))

    def back(self, nodes: Content, _context: Context) -> Content:
        if not _WORD.search(Line(nodes).text):
            return nodes
        self.lines += 1
        if self.lines != self.last:
            return nodes
        nodes, self.carried = (*nodes, *self.carried), []
        return nodes


def _drop_emptied(element: Element, _context: Context) -> tuple[Element, ...]:
    emptied = element.name == "p" and not element.elements and not element.text().strip()
    return () if emptied else (element,)


def with_words(nodes: Content) -> Content:
    """The line with each wordless mark put around a word."""
    line = Line(nodes)
    if not any(is_wordless(piece.node) for piece in line.elements()):
        return nodes
    line = _without_their_spaces(line)
    wordless, nodes = [piece for piece in line.elements() if is_wordless(piece.node)], line.nodes
    nodes = map_own(nodes, lambda element: () if is_wordless(element) else (element,))
    for piece in wordless:
        assert isinstance(piece.node, Element)
        start, end = _nearest_word(line.text, piece)
        if start < end:
            nodes = put_around(nodes, start, end, piece.node)
    return nodes


def _without_their_spaces(line: Line) -> Line:
    """The line without a space that only a mark parts from another, or from the beginning, the end or a point."""
    cells = [*line.text, ""]
    for place in (piece.start for piece in line.elements() if is_wordless(piece.node)):
        before, after = line.text[max(0, place - 1) : place], line.text[place : place + 1]
        if after == " " and before in {"", " "}:
            cells[place] = ""
        elif before == " " and after in {"", ".", ","}:
            cells[place - 1] = ""
    return Line(line.spelled(cells))


def put_around(nodes: Content, start: int, end: int, mark: Element) -> Content:
    """The line with a mark around these characters, or around their beginning if an element begins or ends among them."""
    line = Line(nodes)
    return line.wrapped([Wrap(*line.clipped(start, end), lambda words: (mark.with_children(words),))])


def _nearest_word(text: str, piece: Piece) -> tuple[int, int]:
    found = _WORD.search(text, piece.start)
    if found:
        return found.span()
    before = [match.span() for match in _WORD.finditer(text, 0, piece.start)]
    place = text.find(OBJECT)
    return before[-1] if before else (place, place + 1) if place >= 0 else (0, 0)
