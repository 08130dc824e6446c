"""The table of contents: a TOC field in a content control, its result in place (§17.16.5.68)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from bible_builder.model.tree import Content, Element, Node
from bible_builder.rendering.docx.blocks import write_paragraph
from bible_builder.rendering.docx.captions import sequence_of
from bible_builder.rendering.docx.formatting import indent_element
from bible_builder.rendering.docx.line import Line
from bible_builder.rendering.docx.manuscript import Manuscript
from bible_builder.rendering.docx.oxml import add, new
from bible_builder.rendering.docx.place import Place
from bible_builder.rendering.docx.references import target_of
from bible_builder.rendering.docx.rows import is_row, numbered, row
from bible_builder.rendering.docx.stylebook import SECTION_END, Look, style_id

_NUMBER_WIDTHS: Final = {"toc-1": 340, "toc-2": 560, "toc-3": 760}
"""Room for the number of an entry, in twips: Word too puts the tab after it as formatting of the paragraph itself."""

_NUMBER_WIDTH: Final = 560  # of any other list
_HALF_POINT: Final = 10  # twips
_GAP: Final = 100  # twips, at least, between a number and its title


def write_contents(element: Element, place: Place, manuscript: Manuscript) -> None:
    """Title and entries in a control that Word offers to refresh (``w:docPartGallery``, §17.5.2.13)."""
    with manuscript.controls.inside(lambda: _control(manuscript)):
        _write_list(element, f'TOC \\o "1-{manuscript.facts.depth}" \\h \\z \\u', place, manuscript)


def write_caption_list(element: Element, place: Place, manuscript: Manuscript) -> None:
    """The figures or the tables: title, and a field that lists the captions counted in their sequence."""
    _write_list(element, f'TOC \\h \\z \\c "{sequence_of(element.get("data-label"))}"', place, manuscript)


def _write_list(element: Element, code: str, place: Place, manuscript: Manuscript) -> None:
    manuscript.wait_for_paragraph(element.get("id"))
    inner, begun = place.within(row(element), element), False
    for child in element.elements:
        if is_row(child, "toc-list") and not begun:
            manuscript.pending.code, begun = code, True
        manuscript.write((child,), inner)
    if begun:
        manuscript.note_last(_end_field(manuscript.controls.into))


def _control(manuscript: Manuscript) -> tuple[etree._Element, etree._Element]:
    gallery = new("docPartObj", new("docPartGallery", val="Table of Contents"), new("docPartUnique"))
    control = new("sdt", new("sdtPr", new("id", val=manuscript.next_control()), gallery))
    return control, add(control, "sdtContent")


def _end_field(content: etree._Element) -> etree._Element:
    """A paragraph of its own that ends the field."""
    paragraph = add(content, "p")
    add(add(paragraph, "pPr"), "pStyle", val=style_id(SECTION_END))
    add(add(paragraph, "r"), "fldChar", fldCharType="end")
    return paragraph


def write_entry(element: Element, place: Place, manuscript: Manuscript) -> None:
    """An entry: one link that holds number, title and page. The first one begins the field."""
    folio = next((child for child in element.elements if is_row(child, "folio")), None)
    number, words = numbered(tuple(_unlinked(child for child in element.children if child is not folio)))
    style = row(element).style
    line = manuscript.paragraph(style, place, _tabs(style, manuscript) if number else None)
    line.begin_bookmarks(*manuscript.take_ids(element.get("id")))
    look = Look(language=element.get("lang") or place.language)
    target = next((target_of(link) for link in element.iter() if link.get("href")), "")
    if target in manuscript.facts.ids:
        with line.link(anchor=manuscript.bookmarks.name(target)):
            _fill(number, words, folio, line, look)
    else:
        _fill(number, words, folio, line, look)
    line.end()


def write_mention(element: Element, place: Place, manuscript: Manuscript) -> None:
    """Small print; what is nothing but a reference and its page stands as an entry of the contents does, number, title, page."""
    parts = [child for child in element.children if isinstance(child, Element) or child.strip()]
    if [is_row(part, name) for part, name in zip(parts, ("cross-reference", "folio"), strict=False)] != [True, True] or parts[2:]:
        write_paragraph(element, place, manuscript)
        return
    reference, folio = parts
    assert isinstance(reference, Element)
    line = _begun(element, place, manuscript, _tabs(row(element).style, manuscript))
    _write_reference(reference, folio, line, Look(language=element.get("lang") or place.language))
    line.end()


def write_change(element: Element, place: Place, manuscript: Manuscript) -> None:
    """A thing that changed: its number, which hangs in the indent of the style, its title, its page when it has one."""
    shape = manuscript.styles.format(row(element).style)
    hanging = indent_element(shape.left, shape.right, -shape.left)
    line = _begun(element, place, manuscript, {"tabs": new("tabs", _page_stop(shape.right, manuscript)), "ind": hanging})
    look = Look(language=element.get("lang") or place.language)
    folio = next((child for child in element.elements if is_row(child, "folio")), None)
    reference = next((child for child in element.elements if is_row(child, "cross-reference")), None)
    if reference is not None and folio is not None:
        _write_reference(reference, folio, line, look)
    else:
        _fill(*numbered(element.children), folio, line, look)
    line.end()


def _begun(element: Element, place: Place, manuscript: Manuscript, own: dict[str, etree._Element]) -> Line:
    line = manuscript.paragraph(row(element).style, place, own)
    line.begin_bookmarks(*manuscript.take_ids(element.get("id")))
    return line


def _write_reference(reference: Element, folio: Node, line: Line, look: Look) -> None:
    """The number and the words of a reference, and its page, a tab between them."""
    number, words = numbered(reference.children)
    if number:
        line.write((Element(reference.name, reference.attributes, reference.children[: -len(words)]),), look)
        line.sign("tab")
    line.write((Element(reference.name, reference.attributes, words),), look)
    line.sign("tab")
    line.write((folio,), look)


def _fill(number: str, words: Content, folio: Element | None, line: Line, look: Look) -> None:
    if number:
        line.text(number, look)
        line.sign("tab")
    line.write(words, look)
    if folio is not None:
        line.sign("tab")
        line.write((folio,), look)


def _tabs(style: str, manuscript: Manuscript) -> dict[str, etree._Element]:
    """The stop of the title, unless the style hangs its numbers, whose indent is a stop of itself; that of the page.

    Both make room for the widest number of the level.
    """
    shape = manuscript.styles.format(style)
    widest = manuscript.facts.widest.get(style, 0.0) * int(shape.run.get("sz", {}).get("val", "20")) * _HALF_POINT
    room = max(round(widest) + _GAP, -shape.first if shape.first < 0 else _NUMBER_WIDTHS.get(style, _NUMBER_WIDTH))
    page = _page_stop(shape.right, manuscript)
    if shape.first >= 0:
        return {"tabs": new("tabs", new("tab", val="left", pos=shape.left + room), page)}
    return {"tabs": new("tabs", page), "ind": indent_element(shape.left + shape.first + room, shape.right, -room)}


def _page_stop(right: int, manuscript: Manuscript) -> etree._Element:
    """The stop of the page, at the end of the line; ``right`` is the indent of the style there."""
    return new("tab", val="right", leader="dot", pos=manuscript.measure - right)


def _unlinked(nodes: Iterator[Node]) -> Iterator[Node]:
    """The nodes with links taken off their words: the whole entry is one link."""
    for node in nodes:
        if isinstance(node, Element) and node.name == "a":
            yield from node.children
        else:
            yield node
