"""The links of an annex PDF that may go on being links: to an address, or to a page of the same file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pikepdf import Array, Dictionary, Name, NameTree, Object, Page, Pdf, String

from bible_builder.rendering.pdf.laid import rectangle
from bible_builder.rendering.pdf.nodes import ADDRESSES, Area
from bible_builder.rendering.pdf.placing import Placement

_MOST: Final = 10_000


def links(source: Pdf, placements: Sequence[Placement]) -> Mapping[tuple[int, int], Area]:
    """The areas of the file's links on our pages, by the number of the annotation's object; others are left out.

    A link within the file has the target ``@3``: the page, from 0.
    """
    pages = {page.obj.objgen: number for number, page in enumerate(source.pages)}
    found: dict[tuple[int, int], Area] = {}
    for number, (page, placement) in enumerate(zip(source.pages, placements, strict=True)):
        for position, annotation in enumerate(_annotations(page)):
            target = _target(source, annotation, pages)
            if target and len(found) < _MOST:
                box = placement.moved(rectangle([float(value) for value in annotation.Rect]))
                # An annotation that is no object of its own cannot be referred to; it still needs a key.
                key = annotation.objgen if annotation.is_indirect else (-1 - number, position)
                found[key] = Area(number, box, target, str(annotation.get("/Contents", "")) or target)
    return found


def _annotations(page: Page) -> Iterator[Object]:
    annotations = page.obj.get("/Annots", Array())
    if isinstance(annotations, Array):
        for annotation in annotations:
            if isinstance(annotation, Dictionary) and annotation.get("/Subtype") == Name.Link and "/Rect" in annotation:
                yield annotation


def _target(source: Pdf, annotation: Object, pages: Mapping[tuple[int, int], int]) -> str:
    action = annotation.get("/A", Dictionary())
    if isinstance(action, Dictionary) and action.get("/S") == Name.URI:
        address = str(action.get("/URI", ""))
        return address if address.lower().startswith(ADDRESSES) else ""
    page = destination(source, annotation)
    return f"@{pages[page]}" if page in pages else ""


def destination(source: Pdf, holder: Object) -> tuple[int, int]:
    """The object of the page that a link or a bookmark goes to; (0, 0) when it goes to none of the file."""
    action = holder.get("/A", Dictionary())
    goes = isinstance(action, Dictionary) and action.get("/S") == Name.GoTo
    return _page(source, action.get("/D") if goes else holder.get("/Dest"))


def _page(source: Pdf, place: object) -> tuple[int, int]:
    """The object of the page that a destination, explicit or named, goes to; (0, 0) when it goes nowhere."""
    if isinstance(place, String):
        names = source.Root.get("/Names", Dictionary()).get("/Dests")
        place = NameTree(names).get(str(place)) if names is not None else None
    elif isinstance(place, Name):
        place = source.Root.get("/Dests", Dictionary()).get(str(place))
    if isinstance(place, Dictionary):
        place = place.get("/D")
    if isinstance(place, Array) and len(place) > 0 and isinstance(place[0], Dictionary):
        return place[0].objgen
    return 0, 0
