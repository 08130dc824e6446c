"""The finished pages made ready for the printer, and what of them the printer would ask about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pikepdf import Object, Pdf

from bible_builder.errors import Findings, Source
from bible_builder.model.book import Book, Unit
from bible_builder.model.charter import Charter
from bible_builder.rendering.pdf.bound import BoundAnnex
from bible_builder.rendering.pdf.laid import Rectangle
from bible_builder.rendering.pdf.printing.claims import write_claims
from bible_builder.rendering.pdf.printing.colors import Paper
from bible_builder.rendering.pdf.printing.profile import NAME, inks_of
from bible_builder.rendering.pdf.printing.resolution import LEAST, coarse_pictures, coarsest_on
from bible_builder.rendering.pdf.printing.sheet import put_on_sheet
from bible_builder.rendering.pdf.printing.walk import Inking
from bible_builder.rendering.pdf.rounds import Settlement

VERSION: Final = "1.6"
"""Of PDF, for PDF/X-4 (ISO 15930-7, 6.1)."""


def finish(pdf: Pdf, book: Book, settlement: Settlement, annexes: Mapping[str, BoundAnnex], findings: Findings) -> None:
    """Turn the stamped pages into those of a PDF/X-4 file.

    Reports the errors ``print-colors-unknown`` (unit, page, reason) and ``print-font-missing`` (unit), the warnings
    ``print-image-coarse`` (image, dpi, least) and ``print-annex-coarse`` (page, dpi, least), the note
    ``print-colors-converted`` (colors, profile).
    """
    _note_pictures(pdf, book, settlement, findings)
    _note_fonts(book, annexes, findings)
    paper = Paper(book.charter)
    _ink(pdf, paper, book, settlement, findings)
    marks: dict[Rectangle, Object] = {}
    for page in pdf.pages:
        put_on_sheet(pdf, page, marks)
    write_claims(pdf, book.metadata, book.audience)
    note_colors(book.charter, paper, findings)


def _ink(pdf: Pdf, paper: Paper, book: Book, settlement: Settlement, findings: Findings) -> None:
    """Convert all pages; say of what cannot be converted where it stands."""
    inking = Inking(pdf, paper)
    for number, page in enumerate(pdf.pages):
        inking.page(number, page)
    inking.resources()
    for number, reason in inking.unknown:
        stretch = next(one for one in reversed(settlement.stretches) if one.start <= number)
        findings.error(
            "print-colors-unknown", _source(book, stretch.unit), unit=stretch.unit.title, page=number + 1, reason=reason
        )


def _note_pictures(pdf: Pdf, book: Book, settlement: Settlement, findings: Findings) -> None:
    for unit, stretch in zip(settlement.units, settlement.stretches, strict=True):
        for picture in coarse_pictures(book, unit):
            findings.warning("print-image-coarse", picture.source, image=picture.name, dpi=picture.dpi, least=LEAST)
        first = stretch.start + stretch.own
        for number in range(first, first + stretch.annex):
            if (dpi := coarsest_on(pdf.pages[number])) is not None:
                place = _source(book, stretch.unit)
                findings.warning("print-annex-coarse", place, page=number - first + 1, dpi=dpi, least=LEAST)


def _note_fonts(book: Book, annexes: Mapping[str, BoundAnnex], findings: Findings) -> None:
    for unit in book.units:
        if unit.id in annexes and not annexes[unit.id].conforms:
            findings.error("print-font-missing", _source(book, unit), unit=unit.title)


def note_colors(charter: Charter, paper: Paper, findings: Findings) -> None:
    """Name the charter's colours that are printed without inks of its own."""
    found: dict[tuple[int, int, int], str] = {}
    for name, color in charter.colors.items():
        found.setdefault((color.red, color.green, color.blue), name)
    named = sorted((name, rgb) for rgb, name in found.items() if rgb in paper.converted)
    if named:
        said = (f"{name} {' '.join(str(round(ink * 100)) for ink in inks_of(rgb))}" for name, rgb in named)
        findings.note("print-colors-converted", charter.source, colors=", ".join(said), profile=NAME)


def _source(book: Book, unit: Unit) -> Source | None:
    """The file of a unit's annex, as the référent knows it."""
    return None if unit.annex is None else Source(book.shown(unit.annex.path))
