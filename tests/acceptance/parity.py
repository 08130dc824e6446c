"""The words of a Book, block by block, to hold against what readers find in the finished PDF and DOCX.

Folios and locators are compared too, since the Book is filled from the page map that the renderer gave back. Set aside: markers
of lists, lettering of drawings, pages of bound-in PDFs; for Word also the numbers it makes itself (headings, calls of notes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from bible_builder.model.book import Book, with_folios
from bible_builder.model.locators import PageMap
from bible_builder.model.tree import Content, Element, Node
from bible_builder.model.vocabulary import BY_NAME, Kind, Row, allows_text, row_of
from tests.readers.words import Block, split_words

Words = tuple[str, ...]

MARKER: Final = re.compile(r"(\d+|[a-z]|[ivx]+)[.)]|[•–◦‣▪◾·∙○■–—]")
WORD_NUMBERS: Final = frozenset({"chapter-title", "annex-title", "heading-2", "heading-3", "annex-heading", "note"})
"""Rows whose leading number Word's own numbering may print."""


def words_of(book: Book, page_map: PageMap, *, word: bool = False) -> list[Words]:
    """The words of each block of the book, in order; ``word``: without the numbers that Word makes itself."""
    reading = _Reading(word, _numbered_by_word(book) if word else frozenset())
    return [words for unit in book.units for words in _blocks(with_folios(unit.content, page_map), reading)]


@dataclass(frozen=True)
class _Reading:
    """Whether the words are Word's, and the rows whose number is then its own."""

    word: bool
    numbered: frozenset[str]


def _numbered_by_word(book: Book) -> frozenset[str]:
    """Word numbers its notes, and the headings whose style takes the numbers of a list."""
    styles = {name: book.stylesheet.resolved(BY_NAME[name].style) for name in WORD_NUMBERS}
    return frozenset({"note"} | {name for name, style in styles.items() if style.get("numbering", "none") != "none"})


def _blocks(nodes: Content, reading: _Reading) -> Iterator[Words]:
    for element in nodes:
        if not isinstance(element, Element):
            continue
        row = row_of(element)
        assert row is not None, element.name
        if allows_text(row):
            yield from _line(element, row, reading)
        else:
            yield from _blocks(element.children, reading)


def _line(element: Element, row: Row, reading: _Reading) -> Iterator[Words]:
    notes: list[Element] = []
    children = element.children
    if row.name in reading.numbered:
        children = _without_number(children)
    words = split_words("".join(_text(children, notes, reading.word)))
    if words:
        yield words
    for note in notes:
        note_row = row_of(note)
        assert note_row is not None
        yield from _line(note, note_row, reading)


def _without_number(children: Content) -> Content:
    first = children[0] if children else ""
    return children[1:] if isinstance(first, Element) and first.classes == ("number",) else children


def _text(nodes: Iterable[Node], notes: list[Element], word: bool) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
            continue
        row = row_of(node)
        assert row is not None and row.kind is not Kind.FLOW, node.name
        if row.name == "note":
            notes.append(node)
        elif row.name == "line-break":
            yield " "
        elif not (word and row.name == "note-call"):
            yield from _text(node.children, notes, word)


def pdf_words(blocks: Iterable[Block], annex_pages: frozenset[int] = frozenset()) -> list[Words]:
    """The words of a PDF's blocks; list markers, lettering of drawings and pages of bound-in PDFs set aside."""
    return [
        block.words
        for block in blocks
        if block.role != "Figure"
        and not (block.role == "Lbl" and len(block.words) == 1 and MARKER.fullmatch(block.words[0]))
        and not (block.pages and annex_pages.issuperset(block.pages))
    ]


def annex_pages(book: Book, page_map: PageMap) -> frozenset[int]:
    """The pages, from 0, that are those of bound-in PDFs."""
    annexes = [unit.annex for unit in book.units if unit.annex is not None]
    return frozenset(page_map[annex.anchor].sequence + n for annex in annexes for n in range(annex.pages))


def differences(expected: Sequence[Words], found: Sequence[Words], most: int = 12) -> list[str]:
    """What differs, block by block: ``-`` is in the Book only, ``+`` in the file only."""
    lines: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, expected, found, autojunk=False).get_opcodes():
        if kind != "equal":
            lines += [f"- {' '.join(words)}" for words in expected[a:b]] + [f"+ {' '.join(words)}" for words in found[c:d]]
    return lines[:most]
