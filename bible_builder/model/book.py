"""The Book: one composition in the closed vocabulary, cut into units; what both renderers get, and all they get."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from pathlib import Path

from bible_builder.errors import Diagnostic
from bible_builder.model.charter import Charter
from bible_builder.model.locators import PageMap, locators, read_targets
from bible_builder.model.styles import StyleSheet
from bible_builder.model.tree import Content, Element, Node, rewrite, to_html
from bible_builder.model.units import NO_LENGTH, Length


class Matter(StrEnum):
    """Front matter counts i, ii…; body and back matter count on from 1 in one series."""

    FRONT = "front"
    BODY = "body"


class Finishing(StrEnum):
    """When a unit can be laid out: a unit that prints folios of the whole book waits for the others."""

    PLAIN = "plain"
    INDEX = "index"  # after the body
    CONTENTS = "contents"  # last; may alter roman folios only


@dataclass(frozen=True, slots=True)
class PdfAnnex:
    """A PDF bound in after the unit's own pages: file, number of pages, title, description, anchor of its first page; whether its
    pages fill ours from edge to edge, with a folio and no head over them."""

    path: Path
    pages: int
    title: str
    description: str
    anchor: str
    full_page: bool = False
    linked: bool = False  # its unit says where it can be had: Word needs no pictures of its pages


@dataclass(frozen=True, slots=True)
class Unit:
    """Book parts laid out together, beginning on a recto; ``content`` holds elements whose row is a PART."""

    id: str
    title: str
    matter: Matter
    content: Content
    finishing: Finishing = Finishing.PLAIN
    annex: PdfAnnex | None = None
    folios: bool = True  # whether pages print heads and folios (a cover does not)
    tab: str = ""  # what the thumb tab on each of its pages says; "" for none
    tab_place: int = 0  # which place down the edge the tab has, from 0

    def html(self) -> str:
        """The unit's elements as HTML, without document head."""
        return to_html(self.content)


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """The page: trim size and margins; inner and outer are mirrored on facing pages."""

    width: Length
    height: Length
    top: Length
    bottom: Length
    inner: Length
    outer: Length
    baseline: Length = NO_LENGTH  # step of the grid that running text stands on, from the top of the page area; 0: no grid

    @property
    def turned(self) -> PageGeometry:
        """The same page turned to landscape: the binding side becomes the top, the fore-edge the foot.

        A right page is turned clockwise, a left one the other way: on both, what was the foot comes to the inner side.
        """
        return PageGeometry(self.height, self.width, self.inner, self.outer, self.bottom, self.top, self.baseline)


@dataclass(frozen=True, slots=True)
class ThumbTabs:
    """Tabs at the fore-edge: the size of one, the top of the first from the page's top, the distance from one top to the next.

    Looks come from the style ``thumb-tab``. A tab is no content: an artifact (ISO 32000-1, 14.8.2.2).
    """

    width: Length
    height: Length
    top: Length
    step: Length

    def top_of(self, place: int) -> Length:
        """How far from the page's top the tab in ``place`` (from 0) begins."""
        return Length(self.top + place * self.step)


