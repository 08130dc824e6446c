"""Tables as a section file can hold them: rectangular, one head row, one line a cell, nothing merged, none in another.

A merged cell says the same of every row and column that it covers, so its words are repeated in each; a cell as wide as the table
is the title of the rows below it, and stands in their first column. Two head rows become one: « Délai – Téléphone ».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bible_builder.importing.mending_text import BLOCKS, paragraph, plain, trimmed
from bible_builder.model.tree import Content, Element, Node, joined, rewrite

_LARGEST_SPAN: Final = 100
_STOPS: Final = (".", "!", "?", "…", ":", ";", ",")


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table by row and column, and how many of the first rows are its head."""

    rows: tuple[tuple[Content, ...], ...]
    heads: int
    is_numeric: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Tables:
    """The blocks with their tables mended, and what was done: codes with the words that tell where."""

    blocks: Content
    done: tuple[tuple[str, str], ...]


def tables_mended(blocks: Content) -> Tables:
    """Each table as a section file can hold it. ``done``: ``unpacked``, ``nested``, ``caption``, ``remark``…"""
    done: list[tuple[str, str]] = []
    return Tables(_mended(blocks, done), tuple(done))


def _mended(nodes: Content, done: list[tuple[str, str]]) -> Content:
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and node.name == "table":
            result.extend(_table(node, done))
        elif isinstance(node, Element) and any(child.name == "table" for child in node.iter()):
            result.append(node.with_children(_mended(node.children, done)))
        else:
            result.append(node)
    return tuple(result)


def _table(table: Element, done: list[tuple[str, str]]) -> Content:
    rows = [row for part in table.elements if part.name in {"thead", "tbody", "tfoot"} for row in part.elements]
    cells = [cell for row in rows for cell in row.elements]
    filled = [cell for cell in cells if _says_something(cell.children)]
    captions = tuple(part for part in table.elements if part.name == "caption" and plain(part.children))
    if not filled:
        return tuple(paragraph(caption.children, table) for caption in captions)
    if len(cells) == 1 or len(rows) == 1 or len(filled) == 1:
        done.append(("unpacked", plain(filled[0].children)))
        return _unpacked([*captions, *filled], done)
    for cell in filled:
        _say(cell, done)
    above, below = _across(rows)
    if above and not captions:
        captions = (Element("caption", {}, _unbold(_in_a_line(above[0].elements[0].children))),)
        done.append(("caption", plain(captions[0].children)))
    else:
        above = ()
    heads = sum(len(part.elements) for part in table.elements if part.name == "thead") - len(above)
    grid = _without_empty(_one_head(_grid(rows[len(above) : len(rows) - len(below)], heads, done)))
    after = tuple(block for row in below for block in _unpacked(row.elements, done))
    done.extend(("remark", plain(row.elements[0].children)) for row in below)
    if len(grid.rows) < 2 or len(grid.rows[0]) < 2:
        told = (*(caption.children for caption in captions), *(cell for row in grid.rows for cell in row))
        return (*(paragraph(content, table) for content in told if content), *after)
    return (_written(table, captions, grid), *after)


def _across(rows: Sequence[Element]) -> tuple[Sequence[Element], Sequence[Element]]:
    """A first row of one cell as wide as the table, which says what it shows; and such rows at its end, which remark on it."""
    width = max(sum(_span(cell, "colspan") for cell in row.elements) for row in rows)
    wide = [len(row.elements) == 1 < width <= _span(row.elements[0], "colspan") for row in rows]
    told = [bool(row.elements) and bool(plain(row.elements[0].children)) for row in rows]
    above = rows[:1] if len(rows) > 2 and wide[0] and told[0] and not wide[1] else ()
    last = len(rows)
    while last > len(above) + 2 and wide[last - 1] and told[last - 1]:
        last -= 1
    return above, rows[last:]


