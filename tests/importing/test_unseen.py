"""Everything that does not become text is said, with its place; and an ordinary document says nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import RGBColor

from bible_builder.cli.messages import message
from bible_builder.errors import Diagnostic
from bible_builder.importing.unseen import unseen
from tests.importing.messy import SHAPE, data_of, framed, paragraph
from tests.importing.parts import OUTSIDE, changed, good, package_of, related, replaced, written

PICTURE: Final = (
    "<a:graphic><a:graphicData uri='x'><pic:pic><pic:blipFill><a:blip r:{how}='{id}'/></pic:blipFill></pic:pic></a:graphicData>"
    "</a:graphic>"
)


def found(data: bytes, folder: Path) -> tuple[Diagnostic, ...]:
    return unseen(package_of(data, folder))


def _paragraph(inner: str) -> bytes:
    return data_of(written(f"<w:p><w:r><w:t>On attend.</w:t></w:r>{inner}</w:p>"))


def _drawing(inner: str, kind: str = "inline") -> str:
    return f"<w:r><w:drawing><wp:{kind}><wp:docPr id='1' name='n' descr='Un arbre'/>{inner}</wp:{kind}></w:drawing></w:r>"


def _graphic(inner: str, uri: str = "x") -> str:
    return f"<a:graphic><a:graphicData uri='{uri}'>{inner}</a:graphicData></a:graphic>"


def _field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"

    text = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"{mark('begin')}{text}{mark('separate')}<w:r><w:t>{result}</w:t></w:r>{mark('end')}"


def _diagram() -> bytes:
    data = _paragraph(_drawing(_graphic("<dgm:relIds r:dm='rIdDgm'/>")))
    words = (
        "<dgm:dataModel xmlns:dgm='http://schemas.openxmlformats.org/drawingml/2006/diagram'"
        " xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><dgm:ptLst>"
        "<dgm:pt><dgm:t><a:p><a:r><a:t>Écouter</a:t></a:r></a:p></dgm:t></dgm:pt>"
        "<dgm:pt><dgm:t><a:p><a:r><a:t>Agir</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
    )
    relation = f"<Relationship Id='rIdDgm' Type='{OUTSIDE}/diagramData' Target='diagrams/data1.xml'/></Relationships>"
    data = replaced(data, "word/_rels/document.xml.rels", b"</Relationships>", relation.encode())
    return changed(data, {"word/diagrams/data1.xml": words.encode()})


def _nested() -> bytes:
    document = Document()
    table = document.add_table(2, 2)
    table.cell(1, 1).add_table(1, 1).cell(0, 0).text = "dedans"
    return data_of(document)


def _merged() -> bytes:
    document = Document()
    document.add_heading("Horaires", 1)
    table = document.add_table(3, 3)
    table.cell(1, 1).merge(table.cell(1, 2)).text = "fermé"
    return data_of(document)


def _headed() -> bytes:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Document de travail"
    document.sections[0].footer.paragraphs[0].text = "Page 3"
    return data_of(document)


def _commented() -> bytes:
    document = Document()
    document.add_heading("Le rappel", 1)
    run = paragraph(document, "Trois essais").runs[-1]
    comment = document.add_comment([run], text="Pourquoi trois ?", author="Claire Aubin", initials="CA")
    comment._comment_elm.set(qn("w:date"), "2026-09-15T09:00:00Z")
    return data_of(document)


def _coloured() -> bytes:
    document = Document()
    run = paragraph(document, "à confirmer").runs[-1]
    run.font.color.rgb = RGBColor(255, 0, 0)
    return data_of(document)


def _hidden_by_style() -> bytes:
    document = Document()
    style = document.styles.add_style("Interne", 1)
    style.font.hidden = True
    paragraph(document, "marge : 40 %", style="Interne")
    return data_of(document)


def _columned() -> bytes:
    document = Document()
    properties = document.sections[0]._sectPr
    for columns in properties.findall(qn("w:cols")):
        columns.set(qn("w:num"), "2")
    return data_of(document)


CASES: Final[Mapping[str, tuple[str, Callable[[], bytes], Mapping[str, str]]]] = {
    "text box": (
        "word-text-box",
        lambda: _paragraph(f"<w:r>{framed('Un', 'Deux')}</w:r>"),
        {"text": "Un · Deux", "words": "On attend."},
    ),
    "equation": (
        "word-equation",
        lambda: _paragraph(
            "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b+1</m:t></m:r></m:den></m:f></m:oMath>"
        ),
        {"text": "a / (b+1)"},
    ),
    "SmartArt": ("word-smart-art", _diagram, {"text": "Écouter · Agir"}),
    "chart": ("word-chart", lambda: _paragraph(_drawing(_graphic("<c:chart r:id='none'/>"))), {"heading": "Le rappel"}),
    "ink": ("word-ink", lambda: _paragraph("<w:r><w:contentPart r:id='none'/></w:r>"), {}),
    "WordArt": (
        "word-word-art",
        lambda: _paragraph("<w:r><w:pict><v:shape><v:textpath string='SOLDES'/></v:shape></w:pict></w:r>"),
        {"text": "SOLDES"},
    ),
    "shape": ("word-drawing", lambda: _paragraph(_drawing(_graphic("<wps:wsp/>", SHAPE))), {"text": "Un arbre"}),
    "embedded object": (
        "word-embedded-object",
        lambda: _paragraph("<w:r><w:object><o:OLEObject ProgID='Excel.Sheet.12' r:id='none'/></w:object></w:r>"),
        {"program": "Excel.Sheet.12"},
    ),
    "embedded file": ("word-embedded-file", lambda: data_of(written("<w:altChunk r:id='none'/>")), {}),
    "merged cells": (
        "word-merged-cells",
        _merged,
        {"table": "1", "row": "2", "column": "2", "text": "fermé", "heading": "Horaires"},
    ),
    "nested table": ("word-nested-table", _nested, {"table": "1", "row": "2", "column": "2", "text": "dedans"}),
    "floating picture": (
        "word-floating-picture",
        lambda: _paragraph(_drawing(PICTURE.format(how="embed", id="rId1"), "anchor")),
        {"text": "Un arbre"},
    ),
    "linked picture": (
        "word-link-outside",
        lambda: related(
            _paragraph(_drawing(PICTURE.format(how="link", id="rIdX"))), ("rIdX", "image", "http://ailleurs.example/a.png")
        ),
        {"target": "http://ailleurs.example/a.png", "kind": "image"},
    ),
    "link to a file": (
        "word-link-outside",
        lambda: related(
            _paragraph("<w:hyperlink r:id='rIdX'><w:r><w:t>ici</w:t></w:r></w:hyperlink>"),
            ("rIdX", "hyperlink", r"file:///\\serveur\a"),
        ),
        {"target": r"file:///\\serveur\a", "kind": "hyperlink"},
    ),
    "template on a server": (
        "word-link-outside",
        lambda: changed(
            good(),
            {
                "word/_rels/settings.xml.rels": (
                    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                    "<Relationship Id='rId1'"
                    f" Type='{OUTSIDE}/attachedTemplate' Target='http://ailleurs.example/m.dotm' TargetMode='External'/>"
                    "</Relationships>"
                ).encode()
            },
        ),
        {"target": "http://ailleurs.example/m.dotm", "kind": "attachedTemplate"},
    ),
    "included text": ("word-link-outside", lambda: _paragraph(_field("INCLUDETEXT c:/a.docx", "vieux")), {"kind": "field"}),
    "broken reference": (
        "word-broken-field",
        lambda: _paragraph(_field("REF _Ref1 \\h", "Erreur ! Source du renvoi introuvable.")),
        {"field": "REF", "text": "Erreur ! Source du renvoi introuvable."},
    ),
    "unknown field": ("word-field-unknown", lambda: _paragraph(_field("ZEBRE 1", "rayé")), {"field": "ZEBRE", "text": "rayé"}),
    "date": (
        "word-field-frozen",
        lambda: _paragraph("<w:fldSimple w:instr=' DATE '><w:r><w:t>1er mai</w:t></w:r></w:fldSimple>"),
        {"text": "1er mai"},
    ),
    "citation": (
        "word-citation",
        lambda: _paragraph(_field("ADDIN ZOTERO_ITEM x", "(Dupont, 2024)")),
        {"text": "(Dupont, 2024)"},
    ),
    "form field": ("word-form-field", lambda: _paragraph(_field("FORMTEXT", "votre nom")), {"text": "votre nom"}),
    "list to choose from": (
        "word-form-field",
        lambda: data_of(
            written(
                "<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Oui</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            )
        ),
        {"text": "Oui"},
    ),
    "contents": (
        "word-contents-list",
        lambda: data_of(
            written(
                "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
                "<w:sdtContent><w:p><w:r><w:t>Le rappel 3</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            )
        ),
        {},
    ),
    "comment": (
        "word-comment",
        _commented,
        {"author": "Claire Aubin", "text": "Pourquoi trois ?", "on": "Trois essais", "date": "15/09/2026"},
    ),
    "moved text": (
        "word-tracked-move",
        lambda: _paragraph("<w:moveFrom w:id='1' w:author='Y'><w:r><w:t>ailleurs</w:t></w:r></w:moveFrom>"),
        {"author": "Y", "text": "ailleurs"},
    ),
    "tracked change": (
        "word-tracked-changes",
        lambda: _paragraph("<w:ins w:id='1' w:author='Y'><w:r><w:t>neuf</w:t></w:r></w:ins>"),
        {"author": "Y", "count": "1"},
    ),
    "hidden text": (
        "word-hidden-text",
        lambda: _paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"),
        {"text": "secret"},
    ),
    "text hidden by its style": ("word-hidden-text", _hidden_by_style, {"text": "marge : 40 %"}),
    "highlight": (
        "word-highlight",
        lambda: _paragraph(
            "<w:r><w:rPr><w:highlight w:val='yellow'/></w:rPr><w:t>à vé</w:t></w:r>"
            "<w:r><w:rPr><w:b/><w:highlight w:val='yellow'/></w:rPr><w:t>rifier</w:t></w:r>"
        ),
        {"text": "à vérifier", "colour": "yellow"},
    ),
    "shade": (
        "word-highlight",
        lambda: _paragraph("<w:r><w:rPr><w:shd w:fill='FFFF00'/></w:rPr><w:t>là</w:t></w:r>"),
        {"colour": "#FFFF00"},
    ),
    "coloured text": ("word-coloured-text", _coloured, {"text": "à confirmer", "colour": "#FF0000"}),
    "columns": ("word-columns", _columned, {"count": "2"}),
    "page break": ("word-page-breaks", lambda: _paragraph("<w:r><w:br w:type='page'/></w:r>"), {"count": "1"}),
    "head of the pages": ("word-head-or-foot", _headed, {"text": "Document de travail", "where": "head"}),
    "symbol": ("word-symbol", lambda: _paragraph("<w:r><w:sym w:font='Wingdings' w:char='F0E0'/></w:r>"), {"font": "Wingdings"}),
    "macros": (
        "word-macros",
        lambda: replaced(
            good(),
            "[Content_Types].xml",
            b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"vnd.ms-word.document.macroEnabled.main+xml",
        ),
        {},
    ),
    "template": (
        "word-template",
        lambda: replaced(good(), "[Content_Types].xml", b"wordprocessingml.document.main", b"wordprocessingml.template.main"),
        {},
    ),
}


@pytest.mark.parametrize(("code", "make", "known"), CASES.values(), ids=CASES)
def test_it_is_said_with_its_words_and_place(
    code: str, make: Callable[[], bytes], known: Mapping[str, str], tmp_path: Path
) -> None:
    diagnostics = [diagnostic for diagnostic in found(make(), tmp_path) if diagnostic.code == code]
    assert diagnostics, code
    assert {name: diagnostics[0].parameters[name] for name in known} == known
    for language in ("fr", "en"):
        assert message(diagnostics[0], language).hints


def test_an_ordinary_document_says_nothing(tmp_path: Path) -> None:
    assert found(good(), tmp_path) == ()


def test_of_our_own_document_only_what_somebody_did_to_it_is_said(tmp_path: Path) -> None:
    package = package_of(_headed(), tmp_path)
    assert unseen(package) and not unseen(package, is_own=True)
    assert [found.code for found in unseen(package_of(_commented(), tmp_path), is_own=True)] == ["word-comment"]


def test_the_place_names_heading_and_paragraph(tmp_path: Path) -> None:
    (diagnostic,) = found(_paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"), tmp_path)
    hints = message(diagnostic, "fr").hints
    assert hints[0] == "Sous le titre « Le rappel »."
    assert hints[1].startswith("Près de « On attend.")
    assert not any("Tableau" in hint for hint in hints)


def test_what_is_said_comes_in_the_order_of_the_document(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>"
    data = data_of(written(*(f"<w:p>{hidden.format(word)}</w:p>" for word in ("zoé", "abel", "marc"))))
    assert [diagnostic.parameters["text"] for diagnostic in found(data, tmp_path)] == ["zoé", "abel", "marc"]


def test_a_text_box_that_is_written_twice_is_said_once(tmp_path: Path) -> None:
    codes = [diagnostic.code for diagnostic in found(_paragraph(f"<w:r>{framed('Une fois')}</w:r>"), tmp_path)]
    assert codes == ["word-text-box"]


def test_a_reference_with_a_result_says_nothing(tmp_path: Path) -> None:
    assert found(_paragraph(_field("REF _Ref1", "Tableau 2") + _field("PAGEREF _Ref1", "12")), tmp_path) == ()
