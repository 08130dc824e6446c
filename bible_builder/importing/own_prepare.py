"""A document of ours made ready for pandoc: only its sections, each paragraph plain and named by a sign, its runs marked.

Pandoc guesses lists, quotations and captions from styles and indents. Ours are known: so paragraphs lose their properties, and
what they were is kept in the register.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bible_builder.importing.ooxml import elements, qn, value
from bible_builder.importing.opening import Package
from bible_builder.importing.own_marks import STRAY, Item, Paragraph, Register
from bible_builder.importing.own_origin import Origin
from bible_builder.importing.own_runs import Runs, sign_run
from bible_builder.importing.own_styles import Lists, Sheet, left_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_W_VAL: Final = qn("w:val")
_KEPT: Final = frozenset(map(qn, ("w:ins", "w:del", "w:moveFrom", "w:moveTo")))
_WRAPPERS: Final = _KEPT | frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:smartTag")))
_KINDS: Final = {"list-bullet": "ul", "list-number": "ol", "step": "step"}
_SECTION: Final = "section-"
_ENDS: Final = re.compile(
    r"(?:chapter|part|annex)-title|heading-2|letter-head|mention|change(?:-.*)?|(?:cover|toc|index|glossary)-.*"
)
_LAST: Final = "section-reference"


@dataclass(frozen=True, slots=True)
class Prepared:
    """The document for pandoc, what was marked in it, and the sections in order."""

    package: Package
    register: Register
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Where:
    """The surroundings of a block: the section; the table's number, style and indent (twips), whether the row is repeated."""

    section: str = ""
    table: int = 0
    table_role: str = ""
    left: int = 0
    is_head: bool = False


def prepared(package: Package, origin: Origin) -> Prepared:
    """The document made ready; the package that was given stays as it is."""
    made = _Preparation(package, origin)
    parts = dict(package.parts)
    root = package.xml(package.main)
    body = root.find(qn("w:body")) if root is not None else None
    if root is not None and body is not None:
        made.mark(body, made.kept(body))
        parts[package.main] = _written(root)
    for name in (*package.related("footnotes"), *package.related("endnotes")):
        notes = package.xml(name)
        if notes is not None:
            made.notes(notes)
            parts[name] = _written(notes)
    return Prepared(replace(package, parts=parts), made.register, tuple(dict.fromkeys(made.sections)))


