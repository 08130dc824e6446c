"""Running heads and feet: STYLEREF and PAGE fields from the book's templates; the proof mark stands on every page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from bible_builder.model.book import Unit
from bible_builder.model.tree import Element
from bible_builder.rendering.docx.line import PLAIN, Line
from bible_builder.rendering.docx.oxml import NAMESPACES, Xml, add, new, serialized
from bible_builder.rendering.docx.rows import numbered, row, squeezed
from bible_builder.rendering.docx.stylebook import FOOTER, HEADER, style_id

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
        self._made: dict[bytes, str] = {}

    def references(self, unit: Unit) -> list[Xml]:
        """``w:headerReference`` and ``w:footerReference`` of a unit's section."""
        heads = self._manuscript.book.heads
        templates = {
            "header": {"default": heads.recto_head, "even": heads.verso_head, "first": ""},
            "footer": {"default": heads.recto_foot, "even": heads.verso_foot, "first": heads.recto_foot},
        }
        made = []
        for kind, by_page in templates.items():
            for page in _PAGES:
                reference = new(f"{kind}Reference", type=page)
                reference.set(_ID, self._part(kind, by_page[page] if unit.folios else "", page, unit))
                made.append(reference)
        return made

    def _part(self, kind: str, template: str, page: str, unit: Unit) -> str:
        """The relationship of the part that holds this head or foot."""
        root = new("hdr" if kind == "header" else "ftr")
        proof = self._manuscript.book.metadata.proof
        if proof and kind == ("header" if unit.folios else "footer"):  # a cover's ground is dark above
            _fill(self._paragraph(root, kind, "center"), [("text", proof)])
        if template or not len(root):
            _fill(self._paragraph(root, kind, "left" if page == "even" else "right"), self._pieces(template, unit))
        data = serialized(root)
        if data not in self._made:
            content_type = CONTENT_TYPE.WML_HEADER if kind == "header" else CONTENT_TYPE.WML_FOOTER
            relation = RELATIONSHIP_TYPE.HEADER if kind == "header" else RELATIONSHIP_TYPE.FOOTER
            part = self._manuscript.parts.xml(f"/word/{kind}{len(self._made) + 1}.xml", content_type, root)
            self._made[data] = self._manuscript.parts.relate(part, relation)
        return self._made[data]

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
        if name == "chapter":
            return self._style_reference(unit, _TITLES)
        if name == "section":
            return self._style_reference(unit, _SECTIONS)
        return "text", {"title": metadata.title, "edition": metadata.edition, "in_force": metadata.in_force}[name]

    def _style_reference(self, unit: Unit, rows: frozenset[str]) -> tuple[str, str]:
        """A field that repeats the last heading of a kind, the first one of the unit being its result; nothing without any."""
        heading = next((element for element in _elements(unit) if row(element).name in rows), None)
        if heading is None:
            return "text", unit.title if rows is _TITLES else ""
        word = self._manuscript.styles.style(row(heading).style).word
        level = _HEADING.fullmatch(word)
        return f"STYLEREF {level[1]}" if level else f'STYLEREF "{word}"', squeezed(numbered(heading.children)[1])


_ID: Final = f"{{{NAMESPACES['r']}}}id"


def _elements(unit: Unit) -> Iterable[Element]:
    for top in unit.content:
        if isinstance(top, Element):
            yield from top.iter()


def _fill(line: Line, pieces: Iterable[tuple[str, str]]) -> None:
    for code, text in pieces:
        if code == "text":
            line.text(text, PLAIN)
        else:
            with line.field(code):
                line.text(text, PLAIN)
    line.end()
