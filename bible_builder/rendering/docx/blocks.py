"""Blocks of text: paragraphs, lists, definitions, quotations, callouts, dialogue, procedures, cards of indicators."""

from __future__ import annotations

from bible_builder.model.tree import Element
from bible_builder.rendering.docx.manuscript import Manuscript
from bible_builder.rendering.docx.oxml import new
from bible_builder.rendering.docx.paragraph import Direct
from bible_builder.rendering.docx.place import Place
from bible_builder.rendering.docx.rows import row
from bible_builder.rendering.docx.stylebook import Look


def write_paragraph(element: Element, place: Place, manuscript: Manuscript) -> None:
    """A paragraph in its own style or its container's."""
    line = manuscript.paragraph(place.style_of(row(element)), place, keep_lines(element))
    line.is_index = any(outer.name == "index" for outer in place.path)
    line.begin_bookmarks(*manuscript.take_ids(element.get("id")))
    line.write(element.children, Look(language=element.get("lang") or place.language))
    line.end()


def keep_lines(element: Element) -> Direct | None:
    """The formatting of a paragraph that is itself to stay unbroken."""
    return {"keepLines": new("keepLines")} if element.get("data-together") == "yes" else None


def write_group(element: Element, place: Place, manuscript: Manuscript) -> None:
    """What only holds other blocks; its id goes to the first of them."""
    manuscript.wait_for_block(element)
    with manuscript.kept_together(element):
        manuscript.write(element.children, place.within(row(element), element))


def write_container(element: Element, place: Place, manuscript: Manuscript) -> None:
    """What dresses the paragraphs in it: a callout, a quotation, a letter, a card, a definition."""
    manuscript.wait_for_block(element)
    with manuscript.kept_together(element):
        inner = manuscript.enter(row(element), element, place)
        manuscript.write(element.children, inner)
        manuscript.leave(inner)


def write_list(element: Element, place: Place, manuscript: Manuscript) -> None:
    """A list or a procedure: each item's first paragraph takes the next number."""
    manuscript.wait_for_block(element)
    inner = manuscript.enter(row(element), element, place)
    kind = manuscript.styles.format(row(element).style).numbering
    instance = manuscript.numbering.open(kind, inner.depth - 1, int(element.get("start") or "1"))
    with manuscript.kept_together(element):
        for item in element.elements:
            manuscript.pending.item = instance
            manuscript.write((item,), inner)
            manuscript.pending.item = None
    manuscript.leave(inner)
