"""Folios as a fixed point: lay out, see where everything came to stand, print that, lay out again what that changes.

The pages of a unit depend on how many figures its folios have, not on which: the figures are set at the merge (``figures``). The
first round starts from an estimate; the index and the contents, which print folios of the whole book, begin in the second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bible_builder.errors import Findings
from bible_builder.model.book import Book, Finishing, Unit
from bible_builder.model.locators import PageMap
from bible_builder.rendering.pdf.estimate import estimated
from bible_builder.rendering.pdf.laid import Laid
from bible_builder.rendering.pdf.open_folios import OpenFolios, Said, laid_out
from bible_builder.rendering.pdf.pagemap import Place, Stretch, page_map, places, stretches
from bible_builder.rendering.pdf.units import Sheet, sheet

MOST: Final = 3
"""Rounds of laying out again before giving up: enough for a reference that pushes its own target over a page, once each way."""

_DENSE: Final = 5
"""References on a page: a unit with more of them, a lexicon say, waits for the second round as the index does."""

LayOut = Callable[[Sequence[Sheet]], Sequence[Laid]]
"""Lays out several units at the same time."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A unit as it will be printed."""

    sheet: Sheet
    laid: Laid
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Settlement:
    """All units, where each stands, and the folio of every anchor."""

    units: tuple[Settled, ...]
    stretches: tuple[Stretch, ...]
    page_map: PageMap


def settle(book: Book, lay_out: LayOut, annex_pages: Mapping[str, int], findings: Findings) -> Settlement:
    """Lay out every unit until each prints the folios of what the others have become.

    ``annex_pages`` are the pages of each unit's annex PDF, by the unit's id. Where folios go on changing after ``MOST`` rounds,
    an error for each reference (``pdf-folios-unsettled``: unit, reference) says where it stands.
    """
    rounds = _Rounds(book, lay_out, annex_pages)
    rounds.lay_out(rounds.first())
    for _ in range(1 + MOST):
        stale = rounds.stale()
        if not stale:
            break
        rounds.lay_out(stale)
    else:
        rounds.report(findings)
    findings.add(rounds.noted.all)
    return rounds.settlement()


class _Rounds:
    """What has been laid out so far: for each unit its pages, and what its references said when they were made."""

    def __init__(self, book: Book, lay_out: LayOut, annex_pages: Mapping[str, int]) -> None:
        self.noted = Findings()
        self._book, self._lay_out, self._annex_pages = book, lay_out, annex_pages
        self._open = {unit.id: OpenFolios.of(unit) for unit in book.units}
        self._estimates = {unit.id: estimated(book, unit) for unit in book.units}
        self._done: dict[str, Settled] = {}
        self._said: dict[str, Said] = {}

    def first(self) -> list[Unit]:
        """The units that can be laid out before any folio is known."""
        return [unit for unit in self._book.units if unit.finishing is Finishing.PLAIN and not self._is_dense(unit)]

    def _is_dense(self, unit: Unit) -> bool:
        return len(self._open[unit.id].found) > _DENSE * self._estimates[unit.id][0]

    def stale(self) -> list[Unit]:
        """The units that were never laid out, or whose pages would be others now."""
        folios = self._page_map()
        return [unit for unit in self._book.units if self._is_stale(unit, self._open[unit.id].under(folios))]

    def _is_stale(self, unit: Unit, said: Said) -> bool:
        if unit.id not in self._done:
            return True
        before = self._said[unit.id]
        return said != before if self._is_exact(unit) else laid_out(said) != laid_out(before)

    def _is_exact(self, unit: Unit) -> bool:
        """Whether the unit has shown that its figures cannot be set afterwards; it was laid out with noughts then."""
        return unit.id in self._done and not self._done[unit.id].laid.settable

    def lay_out(self, units: Iterable[Unit]) -> None:
        """Lay them out under the page map of now; at once again, with true folios, those that turn out to need them."""
        folios = self._page_map()
        again = self._pass(list(units), folios)
        self._pass([unit for unit in again if self._open[unit.id].found], folios)

    def _pass(self, units: Sequence[Unit], folios: PageMap) -> list[Unit]:
        """Lay units out; returns those whose figures cannot be set afterwards, and that were not known for it."""
        known = {unit.id for unit in units if self._is_exact(unit)}
        sheets = [sheet(self._book, unit, folios, self.noted, exact=unit.id in known) for unit in units]
        for new, laid in zip(sheets, self._lay_out(sheets), strict=True):
            # A unit that prints its true folios has nothing to set: a nought among them is one.
            kept = replace(laid, figures=(), settable=False) if new.unit.id in known else laid
            self._done[new.unit.id] = Settled(new, kept, places(new, kept))
            self._said[new.unit.id] = self._open[new.unit.id].under(folios)
        return [unit for unit in units if unit.id not in known and self._is_exact(unit)]

    def report(self, findings: Findings) -> None:
        """Name every reference that would still print something else."""
        folios = self._page_map()
        for unit in self.stale():
            references = self._open[unit.id]
            for target, source in references.changed(self._said[unit.id], references.under(folios)):
                findings.error("pdf-folios-unsettled", source, unit=unit.title, reference=target)

    def settlement(self) -> Settlement:
        """Everything as it was laid out last, its words saying the folios of now."""
        folios = self._page_map()
        for unit in self._book.units:
            done = self._done[unit.id]
            if self._open[unit.id].under(folios) != self._said[unit.id]:
                self._done[unit.id] = replace(done, sheet=done.sheet.saying(folios))
        return Settlement(tuple(self._done[unit.id] for unit in self._book.units), self._stretches(), folios)

    def _stretches(self) -> tuple[Stretch, ...]:
        """Where each unit stands: by its pages, or by those that it may have."""
        return stretches((unit, self._pages(unit), self._annex_pages.get(unit.id, 0)) for unit in self._book.units)

    def _pages(self, unit: Unit) -> int:
        done = self._done.get(unit.id)
        return self._estimates[unit.id][0] if done is None else done.laid.pages

    def _page_map(self) -> PageMap:
        """Every anchor's folio, as far as is known; else as it may be."""
        known = (
            self._done[unit.id].places if unit.id in self._done else self._estimates[unit.id][1] for unit in self._book.units
        )
        return page_map(self._stretches(), map(dict, known))
