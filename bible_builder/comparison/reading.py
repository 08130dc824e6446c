"""A snapshot as one reads it from the first page to the last: a line after the other, each with a key to find it again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from bible_builder.comparison.blocks import CELL
from bible_builder.comparison.snapshot import Annex, Block, Chapter, Reference, Section, Sheet, Snapshot, Term
from bible_builder.model.words import words

T = TypeVar("T")

Key = tuple[object, ...]
"""A kind of thing, then its place or name: ``("section", 3)``, ``("text", 3, 0)``."""

TITLE: Final = "cover-title"
_EDGE: Final = re.compile(r"[\t\r\n]+")
_DATA_ROW: Final = "data-table/table-body/table-row"
_DATA_HEAD: Final = "data-table/table-head/table-row"


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of the reading."""

    key: Key
    block: Block


def reading(snapshot: Snapshot) -> tuple[Piece, ...]:
    """Every line. Texts are counted as the comparison counts them: the chapters' introductions, then the sections.

    A line says in words what a reader of the words alone would miss: that a picture stands there (the word for it is another word
    when the picture is another one), and where a link leads.
    """
    return tuple(_Reader(snapshot).pieces())


class _Reader:
    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot, self.words = snapshot, words(snapshot.language)

    def pieces(self) -> Iterator[Piece]:
        yield _line(("title",), TITLE, self.snapshot.title)
        text = len(self.snapshot.chapters)
        section = 0
        for number, chapter in enumerate(self.snapshot.chapters):
            yield _headed(("chapter", number), "chapter-title", chapter)
            yield from self.text(number, chapter.blocks)
            for one in chapter.sections:
                yield _headed(("section", section), "heading-2", one)
                yield from self.text(text + section, one.blocks)
                section += 1
        yield from self.part("glossary", self.snapshot.terms, self.term)
        yield from self.part("annexes", self.snapshot.annexes, self.annex)

    def part(self, name: str, things: Sequence[T], read: Callable[[int, T], Iterator[Piece]]) -> Iterator[Piece]:
        if things:
            yield _line(("part", name), "part-title", self.words[name])
            for number, thing in enumerate(things):
                yield from read(number, thing)

    def text(self, number: int, blocks: Iterable[Block]) -> Iterator[Piece]:
        return (Piece(("text", number, place), self.said(block)) for place, block in enumerate(blocks))

    def term(self, number: int, term: Term) -> Iterator[Piece]:
        yield _line(("term", number), "glossary-term", term.term)
        yield from self.field(("term-field", number, "expansion"), "", term.expansion)
        for place, block in enumerate(term.blocks):
            yield Piece(("term-text", number, place), self.said(block))
        for field, name in (("synonyms", "synonyms"), ("avoid", "variants-to-avoid"), ("see_also", "see-also")):
            yield from self.field(("term-field", number, field), name, ", ".join(getattr(term, field)))

    def field(self, key: Key, name: str, text: str) -> Iterator[Piece]:
        """A named value on a line of its own; nothing without one."""
        if text:
            label = self.words[name][:1].upper() + self.words[name][1:] + self.words["colon"] if name else ""
            yield _line(key, "paragraph", label + text)

    def annex(self, number: int, annex: Annex) -> Iterator[Piece]:
        label = f"{self.words['annex']} {annex.letter}" if annex.letter else ""
        yield _line(("annex", number), "annex-title", annex.title, label)
        yield from self.field(("annex-field", number, "description"), "", annex.description)
        if annex.digest:
            said = self.words["pages-of"].format(count=annex.pages)
            yield Piece(("annex-field", number, "pages"), _meaning(Block("mention", said), said.partition(" ")[0], annex.digest))
        for place, block in enumerate(annex.blocks):
            yield Piece(("annex-text", number, place), self.said(block))
        for place, sheet in enumerate(annex.sheets):
            yield from self.sheet((number, place), sheet)

    def sheet(self, at: tuple[int, int], sheet: Sheet) -> Iterator[Piece]:
        if sheet.title:
            yield _line(("sheet", *at), "caption", sheet.title)
        yield Piece(("columns", *at), _row(_DATA_HEAD, (column.title for column in sheet.columns)))
        group, seen = "", dict[str, int]()
        for place, row in enumerate(sheet.rows):
            if row.group and row.group != group:
                yield Piece(("group", *at, row.group, seen.get(row.group, 0)), _row(_DATA_ROW, [row.group]))
                seen[row.group] = seen.get(row.group, 0) + 1
            group = row.group
            yield Piece(("row", *at, place), _row(_DATA_ROW, row.cells))

    def said(self, block: Block) -> Block:
        """A block with what it carries told in words."""
        pictures = [carried.removeprefix("picture ") for carried in block.carries if carried.startswith("picture ")]
        links = [carried.removeprefix("link ") for carried in block.carries if carried.startswith("link ")]
        hidden = [link for link in links if _address(link) not in block.text]
        text = " ".join([block.text, *(f"‹{link}›" for link in hidden)]) if hidden else block.text
        told = Block(block.kind, text, block.references)
        if not pictures:
            return told
        label = self.words["picture"]
        colon = self.words["colon"] if text else ""
        shift = len(label) + len(colon)
        moved = tuple(Reference(r.start + shift, r.end + shift, r.target) for r in block.references)
        return _meaning(Block(block.kind, f"{label}{colon}{text}", moved), label, " ".join(pictures))


def _meaning(block: Block, word: str, sense: str) -> Block:
    """The block, whose first ``word`` is compared by its ``sense``."""
    return Block(block.kind, block.text, (Reference(0, len(word), sense), *block.references))


def _headed(key: Key, kind: str, thing: Chapter | Section) -> Piece:
    return _line(key, kind, thing.title, thing.number)


def _line(key: Key, kind: str, text: str, number: str = "") -> Piece:
    """A line; its ``number`` is generated, so that another one is no change of words."""
    clean = _EDGE.sub(" ", text)
    if not number:
        return Piece(key, Block(kind, clean))
    return Piece(key, Block(kind, f"{number} {clean}", (Reference(0, len(number) + 1, "number"),)))


def _row(kind: str, cells: Iterable[str]) -> Block:
    return Block(kind, CELL.join(_EDGE.sub(" ", cell) for cell in cells))


def _address(link: str) -> str:
    """What is printed of an address that is its own text."""
    return link.partition(":")[2].strip("/")