@dataclass(frozen=True, slots=True)
class RunningHeads:
    """What stands in the margins, as templates of words: ``{title}`` of the book, ``{chapter}`` and ``{section}`` of the page,
    ``{folio}``, ``{edition}``, ``{in_force}``. Empty: nothing there. Verso is the left page, recto the right one."""

    verso_head: str = ""
    recto_head: str = ""
    verso_foot: str = ""
    recto_foot: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Document properties."""

    title: str
    subtitle: str
    author: str
    subject: str
    language: str
    keywords: tuple[str, ...]
    date: datetime.date
    edition: str
    identifier: str
    in_force: str = ""
    proof: str = ""  # the proof mark to print on each page, or ""
    dated: str = ""  # the date in words


@dataclass(frozen=True, slots=True)
class Review:
    """How far a section has come, in the words of the book's language: its status, its owner ("": none), and what is asked of
    them, a paragraph each (none once it is validated)."""

    status: str
    owner: str
    request: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """Status and owner in one line."""
        return " · ".join(word for word in (self.status, self.owner) if word)


@dataclass(frozen=True, slots=True)
class Book:
    """One composition. ``css`` is the layout's whole style sheet (styles, then ``book.css``); ``roots`` are the only folders a
    renderer may read from; ``image(src)`` finds a picture. ``stylesheet`` holds the styles both dialects come from."""

    metadata: Metadata
    units: tuple[Unit, ...]
    css: str
    stylesheet: StyleSheet
    charter: Charter
    page: PageGeometry
    heads: RunningHeads
    roots: tuple[Path, ...]
    base: Path
    tabs: ThumbTabs | None = None
    print_css: str = ""  # rules that only the printer's file has: how grounds bleed
    bleed: Length = NO_LENGTH  # how far grounds and tabs go on beyond the trim
    layout: str = "livre"
    audience: str = ""
    word_folios: str = "libreoffice"
    word_refresh: bool = False  # whether Word is to make every field anew as it opens the document, and so to ask its reader
    strict: bool = False  # whether an annex PDF that breaks what a PDF of this book claims to be is refused
    slug: str = "bible"
    words: Mapping[str, str] = field(default_factory=dict)
    reviews: Mapping[str, Review] = field(default_factory=dict)  # of each section by its id, when those who review are to see it
    change_bars: bool = True  # whether what bears ``data-changed`` has a bar in the margin
    diagnostics: tuple[Diagnostic, ...] = ()

    def html(self) -> str:
        """The whole book as one HTML document: for readers, tests and comparison with other tools."""
        language, title = escape(self.metadata.language), escape(self.metadata.title)
        body = "\n".join(unit.html() for unit in self.units)
        head = f'<head><meta charset="utf-8"/><title>{title}</title></head>'
        return f'<!DOCTYPE html>\n<html lang="{language}">{head}<body>\n{body}\n</body></html>\n'

    def image(self, src: str) -> Path:
        """The file an ``img`` names: ``src`` is relative to ``base`` (the bible's root). Raises ValueError outside ``roots``."""
        path = (self.base / src).resolve()
        if not self.may_read(path):
            raise ValueError(f"{src!r} lies outside the bible")
        return path

    def shown(self, path: Path) -> str:
        """A file as the référent knows it: relative to the bible's root; only its name when it lies elsewhere."""
        path, base = path.resolve(), self.base.resolve()
        return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.name

    def may_read(self, path: Path) -> bool:
        """Whether a file lies in one of ``roots``, links followed."""
        return any(path.resolve().is_relative_to(root.resolve()) for root in self.roots)


def is_folio(element: Element) -> bool:
    """Whether the element prints the page number of what it links to."""
    return element.name == "a" and "folio" in element.classes


def is_locators(element: Element) -> bool:
    """Whether the element prints the page numbers of all its targets."""
    return element.name == "span" and "locators" in element.classes


def with_folios(content: Content, page_map: PageMap) -> Content:
    """The content with every open folio and every list of locators set from ``page_map``; those of unknown targets stay empty.

    Both renderers use it, so that the page numbers printed are made in one place. A locator becomes ``a.folio`` with the class
    ``main`` when it is the main one; locators are separated by a comma and a space.
    """

    def change(node: Node) -> tuple[Node, ...]:
        if not isinstance(node, Element):
            return (node,)
        if is_folio(node):
            folio = page_map.get(node.get("href").removeprefix("#"))
            return (node.with_children((folio.label,)),) if folio else (node,)
        if is_locators(node):
            return (node.with_children(_locator_nodes(node, page_map)),)
        return (node,)

    return rewrite(content, change)


def _locator_nodes(element: Element, page_map: PageMap) -> Content:
    known = [t for t in read_targets(element.get("data-targets")) if t.start in page_map and (not t.end or t.end in page_map)]
    nodes: list[Node] = []
    for locator in locators(known, page_map):
        if nodes:
            nodes.append(", ")
        attributes = {"class": "folio main" if locator.main else "folio", "href": f"#{locator.href}"}
        nodes.append(Element("a", attributes, (locator.text,)))
    return tuple(nodes)
