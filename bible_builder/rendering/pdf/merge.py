"""The finished document: all units' pages in order, blank versos, one structure, destinations, outline, labels, heads, bars."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace

from pikepdf import ObjectStreamMode, Pdf

from bible_builder.errors import Findings
from bible_builder.model.book import Book
from bible_builder.rendering.pdf import printing
from bible_builder.rendering.pdf.bound import BoundAnnex
from bible_builder.rendering.pdf.change_bars import bars, draw_bars, looks
from bible_builder.rendering.pdf.figures import figures_of, set_figures
from bible_builder.rendering.pdf.fontfiles import mark_whole, share_fonts
from bible_builder.rendering.pdf.laid import FolioFigures, Laid
from bible_builder.rendering.pdf.links import action, note_unresolved, write_destinations
from bible_builder.rendering.pdf.metadata import write_metadata
from bible_builder.rendering.pdf.nodes import Node
from bible_builder.rendering.pdf.outline import Heading, write_outline, write_page_labels
from bible_builder.rendering.pdf.pagemap import Stretch
from bible_builder.rendering.pdf.rounds import Settled, Settlement
from bible_builder.rendering.pdf.stamp import Layer, stamp
from bible_builder.rendering.pdf.structure import structure
from bible_builder.rendering.pdf.tags import write_tags

Annexes = Mapping[str, BoundAnnex]
"""The annex PDF of a unit, ready to be bound in, by the unit's id."""


def merge(
    book: Book, settlement: Settlement, annexes: Annexes, layers: Iterable[Layer], findings: Findings,
    purpose: str = "screen",
) -> bytes:  # fmt: skip
    """The document's bytes: the same for the same input, with an ``/ID`` made from them. Links to nowhere are noted.

    For ``print`` pages hold no more than what is printed.
    """
    with ExitStack() as open_files:
        pdf = open_files.enter_context(Pdf.new())
        _add_pages(pdf, book, settlement, annexes, open_files)
        known = write_destinations(pdf, settlement)
        note_unresolved(settlement.units, known, findings)
        write_page_labels(pdf, settlement.stretches)
        if purpose == "screen":
            write_tags(pdf, nodes(settlement, annexes), lambda area: action(pdf, area, known))
            write_outline(pdf, book, known, _bookmarks(settlement, annexes))
            write_metadata(pdf, book.metadata, claims=all(annex.conforms for annex in annexes.values()))
        for heads, layer in layers:  # they are laid out meanwhile
            stamp(pdf, open_files.enter_context(_opened(layer)), heads, book.bleed)
        draw_bars(pdf, bars(book, settlement), looks(book).color)
        share_fonts(pdf)
        if purpose == "screen":
            return _saved(pdf, "1.7")
        del pdf.Root.Names
        printing.finish(pdf, book, settlement, annexes, findings)
        return _saved(pdf, printing.VERSION)


def _saved(pdf: Pdf, version: str) -> bytes:
    output = io.BytesIO()
    pdf.save(
        output,
        min_version=version,
        object_stream_mode=ObjectStreamMode.generate,
        compress_streams=True,
        deterministic_id=True,
    )
    return output.getvalue()


def _add_pages(pdf: Pdf, book: Book, settlement: Settlement, annexes: Annexes, open_files: ExitStack) -> None:
    for unit, stretch in zip(settlement.units, settlement.stretches, strict=True):
        with _opened(unit.laid) as own:
            _set_folios(own, unit)
            pdf.pages.extend(own.pages)
        if stretch.annex:
            with Pdf.open(io.BytesIO(annexes[stretch.unit.id].data)) as bound:
                pdf.pages.extend(bound.pages)
        if stretch.blank:
            pdf.add_blank_page(page_size=(book.page.width.points, book.page.height.points))


def _bookmarks(settlement: Settlement, annexes: Annexes) -> Mapping[str, tuple[Heading, ...]]:
    """The outlines of the annex PDFs by the id of their unit; targets are pages of the whole document."""
    return {
        stretch.unit.id: tuple(
            Heading(one.level, one.text, f"@{stretch.start + stretch.own + one.page}") for one in annexes[stretch.unit.id].outline
        )
        for stretch in settlement.stretches
        if stretch.annex
    }


def _set_folios(pages: Pdf, unit: Settled) -> None:
    """Put the figures of the unit's folios in the place of the noughts they were laid out with."""
    left = {one.n: figures_of(unit.sheet.elements[one.n].text()) for one in unit.laid.figures}
    by_page: dict[int, list[tuple[FolioFigures, str]]] = {}
    for place in unit.laid.figures:
        figures, left[place.n] = left[place.n][: len(place.offsets)], left[place.n][len(place.offsets) :]
        by_page.setdefault(place.page, []).append((place, figures))
    for page, figures_here in by_page.items():
        content = pages.pages[page].Contents
        content.write(set_figures(content.read_bytes(), figures_here))


def _opened(laid: Laid) -> Pdf:
    """Pages that we have laid out, whose fonts are whole."""
    pdf = Pdf.open(laid.source)
    mark_whole(pdf)
    return pdf


def nodes(settlement: Settlement, annexes: Annexes) -> Iterator[Node]:
    """The structure of all parts in order; an annex PDF's stands at the end of the part it belongs to."""
    for unit, stretch in zip(settlement.units, settlement.stretches, strict=True):
        bound = annexes[stretch.unit.id].nodes if stretch.annex else ()
        yield from _parts(unit, stretch, bound)


def _parts(unit: Settled, stretch: Stretch, bound: Iterable[Node]) -> Iterator[Node]:
    own = list(structure(unit.sheet, unit.laid, stretch.start))
    further = tuple(node.moved(stretch.start + stretch.own) for node in bound)
    if further and not own:
        own = [Node("Sect")]
    if further:
        own[-1] = replace(own[-1], kids=(*own[-1].kids, *further))
    yield from own