def _say(cell: Element, done: list[tuple[str, str]]) -> None:
    if any(inner.name == "table" for inner in cell.iter()):
        done.append(("nested", plain(cell.children)))
    elif sum(1 for child in cell.elements if child.name in BLOCKS) > 1 or any(e.name in {"ul", "ol"} for e in cell.elements):
        done.append(("several-lines", plain(cell.children)))


def _says_something(nodes: Content) -> bool:
    return bool(plain(nodes)) or any(
        element.name == "img" for node in nodes if isinstance(node, Element) for element in node.iter()
    )


def _unpacked(cells: Sequence[Element], done: list[tuple[str, str]]) -> Content:
    """The blocks of cells that only kept something in its place."""
    result: list[Node] = []
    for cell in cells:
        is_block = any(isinstance(child, Element) and child.name in BLOCKS for child in cell.children)
        result.extend(_mended(cell.children, done) if is_block else (paragraph(trimmed(cell.children), cell),))
    return tuple(node for node in result if isinstance(node, Element))


# the grid --------------------------------------------------------------------------------------------------------------


def _grid(rows: Sequence[Element], heads: int, done: list[tuple[str, str]]) -> Grid:
    """The rows with every cell of the grid filled: spans repeated, short rows filled up."""
    taken: dict[tuple[int, int], Content] = {}
    widths: list[int] = []
    spans_second = False
    for number, row in enumerate(rows):
        column = 0
        for cell in row.elements:
            while (number, column) in taken:
                column += 1
            across, down = _span(cell, "colspan"), min(_span(cell, "rowspan"), len(rows) - number)
            spans_second = spans_second or (number == 0 and (down > 1))
            words = _in_a_line(cell.children)
            for place in ((number + y, column + x) for y in range(down) for x in range(across)):
                taken.setdefault(place, words)
            column += across
        widths.append(max((x + 1 for y, x in taken if y == number), default=0))
    width = max(widths, default=0)
    if any(found != width for found in widths):
        done.append(("ragged", plain(_in_a_line(rows[0].elements[0].children)) if rows[0].elements else ""))
    filled = tuple(tuple(taken.get((y, x), ()) for x in range(width)) for y in range(len(rows)))
    second = 2 if _has_second_head(rows, spans_second) else 1
    whole = tuple(
        _titled(row, cells, width) if n >= max(heads, second) else cells
        for n, (row, cells) in enumerate(zip(rows, filled, strict=True))
    )
    return Grid(whole, max(heads, second), _numeric(rows, width))


def _span(cell: Element, name: str) -> int:
    written = cell.get(name, "1")
    return max(1, min(int(written), _LARGEST_SPAN)) if written.isdecimal() else 1


def _has_second_head(rows: Sequence[Element], spans_second: bool) -> bool:
    """Whether the second row heads columns too: the first has a cell over several columns and every other one reaches down."""
    if len(rows) < 3 or not rows[0].elements:
        return False
    first = rows[0].elements
    wide = [cell for cell in first if _span(cell, "colspan") > 1]
    others = [cell for cell in first if _span(cell, "colspan") == 1]
    below = sum(_span(cell, "colspan") for cell in wide)
    reach = all(_span(cell, "rowspan") > 1 or not plain(cell.children) for cell in others)
    return bool(wide) and len(wide) < len(first) and reach and (spans_second or len(rows[1].elements) >= below)


def _titled(row: Element, cells: tuple[Content, ...], width: int) -> tuple[Content, ...]:
    """A row of one cell as wide as the table is a title: its words once, in bold."""
    if len(row.elements) == 1 and _span(row.elements[0], "colspan") >= width > 1 and cells[0]:
        return ((Element("strong", {}, _unbold(cells[0])),), *((),) * (width - 1))
    return cells


def _unbold(nodes: Content) -> Content:
    only = nodes[0] if len(nodes) == 1 else None
    return only.children if isinstance(only, Element) and only.name == "strong" else nodes


