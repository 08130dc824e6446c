"""The structure tree of every PDF, as pdfium reads it, says what its Book says: text in order, pictures, head cells, tongues."""

from __future__ import annotations

import pytest

from tests.acceptance.tagging import complaints
from tests.conformance.documents import NAMES, Documents
from tests.readers.structure_tree import read_tree

pytestmark = [pytest.mark.conformance, pytest.mark.slow]


@pytest.mark.parametrize("name", NAMES)
def test_the_tree_says_what_the_book_says(name: str, documents: Documents) -> None:
    document = documents[name]
    assert document.book is not None, document.failure
    assert complaints(document.book, document.pdf_pages, read_tree(document.pdf)) == []
