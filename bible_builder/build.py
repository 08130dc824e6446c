"""The whole flow, from a folder to finished files: loading → checking → assembly → layout → rendering.

This is the only caller of every room. The rooms are imported when they are needed: importing the library does no work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bible_builder.errors import ContentError, Diagnostic, Findings, LayoutError, RenderingError, UsageError
from bible_builder.files import write_whole
from bible_builder.model.bible import Bible
from bible_builder.model.book import Book
from bible_builder.model.locators import PageMap
from bible_builder.model.words import words
from bible_builder.results import BuildResult, DocxResult, Output, PdfResult, Report, Work

if TYPE_CHECKING:
    from bible_builder.rendering.docx import Docx
    from bible_builder.rendering.pdf import Pdf

FORMATS = ("pdf", "docx")
PURPOSES = ("screen", "print")
"""What a PDF is for: to be read (PDF/UA-1 and PDF/A-2a), or to be printed by a printer (PDF/X-4)."""

WORK: Final = Work()
"""As many units at a time as there are processors, and no cache."""

Progress = Callable[[str, int, int], None]
"""Told as work goes on: the step, how much of it is done, how much there is."""


def check(path: str | Path) -> Report:
    """Read the bible in the folder ``path`` (the one that holds ``content/``) and hold it to every rule, for every audience.

    Returns every mistake of every file at once; writes nothing. Raises UsageError if there is no such folder, or no bible in it.
    """
    return examined(Path(path))


def examined(root: Path, audiences: Sequence[str] | None = None) -> Report:
    """The bible held to every rule, as ``audiences`` read it (None: everybody and every one)."""
    from bible_builder import assembly, checking, layout, loading
    from bible_builder.layout.files import find_layout

    findings = Findings()
    if not root.is_dir():
        raise UsageError(Diagnostic("no-such-folder", {"folder": str(root)}))
    if not (root / "content" / "bible.yaml").exists():
        raise UsageError(Diagnostic("no-bible", {"folder": str(root)}))
    bible = loading.load(root, findings)
    if bible is None:
        return Report(None, findings.all)
    checking.check(bible, findings)
    every = ("", *bible.audiences)
    asked = every if audiences is None else [audience for audience in audiences if audience in every]
    resolved = {audience: assembly.resolve(bible, audience, findings) for audience in asked}
    book = None
    if findings.errors or "" not in resolved:
        find_layout(bible, bible.layout, findings)  # all that can be said of the layout before there is a whole bible to lay out
    else:
        book = layout.compose(resolved[""], bible.layout, findings, proof=words(bible.language)["proof"])
    return Report(bible, findings.all, resolved, book)


def load(path: str | Path) -> Bible:
    """The bible in the folder ``path``, ready to be composed. Raises ContentError with every diagnostic if it holds a mistake."""
    return _sound(check(path))


def compose(bible: Bible, audience: str = "", layout: str | None = None) -> Book:
    """The bible as one book for ``audience`` ("": everything) in ``layout`` (None: the one it names), marked as a proof.

    Raises UsageError for an audience it has not, ContentError or LayoutError for what cannot be composed.
    """
    from bible_builder import assembly

    _known(bible, audience)
    findings = Findings()
    resolved = assembly.resolve(bible, audience, findings)
    findings.stop_on_errors(ContentError)
    book = _proof(resolved, layout or bible.layout, findings)
    return replace(book, diagnostics=findings.all)


def render_pdf(
    book: Book, path: str | Path, purpose: str = "screen", *, progress: Progress | None = None, work: Work = WORK
) -> PdfResult:
    """Write the book as a PDF for ``screen`` (tagged) or ``print`` (PDF/X-4, on the same pages).

    Raises RenderingError (nothing is written, an older file stays) or UsageError.
    """
    _known_purpose(purpose)
    findings = Findings()
    pdf = _pdf(book, findings, work, progress, purpose)
    return PdfResult(write_whole(Path(path), pdf.data), pdf.pages, pdf.page_map, findings.all)


def render_docx(book: Book, path: str | Path, page_map: PageMap | None = None, *, work: Work = WORK) -> DocxResult:
    """Write the book as a Word document. Raises RenderingError (nothing is written, an older file stays) or UsageError.

    ``page_map`` (a PDF's) gives the folios where no word processor can be asked for them; without it pages are laid out first.
    """
    findings = Findings()
    folios = page_map if page_map is not None else _pdf(book, findings, work).page_map
    docx = _docx(book, folios, findings)
    return DocxResult(write_whole(Path(path), docx.data), docx.folios, docx.page_map, findings.all)


def build(
    path: str | Path,
    output: str | Path | None = None,
    audiences: Iterable[str] = ("",),
    layouts: Iterable[str] = (),
    formats: Iterable[str] = FORMATS,
    *,
    purpose: str = "screen",
    progress: Progress | None = None,
    work: Work = WORK,
) -> BuildResult:
    """Make every file asked for in the folder ``output`` (None: ``build`` in the bible's own).

    ``layouts``: none means the one that the bible names. The files of one audience and layout are written together, once all are
    ready. What only concerns other audiences is not looked at: ``check`` does that. Raises ContentError when the bible holds a
    mistake, and what ``compose``, ``render_pdf`` and ``render_docx`` raise.
    """
    formats = tuple(dict.fromkeys(formats))
    if unknown := [name for name in formats if name not in FORMATS]:
        raise UsageError(Diagnostic("no-such-format", {"format": unknown[0], "known": ", ".join(FORMATS)}))
    _known_purpose(purpose)
    audiences = tuple(dict.fromkeys(audiences))
    report = examined(Path(path), audiences)
    bible, findings, outputs = _sound(report), Findings(), list[Output]()
    findings.add(report.diagnostics)
    for audience in audiences:
        _known(bible, audience)
    for layout, audience in product(tuple(layouts) or (bible.layout,), audiences):
        ready = report.book if layout == bible.layout and not audience else None
        book = ready or _proof(report.resolved[audience], layout, findings)
        stem = Path(output or Path(path) / "build") / output_name(bible, audience, layout)
        outputs.extend(_write(book, stem, formats, findings, work, progress, purpose))
    return BuildResult(tuple(outputs), findings.all)


def output_name(bible: Bible, audience: str, layout: str) -> str:
    """``<slug>-<edition>[-<layout>][-<audience>]``: the bible's own layout, and everybody, are not named."""
    parts = (bible.slug, bible.edition.id, layout if layout != bible.layout else "", audience)
    return "-".join(part for part in parts if part)


def _known_purpose(purpose: str) -> None:
    if purpose not in PURPOSES:
        raise UsageError(Diagnostic("no-such-purpose", {"purpose": purpose, "known": ", ".join(PURPOSES)}))


def _known(bible: Bible, audience: str) -> None:
    if audience and audience not in bible.audiences:
        raise UsageError(Diagnostic("no-such-audience", {"audience": audience, "known": ", ".join(bible.audiences)}))


def _sound(report: Report) -> Bible:
    if report.bible is None or report.errors:
        raise ContentError(report.diagnostics)
    return report.bible


def _proof(resolved: Bible, layout_name: str, findings: Findings) -> Book:
    from bible_builder import layout

    book = layout.compose(resolved, layout_name, findings, proof=words(resolved.language)["proof"])
    if book is None or findings.errors:
        raise LayoutError(findings.all)
    return book


def _pdf(book: Book, findings: Findings, work: Work, progress: Progress | None = None, purpose: str = "screen") -> Pdf:
    from bible_builder.rendering import pdf

    rendered = pdf.render(
        book, findings, progress=progress, jobs=work.jobs, executor=work.executor, cache=work.cache, purpose=purpose
    )
    findings.stop_on_errors(RenderingError)
    return rendered


def _docx(book: Book, page_map: PageMap, findings: Findings) -> Docx:
    from bible_builder.rendering import docx

    rendered = docx.render(book, page_map, findings)
    findings.stop_on_errors(RenderingError)
    return rendered


def _write(
    book: Book, stem: Path, formats: tuple[str, ...], findings: Findings, work: Work, progress: Progress | None, purpose: str
) -> list[Output]:
    """Render every format, then write them: when one fails, the older files of all of them stay. The PDF for a printer has a name
    of its own, so that it stands beside the one to be read."""
    pdf = _pdf(book, findings, work, progress, purpose)
    ready = {"pdf": pdf.data} if "pdf" in formats else {}
    if "docx" in formats:
        if progress is not None:
            progress("docx", 0, 1)
        ready["docx"] = _docx(book, pdf.page_map, findings).data
    names = {"pdf": f"{stem.name}-print" if purpose == "print" else stem.name}
    files = {name: write_whole(stem.with_name(f"{names.get(name, stem.name)}.{name}"), data) for name, data in ready.items()}
    pages = {"pdf": pdf.pages}
    return [Output(file, name, book.audience, book.layout, pages.get(name, 0)) for name, file in files.items()]
