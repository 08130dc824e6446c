"""A finished document, opened for assertions: its parts as trees, its paragraphs by words, its fields."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, cast

from lxml import etree

from bible_builder.errors import Findings
from bible_builder.model.book import Book
from bible_builder.model.locators import PageMap
from bible_builder.rendering.docx import Docx, render

Xml = etree._Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SPACES: Final = {
    "w": W[1:-1], "r": R[1:-1], "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main", "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """The bytes of a DOCX and ways into them."""

    data: bytes

    @cached_property
    def archive(self) -> zipfile.ZipFile:
        """The package."""
        return zipfile.ZipFile(io.BytesIO(self.data))

    def part(self, name: str) -> Xml:
        """The tree of a part, such as ``word/document.xml``."""
        return etree.fromstring(self.archive.read(name))

    @cached_property
    def document(self) -> Xml:
        """The main story."""
        return self.part("word/document.xml")

    @cached_property
    def styles(self) -> dict[str, Xml]:
        """Style id → ``w:style``."""
        return {style.get(f"{W}styleId", ""): style for style in self.part("word/styles.xml").iter(f"{W}style")}

    def find(self, path: str) -> list[Any]:
        """What an XPath finds in the main story."""
        return list(cast(list[Any], self.document.xpath(path, namespaces=SPACES)))

    def paragraph(self, words: str) -> Xml:
        """The first paragraph with these words in it."""
        return next(p for p in self.document.iter(f"{W}p") if words in text(p))

    def relationship(self, number: str, part: str = "document") -> Xml:
        """A relationship of a part of ``word/``."""
        rels = self.part(f"word/_rels/{part}.xml.rels")
        return next(rel for rel in rels if rel.get("Id") == number)


def text(element: Xml) -> str:
    """The words below, tabs as such."""
    return "".join("\t" if e.tag == f"{W}tab" else e.text or "" for e in element.iter(f"{W}t", f"{W}tab") if not _is_tab_stop(e))


def _is_tab_stop(element: Xml) -> bool:
    parent = element.getparent()
    return element.tag == f"{W}tab" and parent is not None and parent.tag == f"{W}tabs"


def style(paragraph: Xml) -> str:
    """The id of a paragraph's style."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def val(element: Xml, path: str) -> str | None:
    """The ``w:val`` of the first element at a path of ``w:`` names, None when there is none."""
    found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    return None if found is None else found.get(f"{W}val", "")


def attributes(element: Xml, path: str) -> dict[str, str]:
    """The attributes of the first element at a path of ``w:`` names, without prefix."""
    found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    return {} if found is None else {str(key).rpartition("}")[2]: str(value) for key, value in found.attrib.items()}


def fields(element: Xml) -> list[tuple[str, str]]:
    """The complex fields below, in order of their beginnings: instruction and result."""
    return list(_fields(element))


def _fields(element: Xml) -> Iterator[tuple[str, str]]:
    begun: list[list[str]] = []
    open_: list[list[str]] = []
    for e in element.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = e.get(f"{W}fldCharType")
        if kind == "begin":
            open_.append(["", ""])
            begun.append(open_[-1])
        elif kind == "end":
            open_.pop()
        elif e.tag == f"{W}instrText":
            open_[-1][0] += e.text or ""
        elif e.tag == f"{W}t":
            for one in open_:
                one[1] += e.text or ""
    yield from ((code.strip(), result) for code, result in begun)


def rendered(book: Book, page_map: PageMap | None = None, findings: Findings | None = None) -> Opened:
    """The book as a document, opened; without findings given, none may be made."""
    found = findings if findings is not None else Findings()
    docx: Docx = render(book, page_map or {}, found)
    assert findings is not None or not found.all, found.all
    return Opened(docx.data)
