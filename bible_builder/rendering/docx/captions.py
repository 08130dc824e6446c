"""Captions and their numbers: text and SEQ fields (§17.16.5.56)."""

from __future__ import annotations

import re

from bible_builder.model.tree import Element
from bible_builder.rendering.docx.line import Line
from bible_builder.rendering.docx.manuscript import Manuscript
from bible_builder.rendering.docx.oxml import new
from bible_builder.rendering.docx.place import Place
from bible_builder.rendering.docx.rows import is_row, row, squeezed
from bible_builder.rendering.docx.stylebook import Look


def write_caption(element: Element, place: Place, manuscript: Manuscript) -> None:
    """A caption; bookmarks of what it names hold its label and number, which is what a reference to it prints."""
    above = is_row(element, "caption")
    direct = {"keepNext": new("keepNext")} if above else None
    line = manuscript.paragraph(row(element).style, place, direct)
    line.begin_bookmarks(*manuscript.take_ids(element.get("id")))
    line.write(element.children, Look(language=element.get("lang") or place.language))
    line.end()


def write_label(element: Element, line: Line, look: Look) -> None:
    """Label and number: the number counts in the sequence named by the label's words."""
    look = look.within(row(element).style)
    words = squeezed(child for child in element.children if not is_row(child, "number"))
    sequence = sequence_of(words)
    for child in element.children:
        if isinstance(child, Element) and is_row(child, "number"):
            _write_number(squeezed(child.children), sequence, line, look.within(row(child).style))
        else:
            line.write((child,), look)
    line.end_bookmarks()


def sequence_of(words: str) -> str:
    """The name of the sequence in which captions of this label are counted."""
    return re.sub(r"\W+", "_", words).strip("_") or "Sequence"


def _write_number(number: str, sequence: str, line: Line, look: Look) -> None:
    """A SEQ field; where the book does not count on by one, the field begins anew."""
    found = re.fullmatch(r"(.*?)(\d+)", number)
    if found is None:
        line.text(number, look)
        return
    counts = line.manuscript.sequences
    value = int(found[2])
    anew = "" if value == counts.get(sequence, 0) + 1 else f" \\r {value}"
    counts[sequence] = value
    line.text(found[1], look)
    with line.field(f"SEQ {sequence} \\* ARABIC{anew}", look):
        line.text(found[2], look)
