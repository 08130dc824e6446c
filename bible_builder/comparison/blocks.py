"""From a tree to blocks: each line with its words, without what was generated, so that a number that moves changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final
from unicodedata import is_normalized, normalize

from bible_builder.comparison.snapshot import Block, Reference
from bible_builder.model.tree import Content, Element, Node
from bible_builder.model.vocabulary import row_of

CELL: Final = "\t"
"""What parts the cells of a row; it stands in no text, since spaces are joined there."""

At = tuple[int, ...]
"""The way to an element: its place among the nodes, then among that element's children, and so on."""

_LINES: Final = frozenset({"h1", "h2", "h3", "h4", "p", "dt", "caption", "figcaption"})
_CONTAINERS: Final = frozenset(
    {"section", "aside", "blockquote", "ul", "ol", "li", "dl", "dd", "figure", "article", "div", "nav"}
    | {"table", "thead", "tbody", "x-only"}
)
_SILENT: Final = frozenset({"colgroup", "col"})
_UNNAMED: Final = frozenset({"section", "x-only"})
_GENERATED: Final = frozenset({"number", "label", "locators"})
_SPACES: Final = re.compile(r"[ \t\r\n]+")
_BEFORE_FOLIO: Final = re.compile(r",?[ \u00a0]?\bp\.[ \u00a0]*\Z")
_SEPARATOR: Final = re.compile(r"[ \u00a0\u202f.:–—-]*")


@dataclass(frozen=True, slots=True)
class Known:
    """What a bible knows beside its trees: the digest of each picture (by ``src``), so that another picture of the same name is
    seen; what finds the expansions of abbreviations, which assembly prints wherever an abbreviation comes first in a chapter."""

    digests: Mapping[str, str] = field(default_factory=dict)
    expansions: re.Pattern[str] | None = None

    @classmethod
    def of(cls, digests: Mapping[str, str], expansions: Iterable[str]) -> Known:
        """With the expansions of these abbreviations."""
        written = "|".join(re.escape(normalize("NFC", text)) for text in sorted(set(expansions), key=len, reverse=True) if text)
        return cls(digests, re.compile(rf" \((?:{written})\)|, (?:{written})(?=\))") if written else None)


def blocks_of(content: Content, known: Known | None = None) -> tuple[Block, ...]:
    """The blocks of a content in the order of reading, a note after the line that calls it; lines without words are left out."""
    return tuple([block for block, _at in placed_blocks(content, known)])


def placed_blocks(content: Content, known: Known | None = None) -> tuple[tuple[Block, At], ...]:
    """The blocks as ``blocks_of`` has them, each with the way to the element that holds its words.

    A note's is the way to the line that calls it; () for words that stand in no block.
    """
    return tuple(_Reader(known or Known()).blocks(content, "", ()))


