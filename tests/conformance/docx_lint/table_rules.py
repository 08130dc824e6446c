"""Tables: cells, rows, grid, head."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.conformance.checkers.finding import Finding
from tests.conformance.docx_lint.document import Document, W, fault, is_on, val


def cells_without_last_paragraph(document: Document) -> Iterator[Finding]:
    """A cell must end with a paragraph (ECMA-376 part 1, `tc`): Word calls the file corrupt otherwise."""
    for story in document.stories:
        for cell in story.iter("tc"):
            if _last_block(cell) != f"{W}p":
                yield fault("cell-without-last-paragraph", "a cell must end with a paragraph", story.part)


def _last_block(container: etree._Element) -> str | None:
    """The name of the last child, a content control standing for what it holds."""
    last = container[-1] if len(container) else None
    if last is None:
        return None
    content = last.find(f"{W}sdtContent") if last.tag == f"{W}sdt" else None
    return str(last.tag) if content is None else _last_block(content)


def rows_wider_than_grid(document: Document) -> Iterator[Finding]:
    """A row that holds more columns than its table's grid."""
    for story in document.stories:
        for table in story.iter("tbl"):
            columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
            for number, row in enumerate(_rows(table), start=1):
                if (width := _columns_of(row)) > columns:
                    yield fault("row-wider-than-grid", f"row {number} spans {width} columns of a grid of {columns}", story.part)


def _rows(table: etree._Element) -> list[etree._Element]:
    return table.findall(f"{W}tr") + table.findall(f"{W}sdt/{W}sdtContent/{W}tr")


def _columns_of(row: etree._Element) -> int:
    cells = row.findall(f"{W}tc") + row.findall(f"{W}sdt/{W}sdtContent/{W}tc")
    spans = [int(val(cell.find(f"{W}tcPr/{W}gridSpan"), "1")) for cell in cells]
    skipped = [int(val(row.find(f"{W}trPr/{W}{name}"), "0")) for name in ("gridBefore", "gridAfter")]
    return sum(spans) + sum(skipped)


def tables_without_header(document: Document) -> Iterator[Finding]:
    """A table whose first row is no head: it is not repeated on the next page, nor read out."""
    for story in document.stories:
        for table in story.iter("tbl"):
            rows = _rows(table)
            if not rows or not is_on(rows[0].find(f"{W}trPr/{W}tblHeader")):
                yield fault("table-without-header", "the first row of a table must be a head row", story.part)
