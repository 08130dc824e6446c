"""Footnotes: the part that holds them, and what number Word will print for each (§17.11)."""

from __future__ import annotations

from typing import Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from bible_builder.rendering.docx.oxml import Xml, add, root_of
from bible_builder.rendering.docx.parts import Parts
from bible_builder.rendering.docx.relations import Relations

SEPARATORS: Final = (("separator", -1), ("continuationSeparator", 0))
"""The two notes that every document has, and that its settings name: the rule above notes, and above a note carried over."""


class Notes:
    """The footnotes of a document. Word counts them anew in each section, as the book does in each unit."""

    def __init__(self, parts: Parts) -> None:
        self.root = root_of("footnotes")
        self._part = parts.xml("/word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, self.root)
        self.relations = Relations(self._part)
        parts.relate(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        for kind, number in SEPARATORS:
            note = add(self.root, "footnote", type=kind, id=number)
            paragraph = add(note, "p")
            add(add(paragraph, "pPr"), "spacing", after=0, line=240, lineRule="auto")
            add(add(paragraph, "r"), kind)
        self._last = 0
        self._in_section = 0
        self._before_section = 0

    def begin_section(self) -> None:
        """Word begins at 1 again."""
        self._in_section = 0
        self._before_section = self._last

    @property
    def any_in_section(self) -> bool:
        """Whether a note stands in the section so far."""
        return self._last > self._before_section

    def takes(self, number: str) -> bool:
        """Whether Word prints ``number`` for the next note of itself; only then does it count."""
        if number != str(self._in_section + 1):
            return False
        self._in_section += 1
        return True

    def open(self) -> tuple[int, Xml]:
        """A new note: its id, and the paragraph-less element to fill."""
        self._last += 1
        return self._last, add(self.root, "footnote", id=self._last)