class _Reader:
    """Reads trees."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def blocks(self, nodes: Iterable[Node], path: str, at: At) -> Iterator[tuple[Block, At]]:
        """The blocks of the nodes that stand in ``path``."""
        for phrasing, group in groupby(enumerate(nodes), lambda one: _is_phrasing(one[1])):
            if phrasing:
                yield from self.line([node for _place, node in group], path or "paragraph", at)
                continue
            for place, element in group:
                assert isinstance(element, Element)
                yield from self.element(element, path, (*at, place))

    def element(self, element: Element, path: str, at: At) -> Iterator[tuple[Block, At]]:
        if element.name in _SILENT:
            return
        if element.name in _LINES:
            yield from self.line(element.children, _within(path, element), at)
        elif element.name == "tr":
            yield from self.row(element, _within(path, element), at)
        else:
            inner = path if element.name in _UNNAMED else _within(path, element)
            yield from self.blocks(element.children, inner, at)

    def line(self, nodes: Iterable[Node], kind: str, at: At) -> Iterator[tuple[Block, At]]:
        line = _Line(self.known)
        line.read(nodes)
        yield from ((block, at) for block in line.blocks(kind))

    def row(self, row: Element, kind: str, at: At) -> Iterator[tuple[Block, At]]:
        """A row is one block: what changes in a cell is read beside its neighbours."""
        line = _Line(self.known)
        for place, cell in enumerate(row.elements):
            if place:
                line.part()
            line.read(cell.children)
        yield from ((block, at) for block in line.blocks(kind))


class _Line:
    """The words of a line as they are gathered."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.text = ""
        self.references: list[Reference] = []
        self.carries: list[str] = []
        self.notes: list[Element] = []
        self.after_label = False

    def read(self, nodes: Iterable[Node]) -> None:
        """Take in the nodes."""
        for node in nodes:
            if isinstance(node, str):
                self.add(node)
            else:
                self.element(node)

    def add(self, text: str) -> None:
        """Take in a text, each run of plain spaces as one; the separator after a generated label goes with it."""
        text = normalize("NFC", _SPACES.sub(" ", text))
        if self.known.expansions is not None:
            text = self.known.expansions.sub("", text)
        if self.after_label and text:
            text, self.after_label = _SEPARATOR.sub("", text, count=1), False
        if not self.text or self.text[-1] in {" ", CELL}:
            text = text.removeprefix(" ")
        self.text += text

    def part(self) -> None:
        """Begin another cell."""
        self.text = self.text.rstrip(" ") + CELL
        self.after_label = False

    def element(self, element: Element) -> None:
        """Take in an element: its words, or what stands for them."""
        role, classes = element.get("role"), element.classes
        if role == "doc-footnote":
            self.notes.append(element)
        elif role == "doc-noteref":
            return
        elif not _GENERATED.isdisjoint(classes):
            self.after_label = self.after_label or "label" in classes
        elif "folio" in classes:
            self.text = _BEFORE_FOLIO.sub("", self.text)
        elif element.name == "br":
            self.add(" ")
        elif element.name == "img":
            self.picture(element)
        elif element.name == "x-variable":
            self.add(f"{{{{ {element.get('name')} }}}}")
        elif element.name == "x-see":
            self.read(element.children or (element.get("target"),))
        elif "xref" in classes and element.get("data-form", "text") != "text":
            self.reference(element)
        else:
            self.plain(element)

    def plain(self, element: Element) -> None:
        """An element that is read through; an address that leads out of the book is remembered."""
        address = element.get("href")
        if element.name == "a" and address and not address.startswith("#"):
            self.carries.append(f"link {normalize('NFC', address)}")
        self.read(element.children)

    def reference(self, element: Element) -> None:
        """The number or title of something else: one word, whose sense is what it points to."""
        start = len(self.text)
        self.add(element.text())
        if len(self.text) > start:
            self.references.append(Reference(start, len(self.text), element.get("href").removeprefix("#")))

    def picture(self, element: Element) -> None:
        source = element.get("src")
        self.carries.append(normalize("NFC", f"picture {self.known.digests.get(source) or source}"))
        self.add(element.get("alt"))

    def blocks(self, kind: str) -> Iterator[Block]:
        """The line, then its notes."""
        text = self.text.rstrip(" ")
        whole = is_normalized("NFC", text)
        references = tuple(r for r in self.references if whole and r.end <= len(text))
        if text.strip(CELL) or self.carries:
            yield Block(kind, text if whole else normalize("NFC", text), references, tuple(dict.fromkeys(self.carries)))
        for note in self.notes:
            line = _Line(self.known)
            line.read(note.children)
            yield from line.blocks("note")


def _is_phrasing(node: Node) -> bool:
    return isinstance(node, str) or node.name not in _LINES | _CONTAINERS | _SILENT | {"tr"}


def _within(path: str, element: Element) -> str:
    row = row_of(element)
    name = row.name if row else element.name
    return f"{path}/{name}" if path else name
