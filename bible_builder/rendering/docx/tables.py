"""Tables, built element by element: asking python-docx for each cell takes time that grows with the square of the table."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from bible_builder.model.tree import Element
from bible_builder.model.vocabulary import BY_NAME
from bible_builder.rendering.docx.column_widths import column_widths
from bible_builder.rendering.docx.line import Line
from bible_builder.rendering.docx.manuscript import Manuscript
from bible_builder.rendering.docx.oxml import Xml, add, new, set_text, w
from bible_builder.rendering.docx.place import Place
from bible_builder.rendering.docx.rows import is_row, row, squeezed
from bible_builder.rendering.docx.stylebook import Look
from bible_builder.rendering.docx.table_style import SIDE_PADDING, head_cell
from bible_builder.rendering.docx.writing import writer_of

_HEAD: Final = "head-cell"
_TWIPS: Final = 20  # to the point


@dataclass(slots=True)
class Table:
    """A table being written: its grid in twips, the row, the cells from above that still reach down (column → rows, span)."""

    manuscript: Manuscript
    place: Place
    xml: Xml
    widths: list[int] = field(default_factory=list)
    is_head: bool = False
    head_rows: int = 0
    row: Xml | None = None
    column: int = 0
    reaching: dict[int, tuple[int, int]] = field(default_factory=dict)


def write_table(element: Element, place: Place, manuscript: Manuscript) -> None:
    """Caption, then the table; the space below it stands above the next paragraph."""
    manuscript.wait_for_block(element)
    caption = next((child for child in element.elements if is_row(child, "caption")), None)
    if caption is not None:
        manuscript.write((caption,), place)
    else:
        manuscript.part_tables()
    if not any(part.elements for part in element.elements if is_row(part, "table-head") or is_row(part, "table-body")):
        return  # Word calls a table without rows corrupt
    table = Table(manuscript, replace(place, language=element.get("lang") or place.language), new("tbl"))
    _begin(element, caption, table)
    manuscript.block(table.xml)
    for child in element.elements:
        if child is not caption:
            write_table_part(child, table)
    manuscript.pending.before = max(manuscript.styles.format(row(element).style).after, manuscript.styles.gap)


def write_table_part(element: Element, table: Table) -> None:
    """What makes up a table, each by the writer of its row."""
    writer_of(table.manuscript.writers.tables, row(element).name, element)(element, table)


def _begin(element: Element, caption: Element | None, table: Table) -> None:
    """Properties and grid (§17.4.59, §17.4.48)."""
    manuscript, place = table.manuscript, table.place
    measure = manuscript.measure - place.left - place.right
    shape = manuscript.styles.format(BY_NAME["cell"].style)
    size = int(shape.run.get("sz", {}).get("val", "20"))  # half-points
    table.widths = column_widths(element, measure, size * _TWIPS / 2, 2 * (shape.padding or SIDE_PADDING) * _TWIPS)
    properties = add(table.xml, "tblPr")
    add(properties, "tblStyle", val=manuscript.styles.id(row(element).style))
    add(properties, "tblW", w=sum(table.widths), type="dxa")
    if place.left:
        add(properties, "tblInd", w=place.left, type="dxa")
    add(properties, "tblLayout", type="fixed")
    row_heads = any(cell.get("scope") == "row" and is_row(cell, _HEAD) for cell in element.iter())
    add(properties, "tblLook", val="06A0" if row_heads else "0620", firstRow=1, lastRow=0, firstColumn=int(row_heads),
        lastColumn=0, noHBand=1, noVBand=1)  # fmt: skip
    if caption is not None:
        add(properties, "tblCaption", val=squeezed(caption.children))
    grid = add(table.xml, "tblGrid")
    for width in table.widths:
        add(grid, "gridCol", w=width)


def write_columns(element: Element, table: Table) -> None:
    """The columns: their widths are in the grid already."""
    for child in element.elements:
        write_table_part(child, table)


def write_column(_element: Element, _table: Table) -> None:
    """A column: its width is in the grid already."""


def write_rows(element: Element, table: Table) -> None:
    """Head rows, which Word repeats on each page, or body rows."""
    table.is_head = is_row(element, "table-head")
    table.reaching.clear()
    for child in element.elements:
        write_table_part(child, table)


def write_row(element: Element, table: Table) -> None:
    """A row, unsplit; cells from above that reach into it are continued (``w:vMerge``, §17.4.84)."""
    table.row = add(table.xml, "tr")
    properties = add(table.row, "trPr")
    add(properties, "cantSplit")
    if table.is_head:
        add(properties, "tblHeader")
        table.head_rows += 1
    table.column = 0
    for child in element.elements:
        _continue_cells(table)
        write_table_part(child, table)
    _continue_cells(table)


def _continue_cells(table: Table) -> None:
    while table.column in table.reaching:
        rows, span = table.reaching.pop(table.column)
        if rows > 1:
            table.reaching[table.column] = (rows - 1, span)
        properties = _cell(table, span)
        add(properties, "vMerge")
        paragraph = add(_parent(properties), "p")
        add(add(paragraph, "pPr"), "pStyle", val=table.manuscript.styles.id(BY_NAME["cell"].style))


def _parent(element: Xml) -> Xml:
    parent = element.getparent()
    assert parent is not None
    return parent


def _cell(table: Table, span: int) -> Xml:
    """A new ``w:tc`` over ``span`` columns; returns its properties."""
    assert table.row is not None
    properties = add(add(table.row, "tc"), "tcPr")
    add(properties, "tcW", w=sum(table.widths[table.column : table.column + span]), type="dxa")
    if span > 1:
        add(properties, "gridSpan", val=span)
    table.column += span
    return properties


def write_cell(element: Element, table: Table) -> None:
    """A cell: its words are one paragraph, numbers to the right."""
    manuscript, kind = table.manuscript, row(element)
    column = table.column
    span = max(1, min(int(element.get("colspan") or 1), len(table.widths) - column))
    rows = int(element.get("rowspan") or 1)
    properties = _cell(table, span)
    if rows > 1:
        add(properties, "vMerge", val="restart")
        table.reaching[column] = (rows - 1, span)
    if kind.name == _HEAD and not _is_styled_head(element, table, column):
        properties.extend(part for made in head_cell(manuscript.styles, manuscript.styles.format(kind.style)) for part in made)
    _write_words(element, _parent(properties), table)


def _is_styled_head(element: Element, table: Table, column: int) -> bool:
    """Whether the table style dresses the cell: in the first head row, or as a row's head in the first column."""
    return table.head_rows == 1 if table.is_head else column == 0 and element.get("scope") == "row"


def _write_words(element: Element, cell: Xml, table: Table) -> None:
    manuscript, style = table.manuscript, row(element).style
    paragraph = etree.SubElement(cell, w("p"))
    properties = add(paragraph, "pPr")
    add(properties, "pStyle", val=manuscript.styles.id(style))
    if table.is_head:
        add(properties, "keepNext")
    if "numeric" in element.classes:
        add(properties, "jc", val="right")
    children = element.children
    if (
        len(children) == 1
        and isinstance(children[0], str)
        and not manuscript.pending.ids
        and not element.attributes.keys() & _NAMED
    ):
        text = squeezed(children)
        if text:
            set_text(add(add(paragraph, "r"), "t"), text)
        return
    line = Line(manuscript, paragraph, manuscript.relations, style)
    line.begin_bookmarks(*manuscript.take_ids(element.get("id")))
    line.write(children, Look(language=element.get("lang") or table.place.language))
    line.end()


_NAMED: Final = frozenset({"id", "lang"})
