"""A paragraph being filled: runs, fields, links, bookmarks; white space collapsed as HTML has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from lxml import etree

from bible_builder.model.tree import Node
from bible_builder.rendering.docx.oxml import NAMESPACES, Xml, add, new, set_text, w
from bible_builder.rendering.docx.relations import Relations
from bible_builder.rendering.docx.rows import collapsed, row
from bible_builder.rendering.docx.stylebook import Look
from bible_builder.rendering.docx.writing import writer_of

if TYPE_CHECKING:
    from bible_builder.rendering.docx.manuscript import Manuscript

PLAIN: Final = Look()
_MARKED: Final = frozenset({"index-mark", "note"})
"""Rows that place the bookmark of their id themselves."""

_R, _T = w("r"), w("t")


class Line:
    """One ``w:p``. ``is_heading`` and ``is_index`` change how marks and folios in it are written."""

    def __init__(self, manuscript: Manuscript, paragraph: Xml, relations: Relations, style: str) -> None:
        self.manuscript, self.paragraph, self.relations, self.style = manuscript, paragraph, relations, style
        self.is_heading = self.is_index = False
        self._into = paragraph  # the paragraph, or the link in it that is being filled
        self._text: Xml | None = None  # the last text, while more of the same look may be joined to it
        self._last: Xml | None = None  # the last text written, whose trailing space goes at the end
        self._look = PLAIN
        self._after_space = True
        self._open: list[int] = []

    def write(self, nodes: Iterable[Node], look: Look = PLAIN) -> None:
        """Add nodes of phrasing, each by the writer of its row."""
        for node in nodes:
            if isinstance(node, str):
                self.text(node, look)
                continue
            name, anchor = row(node).name, node.get("id")
            writer = writer_of(self.manuscript.writers.phrasing, name, node)
            own = self.begin_bookmark(self.manuscript.bookmarks.name(anchor)) if anchor and name not in _MARKED else None
            writer(node, self, look.spoken(node.get("lang")))
            if own is not None:
                self.end_bookmark(own)

    def text(self, text: str, look: Look = PLAIN) -> None:
        """Add words."""
        text = collapsed(text)
        if self._after_space and text[:1] == " ":
            text = text[1:]
        if not text:
            return
        self._after_space = text[-1] == " "
        if self._text is not None and look == self._look:
            set_text(self._text, (self._text.text or "") + text)
            return
        self._text = self._last = etree.SubElement(self._run(look), _T)
        self._look = look
        set_text(self._text, text)

    def _run(self, look: Look) -> Xml:
        made = etree.SubElement(self._into, _R)
        properties = self.manuscript.styles.run_properties(look, self.style)
        if properties is not None:
            made.append(properties)
        return made

    def sign(self, name: str, look: Look = PLAIN, **attributes: object) -> None:
        """Add a run that holds one element: ``w:tab``, ``w:br``, ``w:footnoteRef``…"""
        breaks = name in {"tab", "br"}
        if breaks:
            self.trim()
        add(self._run(look), name, **attributes)
        self._text, self._after_space = None, breaks

    def run(self, content: Xml) -> None:
        """Add a run that holds a ready element (a drawing)."""
        etree.SubElement(self._into, _R).append(content)
        self._text, self._after_space = None, False

    def element(self, element: Xml) -> None:
        """Add an element that stands beside runs."""
        self._into.append(element)
        self._text = None

    @contextmanager
    def field(self, code: str, look: Look = PLAIN) -> Iterator[None]:
        """A complex field (§17.16.18); what is written meanwhile is its result, which looks so when it is made anew."""
        self.begin_field(code, look)
        yield
        self.end_field(look)

    def begin_field(self, code: str, look: Look = PLAIN, *, with_result: bool = True) -> None:
        """The runs that begin a field, up to its result."""
        add(self._run(look), "fldChar", fldCharType="begin")
        set_text(add(self._run(look), "instrText"), f" {code} ")
        if with_result:
            add(self._run(look), "fldChar", fldCharType="separate")
        self._text = None

    def end_field(self, look: Look = PLAIN) -> None:
        """The run that ends a field."""
        add(self._run(look), "fldChar", fldCharType="end")
        self._text = None

    def empty_field(self, code: str) -> None:
        """A field without result, such as XE."""
        self.begin_field(code, with_result=False)
        self.end_field()

    @contextmanager
    def link(self, *, anchor: str = "", address: str = "") -> Iterator[None]:
        """A hyperlink around what is written meanwhile: to a bookmark, or out of the document."""
        made = new("hyperlink", history=1)
        if anchor:
            made.set(w("anchor"), anchor)
        else:
            made.set(f"{{{NAMESPACES['r']}}}id", self.relations.link(address))
        outer, self._into = self._into, made
        outer.append(made)
        self._text = None
        yield
        self._into, self._text = outer, None

    @property
    def is_in_link(self) -> bool:
        """Whether a link is being filled; links do not nest."""
        return self._into is not self.paragraph

    def begin_bookmarks(self, *anchors: str) -> None:
        """Begin the bookmarks of these ids, which end with ``end_bookmarks``."""
        for anchor in anchors:
            self._open.append(self.begin_bookmark(self.manuscript.bookmarks.name(anchor)))

    def begin_bookmark(self, name: str) -> int:
        """Begin one bookmark; returns its number, for ``end_bookmark``."""
        number = self.manuscript.bookmarks.next_id()
        self.element(new("bookmarkStart", id=number, name=name))
        return number

    def end_bookmark(self, number: int) -> None:
        """End one bookmark."""
        self.element(new("bookmarkEnd", id=number))

    def end_bookmarks(self) -> None:
        """End the bookmarks that ``begin_bookmarks`` began."""
        while self._open:
            self.end_bookmark(self._open.pop())

    def trim(self) -> None:
        """Take away white space at the end of the line so far."""
        if self._after_space and self._last is not None and (self._last.text or "").endswith(" "):
            set_text(self._last, (self._last.text or "").rstrip(" "))

    def end(self) -> None:
        """Close what is open; white space at the end goes."""
        self.trim()
        self.end_bookmarks()
