"""Pages at the end of a trial document that print the folio of each anchor, and the page map read back from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bible_builder.model.locators import Folio
from bible_builder.rendering.docx.manuscript import Manuscript
from bible_builder.rendering.docx.oxml import new
from bible_builder.rendering.docx.place import Place
from bible_builder.rendering.docx.stylebook import BASE

_ENTRY: Final = re.compile(r"@(\d+)=\s*([0-9]+|[ivxlcdm]+)\s*@", re.IGNORECASE)
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def write_probe(anchors: Iterable[str], manuscript: Manuscript) -> None:
    """A line for each anchor: ``@its place in the sequence=its folio@``."""
    manuscript.pending.page = True
    for number, anchor in enumerate(anchors):
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
    labels = {anchors[int(number)]: label.lower() for number, label in _ENTRY.findall(text) if int(number) < len(anchors)}
    front = max((roman(label) for label in labels.values() if not label.isdigit()), default=0)
    front += front % 2  # the body begins on a right-hand page
    return {
        anchor: Folio(label, front + int(label) - 1 if label.isdigit() else roman(label) - 1) for anchor, label in labels.items()
    }


def roman(label: str) -> int:
    """The number that a Roman numeral writes: ``xiv`` → 14."""
    values = [_ROMAN[letter] for letter in label]
    return sum(-value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True))
