"""The outline of a document (its bookmarks), from the headings of the book, and the labels of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from bible_builder.model.book import Book, Matter
from bible_builder.model.styles import StyleSheet
from bible_builder.model.tree import Element, Node
from bible_builder.model.vocabulary import row_of
from bible_builder.rendering.pdf.pagemap import Stretch

DEPTH: Final = 3
_LEVELS: Final[Mapping[str, int]] = {"H1": 1, "H2": 2, "H3": 3}
_UNLISTED: Final = frozenset({"letter-head", "change-head"})
_NOT_SAID: Final = frozenset({"doc-noteref", "doc-footnote"})
"""Roles whose words are no part of a heading's text."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level from 1, its words with the number, and the id to go to, or ``@4`` for a page (from 0)."""

    level: int
    text: str
    target: str


def headings(content: Iterable[Node], sheet: StyleSheet) -> Iterator[Heading]:
    """The headings in order, by the outline level of their style, else by their element. One without id goes to what it heads."""
    for node in content:
        if isinstance(node, Element):
            yield from _headings(node, node.get("id"), sheet)


def _headings(element: Element, within: str, sheet: StyleSheet) -> Iterator[Heading]:
    level = _level(element, sheet)
    if level:
        yield Heading(level, heading_text(element), element.get("id") or within)
        return
    for child in element.elements:
        yield from _headings(child, element.get("id") or within, sheet)


def _level(element: Element, sheet: StyleSheet) -> int:
    row = row_of(element)
    if row is None or row.pdf not in _LEVELS:
        return 0
    if row.style in sheet.styles and "outline-level" in (properties := sheet.resolved(row.style)):
        return int(str(properties["outline-level"]))
    return 0 if row.name in _UNLISTED else _LEVELS[row.pdf]


def heading_text(element: Element) -> str:
    """A heading's words on one line, its notes left out."""

    def said(node: Node) -> str:
        if isinstance(node, str):
            return node
        return "" if node.get("role") in _NOT_SAID else "".join(said(child) for child in node.children)

    return " ".join(said(element).split())


@dataclass(slots=True)
class _Branch:
    heading: Heading
    below: list[_Branch] = field(default_factory=list)


def write_outline(
    pdf: Pdf, book: Book, named: Mapping[str, object], annexes: Mapping[str, Sequence[Heading]] = MappingProxyType({})
) -> None:
    """Give ``pdf`` the outline of the book's headings down to the third level; targets are named destinations.

    ``annexes`` holds the outlines of annex PDFs by the id of their unit; each stands below the first heading of its unit.
    """
    listed: list[Heading] = []
    for unit in book.units:
        own = [one for one in headings(unit.content, book.stylesheet) if one.level <= DEPTH and one.target in named]
        below = own[0].level if own else 0
        listed += (*own, *(replace(one, level=one.level + below) for one in annexes.get(unit.id, ())))
    deepest = max((heading.level for heading in listed), default=DEPTH)
    with pdf.open_outline(max_depth=max(DEPTH, deepest)) as outline:
        outline.root.extend(_item(branch) for branch in _branches(listed))


def _branches(found: Sequence[Heading]) -> list[_Branch]:
    """The headings as a tree: each below the nearest one before it of a higher level."""
    root: list[_Branch] = []
    path: list[_Branch] = []
    for heading in found:
        while path and path[-1].heading.level >= heading.level:
            path.pop()
        branch = _Branch(heading)
        (path[-1].below if path else root).append(branch)
        path.append(branch)
    return root


def _item(branch: _Branch) -> OutlineItem:
    target = branch.heading.target
    place = OutlineItem(branch.heading.text, int(target[1:]), "Fit") if target.startswith("@") else None
    item = place or OutlineItem(branch.heading.text, String(target))
    item.is_closed = True
    item.children.extend(_item(below) for below in branch.below)
    return item


def write_page_labels(pdf: Pdf, stretches: Sequence[Stretch]) -> None:
    """Give the pages of ``pdf`` the folios that they print: roman for the front, arabic for the rest (ISO 32000-1, 12.4.2)."""
    numbers: list[object] = []
    before: Stretch | None = None
    for stretch in stretches:
        goes_on = before is not None and before.unit.matter is stretch.unit.matter
        if not goes_on:
            style = Name.r if stretch.unit.matter is Matter.FRONT else Name.D
            numbers += [stretch.start, Dictionary(S=style, St=stretch.first_number)]
        before = stretch
    pdf.Root.PageLabels = Dictionary(Nums=Array(numbers))
