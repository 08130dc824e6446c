"""Marks: signs put into the text of a document of ours before pandoc reads it, where pandoc would lose what stands there.

Each is a number between two signs of a private use area (Unicode 17 §23.5), which pandoc hands through as the letters they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_PARAGRAPH, _OPENS, _CLOSES, _ENDS = (chr(0x10F8F0 + n) for n in range(4))
SIGN: Final = re.compile(f"([{_PARAGRAPH}{_OPENS}{_CLOSES}])([0-9]+){_ENDS}")
STRAY: Final = re.compile(f"[{_PARAGRAPH}{_OPENS}{_CLOSES}{_ENDS}]")
"""Such a sign in a document that comes from outside means nothing, and is taken out first."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What begins and ends in a line: ``index``, ``see``, ``page``, ``term``, ``lang`` or ``ins``, and what is known of it."""

    kind: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """The number of a list that a paragraph takes up: the list's kind (``ul``, ``ol``, ``step``), its ``w:numId``, its start."""

    kind: str
    list: str
    start: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What pandoc does not tell of a paragraph.

    ``role`` is its style in the sheet ("" for one that is not ours) and ``frame`` that of the frame it stands in; ``left`` is its
    indent, ``base`` that of its surroundings (twips); ``anchors`` are the ids of bookmarks that begin in it, in order, and
    ``borne`` what blocks that begin with it bear; ``language`` when all its words are of another one. In a table, ``table`` is
    its number from 1, ``table_role`` its style, ``is_head`` whether the row is repeated, ``is_right`` how the cell is set.
    """

    section: str
    role: str
    frame: str = ""
    left: int = 0
    base: int = 0
    item: Item | None = None
    anchors: tuple[str, ...] = ()
    borne: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    table: int = 0
    table_role: str = ""
    is_head: bool = False
    is_right: bool = False


@dataclass(slots=True)
class Register:
    """Everything that was marked in one document; a mark is named by its place in these lists."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def paragraph(self, paragraph: Paragraph) -> str:
        """The sign that stands for a paragraph, at its beginning."""
        self.paragraphs.append(paragraph)
        return f"{_PARAGRAPH}{len(self.paragraphs) - 1}{_ENDS}"

    def mark(self, mark: Mark) -> tuple[str, str]:
        """The signs that begin and end a mark."""
        self.marks.append(mark)
        number = len(self.marks) - 1
        return f"{_OPENS}{number}{_ENDS}", f"{_CLOSES}{number}{_ENDS}"


def is_paragraph_sign(sign: str) -> bool:
    """Whether the first part of SIGN stands for a paragraph."""
    return sign == _PARAGRAPH


def opens(sign: str) -> bool:
    """Whether the first part of SIGN begins a mark; else it ends one."""
    return sign == _OPENS
