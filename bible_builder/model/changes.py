"""What changes since another edition, as a book tells it to its reader: a line for each thing, and where to find it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

CHANGED: Final = "data-changed"
"""``yes`` on the smallest elements of a resolved tree whose words are new or changed."""


class ChangeKind(StrEnum):
    """What became of a thing; one that stays may be moved, renamed and changed at once."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    RENAMED = "renamed"
    WITHDRAWN = "withdrawn"


class ChangePart(StrEnum):
    """The parts of a book that changes are told of."""

    CHAPTER = "chapter"
    LEXICON = "lexicon"
    ANNEXES = "annexes"


@dataclass(frozen=True, slots=True)
class ChangedRows:
    """Rows of an annex of the same fate (``new``, ``changed``, ``withdrawn``): how many, and what the first of them are called.

    A changed row that is named says what changed in it: ``R-204, prix : 13,50 € (auparavant 12,90 €)``.
    """

    kind: ChangeKind
    count: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A chapter, section, term or annex that is not what it was.

    ``number`` ("" without) and ``target``, an HTML id, are those of the new book; of a withdrawn thing the target is "" and the
    number is none. ``old_title`` is given when it was renamed, ``came_from`` (a chapter's title) when it stands in another one.
    ``why`` is one line, "" when there is nothing to say; ``why_is_old`` when it is a sentence that no longer stands there.
    """

    id: str
    kinds: tuple[ChangeKind, ...]
    title: str
    number: str = ""
    target: str = ""
    old_title: str = ""
    came_from: str = ""
    why: str = ""
    why_is_old: bool = False
    rows: tuple[ChangedRows, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """A chapter, the lexicon or the annexes, with the entries in the order of the book.

    ``own`` is what became of the chapter itself and of its introduction, None when nothing did. Of the lexicon and the annexes
    number, title and target are "".
    """

    part: ChangePart
    number: str = ""
    title: str = ""
    target: str = ""
    own: ChangeEntry | None = None
    entries: tuple[ChangeEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedPlace:
    """A place that a variable reaches: its kind (chapter, section, term, annex), number ("" without), title, HTML id."""

    kind: str
    number: str
    title: str
    target: str


@dataclass(frozen=True, slots=True)
class ChangedVariable:
    """A value that is another one, under the name that readers know it by, and the places it reaches, in the order of reading."""

    name: str
    old: str
    new: str
    places: tuple[ChangedPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What changes since the edition ``baseline`` of ``date``; false in a condition when nothing does.

    ``new`` holds the HTML ids of chapters, sections, terms and annexes that were not there: the contents mark them. ``marked``
    holds what bears ``data-changed`` outside the trees: the HTML id of a thing whose heading is new or has other words, and that
    id with the name of a line of it (``term-avoir synonyms``, ``annex-plan description``).
    """

    baseline: str
    date: datetime.date | None = None
    groups: tuple[ChangeGroup, ...] = ()
    variables: tuple[ChangedVariable, ...] = ()
    new: frozenset[str] = field(default_factory=frozenset)
    marked: frozenset[str] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.groups or self.variables)
