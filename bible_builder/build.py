"""The whole flow, from a folder to finished files: loading → checking → assembly → layout → rendering.

This is the only caller of every room. The rooms are imported when they are needed: importing the library does no work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bible_builder.baselines import SHELF, counted, known_audience, snapshot
from bible_builder.comparison import Comparison, Snapshot
from bible_builder.errors import ContentError, Diagnostic, Findings, LayoutError, RenderingError, UsageError
from bible_builder.files import write_whole
from bible_builder.model.bible import Bible
from bible_builder.model.book import Book
from bible_builder.model.charter import Charter
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


def examined(
    root: Path,
    audiences: Sequence[str] | None = None,
    *,
    draft: bool = False,
    since: str | Path | None = None,
    shelves: Sequence[Path] = (),
    bars: bool = True,
) -> Report:
    """The bible held to every rule, as ``audiences`` read it (None: everybody and every one); ``draft`` as in ``compose``.

    What changes is told since the edition that the bible names, if it is kept on one of ``shelves`` or on the bible's own;
    ``since``: since that, anything that ``snapshot`` takes. Without ``bars`` it is as if the bible wanted no change bars.
    """
    from bible_builder import assembly, checking, loading, validation
    from bible_builder.layout.files import find_layout

    findings = Findings()
    if not root.is_dir():
        raise UsageError(Diagnostic("no-such-folder", {"folder": str(root)}))
    if not (root / "content" / "bible.yaml").exists():
        raise UsageError(Diagnostic("no-bible", {"folder": str(root)}))
    bible = loading.load(root, findings)
    if bible is None:
        return Report(None, findings.all)
    bible = validation.with_standings(bible if bars else replace(bible, change_bars=False), findings)
    checking.check(bible, findings)
    every = ("", *bible.audiences)
    asked = every if audiences is None else [audience for audience in audiences if audience in every]
    resolved = {audience: assembly.resolve(bible, audience, findings) for audience in asked}
    if not findings.errors:
        resolved = counted(bible, resolved, (*shelves, root / SHELF), findings, since)
    book = None
    if findings.errors or "" not in resolved:
        find_layout(bible, bible.layout, findings)  # all that can be said of the layout before there is a whole bible to lay out
    else:
        book = _marked(resolved[""], bible.layout, findings, draft=draft)
    return Report(bible, findings.all, resolved, book)


def load(path: str | Path) -> Bible:
    """The bible in the folder ``path``, ready to be composed. Raises ContentError with every diagnostic if it holds a mistake."""
    return sound(check(path))


def compose(
    bible: Bible, audience: str = "", layout: str | None = None, *, draft: bool = False, since: str | Path | None = None
) -> Book:
    """The bible as one book for ``audience`` ("": everything) in ``layout`` (None: the one it names), marked as a proof.

    ``draft``: its Word document shows the owner and the status of each section, and a comment on each that is not validated.
    ``since``: what changes is told since that, anything that ``snapshot`` takes (None: the baseline, if the bible keeps it).
    Raises UsageError for an audience it has not, ContentError or LayoutError for what cannot be composed.
    """
    from bible_builder import assembly

    known_audience(bible, audience)
    findings = Findings()
    resolved = assembly.resolve(bible, audience, findings)
    findings.stop_on_errors(ContentError)
    resolved = counted(bible, {audience: resolved}, (bible.root / SHELF,), findings, since)[audience]
    findings.stop_on_errors(ContentError)
    book = _proof(resolved, layout or bible.layout, findings, draft=draft)
    return replace(book, diagnostics=findings.all)


def compare(old: str | Path | Snapshot, new: str | Path | Snapshot, audience: str = "") -> Comparison:
    """What changes from ``old`` to ``new`` for ``audience`` ("": everything), word by word; false when nothing does.

    Each is a snapshot, or what ``snapshot`` makes one of. Raises what it raises.
    """
    from bible_builder import comparison

    before, after = (side if isinstance(side, Snapshot) else snapshot(side, audience) for side in (old, new))
    return comparison.compare(before, after)


def redline(
    old: str | Path | Snapshot, new: str | Path | Snapshot, path: str | Path, audience: str = "", charter: Charter | None = None
) -> Path:
    """Write what changes from ``old`` to ``new``, each as ``compare`` takes it, as a Word document of tracked changes.

    All accepted they give the new text, all rejected the old one. ``charter`` lends fonts and colours (None: that of ``new``,
    if it is a bible's folder). Raises what ``compare`` and ``write_whole`` raise.
    """
    from bible_builder import comparison
    from bible_builder.rendering import docx

    before, after = (side if isinstance(side, Snapshot) else snapshot(side, audience) for side in (old, new))
    if charter is None and not isinstance(new, Snapshot):
        charter = charter_of(Path(new))
    return write_whole(Path(path), docx.redline_document(comparison.redline(before, after), charter))


def charter_of(root: Path) -> Charter | None:
    """The charter of the bible in a folder, None where there is no bible that can be read."""
    from bible_builder import loading

    bible = loading.load(root, Findings()) if (root / "content" / "bible.yaml").is_file() else None
    return bible.charter if bible else None


def render_pdf(
    book: Book, path: str | Path, purpose: str = "screen", *, progress: Progress | None = None, work: Work = WORK
) -> PdfResult:
    """Write the book as a PDF for ``screen`` (tagged) or ``print`` (PDF/X-4, on the same pages).

    Raises RenderingError (nothing is written, an older file stays) or UsageError.
    """
    _known_purpose(purpose)
    findings = Findings()
    pdf = pdf_of(book, findings, work, progress, purpose)
    return PdfResult(write_whole(Path(path), pdf.data), pdf.pages, pdf.page_map, findings.all)


def render_docx(book: Book, path: str | Path, page_map: PageMap | None = None, *, work: Work = WORK) -> DocxResult:
    """Write the book as a Word document. Raises RenderingError (nothing is written, an older file stays) or UsageError.

    ``page_map`` (a PDF's) gives the folios where no word processor can be asked for them; without it pages are laid out first.
    """
    findings = Findings()
    folios = page_map if page_map is not None else pdf_of(book, findings, work).page_map
    docx = docx_of(book, folios, findings, work)
    return DocxResult(write_whole(Path(path), docx.data), docx.folios, docx.page_map, findings.all)


def build(
    path: str | Path,
    output: str | Path | None = None,
    audiences: Iterable[str] = ("",),
    layouts: Iterable[str] = (),
    formats: Iterable[str] = FORMATS,
    *,
    purpose: str = "screen",
    draft: bool = False,
    since: str | Path | None = None,
    bars: bool = True,
    progress: Progress | None = None,
    work: Work = WORK,
) -> BuildResult:
    """Make every file asked for in the folder ``output`` (None: ``build`` in the bible's own).

    ``draft``: the Word document is for those who review it (see ``compose``), and named so; the PDF stays the same.
    ``since`` as in ``compose``. Without ``bars`` there are no change bars, whatever the bible says. ``layouts``: none means the
    one that the bible names. The files of one audience and layout are written together, once all are ready. What only concerns
    other audiences is not looked at: ``check`` does that. Raises ContentError when the bible holds a mistake, and what
    ``compose``, ``render_pdf`` and ``render_docx`` raise.
    """
    formats = tuple(dict.fromkeys(formats))
    if unknown := [name for name in formats if name not in FORMATS]:
        raise UsageError(Diagnostic("no-such-format", {"format": unknown[0], "known": ", ".join(FORMATS)}))
    if draft and "docx" not in formats:
        raise UsageError(Diagnostic("draft-without-word", {"formats": ", ".join(formats)}))
    _known_purpose(purpose)
    audiences = tuple(dict.fromkeys(audiences))
    report = examined(Path(path), audiences, draft=draft, since=since, bars=bars)
    bible, findings, outputs = sound(report), Findings(), list[Output]()
    findings.add(report.diagnostics)
    for audience in audiences:
        known_audience(bible, audience)
    for layout, audience in product(tuple(layouts) or (bible.layout,), audiences):
        ready = report.book if layout == bible.layout and not audience else None
        book = ready or _proof(report.resolved[audience], layout, findings, draft=draft)
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


def sound(report: Report) -> Bible:
    """The bible of the report. Raises ContentError with every diagnostic when it holds a mistake."""
    if report.bible is None or report.errors:
        raise ContentError(report.diagnostics)
    return report.bible


def _proof(resolved: Bible, layout_name: str, findings: Findings, *, draft: bool = False) -> Book:
    book = _marked(resolved, layout_name, findings, draft=draft)
    if book is None or findings.errors:
        raise LayoutError(findings.all)
    return book


def _marked(resolved: Bible, layout_name: str, findings: Findings, *, draft: bool) -> Book | None:
    """The book that a layout makes, marked as a proof, with the fingerprint by which two proofs are known to say the same."""
    from bible_builder import layout, validation

    mark = words(resolved.language)["proof"]
    book = layout.compose(resolved, layout_name, findings, proof=mark, draft=draft)
    if book is None:
        return None
    return replace(book, metadata=replace(book.metadata, proof=f"{mark} · {validation.fingerprint(book)}"))


def pdf_of(book: Book, findings: Findings, work: Work, progress: Progress | None = None, purpose: str = "screen") -> Pdf:
    """The book as a PDF. Raises RenderingError."""
    from bible_builder.rendering import pdf

    rendered = pdf.render(
        book, findings, progress=progress, jobs=work.jobs, executor=work.executor, cache=work.cache, purpose=purpose
    )
    findings.stop_on_errors(RenderingError)
    return rendered


def docx_of(book: Book, page_map: PageMap, findings: Findings, work: Work) -> Docx:
    """The book as a Word document; ``page_map`` is its PDF's. Raises RenderingError."""
    from bible_builder.rendering import docx

    rendered = docx.render(book, page_map, findings, cache=work.cache)
    findings.stop_on_errors(RenderingError)
    return rendered


def _write(
    book: Book, stem: Path, formats: tuple[str, ...], findings: Findings, work: Work, progress: Progress | None, purpose: str
) -> list[Output]:
    """Render every format, then write them: when one fails, the older files of all of them stay. The PDF for a printer, and the
    document for those who review it, have names of their own, so that they stand beside those to be read."""
    pdf = pdf_of(book, findings, work, progress, purpose)
    ready = {"pdf": pdf.data} if "pdf" in formats else {}
    if "docx" in formats:
        if progress is not None:
            progress("docx", 0, 1)
        ready["docx"] = docx_of(book, pdf.page_map, findings, work).data
    names = {"pdf": f"{stem.name}-print"} if purpose == "print" else {}
    if book.reviews:
        names["docx"] = f"{stem.name}-{book.words['review-file']}"
    files = {name: write_whole(stem.with_name(f"{names.get(name, stem.name)}.{name}"), data) for name, data in ready.items()}
    pages = {"pdf": pdf.pages}
    return [Output(file, name, book.audience, book.layout, pages.get(name, 0)) for name, file in files.items()]
