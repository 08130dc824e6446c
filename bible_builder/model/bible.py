"""The bible: what the référent's files say, typed and placed. Assembly returns another one of the same shape, resolved."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from bible_builder.errors import Source
from bible_builder.model.changes import Changes
from bible_builder.model.charter import Charter
from bible_builder.model.locators import Target
from bible_builder.model.standing import Standing
from bible_builder.model.tree import Content

LOOK_UP: Final = re.compile(r"\{\{[ \t]*([^\s{}]+)[ \t]*\}\}")
"""A variable named in a plain text (a title, a description), which no tree holds."""


class Status(StrEnum):
    """How far a section has come."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    VALIDATED = "validated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A thing read from a file: where it stands, and where each of its values stands (field name → place)."""

    source: Source
    places: Mapping[str, Source] = field(default_factory=dict)

    def place(self, name: str) -> Source:
        """Where the field ``name`` was written, else where the whole thing stands."""
        return self.places.get(name, self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition(Placed):
    """The edition's own data; ``date`` is the clock of everything in it."""

    id: str
    number: int
    date: datetime.date
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    baseline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedOutput(Placed):
    """What an edition is issued as: the files of one layout ("" for the bible's own), for one audience ("": everybody)."""

    layout: str = ""
    purpose: str = "screen"  # or "print"; of the PDF
    audience: str = ""
    formats: tuple[str, ...] = ("pdf", "docx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor(Placed):
    """A person who owns sections."""

    id: str
    name: str
    role: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience(Placed):
    """Who may read."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient(Placed):
    """Who is sent a copy."""

    id: str
    name: str
    audience: str
    contact: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable(Placed):
    """A value that sections look up by its dotted name; ``row`` names the row of a file that it comes from, "" for none.

    ``label`` is what readers know the value as, where it is told that it has changed; "" when nobody said.
    """

    name: str
    text: str
    row: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Placed):
    """One Markdown file. ``body`` starts below the section's title; ``number`` is set by assembly (``2.3``).

    Its subsections stand in ``body`` as nested ``section`` elements with their heading first.
    """

    id: str
    title: str
    owner: str = ""
    status: Status = Status.DRAFT
    reviewed_on: datetime.date | None = None
    review_every: str = ""
    audiences: tuple[str, ...] = ()
    index: tuple[str, ...] = ()
    change_note: str = ""
    body: Content = ()
    title_content: Content = ()
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter(Placed):
    """A folder of the guide; ``body`` is its introduction."""

    id: str
    title: str
    folder: str
    owner: str = ""
    audiences: tuple[str, ...] = ()
    index: tuple[str, ...] = ()
    body: Content = ()
    title_content: Content = ()
    sections: tuple[Section, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Placed):
    """An entry of the lexicon. ``targets`` is set by assembly: where it is treated, its home section as main."""

    id: str
    term: str
    definition: Content = ()
    expansion: str = ""
    forms: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    home: str = ""
    indexed: bool = False
    always: bool = False
    nature: str = ""
    audiences: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    passim: bool = False  # whether it stands in many more places than ``targets`` names


class ColumnType(StrEnum):
    """How a spreadsheet column is read and printed."""

    TEXT = "text"
    NUMBER = "number"
    PRICE = "price"
    DATE = "date"
    PERCENT = "percent"
    POSTAL_CODE = "postal-code"
    TELEPHONE = "telephone"

    @property
    def is_numeric(self) -> bool:
        """Whether its cells are set to the right."""
        return self in {ColumnType.NUMBER, ColumnType.PRICE, ColumnType.PERCENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Placed):
    """A column to print: its head in the file, its title in print, its type, its width in percent (0: as it comes).

    ``key``: its cells tell rows apart when two editions are compared.
    """

    name: str
    title: str
    type: ColumnType = ColumnType.TEXT
    width: float = 0
    key: bool = False
    audiences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow(Placed):
    """A row of a spreadsheet: the printed text of each column, in column order, and who may read it (empty: all)."""

    cells: tuple[str, ...]
    audiences: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Placed):
    """A sheet of a spreadsheet (a CSV file has one, without title)."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]


class AnnexKind(StrEnum):
    """What an annex is made of."""

    TEXT = "text"
    TABLE = "table"
    PDF = "pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex(Placed):
    """An annex: text (``body``), tables (``sheets``, turned into ``body`` by assembly), or a PDF (``path``, pages bound in).

    ``landscape``: its tables stand on turned pages. ``full_page``: a PDF's pages fill the book's from edge to edge.
    ``link``: where that PDF can be had; a Word document then shows no pictures of its pages.
    """

    id: str
    title: str
    kind: AnnexKind
    path: Path
    owner: str = ""
    introduction: Content = ()
    audiences: tuple[str, ...] = ()
    body: Content = ()
    sheets: tuple[Sheet, ...] = ()
    pages: int = 0
    description: str = ""
    landscape: bool = False
    full_page: bool = False
    link: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concordance(Placed):
    """Words which, wherever they stand in the guide, make an index mark; ``entry`` is ``a!b!c``."""

    words: tuple[str, ...]
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexReference(Placed):
    """A *see* or *see also* between index headings (``a!b`` each); ``also`` tells which."""

    entry: str
    target: str
    also: bool = False


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A heading of the finished index: its text, sort letter, places, references, subheadings in order."""

    heading: str
    targets: tuple[Target, ...] = ()
    see: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    entries: tuple[IndexEntry, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """The entries under one letter (or under the word for symbols)."""

    letter: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class TermGroup:
    """The terms under one letter."""

    letter: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bible(Placed):
    """Everything the référent's files say. ``root`` holds ``content/``; ``files`` are those read, relative to it.

    ``formulas`` are set phrases that several sections may hold word for word. ``referent`` is the contributor who keeps the
    bible, "" for none named. ``standings`` says where each part stands, by its key; none without a register of validations.

    ``outputs`` are the files of an edition, at least one.

    The last fields are empty until assembly: the audience it was selected for ("" for all), the lexicon in order, the index.
    ``changes`` is None where there is no edition to compare with.
    """

    root: Path
    language: str
    brand: str
    title: str
    subtitle: str
    slug: str
    edition: Edition
    charter: Charter
    chapters: tuple[Chapter, ...] = ()
    terms: tuple[Term, ...] = ()
    annexes: tuple[Annex, ...] = ()
    variables: Mapping[str, Variable] = field(default_factory=dict)
    contributors: Mapping[str, Contributor] = field(default_factory=dict)
    audiences: Mapping[str, Audience] = field(default_factory=dict)
    referent: str = ""
    standings: Mapping[str, Standing] = field(default_factory=dict)
    recipients: tuple[Recipient, ...] = ()
    concordance: tuple[Concordance, ...] = ()
    index_references: tuple[IndexReference, ...] = ()
    formulas: tuple[str, ...] = ()
    outputs: tuple[PlannedOutput, ...] = ()
    layout: str = "livre"
    word_folios: str = "libreoffice"
    word_refresh: bool = False
    change_bars: bool = True
    strict: bool = False  # conformance: strict
    confidentiality: str = ""
    contact: str = ""
    files: tuple[str, ...] = ()
    audience: str = ""
    lexicon: tuple[TermGroup, ...] = ()
    index: tuple[IndexGroup, ...] = ()
    changes: Changes | None = None

    @property
    def content(self) -> Path:
        """The folder ``content/``."""
        return self.root / "content"
