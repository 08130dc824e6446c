"""Sections of the document: page, margins, heads, folios, columns; each unit begins one, on a right-hand page (§17.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bible_builder.model.book import Matter, Unit
from bible_builder.model.units import Length
from bible_builder.rendering.docx.oxml import Xml, add, new, w
from bible_builder.rendering.docx.stylebook import SECTION_END, style_id

if TYPE_CHECKING:
    from bible_builder.rendering.docx.heads import Heads
    from bible_builder.rendering.docx.manuscript import Manuscript

_COLUMN_GAP: Final = Length.mm(8).twips
_START: Final = w("start")
_FORMATS: Final = {Matter.FRONT: "lowerRoman", Matter.BODY: "decimal"}


class Sections:
    """The section being written: Word keeps its settings at its end, in a paragraph of their own here."""

    def __init__(self, manuscript: Manuscript, heads: Heads) -> None:
        self._manuscript, self._heads = manuscript, heads
        self._unit: Unit | None = None
        self._columns = 1
        self._counted: set[Matter] = set()
        self._restarts: list[tuple[Xml, bool]] = []

    def begin(self, unit: Unit) -> None:
        """Begin a unit on a right-hand page."""
        self._unit, self._columns = unit, 1
        self._manuscript.begin_section()

    def break_recto(self) -> None:
        """Go on in the same unit on the next right-hand page."""
        self.end()
        self._columns = 1
        self._manuscript.begin_section()

    def break_columns(self, columns: int) -> None:
        """Go on in the same unit, right below, in several columns."""
        self.end()
        self._manuscript.notes.begin_section()
        self._columns = columns

    def end(self, *, last: bool = False) -> None:
        """End the section; the document's last one has its settings at the end of the body. Ids still waiting are marked here."""
        body = self._manuscript.body
        if last and body[-1].tag == w("p"):
            body.append(self._properties())
            return
        paragraph = add(body, "p")
        properties = add(paragraph, "pPr")
        add(properties, "pStyle", val=style_id(SECTION_END))
        (body if last else properties).append(self._properties())
        for anchor in self._manuscript.take_ids():
            number = self._manuscript.bookmarks.next_id()
            add(paragraph, "bookmarkStart", id=number, name=self._manuscript.bookmarks.name(anchor))
            add(paragraph, "bookmarkEnd", id=number)

    def _properties(self) -> Xml:
        """``w:sectPr`` with its children in the schema's order (§17.6.17)."""
        unit, page = self._unit, self._manuscript.book.page
        assert unit is not None
        continuous = self._columns > 1
        made = new("sectPr", *([] if continuous else self._heads.references(unit)))
        made.append(self._note_numbers())
        add(made, "type", val="continuous" if continuous else "oddPage")
        add(made, "pgSz", w=page.width.twips, h=page.height.twips)
        add(made, "pgMar", top=page.top.twips, right=page.outer.twips, bottom=page.bottom.twips, left=page.inner.twips,
            header=page.top.twips // 2, footer=page.bottom.twips // 2, gutter=0)  # fmt: skip
        numbers = add(made, "pgNumType", fmt=_FORMATS[unit.matter])
        if unit.matter not in self._counted:
            self._counted.add(unit.matter)
            numbers.set(_START, "1")
        columns = {"num": self._columns, "space": _COLUMN_GAP} if continuous else {"space": _COLUMN_GAP}
        add(made, "cols", **columns)
        if unit.folios and not continuous:
            add(made, "titlePg")
        return made

    def _note_numbers(self) -> Xml:
        """Notes are counted anew in each section."""
        restart = new("numRestart", val="eachSect")
        self._restarts.append((restart, self._manuscript.notes.any_in_section))
        return new("footnotePr", restart)

    def nudge_libreoffice(self) -> None:
        """Have LibreOffice 7.4 count the notes: it prints 0 for those that it reads after their numbers first begin anew.

        It counts again when the setting changes: it does so after the last note, where it means nothing, and is back at the end.
        """
        last_noted = max((place for place, (_, noted) in enumerate(self._restarts) if noted), default=-1)
        trailing = self._restarts[last_noted + 1 :]
        if last_noted >= 0 and len(trailing) > 1:
            trailing[-2][0].set(w("val"), "continuous")
