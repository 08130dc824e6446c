"""Joins a Book to its finished PDF: which line of which page belongs to which element of the Book.

Both say the same blocks in the same order (the parity law); each block of the PDF's structure tree takes row, style and source of
the block of the Book that says the same words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

import pikepdf

from bible_builder.model.book import Book
from bible_builder.model.styles import StyleSheet
from bible_builder.model.tree import Content, Element, Node
from bible_builder.model.units import Color, Length
from bible_builder.model.vocabulary import BY_NAME, Row, allows_text, paragraph_style, row_of
from tests.readers.painted import Painted, read_painted
from tests.readers.pdf_words import read_blocks
from tests.readers.words import split_words
from tools.typography.laid import Around, Box, LaidBook, Leaf, Line, Page, Tint, text_area

_FOLIOS: Final = re.compile(r"[\divxl–-]+[.,;)]*|[.,;)]+")
"""Words that may be folios or what stands between them: open in the Book, set in the PDF."""

_SAME_LINE: Final = 0.75  # of the type size: above a superscript's rise, below the closest leading
_BACK: Final = 0.5  # of the type size: a string that begins so much before the end of the last one begins a line

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A block of the Book: its leaf without lines, the words to know it by, the number of the note that it is."""

    leaf: Leaf
    words: Words
    note: str = ""
    called_in: int | None = None


def read_laid(book: Book, path: Path) -> LaidBook:
    """The book as it lies on the pages of its PDF at ``path``. Raises ValueError when the file has no structure tree."""
    said = list(_Survey(book).blocks())
    blocks = [block for block in read_blocks(path) if block.role != "Figure"]
    painted = read_painted(path)
    lines = _Lines(painted)
    owners = _matched([one.words for one in said], [known_by(block.words) for block in blocks])
    marks = {place: blocks[found].marks for place, found in owners.items()}
    leaves = [
        replace(one.leaf, lines=tuple(lines.of(marks.get(place, ()))), called_on=_call(one, marks, lines))
        for place, one in enumerate(said)
    ]
    unread = tuple(f"{one.leaf.source} {' '.join(one.words[:6])}" for place, one in enumerate(said) if place not in owners)
    pages = tuple(_pages(book, path))
    return LaidBook(tuple(leaves), pages, tuple(_tints(painted, bound_pages(leaves, painted))), book.page.baseline.points, unread)


def bound_pages(leaves: Sequence[Leaf], painted: Sequence[Painted]) -> frozenset[int]:
    """The pages that say something, but nothing of the Book: those of bound-in PDFs."""
    own = {line.page for leaf in leaves for line in leaf.lines}
    return frozenset(string.page for string in painted if string.mcid is not None and not string.artifact) - own


def _call(one: _Said, marks: Mapping[int, tuple[tuple[int, int], ...]], lines: _Lines) -> int | None:
    """The page on which a note is called: where its number stands in the block that calls it."""
    if one.called_in is None:
        return None
    return next((page for page, text in lines.strings(marks.get(one.called_in, ())) if text == one.note), None)


