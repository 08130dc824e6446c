"""A Book as PDF: the whole line on one screen."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bible_builder.errors import Findings
from bible_builder.model.book import Book
from bible_builder.model.locators import PageMap
from bible_builder.rendering.pdf.cache import Cache
from bible_builder.rendering.pdf.fonts import Faces
from bible_builder.rendering.pdf.heads import page_heads
from bible_builder.rendering.pdf.limits import Limits
from bible_builder.rendering.pdf.merge import merge
from bible_builder.rendering.pdf.pool import Pool
from bible_builder.rendering.pdf.printing import for_print
from bible_builder.rendering.pdf.rounds import settle
from bible_builder.rendering.pdf.workshop import Workshop

Progress = Callable[[str, int, int], None]
"""Told as work goes on: the step, how much of it is done, how much there is."""

LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished document: its bytes, the folio on which each anchor's words begin, its number of pages."""

    data: bytes
    page_map: PageMap
    pages: int


def render(
    book: Book,
    findings: Findings,
    *,
    progress: Progress | None = None,
    limits: Limits = LIMITS,
    jobs: int | None = None,
    executor: Executor | None = None,
    cache: Path | None = None,
    purpose: str = "screen",
) -> Pdf:
    """The book as a PDF: for the ``screen``, tagged, claiming PDF/UA-1 and PDF/A-2a; for ``print``, PDF/X-4, on the same pages.

    ``jobs`` units are laid out at a time (None: as many as there are processors), or as many as ``executor`` takes; ``cache`` is
    a folder with what was laid out before. None of them changes a byte of the document.

    What is wrong with the content goes to ``findings``. Raises ResourceLimitError when a unit takes more than ``limits``,
    UnsafeError when one would read outside the book's folders, RenderingError when the engine fails; each names the unit and its
    files.
    """
    book = for_print(book) if purpose == "print" else book
    faces = Faces.of(book.charter)
    known = Cache(cache, map(Path, faces.files), findings, base=book.base) if cache is not None else None
    with Pool(faces, book.metadata.date, limits, jobs, executor, known) as pool:
        workshop = Workshop(pool, book, findings, progress)
        annexes = workshop.bind_annexes()
        settlement = settle(book, workshop.lay_out, {name: annex.pages for name, annex in annexes.items()}, findings)
        workshop.note_what_was_said(settlement)
        heads = tuple(page_heads(book, settlement, {name: annex.turned for name, annex in annexes.items()}))
        layers = workshop.begin_heads(heads)
        data = merge(book, settlement, annexes, layers, findings, purpose)
    if known is not None:
        known.shrink()
    return Pdf(data, settlement.page_map, sum(stretch.pages + stretch.blank for stretch in settlement.stretches))
