"""From a Book to a Word document whose page numbers are true in the engine that its properties name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bible_builder.errors import Findings
from bible_builder.model.book import Book
from bible_builder.model.locators import PageMap
from bible_builder.rendering.docx import libreoffice
from bible_builder.rendering.docx.document import Workshop, workshop
from bible_builder.rendering.docx.kept import Kept
from bible_builder.rendering.docx.probe import read_probe
from bible_builder.rendering.docx.soundness import check_soundness

LIBREOFFICE: Final = "libreoffice"
PDF: Final = "pdf"
_ROUNDS: Final = 3


@dataclass(frozen=True, slots=True)
class Docx:
    """A finished document: its bytes, the folio of each anchor that it prints, the engine they come from (libreoffice or pdf)."""

    data: bytes
    page_map: PageMap
    folios: str


def render(book: Book, page_map: PageMap, findings: Findings, *, cache: Path | None = None) -> Docx:
    """The book as a Word document.

    ``cache``: a folder that keeps what was drawn (None: nothing is kept); no byte of the document depends on it.
    ``page_map`` gives the folios (the PDF's) unless the book wants LibreOffice's and it is there; falling back is noted
    (``word-folios-from-pdf``). Pictures that cannot be had are errors in ``findings``. Raises RenderingError for a style that the
    style sheet has not, an element that is in no row of the vocabulary, or what Word could not open (``soundness``).
    """
    check_soundness(book)
    kept = Kept(cache)
    shop = workshop(book, findings, kept)
    made = _rendered(shop, page_map, findings)
    kept.shrink()
    return made


def _rendered(shop: Workshop, page_map: PageMap, findings: Findings) -> Docx:
    book = shop.book
    if book.word_folios == LIBREOFFICE:
        program = libreoffice.find()
        if program is None:
            findings.note("word-folios-from-pdf", None, reason="absent")
        else:
            try:
                return _settled(shop, page_map, program, findings)
            except libreoffice.ConversionError as error:
                findings.note("word-folios-from-pdf", None, reason=error)
    return Docx(shop.write(page_map, PDF), page_map, PDF)


def _settled(shop: Workshop, page_map: PageMap, program: str, findings: Findings) -> Docx:
    """Write, measure, write again with what was measured, until nothing moves. Raises ConversionError."""
    if not shop.facts.anchors:
        return Docx(shop.write({}, LIBREOFFICE), {}, LIBREOFFICE)
    known = page_map
    for _ in range(_ROUNDS):
        trial = shop.write(known, LIBREOFFICE, probe=True)
        text = libreoffice.text_of(trial, program, shop.book.charter)
        measured = read_probe(text, shop.facts.anchors, shop.facts.front)
        if len(measured) < len(shop.facts.anchors):
            raise libreoffice.ConversionError("incomplete")
        if measured == known:
            break
        known = measured
    else:
        findings.warning("word-folios-unsettled", None, rounds=_ROUNDS)
    return Docx(shop.write(known, LIBREOFFICE), known, LIBREOFFICE)