class _Survey:
    """The blocks of a Book in order, with the elements around each."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._numbers = 0
        self._count = 0
        self._unit = 0
        self._source = ""

    def blocks(self) -> Iterator[_Said]:
        """Each block that holds words."""
        for number, unit in enumerate(self._book.units):
            self._unit = number
            yield from self._within(unit.content, (), ())

    def _within(self, nodes: Content, rows: tuple[Row, ...], around: tuple[Around, ...]) -> Iterator[_Said]:
        for element in nodes:
            row = row_of(element) if isinstance(element, Element) else None
            if not isinstance(element, Element) or row is None:
                continue
            self._source = str(element.source) if element.source else self._source
            if allows_text(row):
                yield from self._block(element, (*rows, row), around)
            else:
                self._numbers += 1
                inner = Around(row.name, self._numbers, _count(element))
                yield from self._within(element.children, (*rows, row), (*around, inner))

    def _block(self, element: Element, rows: tuple[Row, ...], around: tuple[Around, ...], **note: str) -> Iterator[_Said]:
        notes: list[Element] = []
        words = known_by(split_words("".join(_text(element.children, notes))))
        if not words:
            return
        style = paragraph_style(rows)
        leaf = Leaf(rows[-1].name, style, _leading(self._book.stylesheet, style), self._unit, around, self._source)
        here = self._count
        self._count += 1
        yield _Said(leaf, words)
        for body in notes:
            for said in self._block(body, (*rows, BY_NAME["note"]), around):
                yield replace(said, note=body.get("data-number") or _number(body), called_in=here)


def _count(element: Element) -> int:
    """The words of an element, block by block."""
    row = row_of(element)
    if row is not None and allows_text(row):
        return len(split_words(element.text()))
    return sum(map(_count, element.elements))


def _leading(sheet: StyleSheet, style: str) -> float:
    leading = sheet.resolved(style).get("leading") if style in sheet.styles else None
    return leading.points if isinstance(leading, Length) else 0.0


def _number(note: Element) -> str:
    return next((element.text().strip() for element in note.iter() if "number" in element.classes), "")


def _text(nodes: Sequence[Node], notes: list[Element]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif node.get("role") == "doc-footnote":
            notes.append(node)
        elif node.name == "br":
            yield " "
        else:
            yield from _text(node.children, notes)


def known_by(words: Words) -> Words:
    """What a block is known by: its words without folios; all of them where nothing else is left."""
    return tuple(word for word in words if not _FOLIOS.fullmatch(word)) or words


def _matched(said: Sequence[Words], found: Sequence[Words]) -> dict[int, int]:
    """For each block of the Book that of the PDF that says the same; where as many others stand between, in turn."""
    owners: dict[int, int] = {}
    for kind, a, b, c, d in SequenceMatcher(None, said, found, autojunk=False).get_opcodes():
        if kind == "equal" or (kind == "replace" and b - a == d - c):
            owners.update(zip(range(a, b), range(c, d), strict=True))
    return owners


class _Lines:
    """The strings of each marked-content sequence, put together to lines."""

    def __init__(self, painted: Sequence[Painted]) -> None:
        self._of: defaultdict[tuple[int, int], list[Painted]] = defaultdict(list)
        for string in painted:
            if string.mcid is not None and not string.artifact:
                self._of[string.page, string.mcid].append(string)

    def strings(self, marks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
        """Page and text of each string."""
        for mark in marks:
            for string in self._of.get(mark, ()):
                yield string.page, string.text.strip()

    def of(self, marks: Sequence[tuple[int, int]]) -> Iterator[Line]:
        """The lines of a block."""
        row: list[Painted] = []
        for mark in marks:
            for string in self._of.get(mark, ()):
                if row and _breaks(row[-1], string):
                    yield _line(row)
                    row = []
                row.append(string)
        if row:
            yield _line(row)


def _breaks(before: Painted, string: Painted) -> bool:
    size = max(before.size, string.size)
    moved = abs(before.baseline - string.baseline) > _SAME_LINE * size
    return before.page != string.page or moved or string.start < before.end - _BACK * size


def _line(strings: Sequence[Painted]) -> Line:
    """One line; its baseline and size are those of most of its letters."""
    main = max(strings, key=lambda string: (round(string.size, 1), len(string.text)))
    text = "".join(string.text if place == 0 else _gap(strings[place - 1], string) for place, string in enumerate(strings))
    return Line(
        main.page, min(s.start for s in strings), max(s.end for s in strings), main.baseline, main.size, " ".join(text.split())
    )


def _gap(before: Painted, string: Painted) -> str:
    return string.text if string.start - before.end < 0.15 * string.size else f" {string.text}"


def _pages(book: Book, path: Path) -> Iterator[Page]:
    with pikepdf.open(path) as pdf:
        figures = _figures(pdf)
        for number, page in enumerate(pdf.pages):
            left, bottom, right, top = (float(edge) for edge in page.mediabox)
            width, height = right - left, top - bottom
            yield Page(width, height, text_area(book.page, number, width, height), tuple(figures.get(number, ())))


def _figures(pdf: pikepdf.Pdf) -> Mapping[int, list[Box]]:
    """The rectangles of the figures on each page, as their attributes give them (ISO 32000-1, 14.8.5.4.3)."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    found: defaultdict[int, list[Box]] = defaultdict(list)
    for element in pdf.objects:
        if not isinstance(element, pikepdf.Dictionary) or element.get("/S") != "/Figure" or "/Pg" not in element:
            continue
        attributes = element.get("/A", pikepdf.Array())
        for attribute in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
            if "/BBox" in attribute and element.Pg.objgen in pages:
                left, bottom, right, top = (float(edge) for edge in attribute.BBox)
                found[pages[element.Pg.objgen]].append((left, bottom, right, top))
    return found


def _tints(painted: Sequence[Painted], bound: frozenset[int]) -> Iterator[Tint]:
    """Each pair of colours that text and ground make, furniture included, bound-in pages not."""
    pairs: dict[tuple[Color, Color], Tint] = {}
    for string in painted:
        if string.page in bound and not string.artifact:
            continue
        key = string.color, string.ground
        if key in pairs:
            pairs[key] = replace(pairs[key], strings=pairs[key].strings + 1)
        else:
            pairs[key] = Tint(string.color, string.ground, string.page, string.text)
    yield from pairs.values()
