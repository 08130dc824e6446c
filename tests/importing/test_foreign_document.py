"""What departments send: each construct of a Word document that is not ours, as our vocabulary has it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from PIL import Image

from bible_builder.errors import Findings
from bible_builder.importing.imported import Changes, Imported, Reading
from bible_builder.importing.reader import read
from bible_builder.model.tree import to_html

Fill = Callable[[Any], object]


def reading(tmp_path: Path, fill: Fill, changes: Changes = Changes.ACCEPT) -> Reading:
    document = Document()
    fill(document)
    path = tmp_path / "le-rappel.docx"
    document.save(str(path))
    findings = Findings()
    found = read(path, findings, changes=changes)
    assert found is not None, findings.all
    return found


def section(tmp_path: Path, fill: Fill, changes: Changes = Changes.ACCEPT) -> Imported:
    (found,) = reading(tmp_path, fill, changes).sections
    return found


def html(tmp_path: Path, fill: Fill, changes: Changes = Changes.ACCEPT) -> str:
    return to_html(section(tmp_path, fill, changes).body)


def runs(*parts: tuple[str, str]) -> Fill:
    """A paragraph of runs, each with a property of python-docx's fonts to set."""

    def fill(document: Any) -> None:
        paragraph = document.add_paragraph()
        for text, quality in parts:
            run = paragraph.add_run(text)
            if quality:
                setattr(run.font, quality, True)

    return fill


