"""What the pages of a PDF show, glyph by glyph: strings with their place, size, colour and the colour of the ground under them.

Read by pdfminer.six from the content streams alone; what a string is marked as is kept (page and marked-content identifier), what
``ActualText`` says instead of it is not: here a word cut at a line's end is two strings, as the eye sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from pathlib import Path
from typing import Any, Final

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import apply_matrix_pt

from bible_builder.model.units import Color

WHITE: Final = Color(255, 255, 255)
_UNSEEN: Final = 3
"""The text rendering mode that paints nothing (ISO 32000-1, table 106)."""

_MIDDLE: Final = 0.3
"""Of the type size, above the baseline: where the ground of a string is looked for."""

Point = tuple[float, float]
Outline = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Painted:
    """A string as painted: on page ``page`` (from 0), from ``start`` to ``end`` along the line, its baseline at ``baseline``.

    In points from the lower left corner of the page. ``mcid`` is None outside marked content; ``artifact`` tells furniture from
    content; ``color`` is what is seen, transparency reckoned in, on ``ground``. Lines that do not run from left to right keep
    ``start``, ``end`` and ``baseline`` along and across their own direction, which ``upright`` tells.
    """

    text: str
    page: int
    mcid: int | None
    artifact: bool
    start: float
    end: float
    baseline: float
    size: float
    color: Color
    ground: Color
    upright: bool = True


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled area: the outlines of its path on the page, its colour and opacity (0 to 1), and its rule."""

    outlines: tuple[Outline, ...]
    color: Color
    opacity: float
    even_odd: bool

    def holds(self, point: Point) -> bool:
        """Whether the point is painted, by the even-odd or the winding rule (ISO 32000-1, 8.5.3.3)."""
        winding = sum(_winding(outline, point) for outline in self.outlines)
        crossings = sum(_crossings(outline, point) for outline in self.outlines)
        return bool(crossings % 2) if self.even_odd else winding != 0


def read_painted(path: Path) -> list[Painted]:
    """Every string of the document in the order it is painted, furniture included; what prints nothing is left out."""
    device = _Device()
    with path.open("rb") as file:
        interpreter = _Interpreter(device.rsrcmgr, device)
        for page in PDFPage.get_pages(file):
            interpreter.process_page(page)
    return device.painted


class _Interpreter(PDFPageInterpreter):
    """pdfminer's, with opacities, which it does not follow."""

    device: _Device

    def do_Do(self, xobjid_arg: Any) -> None:
        """A group is painted with the opacity that holds where it is called, whatever it sets within (ISO 32000-1, 11.6.6)."""
        outer = self.device.group
        self.device.group = outer * self.device.opacities[-1]
        self.device.opacities.append(1.0)
        super().do_Do(xobjid_arg)
        self.device.opacities.pop()
        self.device.group = outer

    def do_q(self) -> None:
        super().do_q()
        self.device.opacities.append(self.device.opacities[-1])

    def do_Q(self) -> None:
        super().do_Q()
        if len(self.device.opacities) > 1:
            self.device.opacities.pop()

    def do_gs(self, name: object) -> None:
        states: Mapping[str, Any] = resolve1(self.resources.get("ExtGState")) or {}
        state = resolve1(states.get(literal_name(name))) or {}
        if "ca" in state:
            self.device.opacities[-1] = float(resolve1(state["ca"]))


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    matrix: tuple[float, ...]
    size: float
    advance: float


