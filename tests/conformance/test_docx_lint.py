"""Each rule of the lint finds the fault it is for, in a file that has no other; and a good file has none."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from tests.conformance.docx_lint import RULES, lint
from tests.conformance.tiny_docx import (
    CORE,
    NAMESPACES,
    STYLES,
    call,
    drawing,
    field,
    footnotes,
    paragraph,
    relationships,
    run,
    table,
    write,
)

HEADING = paragraph("Accueil", "Titre1")


def mark(number: int, name: str, *, end: bool = True) -> str:
    """A bookmark around nothing."""
    ended = f'<w:bookmarkEnd w:id="{number}"/>' if end else ""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{ended}'


def character(kind: str) -> str:
    """One of the marks that make a complex field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def control(number: int) -> str:
    """A content control around a paragraph."""
    return f'<w:sdt><w:sdtPr><w:id w:val="{number}"/></w:sdtPr><w:sdtContent>{paragraph("x")}</w:sdtContent></w:sdt>'


def styles(definition: str) -> dict[str, str]:
    """The styles part with one more definition."""
    return {"word/styles.xml": f"<w:styles {NAMESPACES}>{STYLES}{definition}</w:styles>"}


def numbered(number: str) -> str:
    """A paragraph of a list."""
    return f'<w:p><w:pPr><w:pStyle w:val="Body"/><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr>{run("x")}</w:p>'


def linked(words: str) -> str:
    """A document with a link."""
    body = paragraph(f'<w:hyperlink r:id="rId2">{run(words)}</w:hyperlink>')
    return f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"


NUMBERING = f"""<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="4"/>
<w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num></w:numbering>"""

