"""The figures of folios: laid out as so many noughts, and set for good in the finished pages.

A unit need not be laid out again when the pages that it names move, as long as their numbers have as many figures: the figures of
a font in one width (``font-variant-numeric: tabular-nums``) take each other's place. Where a font's figures differ in width, the
unit says so (``Laid.settable``), and is laid out with its true folios.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bible_builder.rendering.pdf.laid import FolioFigures

NOUGHT: Final = "0"
_FIGURE: Final = re.compile("[0-9]")


def masked(folio: str) -> str:
    """The folio with a nought for each figure; roman folios have none."""
    return _FIGURE.sub(NOUGHT, folio)


def figures_of(folio: str) -> str:
    """Only its figures: those of both ends of a range."""
    return "".join(_FIGURE.findall(folio))


def set_figures(content: bytes, figures: Iterable[tuple[FolioFigures, str]]) -> bytes:
    """A page's content with the figures given for each of its places."""
    changed = bytearray(content)
    for place, text in figures:
        for offset, figure in zip(place.offsets, text, strict=True):
            changed[offset : offset + 4] = place.codes[int(figure)].encode()
    return bytes(changed)
