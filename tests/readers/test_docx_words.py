"""The DOCX reader, on tiny files: order, fields, notes, what is not to be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.tiny_docx import call, field, footnotes, paragraph, run, table, write
from tests.readers.docx_words import read_blocks, read_words


def words(tmp_path: Path, body: str, **options: bool) -> str:
    """The words of a file with this body, as a line."""
    return " ".join(read_words(write(tmp_path / "tiny.docx", body), **options))


def test_paragraphs_and_cells_come_row_by_row(tmp_path: Path) -> None:
    body = paragraph("avant") + table(["A", "B"], ["c d", table(["dedans"]) + paragraph("e")], columns=2) + paragraph("après")
    blocks = read_blocks(write(tmp_path / "tiny.docx", body))
    assert [(block.role, " ".join(block.words)) for block in blocks] == [
        ("paragraph", "avant"),
        *[("cell", text) for text in ("A", "B", "c d", "dedans", "e")],
        ("paragraph", "après"),
    ]
    assert blocks[0].style == "Body"


def test_a_note_is_read_after_the_paragraph_that_calls_it(tmp_path: Path) -> None:
    body = paragraph(run("Avant") + call(2) + run(" et après.") + call(3)) + paragraph("Suite.")
    notes = footnotes(
        (3, paragraph("Seconde.")), (2, paragraph("<w:r><w:footnoteRef/></w:r>" + run("Première."))), (4, paragraph("Jamais."))
    )
    blocks = read_blocks(write(tmp_path / "tiny.docx", body, {"word/footnotes.xml": notes}))
    assert [(block.role, " ".join(block.words)) for block in blocks] == [
        ("paragraph", "Avant et après."), ("note", "Première."), ("note", "Seconde."), ("paragraph", "Suite."),
    ]  # fmt: skip


def test_a_field_is_its_result(tmp_path: Path) -> None:
    body = paragraph(run("Voir ") + field("PAGEREF x", "12") + run(", fin") + field("XE &quot;entrée&quot;") + run("."))
    assert words(tmp_path, body) == "Voir 12, fin."


def test_a_field_may_hold_fields_and_span_paragraphs(tmp_path: Path) -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    instruction = f"<w:r><w:instrText>TOC</w:instrText></w:r>{run('caché')}"
    body = (
        paragraph(begin + instruction + separate + run("Un ") + field("PAGEREF a", "1"))
        + paragraph(run("Deux") + end)
        + paragraph("fin")
    )
    assert words(tmp_path, body) == "Un 1 Deux fin"


def test_the_result_of_a_field_in_an_instruction_is_not_read(tmp_path: Path) -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    assert words(tmp_path, paragraph(begin + field("REF a", "non") + separate + run("oui") + end)) == "oui"


def test_a_simple_field_is_its_result(tmp_path: Path) -> None:
    assert words(tmp_path, paragraph(f'<w:fldSimple w:instr="SEQ Figure">{run("3")}</w:fldSimple>')) == "3"


def test_deleted_words_are_read_unless_left_out(tmp_path: Path) -> None:
    body = paragraph(f"{run('a')}<w:del><w:r><w:delText>b</w:delText></w:r></w:del><w:ins>{run('c')}</w:ins>")
    assert words(tmp_path, body) == "abc"
    assert words(tmp_path, body, deleted=False) == "ac"


def test_content_controls_and_links_are_seen_through(tmp_path: Path) -> None:
    control = f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{paragraph('bloc')}</w:sdtContent></w:sdt>"
    link = paragraph(f'<w:hyperlink w:anchor="x"><w:sdt><w:sdtContent>{run("lien")}</w:sdtContent></w:sdt></w:hyperlink>')
    assert words(tmp_path, control + link) == "bloc lien"


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('dans la boîte')}</w:txbxContent>"
    shape = f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    assert words(tmp_path, paragraph(run("avant ") + shape + run("après"))) == "avant après dans la boîte"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a<w:tab/>b", "a b"),
        ("a<w:br/>b", "a b"),
        ("48\u202fh\u00a0: b", "48 h : b"),
        ("a<w:softHyphen/>b\u00adc", "abc"),
        ("a<w:noBreakHyphen/>b", "a\u2011b"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_signs_of_a_run(content: str, expected: str, tmp_path: Path) -> None:
    texts = content.replace("<", "</w:t><", 1).replace("/>", "/><w:t>", 1) if "<" in content else content
    assert words(tmp_path, paragraph(f"<w:r><w:t>{texts}</w:t></w:r>")) == expected


def test_white_space_that_word_drops_is_no_white_space(tmp_path: Path) -> None:
    assert words(tmp_path, paragraph("<w:r><w:t>un </w:t></w:r><w:r><w:t>mot</w:t></w:r>")) == "unmot"


def test_hidden_words_are_not_read(tmp_path: Path) -> None:
    assert words(tmp_path, paragraph(f"{run('vu')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r>")) == "vu"
