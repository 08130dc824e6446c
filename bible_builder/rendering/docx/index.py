"""The index and the lexicon, in columns; the index is an INDEX field with its result in place (§17.16.5.29)."""

from __future__ import annotations

from typing import Final

from bible_builder.model.tree import Element
from bible_builder.rendering.docx.manuscript import Manuscript
from bible_builder.rendering.docx.place import Place
from bible_builder.rendering.docx.rows import is_row, row
from bible_builder.rendering.docx.stylebook import language_id

COLUMNS: Final = 2


def write_index(element: Element, place: Place, manuscript: Manuscript) -> None:
    """Title and what stands below it in one column; the letters and their entries in two, the field around them.

    The field stands within the section of its columns and ends in its last entry. Begun in the paragraph that ends the section
    before, and ended in one of its own, as Word has it, LibreOffice 7.4 loses that section's settings and adds a blank page.
    """
    language = language_id(manuscript.book.metadata.language)
    code = f'INDEX \\e ", " \\g "–" \\l ", " \\h "A" \\c "{COLUMNS}" \\z "{language}"'
    if _write_columns(element, place, manuscript, code):
        manuscript.end_field()


def write_glossary(element: Element, place: Place, manuscript: Manuscript) -> None:
    """The lexicon: title and what stands below it in one column; the letters and their entries in two."""
    _write_columns(element, place, manuscript)


def _write_columns(element: Element, place: Place, manuscript: Manuscript, code: str = "") -> bool:
    """The letters in a section of columns, what comes before them over the full width; returns whether there are any letters.

    ``code`` is that of a field which begins in the first paragraph of the columns.
    """
    manuscript.wait_for_paragraph(element.get("id"))
    inner = place.within(row(element), element)
    groups = [child for child in element.elements if is_row(child, "letter-group")]
    manuscript.write((child for child in element.elements if child not in groups), inner)
    if groups:
        manuscript.sections.break_columns(COLUMNS)
        manuscript.pending.code = code
        manuscript.write(groups, inner)
    return bool(groups)
