"""Which cells of a finished DOCX and of its Book span columns or rows, table by table: Word merges no more than its source."""

from __future__ import annotations

from lxml import etree

from bible_builder.model.book import Book
from bible_builder.model.tree import Element
from tests.conformance.docx_lint.document import Document, W, val

Spans = list[tuple[int, int]]
"""For each table, how many of its cells span columns, and how many span rows."""


def spans_in_book(book: Book) -> Spans:
    """What the Book asks for."""
    tops = (top for unit in book.units for top in unit.content if isinstance(top, Element))
    tables = (element for top in tops for element in top.iter() if element.name == "table")
    return [(_asked(table, "colspan"), _asked(table, "rowspan")) for table in tables]


def _asked(table: Element, name: str) -> int:
    return sum(int(cell.get(name) or "1") > 1 for cell in table.iter() if cell.name in {"td", "th"})


def spans_in_word(document: Document) -> Spans:
    """What the finished document has; a cell that only goes on with one above counts for nothing."""
    return [_merged(table) for table in document.body.iter("tbl")]


def _merged(table: etree._Element) -> tuple[int, int]:
    cells = [properties for properties in table.iter(f"{W}tcPr") if not _goes_on(properties)]
    wide = sum(int(val(properties.find(f"{W}gridSpan"), "1")) > 1 for properties in cells)
    return wide, sum(properties.find(f"{W}vMerge") is not None for properties in cells)


def _goes_on(properties: etree._Element) -> bool:
    merge = properties.find(f"{W}vMerge")
    return merge is not None and val(merge) != "restart"
