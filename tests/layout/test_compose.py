"""A resolved bible becomes a book: units in order, parts that are not empty, the bible's own files over the built-in ones."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bible_builder.errors import Findings, Source
from bible_builder.layout import compose
from bible_builder.model.bible import Bible
from bible_builder.model.book import Book, Finishing, Matter, Unit
from bible_builder.model.tree import Element, texts
from bible_builder.model.units import Length
from bible_builder.model.vocabulary import Kind, row_of
from tests.layout.conftest import composed
from tests.layout.resolved import COLORS, bible, chapter, own_copy, own_layout, section


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


TABBED = """\
page: {size: A5}
tabs: {width: 9mm, height: 20mm, top: 45mm, step: 40mm}
units:
  - {id: chapter, for-each: chapters, parts: [all], tab: "{number}"}
  - {id: front, parts: [all]}
  - {id: annex, for-each: annexes, parts: [all], tab: "{number}"}
  - {id: nothing, parts: [none], tab: "?"}
  - {id: index, parts: [all], tab: Index}
"""


def tabbed(bible: Bible, chapters: int) -> list[tuple[str, str, int]]:
    """Each unit's id, tab and place, in a layout with tabs."""
    own_layout(
        bible.root,
        {
            "layout.yaml": TABBED,
            "all.html": '<section role="doc-colophon"><p>{{ title }}</p></section>',
            "none.html": "",
            "styles.yaml": (own_copy(bible.root) / "styles.yaml").read_text("utf-8"),
            "book.css": "",
        },
        "onglets",
    )
    several = tuple(chapter(f"c{n}", str(n), f"Chapitre {n}", section(f"s{n}", f"{n}.1", "Dit")) for n in range(1, chapters + 1))
    book = composed(replace(bible, chapters=several, index=(), lexicon=()), "onglets")
    assert book.tabs is not None
    return [(unit.id, unit.tab, unit.tab_place) for unit in book.units]


def test_each_chapter_has_a_place_and_all_annexes_share_one(bible: Bible) -> None:
    assert tabbed(bible, 2) == [
        ("chapter-c1", "1", 0),
        ("chapter-c2", "2", 1),
        ("front", "", 0),
        ("annex-magasins", "A", 2),
        ("annex-charte", "B", 2),
        ("index", "Index", 3),
    ]


def test_where_the_page_ends_tabs_begin_again_from_the_top(bible: Bible) -> None:
    assert [place for _, tab, place in tabbed(bible, 5) if tab] == [0, 1, 2, 3, 0, 1, 1, 2]  # an A5 page has room for four


def test_what_its_style_keeps_together_is_marked_in_the_book(bible: Bible) -> None:
    styles = own_copy(bible.root, "livre") / "styles.yaml"
    text = re.sub(r"(?m)^  keep-together: .*\n", "", styles.read_text("utf-8"))
    styles.write_text(text.replace("\ncallout:\n", "\ncallout:\n  keep-together: 5 words\n"), "utf-8")
    short, long = (f'<aside class="tip"><p class="callout-title">Conseil</p><p>{w}</p></aside>' for w in ("Un", "Un " * 9))
    alone = (chapter("a", "1", "Seul", section("b", "1.1", "Dit", short + long)),)
    book = composed(replace(bible, chapters=alone, index=(), lexicon=()))
    kept = [
        e for u in book.units for n in u.content if isinstance(n, Element) for e in n.iter() if "data-together" in e.attributes
    ]
    assert [texts(e.children) for e in kept] == ["ConseilUn"]


REPORTED = """\
<section role="doc-colophon">
{% for section in chapters[0].sections %}<p>{{ section.reference }} {{ section.report }}</p>{% endfor %}
</section>"""


@pytest.mark.parametrize("contact", ["", "au standard", "a@b.example, c@d.example"])
def test_without_one_address_there_is_nobody_to_write_to(bible: Bible, contact: str) -> None:
    own_layout(bible.root, {"back-cover.html": REPORTED})
    assert texts(unit(composed(replace(bible, contact=contact)), "back-cover").content) == "telephonecourriel"


def test_a_section_says_whom_to_tell_of_a_mistake_and_in_which_edition(bible: Bible) -> None:
    own_layout(bible.root, {"back-cover.html": REPORTED})
    name, url, *_ = texts(unit(composed(bible), "back-cover").content).split()
    parts = urlsplit(url)
    said = parse_qs(parts.query)
    assert (name, parts.scheme, parts.path) == ("telephone", "mailto", "bible@maison-lorme.example")
    assert said["subject"] == ["Erreur dans la section telephone, édition 2026-T4"]
    assert said["body"][0].startswith("Section\u00a0: telephone (Le téléphone)\r\nÉdition\u00a0: 2026-T4\r\n")
    assert " " not in url and "+" not in url


def test_a_layout_based_on_another_changes_some_styles_and_adds_parts(tmp_path: Path) -> None:
    given = bible(tmp_path)
    own_layout(
        tmp_path,
        {
            "layout.yaml": "based-on: livre\nunits:\n  - {id: all, parts: [title-page, sheet]}\n",
            "styles.yaml": "body: {size: 12pt}\n",
            "sheet.html": '<section role="doc-chapter"><h1 class="chapter-title" id="x">{{ title }}</h1></section>',
        },
        "fiche",
    )
    findings = Findings()
    book = compose(given, "fiche", findings)
    assert book is not None, findings.all
    assert book.stylesheet.resolved("body")["size"] == Length.pt(12)
    assert book.stylesheet.styles["body"].word == "Body Text"
    assert [node.get("class") or node.get("role") for node in book.units[0].content if isinstance(node, Element)] == [
        "title-page",
        "doc-chapter",
    ]


def test_layouts_that_are_based_on_one_another_are_refused(tmp_path: Path) -> None:
    given = bible(tmp_path)
    own_layout(tmp_path, {"layout.yaml": "based-on: b\nunits: []\n"}, "a")
    own_layout(tmp_path, {"layout.yaml": "based-on: a\nunits: []\n"}, "b")
    findings = Findings()
    assert compose(given, "a", findings) is None
    assert [(d.code, str(d.source)) for d in findings.all] == [("layout-based-on-itself", "layouts/b/layout.yaml:1:11")]


def test_a_mistake_in_a_style_that_is_inherited_is_named_where_it_stands(tmp_path: Path) -> None:
    given = bible(tmp_path)
    own_layout(tmp_path, {"layout.yaml": "based-on: livre\nunits: []\n", "styles.yaml": "body: {size: big}\n"}, "fiche")
    findings = Findings()
    compose(given, "fiche", findings)
    assert [str(d.source) for d in findings.all if d.code == "layout-wrong-value"] == ["layouts/fiche/styles.yaml:1:14"]
