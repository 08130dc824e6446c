"""The PDF and the Word document say the same words as the Book, block by block and in order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bible_builder.model.tree import Content, Element, Node, rewrite
from tests.acceptance.conftest import Sample
from tests.acceptance.parity import Words, annex_pages, differences, pdf_words, words_of
from tests.readers import docx_words
from tests.readers import pdf_words as pdf_reader

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sample")]


@pytest.fixture(scope="module")
def pdf_found(sample: Sample) -> list[Words]:
    return pdf_words(pdf_reader.read_blocks(sample.pdf.path), annex_pages(sample.book, sample.pdf.page_map))


def test_the_pdf_says_what_the_book_says(sample: Sample, pdf_found: list[Words]) -> None:
    assert differences(words_of(sample.book, sample.pdf.page_map), pdf_found) == []


def test_the_word_document_says_what_the_book_says(sample: Sample) -> None:
    found = [block.words for block in docx_words.read_blocks(sample.docx.path)]
    assert differences(words_of(sample.book, sample.docx.page_map, word=True), found) == []


def changed(sample: Sample, content: Content) -> Sample:
    units = tuple(replace(unit, content=content) if unit.id == edited(sample).id else unit for unit in sample.book.units)
    return replace(sample, book=replace(sample.book, units=units))


def edited(sample: Sample):  # type: ignore[no-untyped-def]
    """The first unit with a table and two notes."""
    for unit in sample.book.units:
        names = [
            e.name if e.get("role") != "doc-footnote" else "note"
            for node in unit.content
            if isinstance(node, Element)
            for e in node.iter()
        ]
        if "td" in names and names.count("note") > 1:
            return unit
    raise AssertionError("the sample has no unit with a table and two notes")


def test_a_word_dropped_from_a_cell_is_seen(sample: Sample, pdf_found: list[Words]) -> None:
    dropped: list[str] = []

    def drop(node: Node) -> Content:
        if isinstance(node, Element) and node.name == "td" and not dropped and len(node.text().split()) > 1:
            dropped.append(node.text())
            return (node.with_children((node.text().rsplit(None, 1)[0],)),)
        return (node,)

    faulty = changed(sample, rewrite(edited(sample).content, drop))
    assert dropped
    assert differences(words_of(faulty.book, sample.pdf.page_map), pdf_found)


def test_two_notes_swapped_are_seen(sample: Sample, pdf_found: list[Words]) -> None:
    notes = [
        e for node in edited(sample).content if isinstance(node, Element) for e in node.iter() if e.get("role") == "doc-footnote"
    ][:2]
    swap = {notes[0].get("id"): notes[1], notes[1].get("id"): notes[0]}
    faulty = changed(
        sample,
        rewrite(
            edited(sample).content, lambda n: (swap.get(n.get("id"), n),) if isinstance(n, Element) and n.get("role") else (n,)
        ),
    )
    assert differences(words_of(faulty.book, sample.pdf.page_map), pdf_found)
