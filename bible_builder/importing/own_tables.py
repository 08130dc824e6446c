"""Tables of ours: heads by row and by column, numbers to the right, widths as their author gave them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bible_builder.importing.ast_phrasing import stripped
from bible_builder.importing.own_lines import Line, OwnPhrasing
from bible_builder.importing.own_marks import Paragraph
from bible_builder.importing.pandoc import Json
from bible_builder.model.tree import Content, Element, Node, joined

_CLASSES: Final = {"decision-table": "decision", "data-table": "data"}
_LINES: Final = frozenset({"Para", "Plain"})


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what is known of its first cell's paragraph, what blocks that begin with it bear, and the element."""

    paragraph: Paragraph | None
    element: Element
    anchors: tuple[str, ...] = ()
    borne: Mapping[str, str] | None = None


def read_own_table(table: Json, phrasing: OwnPhrasing) -> Table:
    """The table; without caption, which stands in a paragraph above it."""
    _, _, _, (_, head), bodies, (_, foot) = table
    rows = [*head, *(row for _, _, heads, inner in bodies for row in (*heads, *inner)), *foot]
    read = [[_cell(cell, phrasing) for cell in cells] for _, cells in rows]
    known = [paragraph for row in read for paragraph, _ in row if paragraph is not None]
    heads = [any(paragraph is not None and paragraph.is_head for paragraph, _ in row) for row in read]
    parts = (
        Element("thead", {}, tuple(_row(row, True) for row, is_head in zip(read, heads, strict=True) if is_head)),
        Element("tbody", {}, tuple(_row(row, False) for row, is_head in zip(read, heads, strict=True) if not is_head)),
    )
    first = known[0] if known else None
    made = _CLASSES.get(first.table_role) if first is not None else None
    element = Element("table", {"class": made} if made else {}, parts)
    anchors = tuple(anchor for paragraph in known[:1] for anchor in paragraph.anchors)
    return Table(first, element, anchors, first.borne if first is not None else None)


_Cell = tuple[Paragraph | None, Element]


def _cell(cell: Json, phrasing: OwnPhrasing) -> _Cell:
    _, _, rows, columns, blocks = cell
    lines = [phrasing.lines(block["c"]) for block in _flat(blocks)]
    known = next((line.paragraph for line in lines if line.paragraph is not None), None)
    spans = {name: str(span) for name, span in (("colspan", columns), ("rowspan", rows)) if span > 1}
    numeric = {"class": "numeric"} if known is not None and known.is_right else {}
    spoken = {"lang": known.language} if known is not None and known.language else {}
    return known, Element("td", {**numeric, **spans, **spoken}, _joined(lines))


def _flat(blocks: Sequence[Json]) -> list[Json]:
    """The paragraphs in a cell, whatever else is around them."""
    found: list[Json] = []
    for block in blocks:
        if block["t"] in _LINES:
            found.append(block)
        elif block["t"] == "Div":
            found.extend(_flat(block["c"][1]))
        elif block["t"] == "BlockQuote":
            found.extend(_flat(block["c"]))
        elif block["t"] in {"BulletList", "OrderedList"}:
            items = block["c"][1] if block["t"] == "OrderedList" else block["c"]
            found.extend(inner for item in items for inner in _flat(item))
    return found


def _joined(lines: Sequence[Line]) -> Content:
    """A cell is one line: paragraphs that somebody has put in follow after a space."""
    words: list[Node] = []
    for line in lines:
        words.extend((" ", *line.words) if words and line.words else line.words)
    return stripped(joined(words))


def _row(cells: Sequence[_Cell], is_head: bool) -> Element:
    return Element("tr", {}, tuple(_as_head(known, cell, is_head) for known, cell in cells))


def _as_head(known: Paragraph | None, cell: Element, is_head: bool) -> Element:
    """A cell of a head row is a head, and so is one in the style of heads anywhere else, of its row."""
    if is_head:
        return Element("th", {"scope": "col", **cell.attributes}, cell.children)
    if known is not None and known.role == "table-head":
        return Element("th", {"scope": "row", **cell.attributes}, cell.children)
    return cell
