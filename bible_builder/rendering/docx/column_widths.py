"""The widths of a table's columns: those given, and for the rest as much as their words need."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from bible_builder.model.tree import Element
from bible_builder.rendering.docx.rows import is_row, squeezed

_LONGEST_LINE: Final = 34  # characters: longer cells break over lines and need no more room in proportion
_NARROWEST: Final = 4  # characters


def column_widths(table: Element, measure: int) -> list[int]:
    """Twips by column, ``measure`` in all: ``data-width`` percents, then shares by the length of words and cells."""
    rows = [element for element in table.iter() if is_row(element, "table-row")]
    needs = _needs(rows)
    given = [float(column.get("data-width") or 0) for column in table.iter() if is_row(column, "column")][: len(needs)]
    given += [0.0] * (len(needs) - len(given))
    if not needs:
        return [measure]
    rest = max(0.0, 100 - sum(given))
    asked = sum(need for need, width in zip(needs, given, strict=True) if not width)
    shares = [width or (rest * need / asked if rest else need) for need, width in zip(needs, given, strict=True)]
    edges = [round(measure * sum(shares[:count]) / sum(shares)) for count in range(len(shares) + 1)]
    return [max(1, after - before) for before, after in pairwise(edges)]


def _needs(rows: list[Element]) -> list[float]:
    """Characters that each column asks for: its longest word at least, its longest cell up to a line."""
    needs: list[float] = []
    reaching: dict[int, int] = {}
    for row in rows:
        column = 0
        for cell in row.elements:
            while reaching.get(column, 0):
                reaching[column] -= 1
                column += 1
            span = int(cell.get("colspan") or 1)
            needs.extend([_NARROWEST] * (column + span - len(needs)))
            text = squeezed(cell.children)
            if span == 1:
                longest = max((len(word) for word in text.split()), default=0)
                needs[column] = max(needs[column], longest, min(len(text), _LONGEST_LINE))
            for covered in range(column, column + span):
                reaching[covered] = int(cell.get("rowspan") or 1) - 1
            column += span
    return needs
