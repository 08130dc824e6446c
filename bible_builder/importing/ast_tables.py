"""Pandoc's tables become tables of our vocabulary: caption, widths, head rows, cells with their spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from bible_builder.importing.ast_phrasing import stripped
from bible_builder.importing.pandoc import Json
from bible_builder.model.tree import Content, Element, Node, joined

Flow = Callable[[Sequence[Json]], tuple[Element, ...]]
"""Reads blocks."""

_EVEN: Final = 0.02
"""Columns whose widths differ by less than this share of the table are of one width, which needs no saying."""


def read_table(table: Json, flow: Flow) -> Element:
    """``table`` with caption, colgroup, thead and tbody. A cell with one paragraph holds its words, any other its blocks.

    The first row is the head when the document names none: a table of a section file has one.
    """
    _, (_, caption), columns, (_, head), bodies, (_, foot) = table
    rows = [[_row(row, flow) for row in head]]
    rows.append([_row(row, flow) for _, _, inner_heads, inner in bodies for row in (*inner_heads, *inner)])
    rows[1].extend(_row(row, flow) for row in foot)
    if not rows[0] and rows[1]:
        rows[0] = [rows[1].pop(0)]
    heads = tuple(row.with_children(_as_head(cell) for cell in row.elements) for row in rows[0])
    parts = (_caption(flow(caption)), _columns(columns), Element("thead", {}, heads), Element("tbody", {}, tuple(rows[1])))
    return Element("table", {}, tuple(part for part in parts if part is not None and (part.name != "caption" or part.children)))


def _caption(blocks: tuple[Element, ...]) -> Element | None:
    return Element("caption", {}, line_of(blocks)) if blocks else None


def line_of(blocks: Sequence[Element]) -> Content:
    """The words of paragraphs as one line."""
    words: list[Node] = []
    for block in blocks:
        if block.name == "p":
            words.extend((" ", *block.children) if words else block.children)
        else:
            words.extend((" ", block.text()) if words else (block.text(),))
    return stripped(joined(words))


def _columns(columns: Sequence[Json]) -> Element | None:
    """The widths in whole percents, which make a hundred; none when they are all the same, or not all known."""
    widths = [float(width["c"]) if width["t"] == "ColWidth" else 0.0 for _, width in columns]
    if not widths or not all(widths) or max(widths) - min(widths) < _EVEN:
        return None
    return Element("colgroup", {}, tuple(Element("col", {"data-width": str(width)}) for width in percents(widths)))


def percents(widths: Sequence[float]) -> list[int]:
    """The widths as whole percents of their sum; what rounding leaves goes to those that it cut most."""
    shares = [100 * width / sum(widths) for width in widths]
    whole = [max(1, int(share)) for share in shares]
    order = sorted(range(len(shares)), key=lambda place: (whole[place] - shares[place], place))
    for place in order[: max(0, 100 - sum(whole))]:
        whole[place] += 1
    return whole


def _row(row: Json, flow: Flow) -> Element:
    return Element("tr", {}, tuple(_cells(row[1], flow)))


def _cells(cells: Sequence[Json], flow: Flow) -> Iterator[Element]:
    for _, alignment, rows, columns, blocks in cells:
        attributes = {"class": "numeric"} if alignment["t"] == "AlignRight" else {}
        spans = {"colspan": columns, "rowspan": rows}
        attributes |= {name: str(span) for name, span in spans.items() if span > 1}
        inner = flow(blocks)
        yield Element("td", attributes, inner[0].children if len(inner) == 1 and inner[0].name == "p" else inner)


def _as_head(cell: Element) -> Element:
    return Element("th", {"scope": "col", **cell.attributes}, cell.children)
