"""Sections of the document: page, margins, heads, folios, columns; each unit begins one, on a right-hand page (§17.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bible_builder.model.book import Matter, PageGeometry, Unit
from bible_builder.model.units import Length
from bible_builder.rendering.docx.oxml import Xml, add, new, w
from bible_builder.rendering.docx.stylebook import SECTION_END, style_id

if TYPE_CHECKING:
    from bible_builder.rendering.docx.heads import Heads
    from bible_builder.rendering.docx.manuscript import Manuscript

_COLUMN_GAP: Final = Length.mm(8).twips
_START: Final = w("start")
_RESTART: Final = re.compile(rb'<w:numRestart w:val="\w+"/>')
"""How notes are numbered: said once in the settings of each section."""

_CONTINUOUS: Final = b'<w:numRestart w:val="continuous"/>'

_FORMATS: Final = {Matter.FRONT: "lowerRoman", Matter.BODY: "decimal"}


@dataclass(frozen=True, slots=True)
class _Open:
    """How a section begins (§17.18.77), and what its page is like."""

    type: str
    columns: int = 1
    landscape: bool = False
    bare: bool = False  # without head and foot


_OPENING: Final = _Open("oddPage")


class Sections:
    """The section being written: Word keeps its settings at its end, in a paragraph of their own here."""

    def __init__(self, manuscript: Manuscript, heads: Heads) -> None:
        self._manuscript, self._heads = manuscript, heads
        self._unit: Unit | None = None
        self._open = _OPENING
        self._counted: set[Matter] = set()
        self._noted: list[bool] = []  # whether notes stand in each section

    @property
    def is_landscape(self) -> bool:
        """Whether the page is turned."""
        return self._open.landscape

    @property
    def has_columns(self) -> bool:
        """Whether the text stands in several columns."""
        return self._open.columns > 1

    @property
    def page(self) -> PageGeometry:
        """The page of the section, turned when it is landscape."""
        page = self._manuscript.book.page
        return page.turned if self.is_landscape else page

    def begin(self, unit: Unit, *, bare: bool = False) -> None:
        """Begin a unit on a right-hand page; ``bare``: without head and foot."""
        self._unit, self._open = unit, replace(_OPENING, bare=bare)
        self._manuscript.begin_section()

    def break_recto(self) -> None:
        """Go on in the same unit on the next right-hand page."""
        self._break(_OPENING)
        self._manuscript.notes.begin_section()

    def break_page(self, *, landscape: bool = False, bare: bool = False) -> None:
        """Go on in the same unit on the next page, in one column, turned or not, with heads or bare; notes count on."""
        self._break(_Open("nextPage", landscape=landscape, bare=bare))

    def break_columns(self, columns: int) -> None:
        """Go on in the same unit, right below, in several columns; notes count on."""
        self._close()
        self._open = _Open("continuous", columns)

    def _break(self, following: _Open) -> None:
        self._close()
        self._open = following
        self._manuscript.begin_page()

    def end(self, *, last: bool = False) -> None:
        """End the unit's last section; ids still waiting are marked here. The document's own stand at the end of the body."""
        paragraph = self._close(last=last)
        for anchor in self._manuscript.take_ids():
            number = self._manuscript.bookmarks.next_id()
            add(paragraph, "bookmarkStart", id=number, name=self._manuscript.bookmarks.name(anchor))
            add(paragraph, "bookmarkEnd", id=number)

    def _close(self, *, last: bool = False) -> Xml:
        """Write the settings; returns the paragraph that holds them, or stands last."""
        body, grounds = self._manuscript.controls.interrupted(), self._manuscript.grounds
        ending = _last_block(body) if last and len(body) else None
        if ending is not None and ending.tag == w("p") and not grounds:
            body.append(self._properties())
            return ending
        paragraph = add(body, "p")
        properties = add(paragraph, "pPr")
        add(properties, "pStyle", val=style_id(SECTION_END))
        for ground in grounds:
            add(paragraph, "r").append(ground)
        grounds.clear()
        (body if last else properties).append(self._properties())
        return paragraph

    def _properties(self) -> Xml:
        """``w:sectPr`` with its children in the schema's order (§17.6.17)."""
        unit, page, is_open = self._unit, self.page, self._open
        assert unit is not None
        unit = replace(unit, folios=unit.folios and not is_open.bare)
        continuous = is_open.type == "continuous"
        references = [] if continuous else self._heads.references(unit, landscape=is_open.landscape)
        made = new("sectPr", *references, self._note_numbers())
        add(made, "type", val=is_open.type)
        size = add(made, "pgSz", w=page.width.twips, h=page.height.twips)
        if is_open.landscape:
            size.set(w("orient"), "landscape")
        add(made, "pgMar", top=page.top.twips, right=page.outer.twips, bottom=page.bottom.twips, left=page.inner.twips,
            header=page.top.twips // 2, footer=page.bottom.twips // 2, gutter=0)  # fmt: skip
        numbers = add(made, "pgNumType", fmt=_FORMATS[unit.matter])
        if unit.matter not in self._counted:
            self._counted.add(unit.matter)
            numbers.set(_START, "1")
        columns = {"num": is_open.columns, "space": _COLUMN_GAP} if is_open.columns > 1 else {"space": _COLUMN_GAP}
        add(made, "cols", **columns)
        if unit.folios and is_open.type == _OPENING.type:
            add(made, "titlePg")
        return self._heads.dressed(made, unit, landscape=is_open.landscape)

    def _note_numbers(self) -> Xml:
        """Notes are counted anew where a unit begins, and count on in the sections that go on with it."""
        restart = new("numRestart", val="eachSect" if self._open.type == _OPENING.type else "continuous")
        self._noted.append(self._manuscript.notes.any_in_section)
        return new("footnotePr", restart)

    def nudge_libreoffice(self) -> None:
        """Have LibreOffice 7.4 count the notes: it prints 0 for those that it reads after their numbers first begin anew.

        It counts again when the setting changes: it does so after the last note, where it means nothing, and is back at the end.
        """
        last_noted = max((place for place, noted in enumerate(self._noted) if noted), default=-1)
        if 0 <= last_noted < len(self._noted) - 2:
            self._manuscript.parts.document.amend(_RESTART, _CONTINUOUS, len(self._noted) - 2)


def _last_block(body: Xml) -> Xml:
    """The block that ends the text, in a content control or not."""
    ending = body[-1]
    while ending.tag in {w("sdt"), w("sdtContent")}:
        ending = ending[-1]
    return ending
