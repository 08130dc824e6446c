"""Every page number of the sample's Word document is that of the page where LibreOffice prints it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from bible_builder.model.locators import read_targets
from bible_builder.model.tree import Element
from bible_builder.model.vocabulary import row_of
from bible_builder.rendering.docx import libreoffice
from tests.conformance.documents import TEMPLATED, Document, Documents
from tests.conformance.printed_pages import Anchors, Page, read_pages, references

pytestmark = [pytest.mark.conformance, pytest.mark.slow]


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


@pytest.fixture(scope="module", params=("sample", *TEMPLATED))
def printed(request: pytest.FixtureRequest, documents: Documents) -> Printed:
    """The sample, printed once; and as it stands in companies' templates."""
    document, program = documents[request.param], libreoffice.find()
    if program is None:
        pytest.skip("LibreOffice is not installed")
    if document.failure is not None:
        raise document.failure
    assert document.book is not None
    texts = libreoffice.pages_of(document.docx.read_bytes(), program, document.book.charter)
    return Printed(document, read_pages(texts, document.book))


def asked_for(document: Document, *rows: str) -> list[str]:
    """The anchors whose pages these parts print, each once."""
    assert document.book is not None
    elements = [e for unit in document.book.units for top in unit.content if isinstance(top, Element) for e in top.iter()]
    parts = [e for e in elements if (row := row_of(e)) is not None and row.name in rows]
    inner = [e for part in parts for e in part.iter()]
    folios = [e.get("href").removeprefix("#") for e in inner if "folio" in e.classes]
    marks = [
        place for e in inner if "locators" in e.classes for t in read_targets(e.get("data-targets")) for place in (t.start, t.end)
    ]
    return [name for name in dict.fromkeys((*folios, *marks)) if name]


@pytest.mark.parametrize("part", ["contents", "caption-list", "chapter", "glossary", "appendix", "index"])
def test_every_folio_is_that_of_the_page_where_its_words_stand(
    part: str, printed: Printed, record_property: Callable[[str, object], None]
) -> None:
    names, anchors = asked_for(printed.document, part), printed.anchors
    found = {name: [page.folio for page in anchors.pages(name, printed.pages)] for name in names}
    said = {name: [folio.label] for name in names if (folio := printed.document.docx_pages.get(name)) is not None}
    record_property("anchors", len(names))
    assert names
    assert {name: folios for name, folios in found.items() if folios != said.get(name)} == {}


def test_libreoffice_prints_every_folio_that_was_measured(printed: Printed) -> None:
    """Its own fields are made anew as it opens the document: one that leads nowhere would print an error in its place."""
    words, document = "".join(page.words for page in printed.pages), printed.document
    assert document.book is not None
    asked = list(references(document.book, document.docx_pages))
    assert len(asked) > len(asked_for(document, "contents"))
    assert [reference for reference in asked if not reference.stands_in(words)] == []
