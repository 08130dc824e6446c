"""Which head cells a cell of a table belongs to (ISO 32000-1, 14.8.4.3.4 and table 349)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from bible_builder.rendering.pdf.nodes import Area, Mark, Node

Grid = dict[tuple[int, int], Node]
"""Row and column → the cell that covers them."""


def headers(table: Node, name: str) -> Node:
    """The table with an id for each head cell (``name-row-column``) and, for each other cell, the ids of its heads."""
    grid = _grid(table)
    first, heads = _first_squares(grid), _Heads(grid)
    ids = {cell: f"{name}-{row}-{column}" for cell, (row, column) in first.items() if grid[row, column].type == "TH"}
    changed: dict[int, Node] = {}
    for key, (row, column) in first.items():
        cell = grid[row, column]
        if cell.type == "TH":
            changed[key] = replace(cell, id=ids[key])
        else:
            changed[key] = replace(cell, headers=tuple(ids[head] for head in heads.of(cell, row, column)))
    return _replaced(table, changed)


def _rows(table: Node) -> Iterator[Node]:
    for node in table.nodes:
        if node.type == "TR":
            yield node
        elif node.type in {"THead", "TBody", "TFoot"}:
            yield from _rows(node)


def _grid(table: Node) -> Grid:
    grid: Grid = {}
    for row, cells in enumerate(_rows(table)):
        column = 0
        for cell in cells.nodes:
            while (row, column) in grid:
                column += 1
            for down in range(cell.row_span):
                for across in range(cell.column_span):
                    grid[row + down, column + across] = cell
            column += cell.column_span
    return grid


def _first_squares(grid: Grid) -> dict[int, tuple[int, int]]:
    """The upper left square of each cell, by the cell's identity: two empty cells are equal and not the same."""
    first: dict[int, tuple[int, int]] = {}
    for square in sorted(grid):
        first.setdefault(id(grid[square]), square)
    return first


class _Heads:
    """The squares of head cells, column by column and row by row: most squares of a long table are none."""

    def __init__(self, grid: Grid) -> None:
        self._of_column: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._of_row: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for (row, column), cell in sorted(grid.items(), key=lambda item: item[0]):
            if cell.type == "TH" and cell.scope == "Row":
                self._of_row[row].append((column, id(cell)))
            elif cell.type == "TH":
                self._of_column[column].append((row, id(cell)))

    def of(self, cell: Node, row: int, column: int) -> list[int]:
        """The heads above the cell that stands there and beside it, by identity."""
        above = [self._of_column[across] for across in range(column, column + cell.column_span)]
        beside = [self._of_row[down] for down in range(row, row + cell.row_span)]
        found = [head for heads in above for up, head in heads if up < row]
        found += [head for heads in beside for before, head in heads if before < column]
        return list(dict.fromkeys(found))


def _replaced(table: Node, changed: dict[int, Node]) -> Node:
    """The table with its cells changed; tables within cells have theirs already."""

    def kid(old: Node | Mark | Area) -> Node | Mark | Area:
        if not isinstance(old, Node):
            return old
        return changed[id(old)] if id(old) in changed else _replaced(old, changed)

    return replace(table, kids=tuple(kid(old) for old in table.kids))
