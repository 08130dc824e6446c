"""The sheet around the page: boxes, room to bleed, crop marks on every plate (ISO 15930-7, 6.10; ISO 32000-1, 14.11.2)."""

from __future__ import annotations

from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from bible_builder.model.units import Length
from bible_builder.rendering.pdf.annex_resources import PAGE, keep
from bible_builder.rendering.pdf.laid import Rectangle, grown
from bible_builder.rendering.pdf.stamp import name_form

BLEED: Final = Length.mm(3)
"""How far grounds go on beyond the trim."""

MARGIN: Final = Length.mm(10)
"""From the trim to the edge of the sheet."""

MARK: Final = (Length.mm(4), Length.mm(9))
"""Where a crop mark begins and ends, from the trim: outside the bleed."""

_NAME: Final = "/CropMarks"


def put_on_sheet(pdf: Pdf, page: Page, marks: dict[Rectangle, Object]) -> None:
    """Give a page its boxes, its crop marks, and nothing else: no annotation, no action. ``marks`` holds those already drawn."""
    left, bottom, right, top = (float(value) for value in page.mediabox)
    trim = left, bottom, right, top
    bleed, media = grown(trim, BLEED.points), grown(trim, MARGIN.points)
    keep(page.obj, PAGE)
    page.obj.TrimBox, page.obj.BleedBox, page.obj.MediaBox = _box(trim), _box(bleed), _box(media)
    if trim not in marks:
        marks[trim] = _marks(pdf, trim, media)
    name_form(page, _NAME, marks[trim])
    width, height = bleed[2] - bleed[0], bleed[3] - bleed[1]
    clip = " ".join(f"{value:.3f}" for value in (bleed[0], bleed[1], width, height))
    page.contents_add(f"q {clip} re W n".encode(), prepend=True)
    page.contents_add(f"Q q {_NAME} Do Q".encode())


def _box(box: Rectangle) -> Array:
    return Array([round(value, 3) for value in box])


def _marks(pdf: Pdf, trim: Rectangle, media: Rectangle) -> Object:
    """Two lines at each corner, in the colour of all plates (ISO 32000-1, 8.6.6.4)."""
    begin, end = (length.points for length in MARK)
    left, bottom, right, top = trim
    lines = [
        *((x, y, x, y + side * (end - begin)) for x in (left, right) for y, side in ((bottom - begin, -1), (top + begin, 1))),
        *((x, y, x + side * (end - begin), y) for y in (bottom, top) for x, side in ((left - begin, -1), (right + begin, 1))),
    ]
    drawn = "\n".join(f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S" for x, y, to_x, to_y in lines)
    form = pdf.make_stream(f"/All CS 1 SCN 0.25 w\n{drawn}".encode())
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([1, 1, 1, 1]), N=1)
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, _box(media)
    form.Resources = Dictionary(
        ColorSpace=Dictionary({"/All": Array([Name.Separation, Name("/All"), Name.DeviceCMYK, pdf.make_indirect(tint)])})
    )
    return form
