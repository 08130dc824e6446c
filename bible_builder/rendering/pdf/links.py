"""Where links go: named destinations for every anchor of the book, and the action of each link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import quote

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from bible_builder.errors import Findings
from bible_builder.model.locators import read_targets
from bible_builder.model.tree import Element
from bible_builder.rendering.pdf.nodes import ADDRESSES, Area
from bible_builder.rendering.pdf.rounds import Settled, Settlement

_URI: Final = "/:?#[]@!$&'()*+,;=~%-._"


def write_destinations(pdf: Pdf, settlement: Settlement) -> Mapping[str, Object]:
    """Give ``pdf`` a named destination for each anchor (ISO 32000-1, 12.3.2.3); returns them by name."""
    pages = [page.obj for page in pdf.pages]
    found: dict[str, Object] = {}
    for unit, stretch in zip(settlement.units, settlement.stretches, strict=True):
        for name, place in unit.places.items():
            page = pages[stretch.start + place.page]
            found.setdefault(name, Array([page, Name.XYZ, round(place.x, 3), round(place.y, 3), None]))
        if stretch.unit.annex is not None and stretch.annex:
            found.setdefault(stretch.unit.annex.anchor, Array([pages[stretch.start + stretch.own], Name.Fit]))
    by_bytes = {bytes(String(name)): place for name, place in found.items()}
    names = Array([item for name in sorted(by_bytes) for item in (String(name), by_bytes[name])])
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=names)))
    return found


def note_unresolved(units: Iterable[Settled], known: Mapping[str, object], findings: Findings) -> None:
    """An error (``pdf-unresolved-link``) for each link and page reference of the book whose target is nowhere in it."""
    for unit in units:
        for n, element in enumerate(unit.sheet.elements):
            for target in _targets(element):
                if target not in known:
                    findings.error("pdf-unresolved-link", unit.sheet.source(n), target=target, unit=unit.sheet.unit.title)


def _targets(element: Element) -> Iterator[str]:
    """The ids within the book that an element points to."""
    if element.name == "a" and element.get("href").startswith("#"):
        yield element.get("href")[1:]
    for target in read_targets(element.get("data-targets")):
        yield from (name for name in (target.start, target.end) if name)


def action(pdf: Pdf, area: Area, known: Mapping[str, object]) -> Object | None:
    """What a link does: go to a place of the book, to a page (``@4``), or to an address; None for anything else."""
    if area.target.startswith("#"):
        name = area.target[1:]
        return Dictionary(S=Name.GoTo, D=String(name)) if name in known else None
    if area.target.startswith("@"):
        return Dictionary(S=Name.GoTo, D=Array([pdf.pages[int(area.target[1:])].obj, Name.Fit]))
    if area.target.lower().startswith(ADDRESSES):
        return Dictionary(S=Name.URI, URI=String(quote(area.target, safe=_URI)))
    return None
