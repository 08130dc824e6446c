"""The package: its parts and how they hang together (ECMA-376-2; ECMA-376-1 §11.3), made whole, without a template's relics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from bible_builder.rendering.docx.oxml import IGNORABLE, Xml, add, qn, root_of, serialized

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CUSTOM_PROPERTIES: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
FONT_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
OBFUSCATED_FONT: Final = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
SVG: Final = "image/svg+xml"


class XmlText(Part):
    """A part that holds an XML tree, written when the package is saved."""

    def __init__(self, name: str, content_type: str, root: Xml, package: Package) -> None:
        super().__init__(PackURI(name), content_type, None, package)
        self.root = root

    @property
    def blob(self) -> bytes:
        """The part's bytes."""
        return serialized(self.root)


_BEGIN: Final = b"<w:body>"
_END: Final = b"</w:body></w:document>"


class MainStory(XmlText):
    """The document's own part. What is finished of its text is kept as bytes: a tree takes many times their room."""

    def __init__(self, name: str, content_type: str, root: Xml, package: Package) -> None:
        super().__init__(name, content_type, root, package)
        self._body = root[0]
        self._pieces: list[bytes] = []

    def finish(self) -> None:
        """Keep what the body holds as bytes, and empty it."""
        written = bytes(etree.tostring(self.root, encoding="UTF-8"))
        self._pieces.append(written.partition(_BEGIN)[2].removesuffix(_END))
        self._body.clear()

    def amend(self, pattern: re.Pattern[bytes], new: bytes, place: int) -> None:
        """Put ``new`` where ``pattern`` is found in the text for the ``place``-th time (from 0), if it is."""
        self.finish()
        for number, piece in enumerate(self._pieces):
            found = list(pattern.finditer(piece))
            if place < len(found):
                here = found[place]
                self._pieces[number] = piece[: here.start()] + new + piece[here.end() :]
                return
            place -= len(found)

    @property
    def blob(self) -> bytes:
        """The part's bytes."""
        return b"".join(self.written())

    def written(self) -> Iterator[bytes]:
        """The part's bytes, piece by piece."""
        self.finish()
        empty = bytes(etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True))
        yield empty.removesuffix(b"<w:body/></w:document>") + _BEGIN
        yield from self._pieces
        yield _END


class Parts:
    """The package of one document; ``body`` is its main story."""

    def __init__(self) -> None:
        self.package = Package()
        root = root_of("document")
        root.set(qn("mc:Ignorable"), IGNORABLE)
        self.body = add(root, "body")
        self.document = MainStory("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, root, self.package)
        self.package.relate_to(self.document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)

    def xml(self, name: str, content_type: str, root: Xml) -> XmlText:
        """A new XML part, as yet related to nothing."""
        return XmlText(name, content_type, root, self.package)

    def data(self, name: str, content_type: str, blob: bytes) -> Part:
        """A new part of ready bytes, as yet related to nothing."""
        return Part(PackURI(name), content_type, blob, self.package)

    def relate(self, part: Part, kind: str) -> str:
        """Relate a part to the document; returns the relationship's id."""
        return self.document.relate_to(part, kind)
