"""Folios as a fixed point: lay out, see where everything came to stand, print that, lay out again what printed something else.

Units of the body come first, then the index, which needs their folios, then the contents, which need everybody's. A unit whose
HTML does not change is not laid out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bible_builder.errors import Findings
from bible_builder.model.book import Book, Finishing
from bible_builder.model.locators import PageMap
from bible_builder.rendering.pdf.laid import Laid
from bible_builder.rendering.pdf.pagemap import Place, Stretch, page_map, places, stretches
from bible_builder.rendering.pdf.units import Sheet, sheet

MOST: Final = 3
"""Rounds of laying out again before giving up: enough for a reference that pushes its own target over a page, once each way."""

_STAGES: Final = (
    frozenset({Finishing.PLAIN}),
    frozenset({Finishing.PLAIN, Finishing.INDEX}),
    frozenset({Finishing.PLAIN, Finishing.INDEX, Finishing.CONTENTS}),
)

LayOut = Callable[[Sheet], Laid]


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
    an error (``pdf-folios-unsettled``) names the units that print them.
    """
    rounds = _Rounds(book, lay_out, annex_pages)
    for stage in _STAGES:
        stale = rounds.stale(stage)
        for _ in range(1 + MOST):
            if stale:
                rounds.lay_out(stale)
                stale = rounds.stale(stage)
        if stale:
            findings.error("pdf-folios-unsettled", None, units=", ".join(new.unit.title for new in stale))
    findings.add(rounds.noted.all)
    return rounds.settlement()


class _Rounds:
    """What has been laid out so far."""

    def __init__(self, book: Book, lay_out: LayOut, annex_pages: Mapping[str, int]) -> None:
        self.noted = Findings()
        self._book, self._lay_out, self._annex_pages = book, lay_out, annex_pages
        self._done: dict[str, Settled] = {}

    def stale(self, stage: frozenset[Finishing]) -> list[Sheet]:
        """The units of ``stage`` that were never laid out, or would now print something else than they did."""
        folios = self._page_map()
        wanted = [sheet(self._book, unit, folios, self.noted) for unit in self._book.units if unit.finishing in stage]
        return [new for new in wanted if new.unit.id not in self._done or self._done[new.unit.id].sheet.html != new.html]

    def lay_out(self, sheets: Iterable[Sheet]) -> None:
        """Lay them out."""
        for new in sheets:
            laid = self._lay_out(new)
            self._done[new.unit.id] = Settled(new, laid, places(new, laid))

    def settlement(self) -> Settlement:
        """Everything as it was laid out last."""
        units = tuple(self._done[unit.id] for unit in self._book.units)
        return Settlement(units, self._stretches(), self._page_map())

    def _stretches(self) -> tuple[Stretch, ...]:
        done = [(unit, self._done[unit.id]) for unit in self._book.units if unit.id in self._done]
        return stretches((unit, known.laid.pages, self._annex_pages.get(unit.id, 0)) for unit, known in done)

    def _page_map(self) -> PageMap:
        known = [stretch.unit.id for stretch in self._stretches()]
        return page_map(self._stretches(), (dict(self._done[name].places) for name in known))
