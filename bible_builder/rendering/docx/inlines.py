"""Words in a line that only look different, line breaks, pictures, notes."""

from __future__ import annotations

from bible_builder.model.tree import Element
from bible_builder.rendering.docx.line import Line
from bible_builder.rendering.docx.oxml import add
from bible_builder.rendering.docx.rows import numbered, row
from bible_builder.rendering.docx.stylebook import Look
from bible_builder.rendering.docx.survey import call_of

STYLED = (
    "emphasis", "strong", "code", "superscript", "subscript", "abbreviation", "defined", "foreign", "inserted", "deleted",
    "number", "change-mark", "speaker", "actor", "time-limit",
)  # fmt: skip
"""Rows that are a character style, or nothing but their words."""


def write_styled(element: Element, line: Line, look: Look) -> None:
    """Words in the row's character style."""
    line.write(element.children, look.within(row(element).style))


def write_break(_element: Element, line: Line, look: Look) -> None:
    """A line break."""
    line.sign("br", look)


def write_note_call(_element: Element, _line: Line, _look: Look) -> None:
    """Nothing: Word's call is written with the note that follows it."""


def write_note(element: Element, line: Line, look: Look) -> None:
    """A footnote: its call here, its words in the notes' part. Word prints the number when it would print the same."""
    manuscript = line.manuscript
    number, words = numbered(element.children)
    number = number or element.get("data-number")
    counted = manuscript.notes.takes(number)
    if not counted:
        manuscript.findings.note("word-number-as-text", element.source, number=number)
    note_id, container = manuscript.notes.open()
    call = look.within("note-call")
    asked = call_of(element) in manuscript.facts.calls.values()
    bookmark = line.begin_bookmark(manuscript.bookmarks.name(call_of(element))) if asked else None
    line.sign("footnoteReference", call, **({} if counted else {"customMarkFollows": 1}), id=note_id)
    if bookmark is not None:
        line.end_bookmark(bookmark)
    paragraph = add(container, "p")
    add(add(paragraph, "pPr"), "pStyle", val=manuscript.styles.id(row(element).style))
    body = Line(manuscript, paragraph, manuscript.notes.relations, row(element).style)
    body.begin_bookmarks(element.get("id"))
    if counted:
        body.sign("footnoteRef", Look(("note-call",)))
    else:
        line.text(number, call)
        body.text(number, Look(("note-call",)))
    body.text(" ")
    body.write(words, Look(language=look.language))
    body.end()
