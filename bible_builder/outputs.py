"""The outputs of an edition as bytes: what a bible's folder becomes when nothing on its pages says that it is a proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bible_builder.baselines import SHELF, kept_snapshot, taken
from bible_builder.build import Progress, docx_of, examined, output_name, pdf_of, sound
from bible_builder.errors import Findings, LayoutError
from bible_builder.model.bible import Bible, PlannedOutput
from bible_builder.model.book import Book
from bible_builder.model.manifest import OutputRecord
from bible_builder.resources import PACKAGE
from bible_builder.results import Work


@dataclass(frozen=True, slots=True)
class Made:
    """The outputs of an edition: its bible, also as each audience reads it; the files by name, their records, the engines."""

    bible: Bible
    resolved: Mapping[str, Bible]
    files: Mapping[str, bytes]
    records: tuple[OutputRecord, ...]
    engines: Mapping[str, str]


def make(root: Path, findings: Findings, progress: Progress | None, work: Work) -> Made:
    """Every output of the edition that the bible in ``root`` prepares, without the mark of a proof."""
    from bible_builder.publishing.engines import engines_of
    from bible_builder.rendering.pdf.engines import versions

    report = examined(root)
    bible = sound(report)
    findings.add(report.diagnostics)
    files: dict[str, bytes] = {}
    records: dict[str, OutputRecord] = {}
    further = dict(versions())
    books: dict[tuple[str, str], Book] = {}
    for output in bible.outputs:
        layout = output.layout or bible.layout
        book = books.get((layout, output.audience)) or issued(report.resolved[output.audience], layout, findings)
        books[layout, output.audience] = book
        tracked = _tracked(root, bible, report.resolved[output.audience], output, findings)
        for record, data in (*_outputs(bible, book, output, findings, progress, work), *tracked):
            files[record.path], records[record.path] = data, record
    if any(record.folios == "libreoffice" for record in records.values()):
        further["libreoffice"] = _libreoffice()
    return Made(bible, report.resolved, files, tuple(records[name] for name in sorted(records)), engines_of(PACKAGE, further))


def issued(resolved: Bible, layout_name: str, findings: Findings) -> Book:
    """The book as it is issued: no page says that it is a proof. Raises LayoutError for what cannot be composed."""
    from bible_builder import layout

    book = layout.compose(resolved, layout_name, findings)
    if book is None or findings.errors:
        raise LayoutError(findings.all)
    return book


def _outputs(
    bible: Bible, book: Book, output: PlannedOutput, findings: Findings, progress: Progress | None, work: Work
) -> Iterator[tuple[OutputRecord, bytes]]:
    """The files of one output that hold the book, each with its record."""
    from bible_builder.publishing import digest_of

    if not {"pdf", "docx"} & set(output.formats):
        return
    stem = output_name(bible, book.audience, book.layout)
    pdf = pdf_of(book, findings, work, progress, output.purpose)

    def record(path: str, data: bytes, format: str, pages: int, folios: str) -> OutputRecord:
        said = {"format": format, "layout": book.layout, "purpose": output.purpose, "audience": book.audience}
        return OutputRecord(path, len(data), digest_of(data), **said, pages=pages, folios=folios)

    if "pdf" in output.formats:
        name = f"{stem}-print.pdf" if output.purpose == "print" else f"{stem}.pdf"
        yield record(name, pdf.data, "pdf", pdf.pages, "pdf"), pdf.data
    if "docx" in output.formats:
        docx = docx_of(book, pdf.page_map, findings, work)
        yield record(f"{stem}.docx", docx.data, "docx", 0, docx.folios), docx.data


def _tracked(
    root: Path, bible: Bible, resolved: Bible, output: PlannedOutput, findings: Findings
) -> Iterator[tuple[OutputRecord, bytes]]:
    """The redline against the baseline, where it is asked for; ``redline-without-baseline`` where there is nothing to compare
    with: no baseline is named, or its snapshot for this audience is not kept."""
    from bible_builder import comparison
    from bible_builder.publishing import digest_of
    from bible_builder.rendering import docx

    if "redline" not in output.formats:
        return
    old = kept_snapshot((root / SHELF,), bible.edition.baseline, resolved.audience)
    name = f"{output_name(bible, resolved.audience, output.layout or bible.layout)}-redline.docx"
    if old is None:
        findings.warning("redline-without-baseline", output.place("formats"), file=name, edition=bible.edition.baseline)
        return
    data = docx.redline_document(comparison.redline(old, taken(bible, resolved)), resolved.charter)
    yield OutputRecord(name, len(data), digest_of(data), format="redline", audience=resolved.audience), data


def _libreoffice() -> str:
    from bible_builder.rendering.docx import libreoffice

    program = libreoffice.find()
    return libreoffice.version(program) if program is not None else ""
