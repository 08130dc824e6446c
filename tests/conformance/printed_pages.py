"""The pages that LibreOffice prints of a finished DOCX, and where in them the words of an anchor stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bible_builder.model.book import Book, Matter, Metadata, with_folios
from bible_builder.model.locators import PageMap
from bible_builder.model.tree import Content, Element
from bible_builder.model.vocabulary import Kind, allows_text, row_of

_FOLIO: Final = r"(?P<folio>\d+|[ivxlcdm]+)"
_SLOT: Final = re.compile(r"\{(\w+)\}")
_DROPPED: Final = re.compile(r"[\W_\u00ad]+")
_LONG, _BEFORE = 45, 25
_FIRST: Final = 2  # letters of an anchor that ends its page
_WIDER: Final = (80, 160, 320)  # letters to look at where fewer are found on several pages
_SHORTEST: Final = 8  # letters that are enough to look for on a page


@dataclass(frozen=True, slots=True)
class Page:
    """A printed page: its folio as it stands at the foot ("": none), its words without what a line's end may change."""

    folio: str
    words: str

    @property
    def is_front(self) -> bool:
        """Whether it belongs to the front matter, which counts i, ii… and whose first pages bear no folio."""
        return not self.folio.isdigit()


def read_pages(texts: Sequence[str], book: Book) -> list[Page]:
    """The pages, each with the folio that one of the book's running feet names."""
    feet = [
        _foot(template, book.metadata) for template in (book.heads.recto_foot, book.heads.verso_foot) if "{folio}" in template
    ]
    return [Page(_folio(text, feet), plain(text)) for text in texts]


def _foot(template: str, metadata: Metadata) -> re.Pattern[str]:
    known = {"title": metadata.title, "edition": metadata.edition, "in_force": metadata.in_force}
    pieces = _SLOT.split(template)
    made = [
        _spaced(piece) if not place % 2 else _FOLIO if piece == "folio" else _spaced(known[piece]) if piece in known else ".*?"
        for place, piece in enumerate(pieces)
    ]
    return re.compile(rf"(?m)^\s*{''.join(made)}\s*$")


def _spaced(text: str) -> str:
    """A pattern for the text, whatever kind of space stands in it."""
    return r"\s*".join(re.escape(word) for word in re.split(r"(\s+)", text) if word.strip()) if text.strip() else r"\s*"


def _folio(text: str, feet: Sequence[re.Pattern[str]]) -> str:
    return next((found["folio"] for foot in feet for found in foot.finditer(text)), "")


def plain(text: str) -> str:
    """Letters and figures alone, in one case: a line's end may add a hyphen, a style may set capitals."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text).casefold())


@dataclass(frozen=True)
class Anchors:
    """Where the anchors of a book stand: the blocks of its text in order, and for each anchor its block and its place there."""

    book: Book
    page_map: PageMap

    @cached_property
    def _read(self) -> tuple[list[str], dict[str, tuple[int, int]]]:
        blocks: list[str] = []
        places: dict[str, tuple[int, int]] = {}
        for unit in self.book.units:
            for waiting, block in _blocks(with_folios(unit.content, self.page_map), ()):
                words, within = _words(block)
                places |= {name: (len(blocks), 0) for name in waiting if name}
                places |= {name: (len(blocks), offset) for name, offset in within.items()}
                blocks.append(words)
        return blocks, places

    def snippets(self, anchor: str) -> Iterator[str]:
        """Words around the anchor to look for, the most telling first; none when it stands in no block."""
        blocks, places = self._read
        if anchor not in places:
            return
        number, start = places[anchor]
        block, following = blocks[number], "".join(blocks[number + 1 : number + 4])
        if len(block) < _LONG:
            yield block + following[:_BEFORE]
        yield block[max(0, start - _BEFORE) : start + _LONG]
        yield block[start : start + _LONG]
        yield block[max(0, start - _BEFORE) : start + _SHORTEST]
        yield block[start : start + _BEFORE]
        yield block[max(0, start - _SHORTEST) : start + _SHORTEST]
        yield block[max(0, start - _BEFORE) : start + _FIRST]
        before = "".join(blocks[max(0, number - 3) : number])
        for width in _WIDER:  # the same words may stand on another page; what is around them does not
            yield (before + block)[max(0, len(before) + start - width) : len(before) + start + _SHORTEST]
            yield (block + following)[start : start + width]

    def pages(self, anchor: str, printed: Sequence[Page]) -> list[Page]:
        """The pages on which the words around the anchor stand: those of the front matter or of the rest, as the anchor's own."""
        return pages_with(self.snippets(anchor), [page for page in printed if page.is_front is (anchor in self._front)])

    @cached_property
    def _front(self) -> frozenset[str]:
        front = [top for unit in self.book.units if unit.matter is Matter.FRONT for top in unit.content]
        return frozenset(e.get("id") for top in front if isinstance(top, Element) for e in top.iter() if e.get("id"))


