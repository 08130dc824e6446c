"""Values as they stand in a file before their meaning is known: text, lists and mappings, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from bible_builder.errors import Source


@dataclass(frozen=True, slots=True)
class Text:
    """A value, as typed. ``comment`` is what YAML took for a comment although a single space parts it from the value.

    ``in_cell`` tells that it comes from a spreadsheet, where a list is a text with semicolons.
    """

    text: str
    source: Source
    comment: str = ""
    in_cell: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``raw`` is how it was typed when it stands on one line."""

    values: tuple[Value, ...]
    source: Source
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value; ``source`` is the key's place."""

    key: str
    value: Value
    source: Source


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping, in the file's order; keys that come twice are reported when it is read and stand here once.

    ``is_partial``: some of it could not be read, so that nobody can tell what is missing.
    """

    entries: tuple[Entry, ...]
    source: Source
    raw: str = ""
    is_partial: bool = False

    def get(self, key: str) -> Value | None:
        """The value of ``key``, or None."""
        return next((entry.value for entry in self.entries if entry.key == key), None)


Value = Text | Items | Entries


def is_empty(value: Value | None) -> bool:
    """Whether nothing was typed: no value, or a text of spaces, ``null`` or ``~`` (YAML 1.1 null)."""
    return value is None or (isinstance(value, Text) and value.text.strip() in {"", "~", "null"})
