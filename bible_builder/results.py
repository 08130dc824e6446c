"""What the library takes and gives back: how to work; reports of what was checked and written, each with its diagnostics."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

from bible_builder.errors import Diagnostic, Severity
from bible_builder.model.bible import Bible
from bible_builder.model.book import Book
from bible_builder.model.locators import PageMap
from bible_builder.model.standing import Standing


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a bible, in order of place. ``bible`` is None only when its ``bible.yaml`` cannot be read at all.

    ``resolved`` holds the bible as each audience reads it (``""``: everything), ready to be composed; ``book`` is the one that
    everybody gets in the bible's own layout, marked as a proof; None when there is an error.
    """

    bible: Bible | None
    diagnostics: tuple[Diagnostic, ...] = ()
    resolved: Mapping[str, Bible] = field(default_factory=dict)
    book: Book | None = None

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What stops a build."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What does not, unless one is strict."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Work:
    """How pages are laid out: ``jobs`` units at a time (None: as many as there are processors), on any ``executor``, which only
    schedules; ``cache``: a folder that keeps what was laid out (None: nothing is kept). No byte of a document depends on it."""

    jobs: int | None = None
    executor: Executor | None = None
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class PdfResult:
    """A PDF that was written: its file, its number of pages, and the folio on which each anchor's words begin."""

    path: Path
    pages: int
    page_map: PageMap
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class DocxResult:
    """A Word document that was written: its file, and the engine its page numbers come from (``folios``: libreoffice or pdf)."""

    path: Path
    folios: str
    page_map: PageMap
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Output:
    """One file of a build: for whom (``""``: everybody) and in which layout; ``pages`` is 0 for a Word document."""

    path: Path
    format: str
    audience: str
    layout: str
    pages: int = 0


@dataclass(frozen=True, slots=True)
class BuildResult:
    """Every file a build wrote, in the order they were asked for, and every diagnostic of the way."""

    outputs: tuple[Output, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusReport:
    """Where each part of a bible stands, in the order of the book; ``diagnostics``: what is wrong with its files and register."""

    bible: Bible
    standings: tuple[Standing, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    def of(self, owner: str) -> tuple[Standing, ...]:
        """The parts that a contributor answers for; "": those that nobody does."""
        return tuple(standing for standing in self.standings if standing.owner == owner)


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """What was put on record, in which file; what was on record already, as it stands; drafts that were left out."""

    bible: Bible
    path: Path
    recorded: tuple[Standing, ...]
    already: tuple[Standing, ...] = ()
    left_out: tuple[Standing, ...] = ()
