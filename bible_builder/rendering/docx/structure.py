"""Units, their parts, and the sections in them."""

from __future__ import annotations

import hashlib
from typing import Final

from lxml import etree

from bible_builder.model.book import Unit
from bible_builder.model.tree import Element
from bible_builder.model.vocabulary import BY_NAME
from bible_builder.rendering.docx.annex_pages import write_annex_pages
from bible_builder.rendering.docx.comments import heading_of
from bible_builder.rendering.docx.manuscript import Manuscript
from bible_builder.rendering.docx.oxml import NAMESPACES, Xml, add, new, qn
from bible_builder.rendering.docx.place import Place
from bible_builder.rendering.docx.rows import row

RECTO: Final = frozenset({"title-page"})
"""Parts that begin on a right-hand page within their unit; the others begin on the next page."""

COVERS: Final = frozenset({"cover", "back-cover"})
"""Parts made of frames: a section of their own holds them, for a frame goes where the next paragraph is; no head, no foot."""

_CAPTIONS: Final = "caption-list"
"""Lists of figures and tables stand one below the other."""

_LONGEST_TAG: Final = 64  # characters (§17.5.2.42; Word refuses longer ones)


def write_unit(unit: Unit, manuscript: Manuscript) -> None:
    """A unit: a section of the document, more where a part begins on a right-hand page; then the pages of its annex.

    Its last section is left open.
    """
    parts = [part for part in unit.content if isinstance(part, Element)]
    names = [row(part).name for part in parts]
    manuscript.sections.begin(unit, bare=bool(COVERS.intersection(names[:1])))
    for place, part in enumerate(parts):
        if place and names[place] in RECTO:
            manuscript.sections.break_recto()
        elif place and COVERS.intersection(names[place - 1 : place + 1]):
            manuscript.sections.break_page(bare=names[place] in COVERS)
        elif place and (manuscript.sections.has_columns or manuscript.sections.is_landscape):
            manuscript.sections.break_page()
        elif place and names[place - 1 : place + 1] == [_CAPTIONS, _CAPTIONS]:
            manuscript.pending.before = manuscript.styles.format(BY_NAME["part-title"].style).after
        elif place:
            manuscript.pending.page = True
        manuscript.write((part,), Place())
    if manuscript.sections.is_landscape and unit.annex is not None:
        manuscript.sections.break_page()
    if unit.annex is not None:
        write_annex_pages(unit.annex, manuscript)


def write_part(element: Element, place: Place, manuscript: Manuscript) -> None:
    """A part of the book: its blocks."""
    manuscript.wait_for_paragraph(element.get("id"))
    manuscript.write(element.children, place.within(row(element), element))


def write_section(element: Element, place: Place, manuscript: Manuscript) -> None:
    """A section; one that names its reference stands in a content control of that tag and title, and in a bookmark of that name,
    so that a reviewed document can be read back.

    A section with landscape pages is several controls of one tag.
    """
    manuscript.wait_for_paragraph(element.get("id"))
    inner = place.within(row(element), element)
    reference = element.get("data-reference")
    if not reference:
        manuscript.write(element.children, inner)
        return
    made: list[Xml] = []
    with manuscript.controls.inside(lambda: _control(reference, made, manuscript)):
        manuscript.write(element.children, inner)
    if made:
        _mark(reference, made, manuscript)
        review = manuscript.book.reviews.get(reference)
        if review is not None and review.request:
            manuscript.comments.add(review.request, heading_of(made[0]))


def _control(reference: str, made: list[Xml], manuscript: Manuscript) -> tuple[Xml, Xml]:
    """A control and its content, which is noted in ``made``. Those who review the document see its title: where the section
    stands."""
    review = manuscript.book.reviews.get(reference)
    title = f"{reference} · {review.line}" if review else reference
    properties = new("sdtPr", new("alias", val=title[:_LONGEST_TAG]), new("tag", val=_tag(reference)))
    add(properties, "id", val=manuscript.next_control())
    if review is None:
        properties.append(_unseen())
    control = new("sdt", properties)
    made.append(add(control, "sdtContent"))
    return control, made[-1]


def _mark(reference: str, made: list[Xml], manuscript: Manuscript) -> None:
    """The bookmark named after the section, from its first block to its last: Word's Go To selects the whole of it."""
    number = manuscript.bookmarks.next_id()
    name = manuscript.bookmarks.name(f"whole {reference}", called=reference)  # with a space: no id of the book
    made[0].insert(0, new("bookmarkStart", id=number, name=name))
    add(made[-1], "bookmarkEnd", id=number)


def _unseen() -> Xml:
    """The control draws no box around its text ([MS-DOCX] 2.5.1.1)."""
    made = etree.Element(qn("w15:appearance"), nsmap=NAMESPACES)
    made.set(qn("w15:val"), "hidden")
    return made


def _tag(reference: str) -> str:
    if len(reference) <= _LONGEST_TAG:
        return reference
    return f"{reference[: _LONGEST_TAG - 9]}-{hashlib.sha256(reference.encode()).hexdigest()[:8]}"
