"""Headings: numbered by Word where it would print the same number, bookmarked so that references can repeat them."""

from __future__ import annotations

from bible_builder.model.tree import Element
from bible_builder.rendering.docx.line import Line
from bible_builder.rendering.docx.manuscript import Manuscript
from bible_builder.rendering.docx.marks import write_heading_entries, write_see_references
from bible_builder.rendering.docx.numbering import LIST_OF
from bible_builder.rendering.docx.oxml import Xml, new
from bible_builder.rendering.docx.paragraph import unnumbered
from bible_builder.rendering.docx.place import Place
from bible_builder.rendering.docx.rows import numbered, row
from bible_builder.rendering.docx.stylebook import Look


def write_heading(element: Element, place: Place, manuscript: Manuscript) -> None:
    """A heading of any kind; index marks in it come first, then the number if it is text, then the bookmarked title."""
    style = row(element).style
    numbering = manuscript.styles.format(style).numbering
    number, words = numbered(element.children)
    counted = manuscript.numbers.takes(numbering, number)
    if number and not counted:
        manuscript.findings.note("word-number-as-text", element.source, number=number)
    ids = manuscript.take_ids(element.get("id"))
    line = manuscript.paragraph(style, place, _direct(ids, style, manuscript, unnumber=numbering in LIST_OF and not counted))
    line.is_heading = True
    write_heading_entries(element, line)
    if place.path and place.path[-1].name == "index":
        write_see_references(manuscript.facts.see, line)
    look = Look(language=element.get("lang") or place.language)
    if number and not counted:
        _write_number(number, line, look)
    line.begin_bookmarks(*ids)
    line.write(words, look)
    line.end()


def _write_number(number: str, line: Line, look: Look) -> None:
    line.text(number, look.within("number"))
    line.text(" ", look)


def _direct(ids: list[str], style: str, manuscript: Manuscript, *, unnumber: bool) -> dict[str, Xml]:
    """A heading that the contents do not list stays out of the table of contents that Word would make."""
    facts, level = manuscript.facts, manuscript.styles.format(style).outline_level
    direct: dict[str, Xml] = {"numPr": unnumbered()} if unnumber else {}
    if 0 < level <= facts.depth and facts.listed.isdisjoint(ids):
        direct["outlineLvl"] = new("outlineLvl", val=9)
    return direct
