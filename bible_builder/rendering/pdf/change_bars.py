"""Change bars: a rule in the outer margin beside each line of what changed since the baseline.

They are drawn when the pages are put together, from where the lines stand: what is laid out, and kept, knows nothing of them. A
bar is an artifact of the layout (ISO 32000-1, 14.8.2.2.2); what it tells is told in words by the book's part on what changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from pikepdf import Pdf

from bible_builder.model.book import Book, PageGeometry
from bible_builder.model.changes import CHANGED
from bible_builder.model.styles import Border
from bible_builder.model.tree import Element
from bible_builder.model.units import Color, Length
from bible_builder.rendering.pdf.heads import is_turned
from bible_builder.rendering.pdf.laid import LineArea, Rectangle
from bible_builder.rendering.pdf.rounds import Settlement

STYLE: Final = "change-bar"
"""The style that a layout may have for them: ``border-right`` says width and colour, those of a bar on a right page."""

GAP: Final = 10.0
"""Points from the text's edge to the bar: further than the rules that stand beside text."""

COLUMN_GAP: Final = 5.0
"""The same beside a column: nearer to it than to the next."""

_PLAIN: Final = Border(Length.pt(1.5), Color.parse("#1a1a1a"))
_TOUCH: Final = 0.5
"""Points by which an area may reach into a gap between two bars without standing in it."""

_NEAR: Final = 30.0
"""Points: the largest gap between two bars that nothing stands in and that become one, about two lines."""

_NOTE: Final = "doc-footnote"
_ROW: Final = "tr"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar on a page of the document (from 0): its rectangle in points from the lower left corner."""

    page: int
    box: Rectangle


def looks(book: Book) -> Border:
    """Width and colour of the book's bars."""
    sheet = book.stylesheet
    found = sheet.resolved(STYLE).get("border-right") if STYLE in sheet.styles else None
    return found if isinstance(found, Border) else _PLAIN


def bars(book: Book, settlement: Settlement) -> Iterator[Bar]:
    """The bars of the whole document, in order; none when the book is to have none."""
    if not book.change_bars:
        return
    width = looks(book).width.points
    for unit, stretch in zip(settlement.units, settlement.stretches, strict=True):
        changed = frozenset(changed_numbers(unit.sheet.content, {area.n for area in unit.laid.areas}))
        if not changed:
            continue
        for page, areas in groupby(sorted(unit.laid.areas, key=lambda area: area.page), lambda area: area.page):
            geometry = book.page.turned if is_turned(book, unit, page) else book.page
            number = stretch.start + page
            for box in _page_bars(tuple(areas), changed, geometry, width, recto=number % 2 == 0):
                yield Bar(number, box)


def draw_bars(pdf: Pdf, drawn: Iterable[Bar], color: Color) -> None:
    """Draw the bars on their pages, as artifacts."""
    ink = " ".join(_number(part / 255) for part in (color.red, color.green, color.blue))
    for page, on_page in groupby(drawn, lambda bar: bar.page):
        boxes = " ".join(_operators(bar.box) for bar in on_page)
        pdf.pages[page].contents_add(f"/Artifact <</Type /Layout>> BDC q {ink} rg {boxes} f Q EMC".encode())


def changed_numbers(content: Sequence[Element], areas: Iterable[int]) -> Iterator[int]:
    """The numbers of the ``areas`` that hold what is marked as changed.

    A marked block has its own lines; one that has none, those of all within it but notes; something in a line or in a cell, those
    of the block or the row that it stands in. A note's lines are its own.
    """
    known = frozenset(areas)
    elements = [element for part in content for element in part.iter()]
    numbers = {id(element): n for n, element in enumerate(elements)}
    above = {id(child): element for element in elements for child in element.elements}
    for element in elements:
        if element.get(CHANGED):
            yield from _areas_of(element, known, numbers, above)


def _areas_of(element: Element, known: frozenset[int], numbers: Mapping[int, int], above: Mapping[int, Element]) -> Iterable[int]:
    own = numbers[id(element)]
    if own in known:
        return (own,)
    if within := [n for inner in _without_notes(element) if (n := numbers[id(inner)]) in known]:
        return within
    around = above.get(id(element))
    while around is not None and numbers[id(around)] not in known:
        around = above.get(id(around))
    return (numbers[id(around)],) if around is not None else ()


def _without_notes(element: Element) -> Iterator[Element]:
    for child in element.elements:
        if child.get("role") != _NOTE:
            yield child
            yield from _without_notes(child)


def _page_bars(
    areas: Sequence[LineArea], changed: frozenset[int], page: PageGeometry, width: float, *, recto: bool
) -> Iterator[Rectangle]:
    """The bars of a page from its top down, those of a column together."""
    for column in sorted({(area.left, area.right) for area in areas}):
        here = [area for area in areas if (area.left, area.right) == column]
        left, right = column if column[1] else _sides(page, recto=recto)
        gap = COLUMN_GAP if column[1] else min(GAP, max(0.0, (page.outer.points - width) / 2))
        x = right + gap if recto else left - gap - width
        others = [area for area in here if area.n not in changed]
        for bottom, top in _joined((area for area in here if area.n in changed), others):
            yield x, bottom, x + width, top


def _sides(page: PageGeometry, *, recto: bool) -> tuple[float, float]:
    """Where the text's area begins and ends on a page; the binding is left of a right page."""
    left, right = (page.inner, page.outer) if recto else (page.outer, page.inner)
    return left.points, page.width.points - right.points


def _joined(changed: Iterable[LineArea], others: Sequence[LineArea]) -> Iterator[tuple[float, float]]:
    """Bottom and top of the bars beside ``changed``, from the top down: one for those with nothing of ``others`` between."""
    open_bar: tuple[float, float] | None = None
    for area in sorted(changed, key=lambda area: (-area.top, area.bottom)):
        if open_bar is not None and _is_near(open_bar[0], area.top, others):
            open_bar = (min(open_bar[0], area.bottom), open_bar[1])
            continue
        if open_bar is not None:
            yield open_bar
        open_bar = (area.bottom, area.top)
    if open_bar is not None:
        yield open_bar


def _is_near(above: float, below: float, others: Iterable[LineArea]) -> bool:
    """Whether a bar that ends at ``above`` goes on in one that begins at ``below``."""
    if above - below > _NEAR:
        return False
    return above - below < 2 * _TOUCH or not any(area.bottom < above - _TOUCH and area.top > below + _TOUCH for area in others)


def _operators(box: Rectangle) -> str:
    left, bottom, right, top = box
    return f"{' '.join(map(_number, (left, bottom, right - left, top - bottom)))} re"


def _number(value: float) -> str:
    return f"{round(value, 4):g}" if abs(value) < 1000 else str(round(value, 2))
