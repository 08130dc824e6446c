"""A finished DOCX read in order, with zipfile and lxml alone: paragraphs, cells row by row, notes right after what calls them.

Left out: what Word makes itself (numbers of lists, headings and notes), instructions of fields, index marks, hidden words, heads
and feet. Results of fields are words; so are deleted words, which the books print struck through, unless asked to be left out.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lxml import etree

from tests.readers.words import Block, split_words

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_SIGNS: Final = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": " ",
    f"{W}cr": " ",
    f"{W}noBreakHyphen": "\u2011",
}
"""Elements of a run that stand for a character."""

_DELETED: Final = frozenset({f"{W}del", f"{W}moveFrom"})
_TEXT: Final = frozenset({f"{W}t", f"{W}delText", f"{M}t"})
_SKIPPED: Final = frozenset(
    {f"{MC}Fallback", f"{W}instrText", f"{W}delInstrText", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}tblPr"}
)
_OFF: Final = frozenset({"0", "false", "off"})


def read_blocks(path: Path, *, deleted: bool = True) -> list[Block]:
    """The blocks that hold words, in order; ``deleted`` says whether words under ``w:del`` count."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name in _NOTE_PARTS}
        body = etree.fromstring(archive.read("word/document.xml"))
    notes = {
        (kind, str(note.get(f"{W}id"))): note
        for name, root in parts.items()
        for kind in (_NOTE_PARTS[name],)
        for note in root.iter(f"{W}{kind}")
    }
    return list(_Reader(notes, deleted=deleted).blocks(body, "paragraph"))


def read_words(path: Path, *, deleted: bool = True) -> list[str]:
    """All words in order."""
    return [word for block in read_blocks(path, deleted=deleted) for word in block.words]


_NOTE_PARTS: Final = {"word/footnotes.xml": "footnote", "word/endnotes.xml": "endnote"}


@dataclass(slots=True)
class _Line:
    """A paragraph being read: its text so far, and what is to be read after it."""

    text: list[str] = field(default_factory=list)
    after: list[tuple[etree._Element, str]] = field(default_factory=list)


class _Reader:
    """Reads stories; keeps open complex fields, which may span paragraphs."""

    def __init__(self, notes: Mapping[tuple[str, str], etree._Element], *, deleted: bool) -> None:
        self._notes = notes
        self._deleted = deleted
        self._fields: list[bool] = []  # for each open field, from the outermost: whether we are in its result

    def blocks(self, container: etree._Element, role: str) -> Iterator[Block]:
        """The blocks below an element, in document order."""
        for element in container:
            if element.tag == f"{W}p":
                yield from self._paragraph(element, role)
            elif element.tag == f"{W}tc":
                yield from self.blocks(element, "cell")
            elif element.tag not in _SKIPPED:
                yield from self.blocks(element, role)

    def _paragraph(self, paragraph: etree._Element, role: str) -> Iterator[Block]:
        line = _Line()
        self._read(paragraph, line)
        words = split_words("".join(line.text))
        if words:
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            yield Block(role, words, style="" if style is None else str(style.get(f"{W}val")))
        for container, inner_role in line.after:
            yield from self._apart(container, inner_role)

    def _apart(self, container: etree._Element, role: str) -> Iterator[Block]:
        """The blocks of a note or text box, whose fields are its own."""
        outer, self._fields = self._fields, []
        yield from self.blocks(container, role)
        self._fields = outer

    def _read(self, parent: etree._Element, line: _Line) -> None:
        for element in parent:
            tag = str(element.tag)
            if tag == f"{W}fldChar":
                self._field(element)
            elif tag == f"{W}txbxContent":
                line.after.append((element, "paragraph"))
            elif tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
                line.after += self._note(element)
            elif tag in _SIGNS or tag in _TEXT:
                line.text.append(self._shown(_SIGNS.get(tag) or _text(element)))
            elif not self._is_left_out(element):
                self._read(element, line)

    def _shown(self, text: str) -> str:
        """The text, unless it stands in the instruction of a field."""
        return text if all(self._fields) else ""

    def _field(self, character: etree._Element) -> None:
        kind = character.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _note(self, call: etree._Element) -> Iterable[tuple[etree._Element, str]]:
        kind = etree.QName(call).localname.removesuffix("Reference")
        note = self._notes.get((kind, str(call.get(f"{W}id"))))
        return [] if note is None else [(note, "note")]

    def _is_left_out(self, element: etree._Element) -> bool:
        if element.tag in _SKIPPED or (element.tag in _DELETED and not self._deleted):
            return True
        hidden = element.find(f"{W}rPr/{W}vanish") if element.tag == f"{W}r" else None
        return hidden is not None and hidden.get(f"{W}val") not in _OFF and element.find(f"{W}fldChar") is None


def _text(element: etree._Element) -> str:
    """A run's text; without ``xml:space="preserve"`` Word drops the white space around it."""
    text = element.text or ""
    preserved = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve" or element.tag == f"{M}t"
    return text if preserved else text.strip(" \t\r\n")