class _Preparation:
    """Goes through a document once."""

    def __init__(self, package: Package, origin: Origin) -> None:
        self._origin, self._sheet, self._lists = origin, Sheet(package), Lists(package)
        self.register = Register()
        self._runs = Runs(origin, self._sheet, self.register)
        self.sections: list[str] = []
        self._section = ""
        self._tables = 0

    def kept(self, body: _Element) -> list[tuple[_Element, str]]:
        """The blocks of the body that stand in sections, each with its section; all others are taken out."""
        found = [(block, section) for child in list(body) for block, section in self._top(child)]
        for block, section in found:
            parent = block.getparent()
            if not section and parent is not None and block.tag != qn("w:sectPr"):
                parent.remove(block)
        return [(block, section) for block, section in found if section]

    def mark(self, body: _Element, kept: Iterable[tuple[_Element, str]]) -> None:
        """Mark the paragraphs of these blocks."""
        _drop_signs(body)
        for block, section in kept:
            self._block(block, _Where(section))

    def notes(self, root: _Element) -> None:
        """Mark the words of notes."""
        _drop_signs(root)
        for paragraph in list(elements(root, "w:p")):
            self._runs.mark(paragraph, "note")
            _bare(paragraph)

    def _top(self, block: _Element) -> Iterator[tuple[_Element, str]]:
        """A block of the body with its section; of a control that holds more than a section, the blocks in it."""
        section = self._section_of(block)
        is_control = block.tag == qn("w:sdt")
        if section is None and is_control:
            for child in (child for inner in block.iterfind(qn("w:sdtContent")) for child in list(inner)):
                yield from self._top(child)
            return
        if section is not None:
            self._section = section
        elif any(_ENDS.fullmatch(self._role(p)[0]) for p in _paragraphs(block)):
            self._section = ""
        yield block, self._section
        # Another program than Word may end the control at the first table; then the reference at the section's end ends it.
        if (is_control and section is not None and self._origin.is_whole) or _LAST in {
            self._role(p)[0] for p in _paragraphs(block)
        }:
            self._section = ""

    def _section_of(self, block: _Element) -> str | None:
        """The section that a content control holds, or that a heading begins where somebody has taken the control away."""
        if block.tag == qn("w:sdt"):
            tag = value(block.find(qn("w:sdtPr")), "w:tag") or ""
            if tag in self.sections:
                return tag
        headings = (p for p in _paragraphs(block) if self._role(p)[0] == "heading-2")
        heading = next(headings, None)
        if heading is None or (block.tag != qn("w:p") and next(headings, None) is not None):
            return None
        anchors = (self._origin.anchor(b.get(qn("w:name"), "")) for b in elements(heading, "w:bookmarkStart"))
        named = next((anchor.removeprefix(_SECTION) for anchor in anchors if anchor.startswith(_SECTION)), None)
        section = named or (value(block.find(qn("w:sdtPr")), "w:tag") if block.tag == qn("w:sdt") else None)
        if section:
            self.sections.append(section)
        return section

    def _block(self, block: _Element, where: _Where) -> None:
        if block.tag == qn("w:p"):
            self._paragraph(block, where)
        elif block.tag == qn("w:tbl"):
            self._table(block, where)
        elif block.tag in _WRAPPERS:
            for child in list(block):
                self._block(child, where)

    def _table(self, table: _Element, where: _Where) -> None:
        self._tables += 1
        properties = table.find(qn("w:tblPr"))
        role = self._origin.role(self._sheet.name(value(properties, "w:tblStyle") or ""))[0]
        indent = None if properties is None else properties.find(qn("w:tblInd"))
        left = indent.get(qn("w:w"), "0") if indent is not None else "0"
        inner = replace(where, table=self._tables, table_role=role, left=int(left) if left.lstrip("-").isdigit() else 0)
        for row in elements(table, "w:tr"):
            is_head = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
            for cell in elements(row, "w:tc"):
                for child in list(cell):
                    self._block(child, replace(inner, is_head=is_head))

    def _paragraph(self, paragraph: _Element, where: _Where) -> None:
        role, frame = self._role(paragraph)
        properties = paragraph.find(qn("w:pPr"))
        style = value(properties, "w:pStyle") or ""
        item, item_left = self._item(properties, style, role)
        own = left_of(properties)
        left = own if own is not None else item_left if item_left is not None else self._sheet.left(style)
        base = left - (self._list_left(item) if item is not None and frame == "" else self._sheet.left(style))
        if where.table:
            left = base = where.left
        anchors, borne, language = self._runs.mark(paragraph, role)
        found = Paragraph(
            where.section, role, frame, left, base, item, anchors, borne, language, where.table, where.table_role, where.is_head,
            value(properties, "w:jc") in {"right", "end"},
        )  # fmt: skip
        _bare(paragraph)
        _put_first(paragraph, sign_run(self.register.paragraph(found)))

    def _role(self, paragraph: _Element) -> tuple[str, str]:
        return self._origin.role(self._sheet.name(value(paragraph.find(qn("w:pPr")), "w:pStyle") or ""))

    def _item(self, properties: _Element | None, style: str, role: str) -> tuple[Item | None, int | None]:
        """The number that a paragraph takes up, and the indent of its list; a style's own numbers count too."""
        numbers = None if properties is None else properties.find(qn("w:numPr"))
        number = value(numbers, "w:numId") if numbers is not None else self._sheet.numbering(style)
        if not number or number == "0" or role.startswith(("heading", "chapter", "annex")):
            return None, None
        depth = value(numbers, "w:ilvl") or "0"
        level = int(depth) if depth.isdigit() else 0
        tied = self._origin.role(self._sheet.name(self._lists.style(number)))[0]
        kind = _KINDS.get(tied) or ("ul" if self._lists.is_bulleted(number, level) else "ol")
        made = Item(kind, "" if kind == "ul" else number, self._lists.start(number, level))
        return made, self._lists.left(number, level) if numbers is not None else None

    def _list_left(self, item: Item) -> int:
        """The indent of a list's items by the list's own style."""
        role = next(role for role, kind in _KINDS.items() if kind == item.kind)
        word = next((word for word, name in self._origin.roles.items() if name == role), "")
        return self._sheet.left(self._sheet.id(word))


def _paragraphs(block: _Element) -> Iterable[_Element]:
    return (block,) if block.tag == qn("w:p") else elements(block, "w:p")


def _drop_signs(root: _Element) -> None:
    for text in elements(root, "w:t"):
        if text.text and STRAY.search(text.text):
            text.text = STRAY.sub("", text.text)


def _bare(paragraph: _Element) -> None:
    """Take a paragraph's properties away, but those that say that its end was inserted or deleted (§17.13.5)."""
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        return
    for child in list(properties):
        if child.tag == qn("w:rPr"):
            for inner in list(child):
                if inner.tag not in _KEPT:
                    child.remove(inner)
        else:
            properties.remove(child)


def _put_first(paragraph: _Element, run: _Element) -> None:
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        paragraph.insert(0, run)
    else:
        properties.addnext(run)


def _written(root: _Element) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
