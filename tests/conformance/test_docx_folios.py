"""Every page number of the sample's Word document, in its contents and index, is that of the page where LibreOffice prints it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from bible_builder.model.locators import read_targets
from bible_builder.model.tree import Element
from bible_builder.model.vocabulary import row_of
from bible_builder.rendering.docx import libreoffice
from tests.conformance.documents import Document, Documents
from tests.conformance.printed_pages import Anchors, Page, pages_with, read_pages

pytestmark = [pytest.mark.conformance, pytest.mark.slow]

PROVEN = 0.9
"""The least share of the anchors whose words stand on one page of the book and no other."""


@dataclass(frozen=True)
class Printed:
    """The sample's finished document as LibreOffice prints it."""

    document: Document
    pages: Sequence[Page]

    @property
    def anchors(self) -> Anchors:
        """Where the anchors of its Book stand."""
        assert self.document.book is not None
        return Anchors(self.document.book, self.document.docx_pages)


@pytest.fixture(scope="module")
def printed(documents: Documents) -> Printed:
    """The sample, printed once."""
    document, program = documents["sample"], libreoffice.find()
    if program is None:
        pytest.skip("LibreOffice is not installed")
    if document.failure is not None:
        raise document.failure
    assert document.book is not None
    texts = libreoffice.pages_of(document.docx.read_bytes(), program, document.book.charter)
    return Printed(document, read_pages(texts, document.book))


def asked_for(document: Document, *rows: str) -> list[str]:
    """The anchors that the contents or the index name, each once."""
    assert document.book is not None
    elements = [e for unit in document.book.units for top in unit.content if isinstance(top, Element) for e in top.iter()]
    parts = [e for e in elements if (row := row_of(e)) is not None and row.name in rows]
    inner = [e for part in parts for e in part.iter()]
    folios = [e.get("href").removeprefix("#") for e in inner if "folio" in e.classes]
    marks = [
        place for e in inner if "locators" in e.classes for t in read_targets(e.get("data-targets")) for place in (t.start, t.end)
    ]
    return [name for name in dict.fromkeys((*folios, *marks)) if name]


@pytest.mark.parametrize("part", ["contents", "index"])
def test_every_folio_is_that_of_the_page_where_its_words_stand(
    part: str, printed: Printed, record_property: Callable[[str, object], None]
) -> None:
    names, anchors = asked_for(printed.document, part), printed.anchors
    found = {name: pages_with(anchors.snippets(name), printed.pages) for name in names}
    wrong = {
        name: (printed.document.docx_pages[name].label, [page.folio for page in pages])
        for name, pages in found.items()
        if name not in printed.document.docx_pages or printed.document.docx_pages[name].label not in {p.folio for p in pages}
    }
    assert names and not wrong
    proven = sum(len(pages) == 1 for pages in found.values())
    record_property("anchors", len(names))
    record_property("proven", proven)
    assert proven >= PROVEN * len(names)
