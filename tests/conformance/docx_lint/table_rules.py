"""Tables: cells, rows, grid, head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from tests.conformance.checkers.finding import Finding
from tests.conformance.docx_lint.document import Document, W, fault, is_on, repeated, val


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


def heads_that_name_nothing(document: Document) -> Iterator[Finding]:
    """A head of a column that is empty (the first apart, above the heads of rows), or that two columns have in one row."""
    for story in document.stories:
        for row in story.iter("tr"):
            if is_on(row.find(f"{W}trPr/{W}tblHeader")):
                yield from _faults_of_heads([_text(cell) for cell in _cells(row)], story.part)


def _faults_of_heads(heads: Sequence[str], part: str) -> Iterator[Finding]:
    for number, head in enumerate(heads, start=1):
        if not head and number > 1:
            yield fault("table-head-empty", f"column {number} has no head", part)
    for head, count in repeated(head.casefold() for head in heads if head):
        yield fault("table-head-repeated", f"{count} columns are headed {head!r}", part)


def empty_rows(document: Document) -> Iterator[Finding]:
    """A row of the text's tables with nothing in it, which stands for space."""
    for row in document.body.iter("tr"):
        if not any(_text(cell) or next(cell.iter(f"{W}drawing", f"{W}tbl"), None) is not None for cell in _cells(row)):
            yield fault("table-row-empty", "space is a matter of styles, not of empty rows", document.body.part)


def _cells(row: etree._Element) -> list[etree._Element]:
    """The cells of a row, without those that go on with one above."""
    cells = row.findall(f"{W}tc") + row.findall(f"{W}sdt/{W}sdtContent/{W}tc")
    return [cell for cell in cells if (merge := cell.find(f"{W}tcPr/{W}vMerge")) is None or val(merge) == "restart"]


def _text(cell: etree._Element) -> str:
    return " ".join("".join(text.text or "" for text in cell.iter(f"{W}t")).split())
