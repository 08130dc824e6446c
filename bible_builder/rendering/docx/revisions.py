"""Revisions: who changed what and when, each with an id of its own (ECMA-376-1 §17.13.5)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Final

from bible_builder.model.redline import Line, Mark, Run
from bible_builder.rendering.docx.oxml import Xml, add, new, of, set_text
from bible_builder.rendering.docx.redline_styles import style_of

_ILLEGAL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no way to write (§2.2)."""

_ELEMENT: Final = {
    Mark.INSERTED: "ins",
    Mark.DELETED: "del",
    Mark.MOVED_FROM: "moveFrom",
    Mark.MOVED_TO: "moveTo",
}


def clean(text: str) -> str:
    """The text as XML can hold it."""
    return _ILLEGAL.sub("", text)


class Revisions:
    """Makes revisions of one document, all of one date; ``minor`` is the author of those that change no word.

    A second author lets Word show or hide them by themselves: Review, Show Markup, Specific People.
    """

    def __init__(self, author: str, minor: str, date: datetime.date) -> None:
        self.author, self.minor, self.date = author, minor, f"{date.isoformat()}T00:00:00Z"
        self.last = 0

    def mark(self, mark: Mark, *children: Xml, minor: bool = False) -> Xml:
        """The element of a fate that is not ``KEPT``, around runs or, empty, in properties."""
        return of(_ELEMENT[mark], self._said(minor=minor), *children)

    def range(self, mark: Mark, move: int) -> tuple[Xml, Xml]:
        """Start and end of one side of a move; both sides bear the move's name (§17.13.5.24, §17.13.5.28)."""
        name, said = f"{_ELEMENT[mark]}Range", self._said()
        return of(f"{name}Start", {**said, "name": f"move{move}"}), new(f"{name}End", id=said["id"])

    def paragraph(self, line: Line) -> Xml:
        """A paragraph with what became of its words, its end and its style."""
        style = style_of(line.kind)
        return self._paragraph(style, line.cells[0], line.mark, style_of(line.was) if line.was else style)

    def cell(self, runs: Sequence[Run], mark: Mark, style: str) -> Xml:
        """The paragraph of a cell; ``mark`` is its row's."""
        return self._paragraph(style, runs, mark, style)

    def _paragraph(self, style: str, runs: Sequence[Run], mark: Mark, was: str) -> Xml:
        made = new("p")
        properties = add(made, "pPr")
        add(properties, "pStyle", val=style)
        if mark is not Mark.KEPT:
            add(properties, "rPr").append(self.mark(mark))
        if was != style:
            before = of("pPrChange", self._said(), new("pPr", new("pStyle", val=was)))
            properties.append(before)
        made.extend(self._run(run) for run in runs)
        return made

    def _run(self, run: Run) -> Xml:
        made = new("r")
        set_text(add(made, "delText" if run.mark is Mark.DELETED else "t"), clean(run.text))
        return made if run.mark is Mark.KEPT else self.mark(run.mark, made, minor=run.minor)

    def _said(self, *, minor: bool = False) -> dict[str, str]:
        self.last += 1
        return {"id": str(self.last), "author": self.minor if minor else self.author, "date": self.date}
