"""Pages at the end of a trial document that print the folio of each anchor, and the page map read back from them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bible_builder.model.locators import Folio
from bible_builder.rendering.docx.manuscript import Manuscript
from bible_builder.rendering.docx.oxml import new
from bible_builder.rendering.docx.place import Place
from bible_builder.rendering.docx.stylebook import BASE

_ENTRY: Final = re.compile(r"@(\d+)=\s*([0-9]+|[ivxlcdm]+)\s*@", re.IGNORECASE)
_FRONT_END: Final = "front-end"
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def mark_front_end(manuscript: Manuscript) -> None:
    """Mark the last page of the front matter, whose number tells how many pages come before the body."""
    manuscript.wait_for_paragraph(_FRONT_END)


def write_probe(anchors: Sequence[str], manuscript: Manuscript) -> None:
    """A line for each anchor: ``@its place in the sequence=its folio@``; the last one is for the end of the front matter."""
    manuscript.pending.page = True
    for number, anchor in enumerate([*anchors, _FRONT_END]):
        direct = {"spacing": new("spacing", before=0, after=0, line=200, lineRule="exact"), "jc": new("jc", val="left")}
        line = manuscript.paragraph(BASE, Place(), direct)
        line.text(f"@{number}=")
        with line.field(f"PAGEREF {manuscript.bookmarks.name(anchor)} \\h"):
            line.text("0")
        line.text("@")
        line.end()


def read_probe(text: str, anchors: Sequence[str]) -> Mapping[str, Folio]:
    """The folio of each anchor that the text tells.

    Front matter counts i, ii…, the rest from 1 in one series: a page's place in the whole follows from its folio.
    """
    names = [*anchors, _FRONT_END]
    labels = {names[int(number)]: label.lower() for number, label in _ENTRY.findall(text) if int(number) < len(names)}
    last = labels.pop(_FRONT_END, "")
    front = 0 if not last or last.isdigit() else roman(last)
    front += front % 2  # the body begins on a right-hand page
    return {
        anchor: Folio(label, front + int(label) - 1 if label.isdigit() else roman(label) - 1) for anchor, label in labels.items()
    }


def roman(label: str) -> int:
    """The number that a Roman numeral writes: ``xiv`` → 14."""
    values = [_ROMAN[letter] for letter in label]
    return sum(-value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True))
