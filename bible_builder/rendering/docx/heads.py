"""Running heads and feet: STYLEREF and PAGE fields from the book's templates; the proof mark stands on every page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from bible_builder.model.book import Unit
from bible_builder.model.tree import Element
from bible_builder.rendering.docx.line import PLAIN, Line
from bible_builder.rendering.docx.oxml import NAMESPACES, Xml, add, new, root_of, serialized
from bible_builder.rendering.docx.rows import numbered, row, squeezed
from bible_builder.rendering.docx.stylebook import FOOTER, HEADER, style_id
from bible_builder.rendering.docx.tabs import Tab, place_tab, tab_ground, tab_words

if TYPE_CHECKING:
    from bible_builder.rendering.docx.manuscript import Manuscript

_SLOT: Final = re.compile(r"\{(title|chapter|section|folio|edition|in_force)\}")
_HEADING: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)
"""Word's own headings are named by their level: their names in a field are those of the reader's language."""

_TITLES: Final = frozenset({"chapter-title", "part-title", "annex-title"})
_SECTIONS: Final = frozenset({"heading-2", "annex-heading"})
_PAGES: Final = ("default", "even", "first")
"""Recto, verso, and the opening page of a unit, which has a folio and no running head (§17.18.36)."""


class Heads:
    """The heads and feet of a book: a part for each that differs."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._made: dict[tuple[bytes, Tab | None], str] = {}
        self._named: dict[tuple[str, bool], tuple[str, str]] = {}  # by unit and whether of its title
        self._headed: dict[str, list[Element]] = {}

    def references(self, unit: Unit, *, landscape: bool = False) -> list[Xml]:
        """``w:headerReference`` and ``w:footerReference`` of a unit's section, whose pages may be turned."""
        heads = self._manuscript.book.heads
        templates = {
            "header": {"default": heads.recto_head, "even": heads.verso_head, "first": ""},
            "footer": {"default": heads.recto_foot, "even": heads.verso_foot, "first": heads.recto_foot},
        }
        made = []
        for kind, by_page in templates.items():
            for page in _PAGES:
                reference = new(f"{kind}Reference", type=page)
                reference.set(_ID, self._part(kind, by_page[page] if unit.folios else "", page, unit, landscape=landscape))
                made.append(reference)
        return made

    def dressed(self, section: Xml, unit: Unit, *, landscape: bool) -> Xml:
        """The settings of a unit's section as they are: a template's heads come with some of its own."""
        return section

    def _part(self, kind: str, template: str, page: str, unit: Unit, *, landscape: bool) -> str:
        """The relationship of the part that holds this head or foot."""
        root = root_of("hdr" if kind == "header" else "ftr")
        proof = self._manuscript.book.metadata.proof
        if proof and kind == ("header" if unit.folios else "footer"):  # a cover's ground is dark above
            _fill(self._paragraph(root, kind, "center"), [("text", proof)])
        if template or not len(root):
            line = self._paragraph(root, kind, "left" if page == "even" else "right")
            _fill(line, self._pieces(template, unit))
        tab = place_tab(self._manuscript.book, unit, verso=page == "even", landscape=landscape) if kind == "header" else None
        key = (serialized(root), tab)
        if key not in self._made:
            if tab is not None:
                self._add_tab(root, tab)
            content_type = CONTENT_TYPE.WML_HEADER if kind == "header" else CONTENT_TYPE.WML_FOOTER
            relation = RELATIONSHIP_TYPE.HEADER if kind == "header" else RELATIONSHIP_TYPE.FOOTER
            part = self._manuscript.parts.xml(f"/word/{kind}{len(self._made) + 1}.xml", content_type, root)
            self._made[key] = self._manuscript.parts.relate(part, relation)
        return self._made[key]

    def _add_tab(self, root: Xml, tab: Tab) -> None:
        """A thumb tab: its words before the head's own, its ground anchored in the head's last paragraph."""
        styles = self._manuscript.styles
        root.insert(0, tab_words(tab, styles))
        add(root[-1], "r").append(tab_ground(tab, self._manuscript.pictures.next_id(), styles))

    def _paragraph(self, root: Xml, kind: str, align: str) -> Line:
        paragraph = add(root, "p")
        properties = add(paragraph, "pPr")
        add(properties, "pStyle", val=style_id(HEADER if kind == "header" else FOOTER))
        add(properties, "jc", val=align)
        return Line(self._manuscript, paragraph, self._manuscript.relations, "")

    def _pieces(self, template: str, unit: Unit) -> list[tuple[str, str]]:
        """The template as texts and fields: ("text", words) or (field code, result)."""
        pieces = []
        for place, text in enumerate(_SLOT.split(template)):
            if text:
                pieces.append(self._slot(text, unit) if place % 2 else ("text", text))
        return pieces

    def _slot(self, name: str, unit: Unit) -> tuple[str, str]:
        metadata = self._manuscript.book.metadata
        if name == "folio":
            return "PAGE", "1"
        if name in {"chapter", "section"}:
            key = (unit.id, name == "chapter")
            if key not in self._named:
                self._named[key] = self._style_reference(unit, _TITLES if name == "chapter" else _SECTIONS)
            return self._named[key]
        return "text", {"title": metadata.title, "edition": metadata.edition, "in_force": metadata.in_force}[name]

    def _style_reference(self, unit: Unit, rows: frozenset[str]) -> tuple[str, str]:
        """A field that repeats the last heading of a kind, with its stored result; nothing without any such heading.

        Word makes the result anew for each page. A reader that does not, as LibreOffice before 7.6, prints the stored one on all
        pages of the unit: it is the heading when there is but one, else the unit's title, which is true of each page.
        """
        if unit.id not in self._headed:
            self._headed[unit.id] = list(_headings(unit))
        every = self._headed[unit.id]
        headings = [element for element in every if row(element).name in rows]
        title = next((element for element in every if row(element).name in _TITLES), None)
        if not headings:
            return "text", unit.title if rows is _TITLES else ""
        shown = headings[0] if len(headings) == 1 or title is None else title
        word = self._manuscript.styles.style(row(headings[0]).style).word
        level = _HEADING.fullmatch(word)
        return f"STYLEREF {level[1]}" if level else f'STYLEREF "{word}"', squeezed(numbered(shown.children)[1])


_ID: Final = f"{{{NAMESPACES['r']}}}id"


def _headings(unit: Unit) -> Iterable[Element]:
    """The elements of a unit that may be one of the headings that heads repeat."""
    for top in unit.content:
        if isinstance(top, Element):
            yield from (element for element in top.iter() if element.name in {"h1", "h2"})


def _fill(line: Line, pieces: Iterable[tuple[str, str]]) -> None:
    for code, text in pieces:
        if code == "text":
            line.text(text, PLAIN)
        else:
            with line.field(code):
                line.text(text, PLAIN)
    line.end()
