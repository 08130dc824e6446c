"""No table of a finished DOCX has a merged cell that its source has not; one that has is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bible_builder.errors import Findings
from bible_builder.rendering.docx import render
from tests.conformance.documents import NAMES, Documents
from tests.conformance.docx_lint.document import Document
from tests.conformance.docx_spans import spans_in_book, spans_in_word
from tests.rendering.docx.books import one, table
from tests.rendering.docx.everything import everything


@pytest.mark.conformance
@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_only_cells_that_span_in_the_source_span_in_word(name: str, documents: Documents) -> None:
    document = documents[name]
    assert document.book is not None, document.failure
    assert spans_in_word(Document(document.docx)) == spans_in_book(document.book)


def test_cells_that_span_do_so_in_both(tmp_path: Path) -> None:
    book = everything(word_folios="pdf")
    asked = spans_in_book(book)
    assert (1, 1) in asked
    (tmp_path / "a.docx").write_bytes(render(book, {}, Findings()).data)
    assert spans_in_word(Document(tmp_path / "a.docx")) == asked


def test_a_cell_merged_by_the_writer_would_be_noticed(tmp_path: Path) -> None:
    plain, merged = one(table("a", "b")), one(table("a", "b").replace("<td>", '<td rowspan="2">'))
    (tmp_path / "a.docx").write_bytes(render(merged, {}, Findings()).data)
    assert spans_in_word(Document(tmp_path / "a.docx")) != spans_in_book(plain)
