"""A piece of Markdown that is being read: a file's body or a value in YAML. It knows places, notes and generated ids."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from typing import Any

from bible_builder.errors import Source
from bible_builder.loading.placed import Text
from bible_builder.loading.reading import Reading


class PageKind(StrEnum):
    """What is read, and so which headings may stand in it."""

    CHAPTER = "chapter"
    SECTION = "section"
    ANNEX = "annex"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Note:
    """The text of a note, its line from 0."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """``lines`` are the Markdown's own; ``source`` is where the first of them stands.

    ``anchor`` is the id of the section, chapter, annex or term: generated ids are made from it. ``folder``: where relative
    paths begin.
    """

    reading: Reading
    kind: PageKind
    source: Source
    lines: tuple[str, ...]
    anchor: str
    folder: str = ""
    notes: MutableMapping[str, Note] = field(default_factory=dict)
    called: set[str] = field(default_factory=set)
    env: MutableMapping[str, Any] = field(default_factory=dict)
    _note_numbers: count[int] = field(default_factory=lambda: count(1))
    _section_numbers: count[int] = field(default_factory=lambda: count(1))

    def place(self, line: int, found: str = "") -> Source:
        """The place of a line (from 0) of the Markdown; its column is that of ``found`` when the line holds it."""
        number = self.source.line + line
        if self.kind is PageKind.PHRASE:
            return Source(self.source.file, number, self.source.column if not line else 0)
        text = self.lines[line] if line < len(self.lines) else ""
        first = found.partition("\n")[0]
        return Source(self.source.file, number, text.find(first) + 1 if first else 0)

    def error(self, code: str, line: int, found: str = "", /, **parameters: object) -> None:
        """Report a mistake on a line."""
        self.reading.findings.error(code, self.place(line, found), **parameters)

    def warning(self, code: str, line: int, found: str = "", /, **parameters: object) -> None:
        """Report a doubt about a line."""
        self.reading.findings.warning(code, self.place(line, found), **parameters)

    def next_note_id(self) -> str:
        """An id for the next note called."""
        return f"note-{self.anchor}-{next(self._note_numbers)}"

    def next_section_id(self) -> str:
        """An id for the next subsection. Two hyphens: no id that an author gives can be the same."""
        return f"section-{self.anchor}--{next(self._section_numbers)}"


def phrase_page(text: Text, anchor: str, reading: Reading) -> Page:
    """The page of a value that is Markdown within a line."""
    return Page(reading, PageKind.PHRASE, text.source, tuple(text.text.split("\n")), anchor)
