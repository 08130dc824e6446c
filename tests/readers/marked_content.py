"""The text of each marked-content sequence of a PDF, read by pdfminer.six: its fonts, its content streams, nobody else's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import hypot
from pathlib import Path
from typing import Any, Final

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import decode_text

UNKNOWN: Final = "\ufffd"
"""What stands for a glyph that the font gives no character for."""

Key = tuple[int, int]
"""Page (from 0) and marked-content identifier."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text set in one go: what it says, what its glyphs say (they differ under ActualText), and where it stands.

    ``start`` and ``end`` are measured along the direction of writing, ``across`` perpendicular to it; ``size`` is the font's; all
    in points. Where the text runs over several lines they are those of its last; ``opening`` has start and across of its first.
    """

    text: str
    glyphs: str
    page: int
    direction: tuple[int, int]
    start: float
    end: float
    across: float
    size: float
    opening: tuple[float, float] | None = None
    mcid: int | None = None

    @property
    def opens_at(self) -> tuple[float, float]:
        """Start and across of the first glyph."""
        return self.opening or (self.start, self.across)


@dataclass(slots=True)
class _Mark:
    """An open marked-content sequence."""

    artifact: bool
    mcid: int | None
    actual_text: str | None
    pieces: list[Piece] = field(default_factory=list)


def read_marked_content(path: Path) -> dict[Key, list[Piece]]:
    """The text of each marked-content sequence with an identifier, in the order it is painted; artifacts are left out."""
    device = _Device()
    with path.open("rb") as file:
        interpreter = PDFPageInterpreter(device.rsrcmgr, device)
        for page in PDFPage.get_pages(file):
            interpreter.process_page(page)
    return dict(device.content)


class _Device(PDFTextDevice):
    """Collects glyphs under the marks that hold them."""

    def __init__(self) -> None:
        super().__init__(PDFResourceManager())
        self.content: defaultdict[Key, list[Piece]] = defaultdict(list)
        self._page = -1
        self._marks: list[_Mark] = []
        self._properties: Mapping[str, Any] = {}
        self._string: list[Piece] = []

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        self._page += 1
        self._marks.clear()
        self._properties = resolve1(page.resources.get("Properties")) or {}

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        values = self._properties.get(literal_name(props)) if isinstance(props, PSLiteral) else props
        values = resolve1(values) or {}
        actual = resolve1(values.get("ActualText"))
        text = decode_text(actual) if isinstance(actual, bytes) else None
        self._marks.append(_Mark(literal_name(tag) == "Artifact", resolve1(values.get("MCID")), text))

    def end_tag(self) -> None:
        if not self._marks:
            return
        mark = self._marks.pop()
        pieces = mark.pieces
        if mark.actual_text is not None and pieces:
            pieces = [merged(pieces, mark.actual_text.strip("\n"))]
        if mark.mcid is not None:
            if not mark.artifact and not any(outer.artifact for outer in self._marks):
                self.content[self._page, mark.mcid] += [replace(piece, mcid=mark.mcid) for piece in pieces]
        elif self._marks and not mark.artifact:
            self._marks[-1].pieces += pieces

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._string = []
        super().render_string(textstate, seq, ncs, graphicstate)
        if self._string and self._marks:
            self._marks[-1].pieces.append(merged(self._string))

    def render_char(
        self, matrix: Any, font: PDFFont, fontsize: float, scaling: float, rise: float, cid: int, ncs: Any, graphicstate: Any
    ) -> float:
        advance = font.char_width(cid) * fontsize * scaling
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        self._string.append(_glyph(text, self._page, matrix, fontsize, advance))
        return advance


def _glyph(text: str, page: int, matrix: tuple[float, ...], fontsize: float, advance: float) -> Piece:
    a, b, _, _, x, y = matrix
    scale = hypot(a, b) or 1.0
    cosine, sine = a / scale, b / scale
    start = x * cosine + y * sine
    across = y * cosine - x * sine
    return Piece(text, text, page, (round(cosine), round(sine)), start, start + advance * scale, across, fontsize * scale)


def merged(pieces: list[Piece], text: str | None = None) -> Piece:
    """Pieces that follow each other as one, from the first's start to the last's end; ``text`` takes the place of theirs."""
    first, last = pieces[0], pieces[-1]
    glyphs = "".join(piece.glyphs for piece in pieces)
    said = "".join(piece.text for piece in pieces) if text is None else text
    if (first.page, first.across) == (last.page, last.across):
        return replace(first, text=said, glyphs=glyphs, end=last.end, size=max(piece.size for piece in pieces))
    return replace(last, text=said, glyphs=glyphs, opening=first.opens_at)
