"""How many headings, figures, tables, notes and index marks a finished DOCX holds, and how many its Book has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from bible_builder.model.book import Book
from bible_builder.model.tree import Element
from bible_builder.model.vocabulary import BY_NAME, row_of
from tests.conformance.docx_lint.document import WP, Document, W, val
from tests.conformance.docx_lint.reference_rules import instructions

HEADINGS: Final = (
    "chapter-title", "part-title", "annex-title", "heading-2", "heading-3", "heading-4", "annex-heading", "annex-subheading",
    "letter-head", "change-head",
)  # fmt: skip
KINDS: Final = ("headings", "pictures", "tables", "notes", "index marks")
_ROWS: Final = {
    **dict.fromkeys(HEADINGS, "headings"), **dict.fromkeys(("table", "decision-table", "data-table"), "tables"),
    "image": "pictures", "note": "notes", "index-mark": "index marks",
}  # fmt: skip


def counted_in_book(book: Book) -> dict[str, int]:
    """What the Book has of each kind; the pages of a bound-in PDF are pictures in Word."""
    found = Counter(_ROWS[row.name] for element in _elements(book) if (row := row_of(element)) is not None and row.name in _ROWS)
    found["pictures"] += sum(unit.annex.pages for unit in book.units if unit.annex is not None)
    return {kind: found[kind] for kind in KINDS}


def _elements(book: Book) -> Iterator[Element]:
    for unit in book.units:
        for top in unit.content:
            if isinstance(top, Element):
                yield from top.iter()


def counted_in_word(document: Document, book: Book) -> dict[str, int]:
    """What the finished document has of each kind, told by its styles, tables, notes, fields.

    A mark is an XE field without ``\\t``, whose words refer elsewhere; a range (``\\r``) stands for its two marks.
    """
    styles = {book.stylesheet.styles[BY_NAME[name].style].word.casefold() for name in HEADINGS}
    ids = {style_id for style_id, style in document.styles.items() if val(style.find(f"{W}name")).casefold() in styles}
    fields = [text for story in document.stories for text in instructions(story) if text.strip().startswith("XE ")]
    notes = [story for story in document.stories if story.part == "word/footnotes.xml"]
    return {
        "headings": sum(val(style) in ids for style in document.body.iter("pStyle")),
        "pictures": sum(1 for story in document.stories for _ in story.root.iter(f"{WP}inline")),
        "tables": sum(1 for _ in document.body.iter("tbl")),
        "notes": sum(note.get(f"{W}type") is None for story in notes for note in story.iter("footnote")),
        "index marks": sum(" \\t " not in text for text in fields) + sum(" \\r " in text for text in fields),
    }
