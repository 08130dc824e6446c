"""What a worker hands back: pages as PDF, and where on them the words of each element stand. Plain data; JSON between processes.

Elements are known by ``n``, the number that ``units`` gave them in document order. Pages count from 0 within the unit,
coordinates are PDF points from the lower left corner of the page.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, NamedTuple

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top."""

NUMBER: Final = "data-n"
"""The attribute that names an element of the source in the HTML."""

RESULT: Final = "result.json"
PAGES: Final = "pages.pdf"


class Kind(StrEnum):
    """What a run of marked content is."""

    TEXT = "text"
    MARKER = "marker"  # of a list item
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Run:
    """A marked-content sequence: what one element says itself, without a break, on one page.

    ``order`` is its place in the reading order of the unit; ``words`` says whether it holds anything but white
    space.
    """

    n: int
    kind: Kind
    page: int
    mcid: int
    order: int
    words: bool


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A rectangle that belongs to a link; a link over two lines has two."""

    n: int
    page: int
    rectangle: Rectangle


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an element with an id stands on a page that it touches: its upper left corner."""

    id: str
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class FolioFigures:
    """The figures of a folio in a page's content: where each begins; the ten figures of its font, as hexadecimal digits."""

    n: int
    page: int
    offsets: tuple[int, ...]
    codes: tuple[str, ...]


class LineArea(NamedTuple):
    """The height that the lines of block ``n`` take on a page; in a column, its sides (both 0: the page's text area is)."""

    n: int
    page: int
    bottom: float
    top: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Said:
    """A record of the engine's log: ``error`` or ``warning``, and its English sentence."""

    level: str
    message: str


@dataclass(frozen=True, slots=True)
class Laid:
    """A unit's own pages: in ``data``, or in ``file``.

    ``calls`` holds for each note the place of its call in the reading order; ``pictures`` the box of each image; ``faded`` the
    elements whose words the engine put into a transparency group, where they cannot be tagged; ``figures`` where those of folios
    stand, if they can be set afterwards (``settable``); ``areas`` where the lines of each block stand.
    """

    data: bytes
    sizes: tuple[tuple[float, float], ...]
    runs: tuple[Run, ...] = ()
    links: tuple[LinkArea, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    calls: Mapping[int, int] = field(default_factory=dict)
    pictures: Mapping[int, Rectangle] = field(default_factory=dict)
    faded: tuple[int, ...] = ()
    said: tuple[Said, ...] = ()
    figures: tuple[FolioFigures, ...] = ()
    settable: bool = True
    areas: tuple[LineArea, ...] = ()
    file: Path | None = None

    @property
    def source(self) -> Path | io.BytesIO:
        """Where its pages can be read: the file, if they lie in one; it is read as far as it is needed."""
        return io.BytesIO(self.data) if self.file is None else self.file

    @property
    def pages(self) -> int:
        """How many pages."""
        return len(self.sizes)

    def write(self, folder: Path) -> None:
        """Write it to ``folder``: the pages as PDF, the rest as JSON."""
        (folder / PAGES).write_bytes(self.data)
        plain = {name: value for name, value in asdict(self).items() if name not in {"data", "file"}}
        (folder / RESULT).write_text(json.dumps(plain), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Laid:
        """The inverse of ``write``; the pages stay in their file."""
        plain: dict[str, Any] = json.loads((folder / RESULT).read_text(encoding="utf-8"))
        return cls(
            data=b"",
            file=folder / PAGES,
            sizes=tuple((width, height) for width, height in plain["sizes"]),
            runs=tuple(Run(**{**run, "kind": Kind(run["kind"])}) for run in plain["runs"]),
            links=tuple(LinkArea(link["n"], link["page"], rectangle(link["rectangle"])) for link in plain["links"]),
            anchors=tuple(Anchor(**anchor) for anchor in plain["anchors"]),
            calls={int(n): order for n, order in plain["calls"].items()},
            pictures={int(n): rectangle(box) for n, box in plain["pictures"].items()},
            faded=tuple(plain["faded"]),
            said=tuple(Said(**said) for said in plain["said"]),
            figures=tuple(
                FolioFigures(one["n"], one["page"], tuple(one["offsets"]), tuple(one["codes"])) for one in plain["figures"]
            ),
            settable=plain["settable"],
            areas=tuple(LineArea(*area) for area in plain["areas"]),
        )


def rectangle(values: list[float]) -> Rectangle:
    """Four numbers as a rectangle."""
    left, bottom, right, top = values
    return left, bottom, right, top


def grown(box: Rectangle, by: float) -> Rectangle:
    """The rectangle, larger by that much on each side."""
    left, bottom, right, top = box
    return left - by, bottom - by, right + by, top + by
