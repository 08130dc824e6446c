"""What a unit prints of pages: the folios and locators that stay open in it, and what they say under a page map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bible_builder.errors import Source
from bible_builder.model.book import Unit, is_folio, is_locators, with_folios
from bible_builder.model.locators import PageMap
from bible_builder.model.tree import Element, texts
from bible_builder.rendering.pdf.figures import masked

Said = tuple[str, ...]
"""What each of a unit's references says, in order."""


@dataclass(frozen=True, slots=True)
class OpenFolios:
    """The references of a unit: elements that ``with_folios`` fills, each with the place that it was written at."""

    found: tuple[tuple[Element, Source | None], ...]

    @classmethod
    def of(cls, unit: Unit) -> OpenFolios:
        """Those of ``unit``."""
        return cls(tuple(_open(element for element in unit.content if isinstance(element, Element))))

    def under(self, page_map: PageMap) -> Said:
        """What they say when anchors stand where ``page_map`` has them."""
        return tuple(_said(element, page_map) for element, _ in self.found)

    def changed(self, before: Said, after: Said) -> Iterator[tuple[str, Source | None]]:
        """Those that say something else, by the ids they refer to, with their places."""
        for (element, source), old, new in zip(self.found, before, after, strict=True):
            if old != new:
                yield element.get("href").removeprefix("#") or element.get("data-targets"), source


def laid_out(said: Said) -> Said:
    """What of it the pages depend on: how many figures each has."""
    return tuple(map(masked, said))


def _open(elements: Iterator[Element], place: Source | None = None) -> Iterator[tuple[Element, Source | None]]:
    for element in elements:
        source = element.source or place
        if is_folio(element) or is_locators(element):
            yield element, source
        else:
            yield from _open(iter(element.elements), source)


def _said(element: Element, page_map: PageMap) -> str:
    (filled,) = with_folios((element,), page_map)
    if not isinstance(filled, Element) or is_folio(element):
        return texts((filled,))
    return " ".join(f"{child.get('class')} {texts((child,))}" for child in filled.elements)
