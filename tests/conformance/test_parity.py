"""The PDF and the Word document of every bible say the words of its Book, block by block and in order."""

from __future__ import annotations

import pytest

from tests.acceptance.parity import annex_pages, differences, pdf_words, words_of
from tests.conformance.documents import DOCX_NAMES, NAMES, TEMPLATED, Documents
from tests.readers import docx_words
from tests.readers import pdf_words as pdf_reader

pytestmark = [pytest.mark.conformance, pytest.mark.slow]


@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_says_what_the_book_says(name: str, documents: Documents) -> None:
    document = documents[name]
    assert document.book is not None, document.failure
    found = pdf_words(pdf_reader.read_blocks(document.pdf), annex_pages(document.book, document.pdf_pages))
    assert differences(words_of(document.book, document.pdf_pages), found) == []


@pytest.mark.parametrize("name", DOCX_NAMES)
def test_the_word_document_says_what_the_book_says(name: str, documents: Documents) -> None:
    """What a template says of its own, before and after the body, is set aside."""
    document = documents[name]
    assert document.book is not None, document.failure
    before, after = TEMPLATED[name][0].own_blocks if name in TEMPLATED else (0, 0)
    every = [block.words for block in docx_words.read_blocks(document.docx)]
    found = every[before : len(every) - after]
    assert differences(words_of(document.book, document.docx_pages, word=True), found) == []