class _Device(PDFTextDevice):
    """Collects strings with the marks that hold them, and the areas filled before them."""

    def __init__(self) -> None:
        super().__init__(PDFResourceManager())
        self.painted: list[Painted] = []
        self.opacities: list[float] = [1.0]
        self.group = 1.0
        self._page = -1
        self._marks: list[tuple[bool, int | None]] = []
        self._properties: Mapping[str, Any] = {}
        self._fills: list[Fill] = []
        self._glyphs: list[_Glyph] = []

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        self._page += 1
        self._marks.clear()
        self._fills.clear()
        self.opacities = [1.0]
        self._properties = resolve1(page.resources.get("Properties")) or {}

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        values = self._properties.get(literal_name(props)) if isinstance(props, PSLiteral) else props
        values = resolve1(values) or {}
        self._marks.append((literal_name(tag) == "Artifact", resolve1(values.get("MCID"))))

    def end_tag(self) -> None:
        if self._marks:
            self._marks.pop()

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        color = _color(graphicstate.ncolor)
        if fill and color is not None:
            outlines = tuple(_outlines(path, self.ctm))
            self._fills.append(Fill(outlines, color, self._opacity, evenodd))

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._glyphs = []
        super().render_string(textstate, seq, ncs, graphicstate)
        color = _color(graphicstate.ncolor)
        seen = [place for place, glyph in enumerate(self._glyphs) if glyph.text.strip()]
        if seen and color is not None and textstate.render != _UNSEEN:
            self.painted.append(self._string(self._glyphs[seen[0] : seen[-1] + 1], color))

    def render_char(
        self, matrix: Any, font: PDFFont, fontsize: float, scaling: float, rise: float, cid: int, ncs: Any, graphicstate: Any
    ) -> float:
        advance = font.char_width(cid) * fontsize * scaling
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = "\ufffd"
        self._glyphs.append(_Glyph(text, matrix, fontsize, advance))
        return float(advance)

    @property
    def _opacity(self) -> float:
        return self.group * self.opacities[-1]

    def _string(self, glyphs: Sequence[_Glyph], color: Color) -> Painted:
        first, last = glyphs[0], glyphs[-1]
        a, b, _, _, x, y = first.matrix
        scale = hypot(a, b) or 1.0
        cosine, sine = a / scale, b / scale
        start = x * cosine + y * sine
        end = last.matrix[4] * cosine + last.matrix[5] * sine + last.advance * scale
        size = first.size * scale
        middle, rise = (end - start) / 2, _MIDDLE * size
        ground = self._ground((x + middle * cosine - rise * sine, y + middle * sine + rise * cosine))
        mcid = next((mark for _, mark in reversed(self._marks) if mark is not None), None)
        return Painted(
            "".join(glyph.text for glyph in glyphs), self._page, mcid, any(artifact for artifact, _ in self._marks),
            start, end, y * cosine - x * sine, size, ground.mix(color, self._opacity), ground, round(cosine) == 1,
        )  # fmt: skip

    def _ground(self, point: Point) -> Color:
        """The colour at a point of the page as painted so far; the page is white."""
        ground = WHITE
        for fill in self._fills:
            if fill.holds(point):
                ground = ground.mix(fill.color, fill.opacity)
        return ground


def _color(components: Any) -> Color | None:
    """A colour by its number of components: grey, red green blue, or cyan magenta yellow black; None for a pattern."""
    values = components if isinstance(components, list | tuple) else (components,)
    if not all(isinstance(value, int | float) for value in values):
        return None
    if len(values) == 1:
        return Color(*(round(255 * values[0]),) * 3)
    if len(values) == 3:
        return Color(*(round(255 * value) for value in values))
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        return Color(*(round(255 * (1 - ink) * (1 - black)) for ink in (cyan, magenta, yellow)))
    return None


def _outlines(path: Iterable[Any], ctm: Any) -> Iterable[Outline]:
    """The outlines of a path on the page; of a curve its ends, which is near enough to tell what stands inside."""
    outline: list[Point] = []
    for operator, *operands in path:
        if operator == "m" and outline:
            yield tuple(outline)
            outline = []
        if operands:
            numbers = [float(number) for number in operands]
            outline.append(apply_matrix_pt(ctm, (numbers[-2], numbers[-1])))
    if outline:
        yield tuple(outline)


def _edges(outline: Outline, point: Point) -> Iterable[int]:
    """For each edge of the outline that a ray from the point to the right crosses: 1 upwards, -1 downwards."""
    x, y = point
    for (x0, y0), (x1, y1) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            yield 1 if y1 > y0 else -1


def _winding(outline: Outline, point: Point) -> int:
    return sum(_edges(outline, point))


def _crossings(outline: Outline, point: Point) -> int:
    return sum(1 for _ in _edges(outline, point))
