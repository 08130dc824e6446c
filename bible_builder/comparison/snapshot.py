"""A snapshot: what one audience reads in a bible, resolved, as plain data that can be kept for years and compared.

It holds words and structure, nothing of looks: no place in a file, no folio, no generated number except those that name a
section. A snapshot of a filtered bible knows nothing of what was withheld.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

FORMAT: Final = 1
"""The version of the format; one number, raised when an older program could misread what a newer one writes."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Words from ``start`` to ``end`` of a block that were generated: the number or title of ``target``, an HTML id."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Block:
    """A line of text: a paragraph, a heading, a row of a table (cells parted by tabs), a note, a picture's alternative text.

    ``kind`` is its path in the vocabulary, outermost first (``callout-rule/paragraph``). ``carries`` is what it has besides
    words: addresses of links, names and digests of pictures.
    """

    kind: str
    text: str
    references: tuple[Reference, ...] = ()
    carries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section; ``typed`` is a digest of what its author typed, variables unread: equal when only values have changed."""

    id: str
    title: str
    number: str = ""
    owner: str = ""
    status: str = ""
    audiences: tuple[str, ...] = ()
    change_note: str = ""
    typed: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter; ``blocks`` are its introduction, ``typed`` is as a section's."""

    id: str
    title: str
    number: str = ""
    owner: str = ""
    typed: str = ""
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the lexicon; ``see_also`` are terms, as they are printed."""

    id: str
    term: str
    expansion: str = ""
    synonyms: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its head in the file, its title in print; ``key``: its cells tell rows apart."""

    name: str
    title: str
    key: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the printed text of each column, the group it stands in ("" for none)."""

    cells: tuple[str, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a spreadsheet; ``title`` is "" for a file that has only one."""

    title: str
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex: ``blocks`` hold its introduction and its text, ``sheets`` its tables, ``pages`` and ``digest`` its PDF."""

    id: str
    title: str
    kind: str
    letter: str = ""
    description: str = ""
    pages: int = 0
    digest: str = ""
    blocks: tuple[Block, ...] = ()
    sheets: tuple[Sheet, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a variable is used: in a ``chapter`` (its title or introduction), a ``section``, a ``term``, an ``annex``; which."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Variable:
    """A value that is used, and each place that uses it, once, in the order of reading; ``label``: what readers know it as."""

    name: str
    text: str
    places: tuple[Place, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """The edition's own data; dates as ``2026-10-01``, "" for none."""

    id: str
    number: int = 0
    date: str = ""
    valid_from: str = ""
    valid_to: str = ""
    baseline: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole; ``audience`` is "" when it holds everything."""

    edition: Edition
    language: str = "fr"
    brand: str = ""
    title: str = ""
    audience: str = ""
    chapters: tuple[Chapter, ...] = ()
    terms: tuple[Term, ...] = ()
    annexes: tuple[Annex, ...] = ()
    variables: tuple[Variable, ...] = ()

    def sections(self) -> Iterator[tuple[Chapter, Section]]:
        """Each section with its chapter, in order."""
        for chapter in self.chapters:
            for section in chapter.sections:
                yield chapter, section
