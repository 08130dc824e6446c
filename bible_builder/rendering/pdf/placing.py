"""How a page of another size is put into a frame: what of it is seen, which way up, how large, where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pikepdf import Page

from bible_builder.rendering.pdf.laid import Rectangle

Matrix = tuple[float, float, float, float, float, float]
"""A transformation as a content stream writes it (ISO 32000-1, 8.3.3)."""

_QUARTERS: Final = 4
_LEAST: Final = 1.0
"""A page narrower than a point cannot be meant."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a page goes: the part of it that is seen, in its own units; the matrix into ours; the box it then fills."""

    visible: Rectangle
    matrix: Matrix
    box: Rectangle

    def moved(self, box: Rectangle) -> Rectangle:
        """A rectangle of the page, in ours."""
        return _moved(self.matrix, box)


def place(page: Page, frame: Rectangle, most: float = 1.0) -> Placement:
    """Where ``page`` goes: fitted into ``frame``, centred, enlarged to ``most`` times its size at most. A page that is wider than
    high, in a frame that is not, is turned by a quarter to the left, so that the reader turns the book to the right.

    CropBox, Rotate and UserUnit count. Raises ValueError for a page without size.
    """
    visible = _visible(page)
    unit = float(page.obj.get("/UserUnit", 1))
    quarters = int(page.obj.get("/Rotate", 0)) // 90 % _QUARTERS
    if _is_wide(visible, quarters) and not _is_wide(frame, 0):
        quarters = (quarters + 3) % _QUARTERS
    turned = _turn(visible, quarters)
    _, _, width, height = _moved(turned, visible)
    left, bottom, right, top = frame
    scale = min((right - left) / (width * unit), (top - bottom) / (height * unit), most) * unit
    x = left + (right - left - width * scale) / 2
    y = bottom + (top - bottom - height * scale) / 2
    a, b, c, d, e, f = turned
    matrix = (a * scale, b * scale, c * scale, d * scale, e * scale + x, f * scale + y)
    return Placement(visible, matrix, _moved(matrix, visible))


def lies_wide(page: Page) -> bool:
    """Whether a reader sees the page wider than high. Raises ValueError for a page without size."""
    return _is_wide(_visible(page), int(page.obj.get("/Rotate", 0)) // 90 % _QUARTERS)


def _visible(page: Page) -> Rectangle:
    """The part of the page that viewers show: its crop box within its media box."""
    left, bottom, right, top = _box([float(value) for value in page.mediabox])
    if "/CropBox" in page.obj or page.cropbox != page.mediabox:
        inner = _box([float(value) for value in page.cropbox])
        left, bottom, right, top = max(left, inner[0]), max(bottom, inner[1]), min(right, inner[2]), min(top, inner[3])
    if right - left < _LEAST or top - bottom < _LEAST:
        raise ValueError("a page has no size")
    return left, bottom, right, top


def _box(values: list[float]) -> Rectangle:
    """A rectangle with its corners in order: a file may name any two opposite ones (ISO 32000-1, 7.9.5)."""
    x, y, u, v = values
    return min(x, u), min(y, v), max(x, u), max(y, v)


def _is_wide(box: Rectangle, quarters: int) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return (height > width) if quarters % 2 else (width > height)


def _turn(visible: Rectangle, quarters: int) -> Matrix:
    """The matrix that turns the visible part clockwise by ``quarters``, and puts its lower left corner at the origin."""
    left, bottom, right, top = visible
    return (
        (1.0, 0.0, 0.0, 1.0, -left, -bottom),
        (0.0, -1.0, 1.0, 0.0, -bottom, right),
        (-1.0, 0.0, 0.0, -1.0, right, top),
        (0.0, 1.0, -1.0, 0.0, top, -left),
    )[quarters]


def _moved(matrix: Matrix, box: Rectangle) -> Rectangle:
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
