"""What the Book says of its structure, held against the structure tree that pdfium reads in the finished PDF.

Compared: the text of each block, in order; the alternative text of each picture; the head cells of each cell; the language of
what is in another one; the expansions of abbreviations. pdfium guesses spaces where lines end, so texts are compared without.
Set aside: list markers, and what stands on the pages of bound-in PDFs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeVar

from bible_builder.model.book import Book, with_folios
from bible_builder.model.locators import PageMap
from bible_builder.model.tree import Element
from tests.acceptance.parity import MARKER, annex_pages, differences, words_of
from tests.readers.pdf_words import INLINE, OUT_OF_LINE
from tests.readers.structure_tree import Tag
from tests.readers.words import split_words

Cell = tuple[str, tuple[str, ...]]
"""What a cell says, and what its heads say."""

T = TypeVar("T")

Square = tuple[int, int]
"""Row and column, from 0."""

_GROUPS: Final = {"THead", "TBody", "TFoot"}


def complaints(book: Book, page_map: PageMap, tree: Tag) -> list[str]:
    """What the tree does not say as the book does; empty when all agree."""
    foreign = annex_pages(book, page_map)
    own = _without(tree, foreign)
    elements = [element for part in _parts(book, page_map) for element in part.iter()]
    return [
        *_compared("text", ["".join(words) for words in words_of(book, page_map)], list(_blocks(own))),
        *_compared("alternative", [e.get("alt") for e in elements if e.name == "img" and e.get("alt")], _alternates(own)),
        *_compared("expansion", *_expansions(elements, own)),
        *_compared("language", *_languages(elements, own)),
        *_cells(elements, own),
    ]


def _parts(book: Book, page_map: PageMap) -> Iterator[Element]:
    for unit in book.units:
        yield from (node for node in with_folios(unit.content, page_map) if isinstance(node, Element))


def _without(tag: Tag, foreign: frozenset[int]) -> Tag:
    """The tree without what stands on these pages alone."""
    kids = {
        place: _without(kid, foreign) if isinstance(kid, Tag) else kid
        for place, kid in tag.kids.items()
        if not (isinstance(kid, Tag) and kid.pages and kid.pages <= foreign)
    }
    return Tag(
        tag.type, kids, tag.size, tag.pages, tag.language, tag.alternate, tag.expansion, tag.id, tag.attributes
    )  # fmt: skip


def _compared(what: str, expected: Sequence[str], found: Sequence[str]) -> list[str]:
    return [f"{what} {line}" for line in differences([(text,) for text in expected], [(text,) for text in found])]


def _letters(text: str) -> str:
    return "".join(split_words(text))


# Text ---------------------------------------------------------------------------------------------------------------------------


def _blocks(tag: Tag) -> Iterator[str]:
    """The text of each block in order; what stands out of line comes after the block it is called in."""
    line, aside = [""], list[Tag]()
    for inner in _opened(tag):
        if isinstance(inner, str):
            line[-1] += inner
        elif inner.type in OUT_OF_LINE:
            aside.append(inner)
        else:
            yield from _closed(line, aside)
            yield from _blocks(inner)
    if not (tag.type == "Lbl" and MARKER.fullmatch(line[0].strip())):
        yield from _closed(line, aside)


def _closed(line: list[str], aside: list[Tag]) -> Iterator[str]:
    """What has been gathered, as blocks; nothing is left of it."""
    text = _letters(line[0])
    if text:
        yield text
    for tag in aside:
        if tag.type != "Figure":
            yield from _blocks(tag)
    line[:] = [""]
    aside.clear()


def _opened(tag: Tag) -> Iterator[Tag | str]:
    """The kids of an element, inline elements opened up."""
    for kid in tag.kids.values():
        if isinstance(kid, Tag) and kid.type in INLINE:
            yield from _opened(kid)
        else:
            yield kid


# What is said of pictures and words ---------------------------------------------------------------------------------------------


def _alternates(tree: Tag) -> list[str]:
    return [tag.alternate for tag in tree.iter() if tag.type == "Figure"]


def _expansions(elements: Iterable[Element], tree: Tag) -> tuple[list[str], list[str]]:
    expected = [f"{_letters(e.text())} = {e.get('title')}" for e in elements if e.name == "abbr" and e.get("title")]
    return expected, [f"{_letters(tag.text())} = {tag.expansion}" for tag in tree.iter() if tag.expansion]


def _languages(elements: Iterable[Element], tree: Tag) -> tuple[list[str], list[str]]:
    """Each change of language with the words in it; where there are none, nothing is tagged."""
    expected = [f"{e.get('lang')}: {_letters(e.text())}" for e in elements if e.get("lang") and _letters(e.text())]
    return expected, [f"{tag.language}: {_letters(tag.text())}" for tag in tree.iter() if tag.language]


# Tables -------------------------------------------------------------------------------------------------------------------------


def _cells(elements: Iterable[Element], tree: Tag) -> list[str]:
    expected = [sorted(_heads_in_html(e).items()) for e in elements if e.name == "table"]
    found = [sorted(_heads_in_tags(tag).items()) for tag in tree.iter() if tag.type == "Table"]
    said = [] if len(expected) == len(found) else [f"tables: {len(expected)} in the book, {len(found)} in the file"]
    for number, (book, file) in enumerate(zip(expected, found, strict=False)):
        lines = [[f"{square} {cell} under {heads}" for square, (cell, heads) in table] for table in (book, file)]
        said += _compared(f"table {number}: cell", *lines)
    return said


def _heads_in_html(table: Element) -> dict[Square, Cell]:
    """For each cell with words what its heads say, as HTML has it: a head of columns is one for all cells below in its columns, a
    head of rows for all cells after it in its rows (HTML, 4.9.12.2)."""
    rows = [row for part in table.elements if part.name in {"thead", "tbody"} for row in part.elements]
    spans = [[(cell, _span(cell.get("rowspan")), _span(cell.get("colspan"))) for cell in row.elements] for row in rows]
    placed = _placed(spans)
    found: dict[Square, Cell] = {}
    for (row, column), (cell, high, wide) in placed.items():
        if cell.name == "td" and _letters(cell.text()):
            over = [
                head
                for (up, left), (head, tall, broad) in placed.items()
                if head.get("scope") == "col" and up + tall <= row and left < column + wide and column < left + broad
            ]
            over += [
                head
                for (up, left), (head, tall, broad) in placed.items()
                if head.get("scope") == "row" and left + broad <= column and up < row + high and row < up + tall
            ]
            found[row, column] = _letters(cell.text()), tuple(sorted(_letters(head.text()) for head in over if head.name == "th"))
    return found


def _heads_in_tags(table: Tag) -> dict[Square, Cell]:
    """The same in the file, by the identifiers that cells name; a head without words, which pdfium does not see, says nothing."""
    heads = {tag.id: _letters(tag.text()) for tag in table.iter() if tag.type == "TH" and tag.id}
    found: dict[Square, Cell] = {}
    for square, (cell, _, _) in _placed(_rows_of(table)).items():
        if cell is not None and cell.type == "TD":
            named = tuple(sorted(heads.get(name, "") for name in cell.attributes.get("Headers", ())))
            found[square] = _letters(cell.text()), named
    return found


def _rows_of(table: Tag) -> list[list[tuple[Tag | None, int, int]]]:
    """The rows of a table, a cell at each place; None where pdfium sees none, because it has no words."""
    rows = []
    for part in table.tags:
        if part.type in _GROUPS:
            for number in range(part.size):
                row = part.kids.get(number)
                rows.append(_cells_of(row) if isinstance(row, Tag) else [])
    return rows


def _cells_of(row: Tag) -> list[tuple[Tag | None, int, int]]:
    found: list[tuple[Tag | None, int, int]] = []
    for number in range(row.size):
        cell = row.kids.get(number)
        said = cell.attributes if isinstance(cell, Tag) else {}
        found.append((cell if isinstance(cell, Tag) else None, int(said.get("RowSpan", 1)), int(said.get("ColSpan", 1))))
    return found


def _placed(rows: Sequence[Sequence[tuple[T, int, int]]]) -> dict[Square, tuple[T, int, int]]:
    """Where each cell begins, with the rows and columns it covers."""
    taken: set[Square] = set()
    placed: dict[Square, tuple[T, int, int]] = {}
    for row, cells in enumerate(rows):
        column = 0
        for cell, high, wide in cells:
            while (row, column) in taken:
                column += 1
            placed[row, column] = cell, high, wide
            taken |= {(row + down, column + across) for down in range(high) for across in range(wide)}
    return placed


def _span(value: str) -> int:
    return int(value) if value.isdigit() else 1
