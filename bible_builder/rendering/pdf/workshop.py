"""The jobs of one document: what is asked of workers, and what becomes of their answers and failures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bible_builder.errors import BibleError, Diagnostic, Findings, RenderingError, ResourceLimitError, Source, UnsafeError
from bible_builder.model.book import Book, PdfAnnex, Unit
from bible_builder.rendering.pdf.bound import BREAKING, BoundAnnex
from bible_builder.rendering.pdf.heads import PageHeads, apart
from bible_builder.rendering.pdf.laid import Laid, Said
from bible_builder.rendering.pdf.nursery import JobError
from bible_builder.rendering.pdf.pool import Job, Pool
from bible_builder.rendering.pdf.rounds import Settled, Settlement
from bible_builder.rendering.pdf.stamp import Layer, frame, layer_css, layer_html
from bible_builder.rendering.pdf.units import Sheet

_MISSING_GLYPH: Final = re.compile(
    r'\.notdef glyph rendered for Unicode string unsupported by fonts: "(.)" \((U\+[0-9A-F]+)\)', re.S
)
_FAILED_IMAGE: Final = re.compile(r"Failed to (?:load image at '|render SVG image )([^']*)")
_ERRORS: Final[Mapping[str, tuple[str, type[BibleError]]]] = {
    "time": ("pdf-unit-too-slow", ResourceLimitError),
    "killed": ("pdf-unit-killed", ResourceLimitError),
    "memory": ("pdf-unit-too-big", ResourceLimitError),
    "unsafe": ("pdf-unsafe-resource", UnsafeError),
    "failure": ("pdf-unit-failed", RenderingError),
}
"""Why a job came to nothing → the code of the diagnostic, the exception."""

_LAYER: Final = 60
"""How many pages' furniture is laid out at a time."""

_GRAVEST: Final[tuple[type[BibleError], ...]] = (UnsafeError, ResourceLimitError, RenderingError)
"""Which exception stands for several."""


@dataclass(frozen=True, slots=True)
class _Commission:
    """A job with what it is to people: the title of its unit, the référent's files; and how much work it may be."""

    job: Job
    title: str
    files: tuple[str, ...] = ()
    weight: int = 0


def _failure(commission: _Commission, error: JobError) -> tuple[type[BibleError], Diagnostic]:
    code, kind = _ERRORS[error.reason]
    files = commission.files
    parameters = {"unit": commission.title, "files": ", ".join(files), "reason": error.sentence}
    return kind, Diagnostic(code, parameters, Source(files[0]) if files else None)


