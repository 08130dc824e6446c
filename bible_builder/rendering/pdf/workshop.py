"""The jobs of one document: what is asked of workers, and what becomes of their answers and failures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bible_builder.errors import BibleError, Diagnostic, Findings, RenderingError, ResourceLimitError, Source, UnsafeError
from bible_builder.model.book import Book, PdfAnnex, Unit
from bible_builder.rendering.pdf.bound import BoundAnnex
from bible_builder.rendering.pdf.heads import PageHeads
from bible_builder.rendering.pdf.laid import Laid, Said
from bible_builder.rendering.pdf.nursery import JobError, Nursery
from bible_builder.rendering.pdf.rounds import Settled, Settlement
from bible_builder.rendering.pdf.stamp import frame, layer_css, layer_html
from bible_builder.rendering.pdf.units import Sheet

_MISSING_GLYPH: Final = re.compile(
    r'\.notdef glyph rendered for Unicode string unsupported by fonts: "(.)" \((U\+[0-9A-F]+)\)', re.S
)
_FAILED_IMAGE: Final = re.compile(r"Failed to (?:load image at '|render SVG image )([^']*)")
_ERRORS: Final[Mapping[str, tuple[str, type[BibleError]]]] = {
    "time": ("pdf-unit-too-slow", ResourceLimitError),
    "memory": ("pdf-unit-too-big", ResourceLimitError),
    "unsafe": ("pdf-unsafe-resource", UnsafeError),
    "failure": ("pdf-unit-failed", RenderingError),
}
"""Why a job came to nothing → the code of the diagnostic, the exception."""


class Workshop:
    """Asks a nursery for one book's units, annexes and heads."""

    def __init__(
        self, nursery: Nursery, book: Book, findings: Findings, progress: Callable[[str, int, int], None] | None
    ) -> None:
        self._nursery, self._book, self._findings, self._progress = nursery, book, findings, progress
        self._laid: set[str] = set()

    def lay_out(self, sheet: Sheet) -> Laid:
        """A unit's pages. Raises ResourceLimitError, UnsafeError or RenderingError."""
        setting = {"baseline": self._book.page.baseline.points, "full_last_page": sheet.unit.folios}
        laid = self._lay(sheet.html, self._book.css, sheet.unit.title, sheet.files, setting=setting)
        self._laid.add(sheet.unit.id)
        if self._progress is not None:
            self._progress("pdf", len(self._laid), len(self._book.units))
        return laid

    def lay_out_heads(self, pages: Sequence[PageHeads]) -> bytes:
        """A PDF with the furniture of ``pages``, a page each; nothing when there are none. Raises as ``lay_out``."""
        if not pages:
            return b""
        return self._lay(layer_html(self._book, pages), layer_css(self._book, pages), self._book.metadata.title, ()).data

    def bind_annexes(self) -> dict[str, BoundAnnex]:
        """The annex PDFs, by the id of their unit; what is wrong with one is noted. Raises as ``lay_out``."""
        return {unit.id: self._bind(unit, unit.annex) for unit in self._book.units if unit.annex is not None}

    def note_what_was_said(self, settlement: Settlement) -> None:
        """Turn what the engine said of the units, as they will be printed, into diagnostics."""
        for unit in settlement.units:
            for said in unit.laid.said:
                self._note(said, unit)
            for n in unit.laid.faded:
                self._findings.error("pdf-untaggable-style", unit.sheet.source(n), unit=unit.sheet.unit.title)

    def _lay(self, html: str, css: str, title: str, files: Iterable[str], **further: Mapping[str, Any]) -> Laid:
        fonts = {str(font.path.resolve().parent) for font in self._book.charter.fonts}
        arguments = {
            "html": html,
            "css": css,
            **further,
            "base": f"{self._book.base.resolve().as_uri()}/",
            "roots": [*(str(root.resolve()) for root in self._book.roots), *sorted(fonts)],
        }
        return Laid.read(self._run("lay", arguments, title, files))

    def _run(self, task: str, arguments: Mapping[str, Any], title: str, files: Iterable[str]) -> Path:
        try:
            return self._nursery.run(task, arguments)
        except JobError as error:
            code, kind = _ERRORS[error.reason]
            named = tuple(files)
            parameters = {"unit": title, "files": ", ".join(named), "reason": error.sentence}
            raise kind(Diagnostic(code, parameters, Source(named[0]) if named else None)) from None

    def _bind(self, unit: Unit, annex: PdfAnnex) -> BoundAnnex:
        file = self._shown(annex.path)
        arguments = {
            "path": str(annex.path.resolve()),
            "name": unit.id,
            "title": annex.title,
            "description": annex.description,
            "page-of": self._book.words.get("page-of-annex", "{title}, {number}"),
            "page": [self._book.page.width.points, self._book.page.height.points],
            "frame": frame(self._book.page),
        }
        bound = BoundAnnex.read(self._run("annex", arguments, unit.title, [file]))
        for problem in bound.problems:
            note = self._findings.error if problem.fatal else self._findings.warning
            note(problem.code, Source(file), **problem.parameters)
        return bound

    def _shown(self, path: Path) -> str:
        """A file as the référent knows it: relative to the bible's root."""
        path, base = path.resolve(), self._book.base.resolve()
        return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.name

    def _note(self, said: Said, unit: Settled) -> None:
        title = unit.sheet.unit.title
        if glyph := _MISSING_GLYPH.search(said.message):
            place = _where(unit.sheet, glyph[1])
            self._findings.error("pdf-missing-glyph", place, character=glyph[1], code=glyph[2], unit=title)
        elif image := _FAILED_IMAGE.search(said.message):
            place = _where_image(unit.sheet, image[1])
            self._findings.error("pdf-broken-image", place, image=image[1].rsplit("/", 1)[-1], unit=title)
        else:
            note = self._findings.error if said.level == "error" else self._findings.warning
            note("pdf-engine-says", None, message=said.message, unit=title)


def _where(sheet: Sheet, character: str) -> Source | None:
    """Where the first element stands that has ``character`` in a text of its own."""
    for n, element in enumerate(sheet.elements):
        if any(isinstance(child, str) and character in child for child in element.children):
            return sheet.source(n)
    return None


def _where_image(sheet: Sheet, address: str) -> Source | None:
    """Where the picture stands whose file has the name that ``address`` ends in."""
    name = address.rsplit("/", 1)[-1]
    found = (n for n, element in enumerate(sheet.elements) if element.name == "img" and element.get("src").endswith(name))
    return next((sheet.source(n) for n in found), None)
