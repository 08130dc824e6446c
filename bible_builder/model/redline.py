"""A redline: one text that holds two, each run and each paragraph mark known to stay, to come, to go or to move.

What stays and what comes is the new text; what stays and what goes is the old one.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What became of words, of a paragraph's end, of a row."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_FROM = "moved-from"
    MOVED_TO = "moved-to"

    @property
    def is_new(self) -> bool:
        """Whether it stands in the new text."""
        return self not in {Mark.DELETED, Mark.MOVED_FROM}

    @property
    def is_old(self) -> bool:
        """Whether it stood in the old text."""
        return self not in {Mark.INSERTED, Mark.MOVED_TO}


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one fate; ``minor``: only a number that is generated, or typography, is another."""

    text: str
    mark: Mark = Mark.KEPT
    minor: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a row of a table with its ``cells``; ``kind`` is its path in the vocabulary, ``was`` the old one if it
    is another.

    ``mark`` is that of the paragraph's end, or of the whole row. ``move`` numbers, from 1, what was moved in one piece: its lines
    where they were and its lines where they are bear the same number; 0 for what was not moved.
    """

    kind: str
    cells: tuple[Runs, ...]
    mark: Mark = Mark.KEPT
    was: str = ""
    move: int = 0

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return is_row(self.kind)

    def text(self, *, new: bool) -> str:
        """Its words in the new text, or in the old one; cells parted by tabs."""
        sides = ((run for run in cell if (run.mark.is_new if new else run.mark.is_old)) for cell in self.cells)
        return "\t".join("".join(run.text for run in side) for side in sides)


@dataclass(frozen=True, slots=True)
class Redline:
    """The whole: what it is called, the ids of both editions, the new one's date, and the lines in the order of reading."""

    title: str
    old: str
    new: str
    date: datetime.date
    language: str = "fr"
    audience: str = ""
    lines: tuple[Line, ...] = ()


def is_row(kind: str) -> bool:
    """Whether a block of this kind is a row of a table."""
    return kind.rpartition("/")[2] == "table-row"
