"""The index: an INDEX field over a section of two columns, its result in place (§17.16.5.26)."""

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
    manuscript.wait_for_paragraph(element.get("id"))
    inner = place.within(row(element), element)
    groups = [child for child in element.elements if is_row(child, "letter-group")]
    manuscript.write((child for child in element.elements if child not in groups), inner)
    if not groups:
        return
    manuscript.sections.break_columns(COLUMNS)
    language = language_id(manuscript.book.metadata.language)
    manuscript.pending.code = f'INDEX \\e ", " \\g "–" \\l ", " \\h "A" \\c "{COLUMNS}" \\z "{language}"'
    manuscript.write(groups, inner)
    manuscript.end_field()
