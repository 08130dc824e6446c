"""What a Word document says, in the words of a section file: the data that passes between the modules of this room."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from bible_builder.errors import Diagnostic
from bible_builder.model.tree import Content


class Changes(StrEnum):
    """What becomes of the changes that a reviewer's document tracks."""

    ACCEPT = "accept"
    REJECT = "reject"
    SHOW = "show"
    """Both are kept: deleted words in ``del`` elements, inserted ones in ``ins`` elements, each with ``data-author``."""


CHANGES: Final = tuple(change.value for change in Changes)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image taken out of the document: the file name that the text refers to, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Imported:
    """A section as a Word document tells it.

    ``id`` is that of the content control it stood in ("" in a document that is not of ours). ``body`` is the tree that loading
    makes of a section file, before assembly: nested ``section`` elements with their heading first, and the *source elements* of
    ``model.vocabulary`` for variables, terms, references and index marks. ``pictures`` are those that ``body`` names.
    """

    id: str
    title: str
    body: Content
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole document: its sections in order (one for a document that is not of ours), and all that was not understood."""

    sections: tuple[Imported, ...]
    diagnostics: tuple[Diagnostic, ...] = field(default=())
