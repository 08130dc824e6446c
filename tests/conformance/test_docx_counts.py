"""A finished DOCX holds as many headings, pictures, tables, notes and index marks as its Book; one taken away is noticed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import bible_builder as bb
from bible_builder.errors import Findings
from bible_builder.rendering.docx import render
from tests.conformance.documents import NAMES, Documents
from tests.conformance.docx_counts import counted_in_book, counted_in_word
from tests.conformance.docx_lint.document import Document
from tests.rendering.docx.everything import everything

BLOCKS = {
    "headings": r'<w:p><w:pPr><w:pStyle w:val="Heading2"/>.*?</w:p>',
    "pictures": r"<w:drawing><wp:inline.*?</w:drawing>",
    "tables": r"<w:tbl>.*?</w:tbl>",
    "index marks": r' XE "[^"]*"',
}
"""What is taken out of the document's text, by the kind that there is one less of."""


@pytest.mark.conformance
@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_document_holds_what_its_book_has(name: str, documents: Documents) -> None:
    document = documents[name]
    assert document.book is not None, document.failure
    assert counted_in_word(Document(document.docx), document.book) == counted_in_book(document.book)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[bb.Book, Path]]:
    """A book that uses each row, and its document."""
    book, path = everything(word_folios="pdf"), tmp_path_factory.mktemp("counts") / "whole.docx"
    path.write_bytes(render(book, {}, Findings()).data)
    yield book, path


def test_a_document_of_each_row_holds_what_its_book_has(whole: tuple[bb.Book, Path]) -> None:
    book, path = whole
    found = counted_in_book(book)
    assert all(found.values())
    assert counted_in_word(Document(path), book) == found


@pytest.mark.parametrize("kind", BLOCKS)
def test_one_taken_away_is_noticed(kind: str, whole: tuple[bb.Book, Path], tmp_path: Path) -> None:
    book, path = whole
    faulty = without(path, tmp_path / "faulty.docx", re.compile(BLOCKS[kind], re.DOTALL))
    assert counted_in_word(Document(faulty), book)[kind] == counted_in_book(book)[kind] - 1


def without(path: Path, into: Path, pattern: re.Pattern[str]) -> Path:
    """The document without the first thing that the pattern finds in its text."""
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(into, "w") as written:
        for name in archive.namelist():
            text = archive.read(name)
            if name == "word/document.xml":
                text = pattern.sub(" ", text.decode(), count=1).encode()
            written.writestr(name, text)
    return into
