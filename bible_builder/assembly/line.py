"""A line of text over several elements: read as one string, changed in place, wrapped by new elements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from bible_builder.assembly.reading import OBJECT, is_note, is_note_call, is_object
from bible_builder.model.tree import Content, Element, Node, joined


class Piece(NamedTuple):
    """A node of a line and the part of the line's text it covers; ``pieces`` are its children's, none when it is opaque.

    A tuple, as a bible has a hundred thousand: one is made in a third of a dataclass's time.
    """

    node: Node
    start: int
    end: int
    pieces: tuple[Piece, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is an element that lets new elements in."""
        return bool(self.pieces)


@dataclass(frozen=True, slots=True)
class Wrap:
    """Words to put into an element: their part of the line's text, and what makes nodes from the wrapped ones."""

    start: int
    end: int
    make: Callable[[Content], Iterable[Node]]


class Line:
    """The phrasing of one line. Note calls and notes have no width, other objects are one ``OBJECT`` character."""

    __slots__ = ("pieces", "text")

    def __init__(self, nodes: Iterable[Node]) -> None:
        texts: list[str] = []
        self.pieces = _cut(nodes, 0, texts)
        self.text = "".join(texts)

    @property
    def nodes(self) -> Content:
        """The line as it is."""
        return tuple(piece.node for piece in self.pieces)

    def masked(self, hides: Callable[[Element], bool]) -> str:
        """The text with each character inside an element that ``hides`` names replaced by ``OBJECT``."""
        return "".join(_masked(self.pieces, hides))

    def spelled(self, cells: Sequence[str]) -> Content:
        """The line with new text: ``cells`` gives what each character of the text becomes."""
        return _spelled(self.pieces, cells)

    def fits(self, start: int, end: int) -> bool:
        """Whether one element can hold exactly these characters."""
        pieces = self._level(start, end)
        return all(
            p.end <= start or end <= p.start or (start <= p.start and p.end <= end) or isinstance(p.node, str) for p in pieces
        )

    def clipped(self, start: int, end: int) -> tuple[int, int]:
        """The part that one element can hold: all of it, else its beginning within one text."""
        if self.fits(start, end) and not any(is_note(e) for e in self.enclosed(start, end)):
            return start, end
        leaf = next(p for p in _leaves(self.pieces) if p.start <= start < p.end)
        return start, min(end, leaf.end)

    def enclosed(self, start: int, end: int) -> Iterator[Element]:
        """The elements that an element around these characters would hold."""
        for piece in self._level(start, end):
            inside = start <= piece.start and piece.end <= end and not (piece.start == piece.end and piece.start in (start, end))
            if isinstance(piece.node, Element) and inside:
                yield from piece.node.iter()

    def elements(self) -> Iterator[Piece]:
        """The pieces that are elements, in document order; not what stands in notes and other lines of their own."""
        yield from _elements(self.pieces)

    def wrapped(self, wraps: Sequence[Wrap]) -> Content:
        """The line with elements put around words; the wraps are in order, do not overlap, and each one fits."""
        return _wrapped(self.pieces, wraps) if wraps else self.nodes

    def _level(self, start: int, end: int) -> tuple[Piece, ...]:
        pieces = self.pieces
        while piece := next((p for p in pieces if p.is_open and p.start <= start and end <= p.end), None):
            pieces = piece.pieces
        return pieces


def map_own(nodes: Iterable[Node], change: Callable[[Element], Iterable[Node]]) -> Content:
    """The nodes of a line with its own elements changed, children first; objects, notes and their calls stay as they are."""
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or is_object(node) or is_note(node) or is_note_call(node):
            result.append(node)
        else:
            result.extend(change(node.with_children(map_own(node.children, change))))
    return joined(result)


def _cut(nodes: Iterable[Node], start: int, texts: list[str]) -> tuple[Piece, ...]:
    pieces = []
    for node in nodes:
        inner: tuple[Piece, ...] = ()
        if isinstance(node, str):
            texts.append(node)
            end = start + len(node)
        elif is_note(node) or is_note_call(node):
            end = start
        elif is_object(node):
            texts.append("\n" if node.name == "br" else OBJECT)
            end = start + 1
        else:
            inner = _cut(node.children, start, texts)
            end = inner[-1].end if inner else start
        pieces.append(Piece(node, start, end, inner))
        start = end
    return tuple(pieces)


def _leaves(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if piece.is_open:
            yield from _leaves(piece.pieces)
        elif piece.end > piece.start:
            yield piece


def _elements(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if isinstance(piece.node, Element):
            yield piece
            yield from _elements(piece.pieces)


def _masked(pieces: Iterable[Piece], hides: Callable[[Element], bool]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece.node, str):
            yield piece.node
        elif hides(piece.node):
            yield OBJECT * (piece.end - piece.start)
        elif piece.is_open:
            yield from _masked(piece.pieces, hides)
        elif piece.end > piece.start:
            yield "\n" if piece.node.name == "br" else OBJECT


def _spelled(pieces: Iterable[Piece], cells: Sequence[str]) -> Content:
    result: list[Node] = []
    for piece in pieces:
        if isinstance(piece.node, str):
            result.append("".join(cells[piece.start : piece.end]))
        elif piece.is_open:
            result.append(piece.node.with_children(_spelled(piece.pieces, cells)))
        else:
            result.append(piece.node)
    return joined(result)


def _wrapped(pieces: Sequence[Piece], wraps: Sequence[Wrap]) -> Content:
    """Wraps that lie in one open child go down into it; the others are made here, texts being cut at their ends."""
    here = [w for w in wraps if not any(p.is_open and p.start <= w.start and w.end <= p.end for p in pieces)]
    result: list[Node] = []
    held: list[Node] = []
    pending = iter(here)
    wrap = next(pending, None)
    for part in _parts(pieces, here):
        while wrap and part.start >= wrap.end:
            result.extend(wrap.make(joined(held)))
            held, wrap = [], next(pending, None)
        inside = wrap is not None and wrap.start <= part.start and (part.end > part.start or part.start > wrap.start)
        node = part.node
        if isinstance(node, Element) and part.is_open:
            node = node.with_children(
                _wrapped(part.pieces, [w for w in wraps if part.start <= w.start and w.end <= part.end and w not in here])
            )
        (held if inside else result).append(node)
    if wrap:
        result.extend(wrap.make(joined(held)))
    return joined(result)


def _parts(pieces: Iterable[Piece], wraps: Sequence[Wrap]) -> Iterator[Piece]:
    """The pieces with texts cut where a wrap begins or ends."""
    ends = sorted({offset for wrap in wraps for offset in (wrap.start, wrap.end)})
    for piece in pieces:
        if not isinstance(piece.node, str):
            yield piece
            continue
        cuts = [piece.start, *(offset for offset in ends if piece.start < offset < piece.end), piece.end]
        for start, end in pairwise(cuts):
            yield Piece(piece.node[start - piece.start : end - piece.start], start, end)
