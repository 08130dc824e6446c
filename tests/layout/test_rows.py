"""Each row of the vocabulary has a tiny bible that uses it, all the way from its files to the book."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bible_builder.assembly import resolve
from bible_builder.baselines import SHELF, counted
from bible_builder.errors import Findings, Severity
from bible_builder.layout import compose
from bible_builder.loading import load
from bible_builder.model.book import Book
from bible_builder.model.tree import Element, texts
from bible_builder.model.vocabulary import ROWS, Row, row_of
from bible_builder.rendering.docx.writers import BLOCKS, PHRASING, TABLES
from tests.bibles import build_tiny, tiny_names

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "annex-table": ("appendix", "annex-title", "data-table", "table-head", "table-body", "table-row", "cell"),
    "annex-text": ("annex-section", "annex-heading", "annex-subheading"),
    "callouts": ("callout-rule", "callout-tip", "callout-warning", "callout-example", "callout-say", "callout-avoid"),
    "changes": ("changes", "change-head", "change-list", "change-item", "change", "change-why", "change-mark"),
    "cover": ("cover", "title-page", "colophon", "back-cover", "box", "image", "cover-title", "cover-subtitle", "mention"),
    "cross-reference": ("cross-reference", "folio", "number"),
    "decision-table": ("decision-table", "caption", "columns", "column", "head-cell"),
    "definition-list": ("definition-list", "defined-word", "definition"),
    "dialogue": ("dialogue", "turn", "speaker", "block-title"),
    "english": ("chapter", "section", "glossary", "index", "contents"),
    "extracts": ("callout-rule", "dialogue", "procedure", "decision-table", "table", "figure", "kpi", "letter"),
    "figure": ("figure", "figure-caption", "label", "image", "caption-list", "toc-caption"),
    "glossary": ("glossary", "glossary-list", "glossary-term", "glossary-definition", "term-reference", "abbreviation"),
    "headings": ("chapter-title", "heading-2", "heading-3", "heading-4", "toc-1", "toc-2", "toc-3"),
    "index": ("index", "index-list", "index-item", "index-1", "index-2", "index-3", "letter-head", "index-mark", "locators"),
    "kpi": ("kpi", "kpi-name", "kpi-value"),
    "landscape": ("table", "figure", "data-table"),
    "letter": ("letter",),
    "link": ("link",),
    "lists": ("bullet-list", "numbered-list", "list-item"),
    "note": ("note", "note-call"),
    "phrasing": ("emphasis", "strong", "code", "line-break", "superscript", "subscript", "foreign", "inserted", "deleted"),
    "procedure": ("procedure", "step", "step-head", "actor", "time-limit"),
    "quotation": ("quotation",),
    "section-reference": ("section-reference", "link"),
    "table": ("table", "caption", "head-cell"),
}  # fmt: skip


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Book]:
    """The book of each tiny bible; not one of them makes a complaint."""
    found = {}
    for name in tiny_names():
        findings = Findings()
        bible = load(build_tiny(name, tmp_path_factory.mktemp(name)), findings)
        assert bible is not None, (name, findings.all)
        resolved = counted(bible, {"": resolve(bible, "", findings)}, (bible.root / SHELF,), findings)[""]
        book = compose(resolved, bible.layout, findings)
        assert book is not None, (name, findings.all)
        assert not [d for d in findings.all if d.severity is not Severity.NOTE], (name, findings.all)
        found[name] = book
    return found


def rows_of(book: Book) -> set[str]:
    elements = (e for unit in book.units for node in unit.content if isinstance(node, Element) for e in node.iter())
    return {row.name for element in elements if (row := row_of(element))}


def test_every_tiny_bible_says_which_rows_it_is_for() -> None:
    assert set(FAMILIES) == set(tiny_names())


@pytest.mark.parametrize("name", FAMILIES)
def test_a_tiny_bible_uses_the_rows_it_is_for(name: str, books: Mapping[str, Book]) -> None:
    assert set(FAMILIES[name]) <= rows_of(books[name])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_row_is_used_by_a_tiny_bible(row: Row, books: Mapping[str, Book]) -> None:
    assert row.name in {used for book in books.values() for used in rows_of(book)}


def test_the_english_bible_is_english_throughout(books: Mapping[str, Book]) -> None:
    said = texts(node for unit in books["english"].units for node in unit.content)
    for words in (
        "Contents",
        "Rule",
        "Say",
        "Table\u00a01",
        "Formula",
        "Frequency",
        "Lexicon",
        "Not to be used",
        "In force from 1 October 2026",
    ):
        assert words in said
    for words in ("Sommaire", "Règle", "À dire", "Tableau", "Fréquence", "Lexique", "voir", "En vigueur"):
        assert words not in said


def marked(book: Book, attribute: str) -> list[str]:
    """The rows of the elements that bear an attribute, in the book's order."""
    elements = (e for unit in book.units for node in unit.content if isinstance(node, Element) for e in node.iter())
    return [row.name for element in elements if attribute in element.attributes and (row := row_of(element))]


def test_what_is_chosen_for_digests_is_marked_and_nothing_else(books: Mapping[str, Book]) -> None:
    assert marked(books["extracts"], "data-extract") == list(FAMILIES["extracts"])


def test_what_stands_on_turned_pages_is_marked_and_nothing_else(books: Mapping[str, Book]) -> None:
    assert marked(books["landscape"], "data-orientation") == list(FAMILIES["landscape"])


def test_a_tiny_bible_that_is_not_there_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(ValueError, match="no tiny bible"):
        build_tiny("nothing", tmp_path_factory.mktemp("nothing"))


def test_each_row_has_a_word_writer() -> None:
    assert {*BLOCKS, *PHRASING, *TABLES} == {row.name for row in ROWS}
