"""The widths of a table's columns: those given, and for the rest as much as their words need."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from bible_builder.model.tree import Element
from bible_builder.rendering.docx.letters import ems
from bible_builder.rendering.docx.rows import squeezed

_LONGEST_LINE: Final = 34  # characters: longer cells break over lines and need no more room in proportion
_NARROWEST: Final = 4  # characters
_BREAKS: Final = re.compile(r" |(?<=-)(?=[^\W\d])")
"""Where a line may end, and where it had better: a no-break space keeps a number whole, and a code is one word."""


def column_widths(table: Element, measure: int, em: float = 0, padding: int = 0) -> list[int]:
    """Twips by column, ``measure`` in all: ``data-width`` percents, then shares by the length of words and cells.

    Where there is room, no column is narrower than its widest word, in letters of the size ``em``, with ``padding`` on both sides
    together (twips).
    """
    rows = [element for element in table.iter() if element.name == "tr"]
    needs, words = _needs(rows)
    given = [float(column.get("data-width") or 0) for column in table.iter() if column.name == "col"][: len(needs)]
    given += [0.0] * (len(needs) - len(given))
    if not needs:
        return [measure]
    rest = max(0.0, 100 - sum(given))
    asked = sum(need for need, width in zip(needs, given, strict=True) if not width)
    shares = [width or (rest * need / asked if rest else need) for need, width in zip(needs, given, strict=True)]
    shares = _wide_enough([share * measure / sum(shares) for share in shares], [round(word * em) + padding for word in words])
    edges = [round(measure * sum(shares[:count]) / sum(shares)) for count in range(len(shares) + 1)]
    return [max(1, after - before) for before, after in pairwise(edges)]


def _wide_enough(widths: list[float], least: list[int]) -> list[float]:
    """The widths with each at least its least one, taken from those that have more; as they are when there is not enough."""
    lacking = sum(max(0.0, low - width) for width, low in zip(widths, least, strict=True))
    spare = sum(max(0.0, width - low) for width, low in zip(widths, least, strict=True))
    if not lacking or lacking > spare:
        return widths
    return [max(float(low), width - max(0.0, width - low) * lacking / spare) for width, low in zip(widths, least, strict=True)]


def _needs(rows: list[Element]) -> tuple[list[float], list[float]]:
    """Characters that each column asks for (its longest word, its longest cell up to a line), and its widest word, in ems."""
    needs: list[float] = []
    words: list[float] = []
    reaching: dict[int, int] = {}
    for row in rows:
        column = 0
        for cell in row.elements:
            while reaching.get(column, 0):
                reaching[column] -= 1
                column += 1
            span = int(cell.get("colspan") or 1)
            needs.extend([_NARROWEST] * (column + span - len(needs)))
            words.extend([0.0] * (column + span - len(words)))
            text = squeezed(cell.children)
            if span == 1:
                parts = _BREAKS.split(text)
                longest = max(map(len, parts))
                words[column] = max(words[column], *map(ems, parts))
                needs[column] = max(needs[column], longest, min(len(text), _LONGEST_LINE))
            for covered in range(column, column + span):
                reaching[covered] = int(cell.get("rowspan") or 1) - 1
            column += span
    return needs, words
