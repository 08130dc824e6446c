"""The table of contents: a TOC field in a content control, its result in place."""

from __future__ import annotations

from functools import cache

from bible_builder.model.locators import Folio
from tests.rendering.docx.books import book, chapter, unit
from tests.rendering.docx.everything import everything
from tests.rendering.docx.opened import Opened, W, attributes, fields, rendered, style, text, val

PAGES = {
    name: Folio(str(n), n + 6) for n, name in enumerate(("chapter-accueil", "section-telephone", "section-telephone-1"), start=1)
}


@cache
def document() -> Opened:
    return rendered(everything(), PAGES)


def test_the_contents_stand_in_a_control_that_word_can_refresh() -> None:
    (control,) = document().find("//w:sdt[w:sdtPr/w:docPartObj]")
    assert val(control, "sdtPr/docPartObj/docPartGallery") == "Table of Contents"
    code, result = fields(control)[0]
    assert code == 'TOC \\o "1-3" \\h \\z \\u'
    assert result.startswith("1L’accueil11.1Au téléphone2")


def test_an_entry_is_one_link_with_number_title_and_page() -> None:
    entry = document().paragraph("Au téléphone")
    assert style(entry) == "TOC2"
    (link,) = entry.iter(f"{W}hyperlink")
    assert link.get(f"{W}anchor") == "section_telephone"
    assert text(entry) == "1.1\tAu téléphone\t2"
    assert fields(entry) == [("PAGEREF section_telephone \\h", "2")]


def test_the_tab_after_the_number_is_the_paragraphs_own() -> None:
    tabs = document().paragraph("Au téléphone").findall(f"{W}pPr/{W}tabs/{W}tab")
    assert [tab.get(f"{W}val") for tab in tabs] == ["left", "right"]
    assert document().paragraph("Lexique").find(f"{W}pPr/{W}tabs") is None


def test_a_heading_that_is_not_listed_stays_out_when_word_makes_the_contents_anew() -> None:
    assert val(document().paragraph("Sommaire"), "pPr/outlineLvl") == "9"
    title = next(p for p in document().document.iter(f"{W}p") if text(p) == "Lexique")
    assert title.find(f"{W}pPr/{W}outlineLvl") is None


def test_a_section_stands_in_a_control_that_names_its_source() -> None:
    controls = document().find("//w:sdt[w:sdtPr/w:tag]")
    assert [val(control, "sdtPr/tag") for control in controls] == ["accueil-telephonique", "courriel"]
    assert text(controls[0]).startswith("Au téléphone")
    assert len({attributes(c, "sdtPr/id")["val"] for c in document().find("//w:sdt")}) == 3


def test_the_widest_number_of_a_level_makes_room_for_itself() -> None:
    def stop(number: str) -> int:
        entry = f'<p class="toc-3"><span class="number">{number}</span> <a href="#chapter-1">Titre</a></p>'
        contents = f'<nav role="doc-toc"><ol class="toc"><li class="toc-item">{entry}</li></ol></nav>'
        document = rendered(book(unit(contents), unit(chapter("<p>a</p>"), "c")))
        return int(attributes(document.paragraph(f"{number}\tTitre"), "pPr/tabs/tab")["pos"])

    assert stop("13.10.12.14") > stop("1.1.1")


def test_a_reference_with_its_page_alone_stands_as_an_entry_and_its_words_are_fields() -> None:
    html = (
        '<section role="doc-chapter"><h1 class="chapter-title" id="chapter-1"><span class="number">1</span> Accueil</h1>'
        '<div class="ahead"><p class="mention"><a class="xref" href="#s"><span class="number">1.1</span> Répondre</a> '
        '<a class="folio" href="#s"></a></p></div><p class="mention">Voir <a class="xref" href="#s">Répondre</a>.</p>'
        '<section id="s"><h2 class="section-title"><span class="number">1.1</span> Répondre</h2></section></section>'
    )
    document = rendered(book(unit(html)), {"s": Folio("4", 9)})
    entry = document.paragraph("1.1\tRépondre\t4")
    assert fields(entry) == [("REF s \\r \\h", "1.1"), ("REF s \\h", "Répondre"), ("PAGEREF s \\h", "4")]
    assert [tab.get(f"{W}val") for tab in entry.findall(f"{W}pPr/{W}tabs/{W}tab")] == ["left", "right"]
    assert text(document.paragraph("Voir")) == "Voir Répondre."


def test_a_list_of_captions_is_a_field_of_their_sequence() -> None:
    codes = [code for code, _ in fields(document().document) if code.startswith("TOC ")]
    assert codes[1:] == ['TOC \\h \\z \\c "Tableau"', 'TOC \\h \\z \\c "Figure"']
    entry = document().paragraph("Tableau 1 – Délais de réponse\t")
    assert style(entry) == "TableOfFigures"
