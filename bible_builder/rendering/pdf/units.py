"""A unit as an HTML document for the layout engine, and the elements it was written from, by number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Final

from bible_builder.errors import Findings, Source
from bible_builder.model.book import Book, Unit, is_folio, with_folios
from bible_builder.model.locators import PageMap
from bible_builder.model.tree import Element, Node, to_html
from bible_builder.rendering.pdf.figures import masked
from bible_builder.rendering.pdf.laid import NUMBER
from bible_builder.rendering.pdf.orientation import LANDSCAPE, ORIENTATION, turned_headings

_DROPPED: Final = frozenset({"data-targets", "data-entry", "data-reference", "data-template", "data-changed"})
"""Attributes that say nothing to a layout engine. What changed since which edition moves no word: it is laid out once for all."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A unit ready to be laid out: the HTML document; its elements, those of the book, at the place of their number; the files
    that its text comes from."""

    unit: Unit
    html: str
    elements: tuple[Element, ...]
    content: tuple[Element, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The référent's files that the unit was made from, in order."""
        return tuple(dict.fromkeys(element.source.file for element in self.elements if element.source))

    def saying(self, page_map: PageMap) -> Sheet:
        """The same sheet, its words saying other folios of as many figures; the HTML, which has noughts for them, stays."""
        content = _filled(self.unit, page_map)
        return replace(self, elements=tuple(element for part in content for element in part.iter()), content=content)

    def source(self, n: int) -> Source | None:
        """Where element ``n``, or the nearest before it that knows its place, was written."""
        return next((element.source for element in reversed(self.elements[: n + 1]) if element.source), None)


def sheet(book: Book, unit: Unit, page_map: PageMap, findings: Findings, *, exact: bool = False) -> Sheet:
    """The unit with its folios set from ``page_map``. A picture that may not be read is noted and left out.

    In its HTML, noughts stand for the figures of folios, unless it has to be ``exact``.
    """
    content = _filled(unit, page_map)
    numbered = _Numbering(book, findings, turned_headings(content), exact=exact)
    body = to_html([numbered.element(element) for element in content])
    return Sheet(unit, _document(book, unit, body), tuple(numbered.elements), content)


def _filled(unit: Unit, page_map: PageMap) -> tuple[Element, ...]:
    return tuple(node for node in with_folios(unit.content, page_map) if isinstance(node, Element))


def _document(book: Book, unit: Unit, body: str) -> str:
    language = escape(book.metadata.language)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{escape(unit.title)}</title></head>'
        f"<body>{body}</body></html>"
    )


class _Numbering:
    """Numbers elements in document order, and writes for each what the engine is to read."""

    def __init__(self, book: Book, findings: Findings, turned: frozenset[int], *, exact: bool) -> None:
        self.elements: list[Element] = []
        self._turned, self._exact = turned, exact
        self._book, self._findings = book, findings
        self._source: Source | None = None

    def element(self, element: Element, *, in_link: bool = False) -> Element:
        """The element as the engine gets it, with its number."""
        self._source = element.source or self._source
        attributes = {NUMBER: str(len(self.elements)), **self._attributes(element)}
        self.elements.append(element)
        # HTML knows no link within a link: a parser would end the outer one there.
        name = "span" if element.name == "a" and in_link else element.name
        children = tuple(self._children(element, in_link=in_link or element.name == "a"))
        if is_folio(element) and not self._exact:
            children = tuple(masked(child) if isinstance(child, str) else child for child in children)
        return replace(element, name=name, attributes=attributes, children=children)

    def _children(self, element: Element, *, in_link: bool) -> Iterator[Node]:
        for child in element.children:
            yield child if isinstance(child, str) else self.element(child, in_link=in_link)

    def _attributes(self, element: Element) -> Mapping[str, str]:
        kept = {name: value for name, value in element.attributes.items() if name not in _DROPPED}
        if id(element) in self._turned:
            kept[ORIENTATION] = LANDSCAPE
        if element.name == "img":
            kept["src"] = self._image(element)
        return kept

    def _image(self, element: Element) -> str:
        src = element.get("src")
        try:
            path = self._book.image(src)
        except ValueError:
            self._findings.error("pdf-image-outside", self._source, image=src)
            return ""
        if not path.is_file():
            self._findings.error("pdf-image-missing", self._source, image=src)
            return ""
        return path.as_uri()
