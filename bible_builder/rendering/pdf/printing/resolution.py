"""Pictures that are too coarse for paper: their pixels against the inches that they fill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
from pikepdf import Dictionary, Matrix, Name, Page
from PIL import Image, UnidentifiedImageError

from bible_builder.errors import Source
from bible_builder.model.book import Book
from bible_builder.rendering.pdf.rounds import Settled

LEAST: Final = 300
"""Pixels to the inch that offset printing at 150 lines asks for."""

_POINTS: Final = 72
_DEEP: Final = 8


@dataclass(frozen=True, slots=True)
class Coarse:
    """A picture below ``LEAST``: its file or where it stands, its pixels to the inch, its place in the text."""

    name: str
    dpi: int
    source: Source | None


def coarse_pictures(book: Book, unit: Settled) -> Iterator[Coarse]:
    """The coarse pictures among those of a unit's text; drawings, and pictures of two colours, are left aside."""
    for n, (left, bottom, right, top) in unit.laid.pictures.items():
        src = unit.sheet.elements[n].get("src")
        size = _pixels(book, src)
        if size is not None and right > left and top > bottom:
            dpi = min(size[0] / (right - left), size[1] / (top - bottom)) * _POINTS
            if round(dpi) < LEAST:
                yield Coarse(src, round(dpi), unit.sheet.source(n))


def _pixels(book: Book, src: str) -> tuple[int, int] | None:
    try:
        with Image.open(book.image(src)) as picture:
            return None if picture.mode == "1" else picture.size
    except (UnidentifiedImageError, OSError, ValueError):
        return None  # a drawing; what is missing or broken was noted before


def coarsest_on(page: Page) -> int | None:
    """The pixels to the inch of the coarsest image on a page, if that is below ``LEAST``; images within forms are counted."""
    found = [dpi for dpi in _dpis(page, page.obj.get("/Resources", Dictionary()), Matrix(), 0) if round(dpi) < LEAST]
    return round(min(found)) if found else None


def _dpis(stream: Page | Any, resources: Any, matrix: Matrix, depth: int) -> Iterator[float]:
    saved: list[Matrix] = []
    instructions: list[Any] = list(pikepdf.parse_content_stream(stream, "q Q cm Do"))
    for operands, operator in instructions:
        name = str(operator)
        if name == "q":
            saved.append(matrix)
        elif name == "Q":
            matrix = saved.pop() if saved else matrix
        elif name == "cm":
            matrix = Matrix(*(float(value) for value in operands)) @ matrix
        else:
            thing = resources.get("/XObject", Dictionary()).get(str(operands[0]))
            if thing is not None and thing.get("/Subtype") == Name.Image:
                yield from _dpi(thing, matrix)
            elif thing is not None and depth < _DEEP:
                inner = Matrix(*(float(value) for value in thing.get("/Matrix", [1, 0, 0, 1, 0, 0]))) @ matrix
                yield from _dpis(thing, thing.get("/Resources", resources), inner, depth + 1)


def _dpi(image: Any, matrix: Matrix) -> Iterator[float]:
    """Its pixels to the inch: an image fills the unit square of its matrix (ISO 32000-1, 8.9.3)."""
    if image.get("/ImageMask", False) or int(image.get("/BitsPerComponent", _DEEP)) == 1:
        return
    width, height = (matrix.a**2 + matrix.b**2) ** 0.5, (matrix.c**2 + matrix.d**2) ** 0.5
    if width and height:
        yield min(int(image.Width) / width, int(image.Height) / height) * _POINTS
