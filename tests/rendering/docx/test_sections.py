"""Each unit begins on a right-hand page, with its own heads and folios."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from bible_builder.errors import Findings
from bible_builder.model.book import Matter, RunningHeads
from bible_builder.model.units import Color
from tests.rendering.docx.books import METADATA, book, chapter, one, table, unit, with_style
from tests.rendering.docx.everything import everything
from tests.rendering.docx.opened import Opened, R, W, attributes, fields, rendered, text, val


@cache
def document() -> Opened:
    return rendered(everything())


def sections(opened: Opened) -> list[Any]:
    """The settings of each section, in order."""
    return opened.find("//w:sectPr")


def head(opened: Opened, section: Any, kind: str, page: str) -> Any:
    """The head or foot of a section on one kind of page."""
    (reference,) = [e for e in section.iter(f"{W}{kind}Reference") if e.get(f"{W}type") == page]
    target = opened.relationship(reference.get(f"{R}id")).get("Target")
    return opened.part(f"word/{target}")


def test_units_begin_on_right_hand_pages_and_so_does_the_title_page() -> None:
    kinds = [val(s, "type") for s in sections(document())]
    # cover; title page and colophon; contents; two chapters; lexicon, its columns; annex; index, its columns; back cover
    assert kinds == ["oddPage"] * 6 + ["continuous", "oddPage", "oddPage", "continuous", "oddPage"]


def test_front_matter_counts_in_roman_numerals_the_rest_from_one() -> None:
    numbers = [attributes(s, "pgNumType") for s in sections(document())]
    assert numbers[0] == {"fmt": "lowerRoman", "start": "1"}
    assert numbers[1] == numbers[2] == {"fmt": "lowerRoman"}
    assert numbers[3] == {"fmt": "decimal", "start": "1"}
    assert {tuple(n.items()) for n in numbers[4:]} == {(("fmt", "decimal"),)}


def test_the_page_is_the_books_with_mirrored_margins() -> None:
    section = sections(document())[0]
    assert attributes(section, "pgSz") == {"w": "11906", "h": "16838"}
    margins = attributes(section, "pgMar")
    assert (margins["left"], margins["right"], margins["top"], margins["bottom"]) == ("1587", "2268", "1701", "1814")
    settings = document().part("word/settings.xml")
    assert settings.find(f"{W}mirrorMargins") is not None and settings.find(f"{W}evenAndOddHeaders") is not None


def test_a_part_that_follows_in_its_unit_begins_a_page() -> None:
    colophon = document().paragraph("À propos")
    assert colophon.find(f"{W}pPr/{W}pageBreakBefore") is not None
    assert document().paragraph("Au téléphone").find(f"{W}pPr/{W}pageBreakBefore") is None


def test_running_heads_repeat_headings_and_folios_are_fields() -> None:
    chapter_section = sections(document())[3]
    recto, verso = (head(document(), chapter_section, "header", page) for page in ("default", "even"))
    assert fields(recto) == [("STYLEREF 1", "L’accueil")]
    assert text(verso) == "Bible de la Relation Clients"
    assert (val(recto, "p/pPr/jc"), val(verso, "p/pPr/jc")) == ("right", "left")
    assert fields(head(document(), chapter_section, "footer", "even")) == [("PAGE", "1")]


def test_heads_of_other_parts_name_their_own_style() -> None:
    opened = document()
    assert fields(head(opened, sections(opened)[5], "header", "default")) == [('STYLEREF "Part Title"', "Lexique")]
    assert fields(head(opened, sections(opened)[7], "header", "default")) == [('STYLEREF "Annex Title"', "Liste des magasins")]


def test_the_opening_page_has_a_folio_and_no_head() -> None:
    section = sections(document())[3]
    assert section.find(f"{W}titlePg") is not None
    assert text(head(document(), section, "header", "first")) == ""
    assert fields(head(document(), section, "footer", "first")) == [("PAGE", "1")]


def test_a_cover_has_neither() -> None:
    section = sections(document())[0]
    for kind in ("header", "footer"):
        for page in ("default", "even", "first"):
            assert text(head(document(), section, kind, page)) == ""


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{edition} – {in_force}", "2026-T4 – En vigueur du 1er octobre au 31 décembre 2026"),
        ("{section}", "Accueillir"),
        ("{chapter} | {folio}", "Titre | 1"),
        ("", ""),
    ],
)
def test_each_slot_of_a_template_is_filled(template: str, words: str) -> None:
    html = chapter('<section id="s"><h2 class="section-title"><span class="number">1.1</span> Accueillir</h2><p>a</p></section>')
    opened = rendered(book(unit(html), heads=RunningHeads(recto_head=template)))
    assert text(head(opened, sections(opened)[0], "header", "default")) == words


def test_a_proof_says_so_on_every_page() -> None:
    opened = rendered(everything(metadata=replace(METADATA, proof="ÉPREUVE – non publiée")))
    for section in sections(opened):
        references = list(section.iter(f"{W}headerReference", f"{W}footerReference"))
        if not references:
            continue  # the columns of the index go on with the heads of its title
        for page in ("default", "even", "first"):
            assert "ÉPREUVE" in text(head(opened, section, "header", page)) + text(head(opened, section, "footer", page))


def test_heads_that_are_the_same_are_one_part() -> None:
    opened = rendered(
        book(*[unit(chapter("<p>a</p>").replace("chapter-1", f"c{n}"), f"u{n}") for n in range(5)]), findings=Findings()
    )
    assert len([name for name in opened.archive.namelist() if name.startswith("word/header")]) == 3


def test_a_document_that_ends_in_a_table_ends_in_a_paragraph() -> None:
    last = rendered(one(table("a", "b"))).find("//w:body/*")[-2:]
    assert [e.tag.rpartition("}")[2] for e in last] == ["p", "sectPr"]


def test_the_cover_has_a_panel_in_the_brands_colour() -> None:
    (panel, accent) = document().find("//wp:anchor")
    colors = [
        e.get("val") for p in (panel, accent) for e in p.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}schemeClr")
    ]
    assert colors == ["accent1", "accent2"]


def test_a_light_title_gets_a_ground_over_the_whole_page() -> None:
    (panel,) = rendered(everything(stylesheet=with_style("cover-title", color=Color(255, 255, 255)))).find("//wp:anchor")
    extent = next(panel.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"))
    assert int(extent.get("cy")) == 297 * 36000


def test_a_book_of_front_matter_alone_is_written() -> None:
    front = '<section class="title-page"><p class="cover-title">Titre</p></section>'
    assert text(rendered(book(unit(front, matter=Matter.FRONT))).document) == "Titre"


def section(number: int, title: str) -> str:
    return (
        f'<section id="{title}"><h2 class="section-title"><span class="number">1.{number}</span> {title}</h2><p>a</p></section>'
    )


@pytest.mark.parametrize(("titles", "stored"), [(["Un"], "Un"), (["Un", "Deux"], "Titre")])
def test_the_stored_head_is_true_of_each_page_of_the_unit(titles: list[str], stored: str) -> None:
    """Word makes it anew for each page; other readers print it as it is stored."""
    html = "".join(section(number, title) for number, title in enumerate(titles, start=1))
    opened = rendered(book(unit(chapter(html)), heads=RunningHeads(recto_head="{section}")))
    assert fields(head(opened, sections(opened)[0], "header", "default")) == [("STYLEREF 2", stored)]


def test_the_lexicon_stands_in_columns_below_its_title() -> None:
    letters = '<section class="letter-group"><h2 class="letter-head">A</h2></section>'
    html = f'<section role="doc-glossary"><h1 class="part-title" id="g">Lexique</h1><p>Mots</p>{letters}</section>'
    opened = rendered(book(unit(html)))
    assert [attributes(s, "cols").get("num") for s in sections(opened)] == [None, "2"]
    first_end = opened.find("//w:p[w:pPr/w:sectPr]")[0]
    assert text(first_end.getprevious()) == "Mots" and text(first_end.getnext()) == "A"


def test_a_part_after_columns_has_the_whole_page_again() -> None:
    letters = '<section class="letter-group"><h2 class="letter-head">A</h2></section>'
    index = f'<section role="doc-index"><h1 class="part-title" id="i">Index</h1>{letters}</section>'
    back = '<section class="back-cover"><p class="mention">Fin</p></section>'
    opened = rendered(book(unit(index + back)))
    assert [(val(s, "type"), attributes(s, "cols").get("num")) for s in sections(opened)] == [
        ("oddPage", None), ("continuous", "2"), ("nextPage", None),
    ]  # fmt: skip


def test_covers_that_share_a_unit_have_a_page_without_head_or_foot_of_their_own() -> None:
    cover = '<section role="doc-cover"><div class="panel"><p class="cover-title">Mémo</p></div></section>'
    back = '<section class="back-cover"><div class="panel"><p class="mention">Fin</p></div></section>'
    one_unit = unit(f"{cover}{chapter('<p>a</p>')}{back}")
    opened = rendered(book(one_unit, heads=RunningHeads(recto_foot="{title}", verso_foot="{title}")))
    found = sections(opened)
    assert [val(s, "type") for s in found] == ["oddPage", "nextPage", "nextPage"]
    feet = [text(head(opened, s, "footer", "default")) for s in found]
    assert METADATA.title not in feet[0] + feet[2]
    assert METADATA.title in feet[1]
