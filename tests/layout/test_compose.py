"""A resolved bible becomes a book: units in order, parts that are not empty, the bible's own files over the built-in ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bible_builder.errors import Findings, Source
from bible_builder.layout import compose
from bible_builder.model.bible import Bible
from bible_builder.model.book import Book, Finishing, Matter, Unit
from bible_builder.model.tree import Element, texts
from bible_builder.model.vocabulary import Kind, row_of
from tests.layout.conftest import composed
from tests.layout.resolved import COLORS, chapter, own_copy, own_layout, section


def unit(book: Book, name: str) -> Unit:
    return next(unit for unit in book.units if unit.id == name)


def test_the_units_come_in_the_layouts_order(book: Book) -> None:
    assert [unit.id for unit in book.units] == [
        "front", "contents", "chapter-accueil", "glossary", "annex-magasins", "annex-charte", "index", "back-cover",
    ]  # fmt: skip


def test_each_unit_says_what_it_counts_with_and_waits_for(book: Book) -> None:
    assert {u.id: (u.matter, u.finishing) for u in book.units if u.id in {"front", "contents", "glossary", "index"}} == {
        "front": (Matter.FRONT, Finishing.PLAIN),
        "contents": (Matter.FRONT, Finishing.CONTENTS),
        "glossary": (Matter.BODY, Finishing.PLAIN),
        "index": (Matter.BODY, Finishing.INDEX),
    }


def test_covers_print_no_folio(book: Book) -> None:
    assert [u.id for u in book.units if not u.folios] == ["front", "back-cover"]


def test_every_unit_holds_book_parts_only(book: Book) -> None:
    for node in (node for u in book.units for node in u.content):
        assert isinstance(node, Element)
        row = row_of(node)
        assert row is not None and row.kind is Kind.PART


def test_an_annex_pdf_is_a_unit_with_its_title_and_its_pages_to_bind_in(book: Book) -> None:
    bound = unit(book, "annex-charte")
    assert bound.annex is not None
    assert (bound.annex.pages, bound.annex.title, bound.annex.path) == (8, "Charte de communication", Path("charte.pdf"))
    assert "B Charte de communication" in texts(bound.content)
    assert "Document joint de 8 pages." in texts(bound.content)


def test_empty_parts_are_left_out(bible: Bible) -> None:
    book = composed(
        replace(bible, lexicon=(), index=(), annexes=(), chapters=(chapter("a", "1", "Seul", section("b", "1.1", "Dit")),))
    )
    assert [u.id for u in book.units] == ["front", "contents", "chapter-a", "back-cover"]
    assert "Lexique" not in unit(book, "contents").html()


def test_metadata_come_from_the_bible(book: Book) -> None:
    found = book.metadata
    assert (found.title, found.author, found.language, found.edition) == (
        "Bible de la Relation Clients",
        "Maison Lorme",
        "fr",
        "2026-T4",
    )
    assert found.in_force == "En vigueur du 1er octobre 2026 au 31 décembre 2026"
    assert found.identifier == "bible-lorme-2026-T4"


def test_an_audience_is_named_in_the_identifier_and_in_the_book(bible: Bible) -> None:
    book = composed(replace(bible, audience="prestataires"))
    assert book.metadata.identifier == "bible-lorme-2026-T4-prestataires"
    assert "Public\u00a0: prestataires" in book.html()


def test_a_proof_carries_its_mark_for_each_page(bible: Bible) -> None:
    assert composed(bible, proof="ÉPREUVE").metadata.proof == "ÉPREUVE"


def test_blocks_know_where_they_come_from(book: Book) -> None:
    cover = unit(book, "front").content[0]
    assert isinstance(cover, Element)
    assert cover.source == Source("layouts/livre/cover.html", 1)
    heading = next(e for n in unit(book, "chapter-accueil").content if isinstance(n, Element) for e in n.iter() if e.name == "h1")
    assert heading.source == Source("content/guide/1-accueil/10-telephone.md", 3)


def test_the_places_of_templates_do_not_stay_in_the_book(book: Book) -> None:
    assert "data-template" not in book.html()


def test_the_same_bible_gives_the_same_book(bible: Bible) -> None:
    first, second = composed(bible), composed(bible)
    assert (first.html(), first.css) == (second.html(), second.css)


def test_a_logo_stands_on_the_cover_with_its_alternative_text(bible: Bible) -> None:
    logo = bible.content / "charte" / "logo.svg"
    logo.parent.mkdir()
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    book = composed(replace(bible, charter=replace(bible.charter, logo=logo, logo_alt="Une graine")))
    assert '<img src="content/charte/logo.svg" alt="Une graine"/>' in unit(book, "front").html()


def test_the_bibles_own_file_overrides_the_built_in_one(bible: Bible) -> None:
    own_layout(bible.root, {"back-cover.html": '<section class="back-cover"><p class="mention">Fin de {{ title }}</p></section>'})
    book = composed(bible)
    assert texts(unit(book, "back-cover").content) == "Fin de Bible de la Relation Clients"
    assert "Sommaire" in unit(book, "contents").html()


def test_a_layout_may_be_the_bibles_own_altogether(bible: Bible) -> None:
    own_layout(
        bible.root,
        {
            "layout.yaml": "page: {size: A5}\nunits:\n  - {id: one, parts: [all]}\n",
            "all.html": '<section role="doc-colophon"><h1 class="part-title" id="t">{{ title }}</h1></section>',
            "styles.yaml": (own_copy(bible.root) / "styles.yaml").read_text("utf-8"),
            "book.css": "@page { bleed: 3mm }",
        },
        "feuille",
    )
    book = composed(bible, "feuille")
    assert [u.id for u in book.units] == ["one"]
    assert (round(book.page.width.millimetres), book.layout) == (148, "feuille")
    assert book.metadata.identifier == "bible-lorme-2026-T4-feuille"


@pytest.mark.parametrize("name", ["livree", "../livre", "/etc", ""])
def test_an_unknown_layout_is_refused_where_the_bible_names_it(bible: Bible, name: str) -> None:
    findings = Findings()
    assert compose(bible, name, findings) is None
    assert [(d.code, d.source) for d in findings.all] == [("layout-not-found", Source("content/bible.yaml", 7))]
    assert "livre" in findings.all[0].parameters["known"]


def test_a_link_that_leaves_the_layouts_folder_is_no_file_of_the_layout(bible: Bible, tmp_path: Path) -> None:
    outside = tmp_path / "secret.css"
    outside.write_text("p { orphans: 2 }", "utf-8")
    folder = own_copy(bible.root)
    (folder / "book.css").unlink()
    (folder / "book.css").symlink_to(outside)
    findings = Findings()
    assert compose(bible, "mien", findings) is None
    assert [d.code for d in findings.all] == ["layout-file-missing"]


def test_the_roots_are_the_bible_and_the_layout(bible: Bible) -> None:
    roots = composed(bible).roots
    assert bible.content in roots
    assert any(root.name == "livre" for root in roots)


def test_the_charters_colours_are_there_for_boxes(book: Book) -> None:
    assert f"--primary: {COLORS['primary']}" in book.css