def test_headings_become_nested_sections_below_the_title(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.add_heading("Le rappel", 0)
        for text, level in (("Avant", 1), ("Qui", 2), ("Après", 1)):
            document.add_heading(text, level)
            document.add_paragraph(f"Texte : {text}.")

    found = section(tmp_path, fill)
    assert found.title == "Le rappel"
    assert to_html(found.body) == (
        '<section id="s1"><h3 class="section-title">Avant</h3><p>Texte : Avant.</p>'
        '<section id="s2"><h4 class="section-title">Qui</h4><p>Texte : Qui.</p></section></section>'
        '<section id="s3"><h3 class="section-title">Après</h3><p>Texte : Après.</p></section>'
    )


def test_a_document_without_title_is_called_as_its_file(tmp_path: Path) -> None:
    assert section(tmp_path, lambda document: document.add_paragraph("Texte.")).title == "le rappel"


def test_words_keep_what_sets_them_apart(tmp_path: Path) -> None:
    fill = runs(("gras", "bold"), (" ", ""), ("italique", "italic"), (" ", ""), ("e", "superscript"), (" ", ""),
                ("2", "subscript"), (" ", ""), ("retiré", "strike"), (" ", ""), ("souligné", "underline"))  # fmt: skip
    assert html(tmp_path, fill) == (
        "<p><strong>gras</strong> <em>italique</em> <sup>e</sup> <sub>2</sub> <del>retiré</del> <em>souligné</em></p>"
    )


def test_runs_that_word_parts_at_will_are_one(tmp_path: Path) -> None:
    fill = runs(("Une ", "bold"), ("seule ", "bold"), ("idée", "bold"), (", dite ", ""), ("en ", "italic"), ("deux", "italic"))
    assert html(tmp_path, fill) == "<p><strong>Une seule idée</strong>, dite <em>en deux</em></p>"


def test_a_line_break_is_one_and_blanks_at_the_ends_are_none(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        run = document.add_paragraph("  Maison Lorme").add_run()
        run.add_break(WD_BREAK.LINE)
        run.add_text("Auxerre  ")

    assert html(tmp_path, fill) == "<p>Maison Lorme<br/>Auxerre</p>"


def test_lists_nest_by_their_styles_and_keep_indented_text_in_the_item(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Préparer", style="List Bullet")
        document.add_paragraph("un crayon", style="List Bullet 2")
        document.add_paragraph("Le crayon se taille.").paragraph_format.left_indent = Cm(1)
        document.add_paragraph("Appeler", style="List Bullet")

    assert html(tmp_path, fill) == (
        "<ul><li><p>Préparer</p><ul><li><p>un crayon</p></li></ul><p>Le crayon se taille.</p></li><li><p>Appeler</p></li></ul>"
    )


def test_a_paragraph_that_is_only_set_further_in_is_no_quotation(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("En retrait.").paragraph_format.left_indent = Cm(2)
        document.add_paragraph("« Merci. »", style="Quote")

    assert html(tmp_path, fill) == "<p>En retrait.</p><blockquote><p>« Merci. »</p></blockquote>"


def test_a_table_has_caption_head_widths_and_numbers_to_the_right(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Les délais", style="Caption")
        table = document.add_table(2, 2)
        for cell, text in zip((*table.rows[0].cells, *table.rows[1].cells), ("Geste", "Jours", "Rappel", "2"), strict=True):
            cell.text = text
        for row in table.rows:
            row.cells[1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for column, width in zip(table.columns, (Cm(12), Cm(4)), strict=True):
            column.width = width

    assert html(tmp_path, fill) == (
        '<table><caption>Les délais</caption><colgroup><col data-width="75"/><col data-width="25"/></colgroup>'
        '<thead><tr><th scope="col">Geste</th><th scope="col">Jours</th></tr></thead>'
        '<tbody><tr><td>Rappel</td><td class="numeric">2</td></tr></tbody></table>'
    )


def picture(kind: str) -> BytesIO:
    data = BytesIO()
    Image.new("RGB", (40, 20), "#1f4a33").save(data, kind)
    data.seek(0)
    return data


def test_a_picture_is_a_figure_named_after_the_title_with_its_alternative_text(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.add_heading("Le rappel", 0)
        shape = document.add_picture(picture("PNG"))
        shape._inline.docPr.set("descr", "Un téléphone posé.")
        document.add_paragraph("Texte.")

    found = section(tmp_path, fill)
    assert [made.name for made in found.pictures] == ["le-rappel-1.png"]
    assert found.pictures[0].data.startswith(b"\x89PNG")
    assert '<figure><img src="le-rappel-1.png" alt="Un téléphone posé."/></figure>' in to_html(found.body)


def test_a_picture_of_another_kind_is_turned_into_png_and_one_without_text_is_told(tmp_path: Path) -> None:
    found = reading(tmp_path, lambda document: document.add_picture(picture("BMP")))
    assert found.sections[0].pictures[0].data.startswith(b"\x89PNG")
    assert "word-picture-without-text" in {diagnostic.code for diagnostic in found.diagnostics}


def test_a_link_out_stays_and_one_within_the_document_is_its_words(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        paragraph = document.add_paragraph("Voir ")
        relation = document.part.relate_to(
            "https://www.maison-lorme.example/",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
            is_external=True,
        )
        space = nsdecls("w", "r")
        paragraph._p.append(parse_xml(f'<w:hyperlink {space} r:id="{relation}"><w:r><w:t>le site</w:t></w:r></w:hyperlink>'))
        paragraph.add_run(" et ")
        paragraph._p.append(parse_xml(f'<w:hyperlink {space} w:anchor="plus-bas"><w:r><w:t>plus bas</w:t></w:r></w:hyperlink>'))

    assert html(tmp_path, fill) == '<p>Voir <a href="https://www.maison-lorme.example/">le site</a> et plus bas</p>'


def test_a_field_of_the_index_is_a_mark(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        paragraph = document.add_paragraph("Le ")
        sign = '<w:r {}><w:fldChar w:fldCharType="{}"/></w:r>'
        code = '<w:r {}><w:instrText> XE "rappel:délai" \\b </w:instrText></w:r>'
        for xml in (sign.format("{}", "begin"), code, sign.format("{}", "end")):
            paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))
        paragraph.add_run("rappel.")

    assert '<x-index entry="[&quot;rappel&quot;, &quot;délai&quot;]" main="true"></x-index>' in html(tmp_path, fill)


def changed(document: Any) -> None:
    paragraph = document.add_paragraph("Rappeler sous ")
    for kind, text, words in (("del", "delText", "72 h"), ("ins", "t", "48 h")):
        xml = f'<w:{kind} {nsdecls("w")} w:id="1" w:author="Léa"><w:r><w:{text}>{words}</w:{text}></w:r></w:{kind}>'
        paragraph._p.append(parse_xml(xml))


def test_tracked_changes_are_accepted_rejected_or_shown(tmp_path: Path) -> None:
    assert html(tmp_path, changed) == "<p>Rappeler sous 48 h</p>"
    assert html(tmp_path, changed, Changes.REJECT) == "<p>Rappeler sous 72 h</p>"
    assert html(tmp_path, changed, Changes.SHOW) == (
        '<p>Rappeler sous <del data-author="Léa">72 h</del><ins data-author="Léa">48 h</ins></p>'
    )


def test_what_is_no_word_document_is_refused_with_an_error(tmp_path: Path) -> None:
    path = tmp_path / "faux.docx"
    path.write_bytes(b"Bonjour.")
    findings = Findings()
    assert read(path, findings) is None
    assert findings.errors
