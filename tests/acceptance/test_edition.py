"""The sample's finished files, read back: every printed folio is true, and both say the words of the Book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

import bible_builder as bb
from bible_builder.model.book import Book, Unit
from bible_builder.model.locators import read_targets
from bible_builder.model.tree import Content, Element, Node, rewrite
from bible_builder.model.vocabulary import allows_text, row_of
from tests.acceptance.conftest import Sample
from tests.acceptance.parity import Words, annex_pages, differences, pdf_words, words_of
from tests.bibles import build_tiny
from tests.readers import docx_words
from tests.readers import pdf_words as pdf_reader
from tests.readers.pdf_words import words_on_pages
from tests.readers.words import split_words

pytestmark = [pytest.mark.slow]

LOOK = 6  # words of the target that are looked for, as far as its block goes


def targets(book: Book) -> Iterator[tuple[str, str]]:
    """Each place that a printed folio points to, with the part that prints it."""
    for unit in book.units:
        for element in (e for node in unit.content if isinstance(node, Element) for e in node.iter()):
            if "folio" in element.classes:
                yield element.get("href")[1:], unit.id
            for target in read_targets(element.get("data-targets")):
                yield target.start, unit.id
                if target.end:
                    yield target.end, unit.id


def openings(book: Book) -> dict[str, tuple[str, ...]]:
    """For each id, the first words that stand there, to the end of their block."""
    found: dict[str, tuple[str, ...]] = {}
    for unit in book.units:
        for node in unit.content:
            if isinstance(node, Element):
                _collect(node, found)
    return found


def _collect(element: Element, found: dict[str, tuple[str, ...]]) -> None:
    row = row_of(element)
    if row is not None and allows_text(row):
        for inner in element.iter():
            if inner.get("id") and inner.get("role") != "doc-footnote":
                found[inner.get("id")] = _from(element, inner)
        return
    for child in element.elements:
        _collect(child, found)
    if element.get("id"):
        first = next(
            (e for e in element.iter() if e is not element and (r := row_of(e)) and allows_text(r) and e.text().strip()), None
        )
        found[element.get("id")] = split_words(_without_notes(first))[:LOOK] if first else ()


def _without_notes(element: Element) -> str:
    return "".join(
        c if isinstance(c, str) else "" if c.get("role") == "doc-footnote" else _without_notes(c) for c in element.children
    )


def _from(block: Element, place: Element) -> tuple[str, ...]:
    """The words of ``block`` from ``place`` on; a word that begins before it is left out."""
    marker = "\x01"

    def write(element: Element) -> str:
        if element.get("role") == "doc-footnote":
            return ""
        inner = "".join(c if isinstance(c, str) else write(c) for c in element.children)
        return marker + inner if element is place else inner

    before, _, after = write(block).partition(marker)
    words = split_words(after)
    joined = bool(before) and not before[-1:].isspace() and bool(after) and not after[:1].isspace()
    return words[(1 if joined and len(words) > 1 else 0) :][:LOOK]


def stands(words: tuple[str, ...], page: list[str], following: list[str]) -> bool:
    """Whether the words begin on the page; spaces are not compared, since a word cut at a line's end may be read in two pieces.

    The last words may stand on the next page, behind a foot or a note, but at least two (or the only one) must be found together.
    """
    here, run = "".join(page), "".join([*page, *following])
    found = (run.find("".join(words[:length])) for length in range(len(words), min(2, len(words)) - 1, -1))
    return any(0 <= place < len(here) for place in found)


def test_every_printed_folio_is_true(sample: Sample) -> None:
    pages = words_on_pages(sample.pdf.path)
    words = openings(sample.book)
    checked: Counter[str] = Counter()
    wrong = []
    for target, part in targets(sample.book):
        folio = sample.pdf.page_map[target]
        following = pages[folio.sequence + 1] if folio.sequence + 1 < len(pages) else []
        if words.get(target) and not stands(words[target], pages[folio.sequence], following):
            wrong.append((target, folio.label, words[target]))
        checked[part] += 1
    print(f"\n{sum(checked.values())} folios checked: {dict(checked)}")
    assert wrong == []
    assert sum(checked.values()) > 300


def test_a_folio_one_page_off_is_seen(sample: Sample) -> None:
    pages, words = words_on_pages(sample.pdf.path), openings(sample.book)
    chapters = [key for key in words if key.startswith("section-") and words[key]]
    moved = [key for key in chapters if not stands(words[key], pages[sample.pdf.page_map[key].sequence - 1], [])]
    assert len(moved) > 0.9 * len(chapters)


def test_the_labels_of_pages_are_the_folios(sample: Sample) -> None:
    document = pypdfium2.PdfDocument(sample.pdf.path)
    wrong = {key: folio for key, folio in sample.pdf.page_map.items() if document.get_page_label(folio.sequence) != folio.label}
    document.close()
    assert wrong == {}


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


def edited(sample: Sample) -> Unit:
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


def test_a_word_that_a_style_sheet_adds_is_seen(tmp_path: Path) -> None:
    book = bb.compose(bb.load(build_tiny("quotation", tmp_path)))
    speaking = replace(book, css=book.css + 'blockquote > p::before { content: "intrus " }')
    silent = replace(book, css=book.css + 'blockquote > p::before { content: "– " }')
    for changed_book, differs in ((speaking, True), (silent, False)):
        result = bb.render_pdf(changed_book, tmp_path / "bible.pdf")
        found = pdf_words(pdf_reader.read_blocks(result.path))
        assert bool(differences(words_of(changed_book, result.page_map), found)) is differs
