"""What stands in the margins of each page: heads and feet from the book's templates, the mark of a proof, the thumb tab."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from bible_builder.model.book import Book
from bible_builder.model.vocabulary import row_of
from bible_builder.rendering.pdf.outline import Heading, headings
from bible_builder.rendering.pdf.pagemap import Stretch
from bible_builder.rendering.pdf.rounds import Settled, Settlement

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_BARE: Final = frozenset({"cover", "back-cover"})
_SEPARATORS: Final = " \t\u00a0\u2002\u2003–—-·•|,:/"


@dataclass(frozen=True, slots=True)
class PageHeads:
    """The furniture of one page: its place in the document (from 0), its side, whether it is turned to landscape; head, foot,
    mark, thumb tab with its place down the edge (from 0). ``over`` says whether it stands over an
    annex that fills the page. Empty texts print nothing."""

    page: int
    recto: bool
    head: str = ""
    foot: str = ""
    mark: str = ""
    tab: str = ""
    tab_place: int = 0
    turned: bool = False
    over: bool = False

    @property
    def looks(self) -> PageHeads:
        """The same for all pages that show the same."""
        return replace(self, page=0)

    @property
    def is_empty(self) -> bool:
        """Whether it prints nothing."""
        return not (self.head or self.foot or self.mark or self.tab)


def page_heads(
    book: Book, settlement: Settlement, turned_annexes: Mapping[str, frozenset[int]] = MappingProxyType({})
) -> Iterator[PageHeads]:
    """The furniture of every page that has some, in order.

    A unit's first page has no head: its title stands there. A blank verso, a cover, and the pages of a unit without folios have
    the proof's mark only; tabs are on each page of their unit but the blank verso. Where no section runs, the chapter stands in
    its place. ``turned_annexes`` holds the pages of annex PDFs that are turned, by the id of their unit.

    An annex that fills its pages has the folio alone, on a ground of its own: a head would cover what stands there.
    """
    for unit, stretch in zip(settlement.units, settlement.stretches, strict=True):
        titles, bare = _Titles(book, unit), _covers(unit)
        for page in range(stretch.pages + stretch.blank):
            made = _tabbed(book, stretch, page, _page(book, stretch, titles, page, bare=page in bare))
            if not made.is_empty:
                turned = page - stretch.own in turned_annexes.get(stretch.unit.id, ()) or is_turned(book, unit, page)
                yield replace(made, turned=turned)


def apart(pages: Sequence[PageHeads]) -> tuple[tuple[PageHeads, ...], tuple[PageHeads, ...]]:
    """The furniture without the proof's mark, and the mark alone, each of the pages that have it.

    The mark of a proof changes with any word of the book: by itself, it is drawn once a side, and what is laid out of the rest
    stays what it was.
    """
    rest = tuple(replace(page, mark="") for page in pages)
    marks = tuple(PageHeads(page.page, page.recto, mark=page.mark, turned=page.turned) for page in pages if page.mark)
    return tuple(page for page in rest if not page.is_empty), marks


def _tabbed(book: Book, stretch: Stretch, page: int, heads: PageHeads) -> PageHeads:
    """The furniture with the unit's tab."""
    if book.tabs is None or page >= stretch.pages:
        return heads
    return replace(heads, tab=stretch.unit.tab, tab_place=stretch.unit.tab_place)


def is_turned(book: Book, unit: Settled, page: int) -> bool:
    """Whether a page is one of the unit's own and as wide as the book's pages are high."""
    if page >= unit.laid.pages or book.page.width == book.page.height:
        return False
    width, turned = unit.laid.sizes[page][0], book.page.turned.width.points
    return abs(width - turned) < 1


def _covers(unit: Settled) -> frozenset[int]:
    """The unit's pages on which a cover or a back cover stands: they are known by the words of these parts."""
    pages: set[int] = set()
    first = 0
    for part in unit.sheet.content:
        following = first + sum(1 for _ in part.iter())
        if (row := row_of(part)) is not None and row.name in _BARE:
            pages |= {run.page for run in unit.laid.runs if first <= run.n < following}
        first = following
    return frozenset(pages)


def _page(book: Book, stretch: Stretch, titles: _Titles, page: int, *, bare: bool) -> PageHeads:
    number, mark = stretch.start + page, book.metadata.proof
    recto = number % 2 == 0
    if page >= stretch.pages or bare or not stretch.unit.folios:
        return PageHeads(number, recto, mark=mark)
    values = {
        "title": book.metadata.title,
        "edition": book.metadata.edition,
        "in_force": book.metadata.in_force,
        "folio": stretch.folio(page).label,
        "chapter": titles.on(1, page),
        "section": titles.on(2, page) or titles.on(1, page),
    }
    if page >= stretch.own and stretch.unit.annex is not None and stretch.unit.annex.full_page:
        return PageHeads(number, recto, "", values["folio"], mark, over=True)
    heads = book.heads
    head, foot = (heads.recto_head, heads.recto_foot) if recto else (heads.verso_head, heads.verso_foot)
    return PageHeads(number, recto, filled(head, values) if page else "", filled(foot, values), mark)


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its values; separators that are left at an end, since a value is empty, go."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), template).strip(_SEPARATORS)


class _Titles:
    """The chapters and sections of a unit, with the pages on which they begin."""

    def __init__(self, book: Book, unit: Settled) -> None:
        self._unit = unit
        found = headings(unit.sheet.content, book.stylesheet)
        self._found = [(heading, unit.places[heading.target].page) for heading in found if heading.target in unit.places]

    def on(self, level: int, page: int) -> str:
        """The first heading of ``level`` that begins on ``page``, else the one running there: as CSS ``string()`` has it."""
        begins = next((heading for heading, place in self._found if place == page and heading.level == level), None)
        if begins is not None:
            return begins.text
        running = self._running(level, page)
        return running.text if running else self._unit.sheet.unit.title if level == 1 else ""

    def _running(self, level: int, page: int) -> Heading | None:
        before: Sequence[Heading] = [heading for heading, place in self._found if place < page and heading.level <= level]
        return before[-1] if before and before[-1].level == level else None