NOTE = footnotes((-1, "<w:p/>"), (2, paragraph("La note."))).replace('w:id="-1"', 'w:id="-1" w:type="separator"')
DECORATIVE = (
    '<a:extLst><a:ext uri="x"><d:decorative xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
TEXT_BOX_TWICE = (
    f'<mc:AlternateContent><mc:Choice Requires="wps">{drawing(1, "Logo")}</mc:Choice>'
    f"<mc:Fallback>{drawing(1, 'Logo')}</mc:Fallback></mc:AlternateContent>"
)

GOOD_BODY = "".join(
    [
        HEADING,
        paragraph(mark(1, "accueil") + run("Voir ") + field(r"REF accueil \h", "Accueil") + field("PAGEREF accueil", "3")),
        paragraph(field(r"XE &quot;accueil:téléphonique&quot; \r accueil") + run("indexé") + field('STYLEREF "heading 1"', "x")),
        paragraph(f'<w:hyperlink w:anchor="accueil">{run("lien")}</w:hyperlink>' + call(2)),
        paragraph(drawing(7, "Le logo") + drawing(8, "", DECORATIVE)),
        paragraph(TEXT_BOX_TWICE),
        table(["Tête"], [table(["Dans la cellule"]) + paragraph()]),
        paragraph(),
        table(["", "Tête"], ["a", paragraph()], columns=2),
        control(5) + control(6),
        numbered("1") + numbered("0"),
    ]
)


def codes(path: Path) -> list[str]:
    """The rules that the file breaks."""
    return [finding.rule for finding in lint(path)]


def test_a_good_file_breaks_no_rule(tmp_path: Path) -> None:
    parts = {"word/footnotes.xml": NOTE, "word/numbering.xml": NUMBERING}
    assert lint(write(tmp_path / "good.docx", GOOD_BODY, parts)) == []


BODIES = {
    "style-undefined": paragraph("x", "Absent"),
    "style-normal": paragraph("x", ""),
    "numbering-undefined": numbered("3"),
    "bookmark-unpaired": paragraph(mark(1, "a", end=False) + run("x")),
    "bookmark-name-invalid": paragraph(mark(1, "deux-mots") + run("x")),
    "bookmark-name-duplicate": paragraph(mark(1, "a") + mark(2, "A") + run("x")),
    "bookmark-id-duplicate": paragraph(mark(1, "a") + mark(1, "b") + run("x")),
    "field-unpaired": paragraph(character("begin") + run("x")),
    "reference-to-nothing": paragraph(field("PAGEREF absent", "3")),
    "hyperlink-to-nothing": paragraph(f'<w:hyperlink w:anchor="absent">{run("x")}</w:hyperlink>'),
    "cell-without-last-paragraph": table(["x"], [paragraph("x") + table(["y"])]),
    "row-wider-than-grid": table(["a", "b"], columns=1),
    "table-without-header": table(["a"]).replace("<w:tblHeader/>", '<w:tblHeader w:val="0"/>'),
    "note-missing": paragraph(run("x") + call(9)),
    "relationship-undefined": paragraph(f'<w:hyperlink r:id="rId9">{run("x")}</w:hyperlink>'),
    "alternative-text-missing": paragraph(drawing(1, "")),
    "heading-skipped": HEADING + paragraph("Trop bas", "Titre3"),
    "paragraph-empty": paragraph("x") + paragraph() + paragraph("y"),
    "drawing-id-duplicate": paragraph(drawing(1, "a") + drawing(1, "b")),
    "control-id-duplicate": control(5) + control(5),
    "table-head-empty": table(["Canal", paragraph()], ["a", "b"], columns=2),
    "table-row-empty": table(["Canal"], [paragraph()]),
    "language-invalid": paragraph('<w:r><w:rPr><w:lang w:val="français"/></w:rPr><w:t>x</w:t></w:r>'),
    "drawing-floating": paragraph(drawing(1, "Le logo").replace("wp:inline", "wp:anchor")),
    "text-box": paragraph(f"<w:r><w:pict><w:txbxContent>{paragraph('x')}</w:txbxContent></w:pict></w:r>"),
    "blanks-repeated": paragraph("Objet :    commande"),
}


@pytest.mark.parametrize("rule", BODIES)
def test_a_body_with_one_fault_breaks_one_rule(rule: str, tmp_path: Path) -> None:
    assert codes(write(tmp_path / "faulty.docx", BODIES[rule])) == [rule]


OTHER_BODIES = {
    "a bookmark that only ends": ("bookmark-unpaired", paragraph('<w:bookmarkEnd w:id="3"/>' + run("x"))),
    "a bookmark name of 41 letters": ("bookmark-name-invalid", paragraph(mark(1, "a" * 41) + run("x"))),
    "a field that only ends": ("field-unpaired", paragraph(character("end") + run("x"))),
    "a field separated before it begins": ("field-unpaired", paragraph(character("separate") + run("x"))),
    "an index range of an absent bookmark": (
        "reference-to-nothing",
        paragraph(field(r"XE &quot;a:b&quot; \r absent") + run("x")),
    ),
    "a style reference to no style": ("reference-to-nothing", paragraph(field('STYLEREF "Absent"', "x"))),
    "a simple field": ("reference-to-nothing", paragraph(f'<w:fldSimple w:instr="REF absent">{run("x")}</w:fldSimple>')),
    "an instruction cut in two": (
        "reference-to-nothing",
        paragraph(field("PAGEREF</w:instrText></w:r><w:r><w:instrText> absent", "3")),
    ),
    "an empty cell": (
        "cell-without-last-paragraph",
        table(["a", "b"], columns=2).replace("</w:tbl>", f"<w:tr><w:tc/><w:tc>{paragraph('x')}</w:tc></w:tr></w:tbl>"),
    ),
    "a spanning cell": ("row-wider-than-grid", table(["<w:tcPr><w:gridSpan w:val='3'/></w:tcPr>" + paragraph("x")], columns=2)),
    "a first heading of level 3": ("heading-skipped", paragraph("Trop bas", "Titre3")),
    "an empty paragraph after a table": ("paragraph-empty", table(["x"]) + paragraph() + paragraph("y")),
    "a link without words": (
        "link-empty",
        paragraph(f'<w:bookmarkStart w:id="1" w:name="a"/><w:hyperlink w:anchor="a"/><w:bookmarkEnd w:id="1"/>{run("x")}'),
    ),
    "a head that two columns have": ("table-head-repeated", table(["Délai", "délai"], ["a", "b"], columns=2)),
    "two tabs in a row": ("blanks-repeated", paragraph(run("a") + "<w:r><w:tab/><w:tab/></w:r>" + run("b"))),
    "the default style by name": ("style-normal", paragraph("x", "Normal")),
}


@pytest.mark.parametrize("case", OTHER_BODIES)
def test_other_forms_of_a_fault(case: str, tmp_path: Path) -> None:
    rule, body = OTHER_BODIES[case]
    assert codes(write(tmp_path / "faulty.docx", body)) == [rule]


PARTS: dict[str, dict[str, str | None]] = {
    "content-type-missing": {"word/media/image.png": "x"},
    "relationship-target-missing": {"word/_rels/document.xml.rels": relationships(("rId1", "theme", "theme/theme1.xml"))},
    "title-missing": {"docProps/core.xml": CORE.replace("Essai", " ")},
    "language-missing": {"word/styles.xml": f"<w:styles {NAMESPACES}>{STYLES.replace('fr-FR', '')}</w:styles>"},
    "note-uncalled": {"word/footnotes.xml": NOTE},
    "link-text-vague": {
        "word/document.xml": linked("cliquez ici"),
        "word/_rels/document.xml.rels": relationships(
            ("rId1", "styles", "styles.xml"), ("rId2", "hyperlink", "https://a.example/")
        ).replace('Id="rId2"', 'Id="rId2" TargetMode="External"'),
    },
    "numbering-undefined": {"word/numbering.xml": NUMBERING.replace('w:abstractNumId="4"', 'w:abstractNumId="5"')},
    "style-undefined": {**styles('<w:style w:type="paragraph" w:styleId="Fils"><w:basedOn w:val="Absent"/></w:style>')},
}


@pytest.mark.parametrize("rule", PARTS)
def test_a_part_with_one_fault_breaks_one_rule(rule: str, tmp_path: Path) -> None:
    assert codes(write(tmp_path / "faulty.docx", paragraph("x"), PARTS[rule])) == [rule]


def test_an_entry_that_is_there_twice_is_found(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile warns of what we do on purpose
        path = write(tmp_path / "faulty.docx", paragraph("x"), twice="word/styles.xml")
    assert codes(path) == ["zip-duplicate-entry"]


def test_a_package_without_content_types_is_found(tmp_path: Path) -> None:
    assert codes(write(tmp_path / "faulty.docx", paragraph("x"), {"[Content_Types].xml": None})) == ["content-type-missing"]


def test_each_rule_is_tested() -> None:
    tested = {*BODIES, *PARTS, "zip-duplicate-entry"}
    assert len(tested) == len(RULES)