def _numeric(rows: Sequence[Element], width: int) -> tuple[bool, ...]:
    """Columns whose cells the document sets to the right."""
    found = [False] * width
    for row in rows[1:]:
        if len(row.elements) == width:
            found = [was or "numeric" in cell.classes for was, cell in zip(found, row.elements, strict=True)]
    return tuple(found)


def _one_head(grid: Grid) -> Grid:
    """Several head rows as one, words that a column has twice once."""
    if grid.heads < 2 or grid.heads >= len(grid.rows):
        return Grid(grid.rows, 1, grid.is_numeric)
    head = tuple(_headed([row[column] for row in grid.rows[: grid.heads]]) for column in range(len(grid.rows[0])))
    return Grid((head, *grid.rows[grid.heads :]), 1, grid.is_numeric)


def _headed(cells: Sequence[Content]) -> Content:
    once = [cell for place, cell in enumerate(cells) if cell and plain(cell) not in [plain(other) for other in cells[:place]]]
    return joined(node for place, cell in enumerate(once) for node in ((" – ",) if place else ()) + cell)


def _without_empty(grid: Grid) -> Grid:
    """The grid without rows and columns that say nothing."""
    rows = [row for row in grid.rows if any(_says_something(cell) for cell in row)]
    columns = [x for x in range(len(grid.rows[0])) if any(_says_something(row[x]) for row in rows)]
    numeric = grid.is_numeric or (False,) * len(grid.rows[0])
    return Grid(tuple(tuple(row[x] for x in columns) for row in rows), 1, tuple(numeric[x] for x in columns))


def _written(table: Element, captions: tuple[Element, ...], grid: Grid) -> Element:
    head = Element("tr", {}, tuple(Element("th", {"scope": "col"}, _unbold(cell)) for cell in grid.rows[0]))
    body = [
        Element("tr", {}, tuple(_cell(cell, n) for cell, n in zip(row, grid.is_numeric, strict=True))) for row in grid.rows[1:]
    ]
    columns = tuple(p for p in table.elements if p.name == "colgroup" and len(p.elements) == len(grid.rows[0]))
    return table.with_children((*captions, *columns, Element("thead", {}, (head,)), Element("tbody", {}, tuple(body))))


def _cell(content: Content, is_numeric: bool) -> Element:
    return Element("td", {"class": "numeric"} if is_numeric else {}, content)


# one line a cell -------------------------------------------------------------------------------------------------------


def _in_a_line(nodes: Content) -> Content:
    """The words of a cell as one line: paragraphs and items follow each other, after a semicolon where nothing ends them."""
    result: list[Node] = []
    for piece in _pieces(nodes):
        if result:
            result.append(" " if plain(tuple(result)).endswith(_STOPS) else " ; ")
        result.extend(piece)
    return rewrite(result, lambda node: (" ",) if isinstance(node, Element) and node.name == "br" else (node,))


def _pieces(nodes: Content) -> Iterator[Content]:
    line: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and (node.name in BLOCKS or node.name in _WITHIN):
            yield from _piece(line)
            line = []
            yield from _row_piece(node) if node.name == "tr" else _pieces(node.children)
        elif isinstance(node, Element) and node.name == "br":
            yield from _piece(line)
            line = []
        else:
            line.append(node)
    yield from _piece(line)


_WITHIN: Final = frozenset({"li", "dt", "dd", "thead", "tbody", "tfoot", "tr", "caption", "figcaption"})


def _piece(line: Sequence[Node]) -> Iterator[Content]:
    content = trimmed(tuple(line))
    if content:
        yield content


def _row_piece(row: Element) -> Iterator[Content]:
    """A row of a table in a cell: its first cell names, the others say."""
    cells = [words for cell in row.elements if (words := _in_a_line(cell.children))]
    if cells:
        yield joined(
            node for place, cell in enumerate(cells) for node in ((" : " if place == 1 else ", ",) if place else ()) + cell
        )
