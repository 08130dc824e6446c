"""A table of a redline: rows that stay, come or go (``w:trPr``, ECMA-376-1 §17.13.5.14 and §17.13.5.19)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bible_builder.model.redline import Line, Mark
from bible_builder.rendering.docx.oxml import Xml, add, new
from bible_builder.rendering.docx.revisions import Revisions

_WIDTH: Final = 9298
"""Twips between the margins."""

_CHARACTER: Final = 105
"""Twips of a character of nine points, about."""

_ROOM: Final = 3
_WIDEST: Final = 48
_LONGEST_WORD: Final = 24
"""Characters: what a column is given around its words, what it asks for at most, the longest word that is kept whole."""


def table(lines: Sequence[Line], revisions: Revisions) -> Xml:
    """The rows as one table; one with fewer cells than the others spans the rest with its last."""
    widths = _widths(lines)
    made = new("tbl")
    properties = add(made, "tblPr")
    add(properties, "tblStyle", val="TableGrid")
    add(properties, "tblW", w=sum(widths), type="dxa")
    add(properties, "tblLayout", type="fixed")
    grid = add(made, "tblGrid")
    for width in widths:
        add(grid, "gridCol", w=width)
    opens = True
    for line in lines:
        opens = opens and _is_head(line)
        made.append(_row(line, widths, revisions, repeats=opens))
    return made


def _row(line: Line, widths: Sequence[int], revisions: Revisions, *, repeats: bool) -> Xml:
    row = new("tr")
    properties = add(row, "trPr")
    add(properties, "cantSplit")
    if repeats:
        add(properties, "tblHeader")
    if line.mark is not Mark.KEPT:
        properties.append(revisions.mark(line.mark))
    last = len(line.cells) - 1
    for place, runs in enumerate(line.cells):
        cell = add(row, "tc")
        said = add(cell, "tcPr")
        add(said, "tcW", w=sum(widths[place:]) if place == last else widths[place], type="dxa")
        if place == last < len(widths) - 1:
            add(said, "gridSpan", val=len(widths) - place)
        if _is_head(line):
            add(said, "shd", val="clear", color="auto", fill="EDEDED")
        cell.append(revisions.cell(runs, line.mark, "TableHead" if _is_head(line) else "TableText"))
    return row


def _is_head(line: Line) -> bool:
    return "table-head" in line.kind


def _widths(lines: Sequence[Line]) -> list[int]:
    """Columns share the page as their longest texts ask, within bounds, and their longest words before all; twips."""
    count = max(len(line.cells) for line in lines)
    asked, least = [0] * count, [0] * count
    for line in lines:
        for place, runs in enumerate(line.cells):
            text = "".join(run.text for run in runs)
            asked[place] = max(asked[place], min(len(text), _WIDEST))
            least[place] = max(least[place], min(max(map(len, text.split()), default=0), _LONGEST_WORD))
    words = _ROOM * count + sum(least)
    rest = max(0, _WIDTH // _CHARACTER - words)
    wanted = [most - few for most, few in zip(asked, least, strict=True)]
    shares = [few + _ROOM + (rest * more / sum(wanted) if sum(wanted) else 0) for few, more in zip(least, wanted, strict=True)]
    return [max(1, int(_WIDTH * share / sum(shares))) for share in shares]