@dataclass(frozen=True, slots=True)
class Reference:
    """A printed page number: the element it leads to, and the words that end with it, those of the blocks before included."""

    target: str
    words: str

    def stands_in(self, printed: str) -> bool:
        """Whether the printed words hold it; a page may end a little before it."""
        return any(self.words[-width:] in printed for width in (_LONG, _BEFORE, _SHORTEST) if len(self.words) >= width)


def references(book: Book, page_map: PageMap) -> Iterator[Reference]:
    """Every page number that the book prints, in the order of its text."""
    for unit in book.units:
        before = ""
        for _, block in _blocks(with_folios(unit.content, page_map), ()):
            words, _ = _words(block)
            yield from (Reference(target, (before + words[:end])[-_LONG:]) for target, end in _folios(block))
            before = (before + words)[-_LONG:]


def _folios(block: Element) -> Iterator[tuple[str, int]]:
    """Where in the block's words each folio ends, and what it leads to; those in notes, which stand elsewhere, left out."""
    for child, end in _ends(block.children, 0):
        if "folio" in child.classes and child.text():
            yield child.get("href").removeprefix("#"), end


def _ends(nodes: Content, start: int) -> Iterator[tuple[Element, int]]:
    for node in nodes:
        if isinstance(node, Element):
            row = row_of(node)
            if row is not None and row.name == "note":
                continue
            yield from _ends(node.children, start)
            start += len(_words(node)[0])
            yield node, start
        else:
            start += len(plain(node))


def _blocks(nodes: Content, waiting: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Element]]:
    """Each element that holds text itself, with the ids of the containers that begin with it."""
    for element in nodes:
        row = row_of(element) if isinstance(element, Element) else None
        if not isinstance(element, Element) or row is None:
            continue
        waiting = (*waiting, element.get("id"))
        if allows_text(row):
            yield waiting, element
            waiting = ()
        else:
            for inner in _blocks(element.children, waiting):
                yield inner
                waiting = ()


def _words(block: Element) -> tuple[str, Mapping[str, int]]:
    """The block's words, those of its notes left out, and where in them its anchors stand (a note's: where it is called)."""
    words: list[str] = []
    places: dict[str, int] = {}

    def read(nodes: Content) -> None:
        for node in nodes:
            if isinstance(node, str):
                words.append(plain(node))
                continue
            row = row_of(node)
            if node.get("id"):
                places[node.get("id")] = sum(map(len, words))
            if row is not None and row.name == "note":
                places.update({name: sum(map(len, words)) for inner in node.iter() if (name := inner.get("id"))})
            elif row is not None and (row.kind is Kind.PHRASING or row.kind is Kind.INNER):
                read(node.children)

    read(block.children)
    return "".join(words), places


def pages_with(snippets: Iterator[str], pages: Sequence[Page]) -> list[Page]:
    """The pages on which the first of the snippets stands that stands on any; where they are several, those that others leave."""
    left: list[Page] = []
    for snippet in snippets:
        found = [page for page in pages if len(snippet) >= _SHORTEST and snippet in page.words]
        left = [page for page in found if not left or page in left] or left
        if len(left) == 1:
            return left
    return left
