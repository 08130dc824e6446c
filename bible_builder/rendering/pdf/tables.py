"""Which head cells a cell of a table belongs to (ISO 32000-1, 14.8.4.3.4 and table 349)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bible_builder.rendering.pdf.nodes import Area, Mark, Node

Grid = dict[tuple[int, int], Node]
"""Row and column → the cell that covers them."""


def headers(table: Node, name: str) -> Node:
    """The table with an id for each head cell (``name-row-column``) and, for each other cell, the ids of its heads."""
    grid = _grid(table)
    first = _first_squares(grid)
    ids = {cell: f"{name}-{row}-{column}" for cell, (row, column) in first.items() if grid[row, column].type == "TH"}
    changed: dict[int, Node] = {}
    for key, (row, column) in first.items():
        cell = grid[row, column]
        if cell.type == "TH":
            changed[key] = replace(cell, id=ids[key])
        else:
            changed[key] = replace(cell, headers=tuple(ids[head] for head in _heads(grid, cell, row, column)))
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


def _heads(grid: Grid, cell: Node, row: int, column: int) -> list[int]:
    """The heads above the cell and beside it, by identity."""
    above = [grid.get((up, across)) for across in range(column, column + cell.column_span) for up in range(row)]
    beside = [grid.get((down, before)) for down in range(row, row + cell.row_span) for before in range(column)]
    found = [head for head in above if head is not None and head.type == "TH" and head.scope != "Row"]
    found += [head for head in beside if head is not None and head.type == "TH" and head.scope == "Row"]
    return list(dict.fromkeys(id(head) for head in found))


def _replaced(node: Node, changed: dict[int, Node]) -> Node:
    def kid(old: Node | Mark | Area) -> Node | Mark | Area:
        if not isinstance(old, Node):
            return old
        return changed[id(old)] if id(old) in changed else _replaced(old, changed)

    return replace(node, kids=tuple(kid(old) for old in node.kids))
