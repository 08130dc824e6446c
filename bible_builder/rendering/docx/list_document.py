"""A plain list as a Word document: a title, and a table with repeated heads on landscape pages; to send round, not the book."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.package import Package
from docx.shared import Mm, Pt

from bible_builder.rendering.docx.oxml import add
from bible_builder.rendering.docx.package import packed
from bible_builder.rendering.docx.stylebook import language_tag

_ILLEGAL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 has no way to write (§2.2)."""

_SIZE: Final = Pt(8)
_MARGIN: Final = Mm(12)
_PAGE: Final = (Mm(297), Mm(210))
_WIDEST: Final = 40
_ROOM: Final = 7
"""Characters: what a column asks for at most, and what all of them are given."""


def list_document(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], date: datetime.date, language: str) -> bytes:
    """The document's bytes, the same for the same list; ``date`` is the document's own, ``language`` that of its words."""
    document = Document()
    _properties(document, title, date, language)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    document.add_heading(_clean(title), level=1)
    listed = [heads, *rows]
    table = document.add_table(rows=0, cols=len(heads), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _widths(listed), strict=True):
        column.width = width
    properties = table._tbl.tblPr
    add(properties, "tblCaption", val=_clean(title))
    for number, texts in enumerate(listed):
        _add_row(table, texts, is_head=not number)
    package = document.part.package
    assert isinstance(package, Package)
    return packed(package, date)


def _widths(listed: Sequence[Sequence[str]]) -> list[int]:
    """The columns' widths in EMU: they share the page as their longest texts ask, within bounds."""
    asked = [min(max(map(len, texts)), _WIDEST) + _ROOM for texts in zip(*listed, strict=True)]
    return [int((_PAGE[0] - 2 * _MARGIN) * one / sum(asked)) for one in asked]


def _add_row(table: Any, texts: Sequence[str], *, is_head: bool) -> None:
    row = table.add_row()
    properties = row._tr.get_or_add_trPr()
    add(properties, "cantSplit")
    if is_head:
        add(properties, "tblHeader")
    for cell, text in zip(row._tr.tc_lst, texts, strict=True):  # ``row.cells`` looks through the whole table each time
        paragraph = cell.p_lst[0]
        run = paragraph.add_r()
        run.text = _clean(text)
        run_properties = run.get_or_add_rPr()
        if is_head:
            add(run_properties, "b")
        add(run_properties, "sz", val=int(_SIZE.pt * 2))


def _properties(document: Any, title: str, date: datetime.date, language: str) -> None:
    core = document.core_properties
    core.title, core.author, core.last_modified_by = _clean(title)[:255], "bible_builder", "bible_builder"
    core.comments, core.language = "", language_tag(language)
    core.created = core.modified = datetime.datetime.combine(date, datetime.time(), datetime.UTC)
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language_tag(language))


def _clean(text: str) -> str:
    return _ILLEGAL.sub("", text)
