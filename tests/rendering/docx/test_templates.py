"""A book written into a company's Word template: its styles by role, its cover and heads, its lists, our text in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from bible_builder.errors import Findings, RenderingError
from bible_builder.model.word_template import WordTemplate
from bible_builder.opc import open_package
from bible_builder.rendering.docx import render
from bible_builder.rendering.docx.template import parsed
from bible_builder.rendering.docx.template_text import fill
from tests.rendering.docx import templates
from tests.rendering.docx.books import every_page, one, table, unit
from tests.rendering.docx.everything import everything
from tests.rendering.docx.opened import SPACES, Opened, W, text

ROLES = {"callout-rule": "Rule Box", "table": "Company Table"}


def into(
    folder: Path,
    template: templates.Parts,
    book: Any = None,
    styles: Mapping[str, str] = {},
    findings: Findings | None = None,
    **meta: Any,
) -> Opened:
    """The book written into a template."""
    file = folder / "modele.dotx"
    file.write_bytes(template.packed())
    book = book or everything()
    charter = replace(book.charter, word_template=WordTemplate(file, styles))
    book = replace(book, charter=charter, roots=(*book.roots, folder), metadata=replace(book.metadata, **meta))
    return Opened(render(book, every_page(book), findings or Findings()).data)


def styles_of(opened: Opened, words: str) -> str:
    found = opened.paragraph(words).find(f"{W}pPr/{W}pStyle")
    assert found is not None
    return str(found.get(f"{W}val"))


def found_in(element: Any, path: str) -> list[str]:
    """What an XPath of attributes finds in an element."""
    return [str(value) for value in element.xpath(path, namespaces=SPACES)]


def said(element: Any) -> str:
    """Every word in an element."""
    return "".join(map(str, element.itertext()))


def texts(opened: Opened) -> list[str]:
    return [words for paragraph in opened.document.iter(f"{W}p") if (words := text(paragraph))]


HTML = (
    '<p>Un texte.</p><section id="s"><h2 class="section-title"><span class="number">1.1</span> Au téléphone</h2><ul><li><p>une '
    'puce</p></li></ul><ol><li><p>un numéro</p></li></ol><aside class="rule"><p>Une règle.</p></aside>'
    f"{table('Tête', 'Cellule')}</section>"
)


def test_styles_are_found_by_name_whatever_their_ids(tmp_path: Path) -> None:
    english, french = into(tmp_path, templates.english(), one(HTML)), into(tmp_path, templates.french(), one(HTML))
    words = ("Un texte.", "Titre", "Au téléphone", "une puce", "un numéro")
    assert [styles_of(english, word) for word in words] == ["BodyText", "Heading1", "Heading2", "ListBullet", "ListNumber"]
    assert [styles_of(french, word) for word in words] == ["Corpsdetexte", "Titre1", "Titre2", "Listepuces", "Listenumros"]


def test_the_charter_may_name_a_style_for_a_role(tmp_path: Path) -> None:
    opened = into(tmp_path, templates.english(), one(HTML), ROLES)
    assert styles_of(opened, "Une règle.") == "RuleBox"
    assert opened.find("//w:tblStyle/@w:val") == ["CompanyTable"]


def test_a_style_may_be_named_as_french_word_shows_it(tmp_path: Path) -> None:
    assert styles_of(into(tmp_path, templates.english(), one(HTML), {"callout-rule": "Sous-titre"}), "Une règle.") == "Subtitle"


def test_the_template_keeps_its_own_styles_and_gets_those_that_are_used(tmp_path: Path) -> None:
    findings = Findings()
    opened = into(tmp_path, templates.english(), one(HTML), findings=findings)
    assert {"RuleBox", "CompanyTable", "CalloutRule"} <= opened.styles.keys()
    assert not {"Indicator", "DialogueTurn"} & opened.styles.keys(), "nothing uses these"
    (note,) = [d for d in findings.all if d.code == "word-template-styles-added"]
    assert "Callout Rule" in note.parameters["styles"] and "heading 2" not in note.parameters["styles"]


def test_our_styles_wear_the_templates_colours_and_fonts(tmp_path: Path) -> None:
    opened = into(tmp_path, templates.english(), one('<p class="lead">Entrée.</p>'))
    lead = opened.styles["Lead"]
    color = lead.find(f"{W}rPr/{W}color")
    assert color is not None and color.get(f"{W}val") == "0F4C81" and color.get(f"{W}themeColor") == "accent1"
    assert lead.find(f"{W}rPr/{W}rFonts") is None, "the family is inherited"


def test_a_heading_is_numbered_by_the_templates_list_when_that_prints_the_same_number(tmp_path: Path) -> None:
    numbers = {}
    for name, template in (("english", templates.english()), ("french", templates.french())):
        paragraph = into(tmp_path, template, one(HTML)).paragraph("Au téléphone")
        numbers[name] = [int(number) for number in found_in(paragraph, "w:pPr/w:numPr/w:numId/@w:val")]
    assert numbers["french"] == [], "its style has the number"
    assert len(numbers["english"]) == 1 and numbers["english"][0] > 3, "a list of ours, above the template's three"


def test_lists_take_the_templates_markers_and_none_of_its_numbers(tmp_path: Path) -> None:
    opened = into(tmp_path, templates.english(), one(HTML))
    numbering = opened.part("word/numbering.xml")
    ids = [number.get(f"{W}numId") for number in numbering.iter(f"{W}num")]
    assert len(ids) == len(set(ids)) and ids[:3] == ["1", "2", "3"]
    (used,) = found_in(opened.paragraph("une puce"), "w:pPr/w:numPr/w:numId/@w:val")
    assert used not in {"1", "2", "3"}
    (abstract,) = found_in(numbering, f"w:num[@w:numId='{used}']/w:abstractNumId/@w:val")
    path = f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[1]/w:lvlText/@w:val"
    assert found_in(numbering, path) == ["\u25aa"]


def test_cover_and_legal_page_stay_and_their_marks_are_filled(tmp_path: Path) -> None:
    words = texts(into(tmp_path, templates.english(), dated="28 septembre 2026"))
    assert words[:3] == ["Bible de la Relation Clients", "Guide, lexique, annexes", "Edition 2026-T4, 28 septembre 2026"]
    assert words[-1] == "Legal notice of the company."
    assert not [word for word in words if "{{" in word]


def test_our_cover_is_left_out_where_the_template_has_one(tmp_path: Path) -> None:
    cover = '<section role="doc-cover"><p class="cover-title">Notre couverture</p></section>'
    book = replace(one("<p>Un texte.</p>"), units=(unit(cover, "cover", folios=False), *one("<p>Un texte.</p>").units))
    assert "Notre couverture" not in texts(into(tmp_path, templates.english(), book))
    bare = (
        templates.french()
        .changed("word/document.xml", "{{ titre }}", "")
        .changed("word/document.xml", "{{ marque }} – {{ en-vigueur }}", "")
    )
    assert "Notre couverture" in texts(into(tmp_path, bare, book))


def test_the_body_has_the_page_and_the_heads_of_its_section(tmp_path: Path) -> None:
    opened = into(tmp_path, templates.english(), one(HTML))
    cover, body, last = opened.find("//w:sectPr")
    assert cover.find(f"{W}pgMar").get(f"{W}left") == "1400"
    assert {body.find(f"{W}pgMar").get(f"{W}{side}") for side in ("left", "header")} == {"1900", "600"}
    kinds = sorted(reference.get(f"{W}type") for reference in body.iter(f"{W}headerReference"))
    assert kinds == ["default", "even", "first"] and body.find(f"{W}titlePg") is not None
    assert last.find(f"{W}pgMar").get(f"{W}left") == "1900", "the legal page keeps its settings"
    widths = opened.find("//w:tblGrid/w:gridCol/@w:w")
    assert sum(map(int, widths)) <= 11906 - 1900 - 1300


def test_a_cover_that_does_not_end_its_section_is_ended(tmp_path: Path) -> None:
    first = templates.english()
    document = str(first.parts["word/document.xml"])
    start, end = document.index("<w:sectPr>"), document.index("</w:sectPr>") + len("</w:sectPr>")
    opened = into(tmp_path, first.with_part("word/document.xml", document[:start] + document[end:]), one("<p>Un texte.</p>"))
    body = opened.document.find(f"{W}body")
    assert body is not None
    ends = [place for place, block in enumerate(body) if block.find(f"{W}pPr/{W}sectPr") is not None]
    assert text(body[ends[0] - 1]).startswith("Edition") and len(opened.find("//w:sectPr")) == 3


def test_heads_keep_their_logo_and_are_filled(tmp_path: Path) -> None:
    opened = into(tmp_path, templates.french())
    names = opened.archive.namelist()
    assert "word/media/template-image1.png" in names and "word/media/image1.png" in names
    assert "Maison Lorme" in said(opened.part("word/template-header1.xml"))


def test_a_proof_says_so_on_every_page_of_the_template(tmp_path: Path) -> None:
    opened = into(tmp_path, templates.english(), one(HTML), proof="ÉPREUVE")
    heads = [name for name in opened.archive.namelist() if "header" in name and name.endswith(".xml")]
    assert heads and all("ÉPREUVE" in said(opened.part(name)) for name in heads)
    cover = opened.find("//w:sectPr")[0]
    assert len(cover.findall(f"{W}headerReference")) == 3


def test_settings_are_current_and_the_languages_the_books(tmp_path: Path) -> None:
    opened = into(tmp_path, templates.english(), one(HTML))
    settings, styles = opened.part("word/settings.xml"), opened.part("word/styles.xml")
    mode = found_in(settings, "w:compat/w:compatSetting[@w:name='compatibilityMode']/@w:val")
    assert mode == ["15"] and settings.find(f"{W}mirrorMargins") is not None
    assert {lang.get(f"{W}val") for lang in styles.iter(f"{W}lang")} == {"fr-FR"}


def test_ids_of_drawings_are_never_twice_there(tmp_path: Path) -> None:
    opened = into(tmp_path, templates.french())
    parts = [name for name in opened.archive.namelist() if name.startswith("word/") and name.endswith(".xml")]
    ids = [i for name in parts for i in found_in(opened.part(name), "//wp:docPr/@id")]
    assert len(ids) > 1 and len(ids) == len(set(ids))


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    assert into(tmp_path, templates.french()).data == into(tmp_path, templates.french()).data


def test_what_is_written_is_a_document_and_no_template(tmp_path: Path) -> None:
    package = open_package(into(tmp_path, templates.english()).data)
    assert package.type_of(package.main).endswith("document.main+xml") and not package.unsafe() and not package.faults


def test_a_template_that_changed_since_it_was_checked_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RenderingError) as refused:
        into(tmp_path, templates.unsafe("macros"))
    assert refused.value.diagnostics[0].code == "word-template-unusable"


def test_a_page_without_room_for_text_is_refused(tmp_path: Path) -> None:
    narrow = templates.french().changed("word/document.xml", 'w:right="1500"', 'w:right="9000"')
    with pytest.raises(RenderingError) as refused:
        into(tmp_path, narrow)
    assert refused.value.diagnostics[0].parameters["reason"] == "page"


def test_numbers_that_are_none_do_no_harm(tmp_path: Path) -> None:
    odd = templates.english().changed("word/styles.xml", 'w:sz w:val="21"', 'w:sz w:val="dix"')
    odd = odd.changed("word/styles.xml", 'w:space="8"', 'w:space="8.5"').changed(
        "word/numbering.xml", 'w:numId="3"', 'w:numId="trois"'
    )
    assert "Un texte." in texts(into(tmp_path, odd, one(HTML), ROLES))


def test_a_mark_cut_into_runs_is_replaced_whole() -> None:
    runs = "".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in ("Le {", "{ti", "tre }", "}, {{ corps }}"))
    root = parsed(f"<w:hdr {templates.W}><w:p>{runs}</w:p></w:hdr>".encode())
    fill(root, {"title": "Guide"})
    assert said(root) == "Le Guide, {{ corps }}"


def test_a_footnote_of_the_cover_goes_among_ours(tmp_path: Path) -> None:
    words = '<w:p><w:pPr><w:pStyle w:val="Subtitle"/></w:pPr><w:r><w:t>Cover note.</w:t></w:r></w:p>'
    notes = f'<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="1">{words}</w:footnote>'
    made = templates.english().with_part("word/footnotes.xml", f"<w:footnotes {templates.W}>{notes}</w:footnotes>")
    made = made.with_relation("footnotes", "footnotes.xml").changed(
        "word/document.xml", "Edition {{ edition }}", 'Edition</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t>'
    )
    opened = into(tmp_path, made)
    found = {str(note.get(f"{W}id")): said(note) for note in opened.part("word/footnotes.xml").iter(f"{W}footnote")}
    first, *others = [str(call.get(f"{W}id")) for call in opened.document.iter(f"{W}footnoteReference")]
    assert "Cover note." in found[first] and others and not any("Cover note." in found[other] for other in others)


SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="t4"/><w:footerReference w:type="default" r:id="t6"/>'
    '<w:headerReference w:type="even" r:id="t5"/><w:headerReference w:type="first" r:id="t2"/>'
    '<w:footerReference w:type="even" r:id="t6"/><w:footerReference w:type="first" r:id="t6"/>'
    '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr><w:type w:val="oddPage"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1800" w:right="1300" w:bottom="1500" w:left="1900" w:header="600" w:footer="500" w:gutter="0"/>'
    '<w:pgNumType w:fmt="decimal" w:start="1"/><w:cols w:space="454"/><w:titlePg/><w:docGrid w:linePitch="360"/></w:sectPr>'
)
LEVEL = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:suff w:val="tab"/><w:lvlText w:val="\u25aa"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="400" w:hanging="340"/></w:pPr></w:lvl>'
)


def written(element: Any) -> str:
    """The element without declarations of namespaces."""
    return re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(element, encoding="unicode", with_tail=False))


def test_the_settings_of_a_section_of_the_body_to_the_letter(tmp_path: Path) -> None:
    assert written(into(tmp_path, templates.english(), one("<p>Un texte.</p>")).find("//w:sectPr")[1]) == SECTION


def test_the_first_level_of_the_bullets_to_the_letter(tmp_path: Path) -> None:
    numbering = into(tmp_path, templates.english(), one(HTML)).part("word/numbering.xml")
    assert LEVEL in [written(level) for level in numbering.iter(f"{W}lvl")]
