"""The document says what the Book says, word for word and in order; the comparison sees a fault when there is one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bible_builder.model.book import Book
from bible_builder.model.tree import from_html, to_html
from tests.acceptance.parity import Words, differences, words_of
from tests.readers.docx_words import read_blocks
from tests.rendering.docx.books import every_page, one
from tests.rendering.docx.everything import everything
from tests.rendering.docx.opened import rendered


def said(book: Book, folder: Path) -> list[Words]:
    """The words of the finished document."""
    path = folder / "book.docx"
    path.write_bytes(rendered(book, every_page(book)).data)
    return [block.words for block in read_blocks(path)]


def meant(book: Book) -> list[Words]:
    """The words of the book."""
    return words_of(book, every_page(book), word=True)


def test_every_word_of_the_book_is_there_in_order(tmp_path: Path) -> None:
    assert differences(meant(everything()), said(everything(), tmp_path)) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<td>Équipe 1</td>", "<td>Équipe</td>"),  # a word dropped from a cell
        ("La première du chapitre.", "La seconde du chapitre."),  # two notes swapped, in part
        ("Ne quittez pas.", "Ne quittez jamais."),
    ],
)
def test_a_fault_is_seen(right: str, wrong: str, tmp_path: Path) -> None:
    book = everything()
    assert any(right in unit.html() for unit in book.units)
    faulty = replace(
        book, units=tuple(replace(unit, content=from_html(to_html(unit.content).replace(right, wrong))) for unit in book.units)
    )
    assert differences(meant(faulty), said(book, tmp_path))


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>\n  un\n  deux <em> trois</em>\n</p>", "un deux trois"),
        ("<p>un <br/> deux</p>", "un deux"),
        ("<p><strong>un</strong> <em>deux</em></p>", "un deux"),
        ("<p>un<em>deux</em></p>", "undeux"),
        ("<p>48\u202fh\u00a0: oui</p>", "48 h : oui"),
        ("<p>a &lt; b &amp; c</p>", "a < b & c"),
    ],
)
def test_white_space_is_that_of_html(html: str, words: str, tmp_path: Path) -> None:
    assert " ".join(said(one(html), tmp_path)[-1]) == words