class Workshop:
    """Asks a pool for one book's units, annexes and heads."""

    def __init__(self, pool: Pool, book: Book, findings: Findings, progress: Callable[[str, int, int], None] | None) -> None:
        self._pool, self._book, self._findings, self._progress = pool, book, findings, progress
        self._laid: set[str] = set()

    def lay_out(self, sheets: Sequence[Sheet]) -> list[Laid]:
        """The units' pages. Raises ResourceLimitError, UnsafeError or RenderingError, once all units have been tried."""
        commissions = [self._commission(sheet) for sheet in sheets]

        def tell(place: int) -> None:
            self._laid.add(sheets[place].unit.id)
            if self._progress is not None:
                self._progress("pdf", len(self._laid), len(self._book.units))

        return [Laid.read(folder) for folder in self._done(commissions, tell)]

    def begin_heads(self, pages: Sequence[PageHeads]) -> Iterator[Layer]:
        """The furniture of ``pages``, some of them at a time: begun now, given when it is asked for. Raises as ``lay_out``."""
        heads, marks = apart(pages)
        parts = [heads[first : first + _LAYER] for first in range(0, len(heads), _LAYER)] + ([marks] if marks else [])
        title = self._book.metadata.title
        commissions = [
            _Commission(Job("lay", self._arguments(layer_html(self._book, part), layer_css(self._book, part))), title)
            for part in parts
        ]
        wait = self._begun(commissions)

        def layers() -> Iterator[Layer]:
            for part, folder in zip(parts, wait(), strict=True):
                yield part, Laid.read(folder)

        return layers()

    def bind_annexes(self) -> dict[str, BoundAnnex]:
        """The annex PDFs, by the id of their unit; what is wrong with one is noted. Raises as ``lay_out``."""
        annexes = [(unit, unit.annex) for unit in self._book.units if unit.annex is not None]
        folders = self._done([self._binding(unit, annex) for unit, annex in annexes])
        return {unit.id: self._bound(annex, folder) for (unit, annex), folder in zip(annexes, folders, strict=True)}

    def note_what_was_said(self, settlement: Settlement) -> None:
        """Turn what the engine said of the units, as they will be printed, into diagnostics."""
        for unit in settlement.units:
            for said in unit.laid.said:
                self._note(said, unit)
            for n in unit.laid.faded:
                self._findings.error("pdf-untaggable-style", unit.sheet.source(n), unit=unit.sheet.unit.title)

    def _commission(self, sheet: Sheet) -> _Commission:
        setting = {"baseline": self._book.page.baseline.points, "full_last_page": sheet.unit.folios}
        arguments = self._arguments(sheet.html, self._book.css, setting=setting)
        return _Commission(Job("lay", arguments), sheet.unit.title, self._own_files(sheet), len(sheet.html))

    def _own_files(self, sheet: Sheet) -> tuple[str, ...]:
        """The files of the unit that lie in the bible: nobody can mend the templates that come with the program."""
        return tuple(file for file in sheet.files if (self._book.base / file).is_file()) or sheet.files

    def _arguments(self, html: str, css: str, **further: Mapping[str, Any]) -> dict[str, Any]:
        fonts = {str(font.path.resolve().parent) for font in self._book.charter.fonts}
        return {
            "html": html,
            "css": css,
            **further,
            "base": f"{self._book.base.resolve().as_uri()}/",
            "roots": [*(str(root.resolve()) for root in self._book.roots), *sorted(fonts)],
        }

    def _done(self, commissions: Sequence[_Commission], tell: Callable[[int], None] = lambda _: None) -> list[Path]:
        """The folders of what was commissioned, in its order. Raises when some came to nothing, once all have been tried."""
        return self._begun(commissions, tell)()

    def _begun(
        self, commissions: Sequence[_Commission], tell: Callable[[int], None] = lambda _: None
    ) -> Callable[[], list[Path]]:
        """What waits for the commissions, which are begun at once, the longest first."""
        order = sorted(range(len(commissions)), key=lambda place: -commissions[place].weight)
        results = self._pool.run([commissions[place].job for place in order])

        def wait() -> list[Path]:
            folders: dict[int, Path] = {}
            failures: list[tuple[type[BibleError], Diagnostic]] = []
            for place, done in results:
                if isinstance(done, JobError):
                    failures.append(_failure(commissions[order[place]], done))
                else:
                    folders[order[place]] = done
                    tell(order[place])
            if failures:
                kinds = [kind for kind, _ in failures]
                raise next(kind for kind in _GRAVEST if kind in kinds)(diagnostic for _, diagnostic in failures)
            return [folders[place] for place in range(len(commissions))]

        return wait

    def _binding(self, unit: Unit, annex: PdfAnnex) -> _Commission:
        arguments = {
            "path": str(annex.path.resolve()),
            "name": unit.id,
            "title": annex.title,
            "description": annex.description,
            "page-of": self._book.words.get("page-of-annex", "{title}, {number}"),
            "page": [self._book.page.width.points, self._book.page.height.points],
            "frame": frame(self._book.page),
            "turned-frame": frame(self._book.page.turned),
            "full-page": annex.full_page,
        }
        return _Commission(Job("annex", arguments), unit.title, (self._book.shown(annex.path),))

    def _bound(self, annex: PdfAnnex, folder: Path) -> BoundAnnex:
        file, bound = self._book.shown(annex.path), BoundAnnex.read(folder)
        for problem in bound.problems:
            refused = problem.fatal or (self._book.strict and problem.code in BREAKING)
            note = self._findings.error if refused else self._findings.warning
            note(problem.code, Source(file), **problem.parameters)
        return bound

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
