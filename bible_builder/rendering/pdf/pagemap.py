"""From laid-out units to folios: which page of the whole document a unit's page is, and where each anchor's words begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bible_builder.model.book import Matter, Unit
from bible_builder.model.locators import Folio, PageMap
from bible_builder.model.tree import Element
from bible_builder.rendering.pdf.laid import Anchor, Kind, Laid
from bible_builder.rendering.pdf.units import Sheet

_ROMAN: Final = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """The pages of a unit in the whole document: its first page (from 0; a recto, so even), how many it has itself, how many its
    annex PDF has, whether (1 or 0) a blank verso follows, and the number that its first page prints."""

    unit: Unit
    start: int
    own: int
    annex: int
    blank: int
    first_number: int

    @property
    def pages(self) -> int:
        """All its pages, without the blank verso that may follow."""
        return self.own + self.annex

    def folio(self, page: int) -> Folio:
        """The folio of the unit's page ``page`` (from 0)."""
        number = self.first_number + page
        label = roman(number) if self.unit.matter is Matter.FRONT else str(number)
        return Folio(label, self.start + page)


def roman(number: int) -> str:
    """The number in small roman letters: 4 → iv."""
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def stretches(pages: Iterable[tuple[Unit, int, int]]) -> tuple[Stretch, ...]:
    """Where each unit stands, from (unit, own pages, annex pages) in the book's order.

    Each begins on a recto, after a blank verso where it must. The front counts i, ii… and the rest from 1 on; blank versos are
    counted.
    """
    listed = list(pages)
    found: list[Stretch] = []
    start, numbers = 0, dict.fromkeys(Matter, 1)
    for place, (unit, own, annex) in enumerate(listed):
        blank = (own + annex) % 2 if place + 1 < len(listed) else 0
        stretch = Stretch(unit, start, own, annex, blank, numbers[unit.matter])
        start += stretch.pages + blank
        numbers[unit.matter] += stretch.pages + blank
        found.append(stretch)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor stands within its unit: page from 0, upper left corner in points from the lower left of the page."""

    page: int
    x: float
    y: float


def places(sheet: Sheet, laid: Laid) -> dict[str, Place]:
    """For each id of the unit, the place where its words begin.

    An element that has words counts from the page of its first word, however empty it began on a page before; one that has none
    counts from where its box, or at last that of the element before it, stands.
    """
    begins = _beginnings(sheet, laid)
    corners: dict[str, list[Anchor]] = {}
    for anchor in laid.anchors:
        corners.setdefault(anchor.id, []).append(anchor)
    found: dict[str, Place] = {}
    page = 0
    for n, element in enumerate(sheet.elements):
        page = begins.get(n, page)
        name = element.get("id")
        if name and name not in found:
            found[name] = _place(corners.get(name, ()), begins.get(n), page, laid)
    return found


def _place(corners: Sequence[Anchor], begins: int | None, page: int, laid: Laid) -> Place:
    if begins is None and corners:
        page = corners[0].page
    corner = next((corner for corner in corners if corner.page == page), None)
    if corner is None:
        return Place(page, 0, laid.sizes[page][1])
    return Place(page, corner.x, corner.y)


def _beginnings(sheet: Sheet, laid: Laid) -> dict[int, int]:
    """For each element that has words or a picture, the page of the first of them in the reading order."""
    first: dict[int, tuple[int, int]] = {}
    for run in laid.runs:
        if run.words and run.kind is not Kind.MARKER:
            first.setdefault(run.n, (run.order, run.page))
    found: dict[int, int] = {}
    numbers = iter(range(len(sheet.elements)))

    def walk(element: Element) -> tuple[int, int] | None:
        n = next(numbers)
        below = [walk(child) for child in element.elements]
        begins = min((begin for begin in (first.get(n), *below) if begin is not None), default=None)
        if begins is not None:
            found[n] = begins[1]
        return begins

    for element in sheet.content:
        walk(element)
    return found


def page_map(stretches_: Iterable[Stretch], places_: Iterable[dict[str, Place]]) -> PageMap:
    """Every anchor's folio; units and their places come in the same order."""
    found: dict[str, Folio] = {}
    for stretch, within in zip(stretches_, places_, strict=True):
        for name, place in within.items():
            found.setdefault(name, stretch.folio(place.page))
        if stretch.unit.annex is not None and stretch.annex:
            found.setdefault(stretch.unit.annex.anchor, stretch.folio(stretch.own))
    return found
