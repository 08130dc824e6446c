"""A book as it lies on its pages, as plain data: what every measure works on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from bible_builder.model.book import PageGeometry
from bible_builder.model.units import Color

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the lower left corner of the page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one block: its page (from 0), ends, baseline and type size in points, and what its glyphs say."""

    page: int
    start: float
    end: float
    baseline: float
    size: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """An element around a block: its row of the vocabulary, a number that no other element has, its number of words."""

    row: str
    number: int
    words: int = 0


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block that holds words: its row and style, the elements around it from the outermost, where it was written, its lines.

    ``unit`` is the number of its unit in the book; ``leading`` its style's, in points; ``calls`` are the pages on which the notes
    that stand in it are called, by the note's leaf number.
    """

    row: str
    style: str = ""
    leading: float = 0
    unit: int = 0
    around: tuple[Around, ...] = ()
    source: str = ""
    lines: tuple[Line, ...] = ()
    called_on: int | None = None

    @property
    def part(self) -> str:
        """The row of the book part that it stands in."""
        return self.around[0].row if self.around else ""

    def inside(self, *rows: str) -> Around | None:
        """The innermost element of one of these rows around it."""
        return next((around for around in reversed(self.around) if around.row in rows), None)

    @property
    def columns(self) -> tuple[tuple[Line, ...], ...]:
        """The lines by the page and column they stand in: a new one begins where a line stands higher than the one before."""
        parts: list[list[Line]] = []
        for line in self.lines:
            if not parts or parts[-1][-1].page != line.page or line.baseline > parts[-1][-1].baseline + line.size:
                parts.append([])
            parts[-1].append(line)
        return tuple(map(tuple, parts))

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages it stands on."""
        return tuple(page for page, _ in groupby(self.lines, key=lambda line: line.page))

    @property
    def words(self) -> str:
        """Its first words."""
        return " ".join(" ".join(line.text for line in self.lines[:2]).split()[:7])


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size and its text area; the rectangles of its figures."""

    width: float
    height: float
    area: Box
    figures: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Tint:
    """Text of one colour on one ground: what it is, on which page it stands first, how many strings there are."""

    color: Color
    ground: Color
    page: int
    text: str
    strings: int = 1


@dataclass(frozen=True, slots=True)
class LaidBook:
    """Everything that is measured. ``grid`` is the distance of baselines in points, 0 for none; ``bound`` are pages of bound-in
    PDFs, which nobody here has set; ``unread`` are leaves of the Book that were not found in the PDF."""

    leaves: tuple[Leaf, ...]
    pages: tuple[Page, ...] = ()
    tints: tuple[Tint, ...] = ()
    grid: float = 0
    unread: tuple[str, ...] = field(default=())

    def inside(self, *rows: str) -> Iterator[tuple[Around, list[Leaf]]]:
        """Each element of one of these rows, with the leaves in it."""
        found: dict[int, tuple[Around, list[Leaf]]] = {}
        for leaf in self.leaves:
            if (around := leaf.inside(*rows)) is not None:
                found.setdefault(around.number, (around, []))[1].append(leaf)
        yield from found.values()


def text_area(page: PageGeometry, number: int, width: float, height: float) -> Box:
    """The text area of page ``number`` (from 0: a recto is even). A page wider than high is a turned one."""
    turned = width > height and page.height > page.width
    page = page.turned if turned else page
    inner, outer, top, bottom = (length.points for length in (page.inner, page.outer, page.top, page.bottom))
    left, right = (inner, outer) if number % 2 == 0 else (outer, inner)
    return left, bottom, width - right, height - top
