"""Pages at the end of a trial document that print the folio of each anchor, and the page map read back from them."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from typing import Final

from bible_builder.model.locators import Folio
from bible_builder.rendering.docx.manuscript import Manuscript
from bible_builder.rendering.docx.oxml import new
from bible_builder.rendering.docx.place import Place
from bible_builder.rendering.docx.stylebook import BASE

_ENTRY: Final = re.compile(r"@(\d+)=\s*([0-9]+|[ivxlcdm]+)\s*@", re.IGNORECASE)
_FRONT_END: Final = "front-end"
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_NUMERALS: Final = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10),
    ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip


def mark_front_end(manuscript: Manuscript) -> None:
    """Mark the last page of the front matter, whose number tells how many pages come before the body."""
    manuscript.mark_last(_FRONT_END)


def write_probe(anchors: Sequence[str], manuscript: Manuscript) -> None:
    """A line for each anchor: ``@its place in the sequence=its folio@``; the last one is for the end of the front matter."""
    manuscript.pending.page = True
    for number, anchor in enumerate([*anchors, _FRONT_END]):
        direct = {"spacing": new("spacing", before=0, after=0, line=200, lineRule="exact"), "jc": new("jc", val="left")}
        line = manuscript.paragraph(BASE, Place(), direct)
        line.text(f"@{number}=")
        place = manuscript.facts.calls.get(anchor, anchor)
        with line.field(f"PAGEREF {manuscript.bookmarks.name(place)} \\h"):
            line.text("0")
        line.text("@")
        line.end()


def read_probe(text: str, anchors: Sequence[str], front: Container[str]) -> Mapping[str, Folio]:
    """The folio of each anchor that the text tells; ``front`` holds the ids of the front matter.

    Front matter counts i, ii…, the rest from 1 in one series: a page's place in the whole follows from its folio. LibreOffice
    prints every number in the figures of the probe's own page, so those of the front matter come in either writing.
    """
    names = [*anchors, _FRONT_END]
    numbers = {names[int(place)]: _number(label) for place, label in _ENTRY.findall(text) if int(place) < len(names)}
    before = numbers.pop(_FRONT_END, 0)
    before += before % 2  # the body begins on a right-hand page
    return {
        anchor: Folio(roman(number), number - 1) if anchor in front else Folio(str(number), before + number - 1)
        for anchor, number in numbers.items()
    }


def _number(label: str) -> int:
    """What a folio counts: ``12`` → 12, ``xiv`` → 14."""
    if label.isdigit():
        return int(label)
    values = [_ROMAN[letter] for letter in label.lower()]
    return sum(-value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True))


def roman(number: int) -> str:
    """The Roman numeral, in small letters: 14 → ``xiv``."""
    written = ""
    for letters, value in _NUMERALS:
        written += letters * (number // value)
        number %= value
    return written
