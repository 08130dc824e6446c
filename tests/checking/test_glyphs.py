"""Characters without a glyph."""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont

from bible_builder.checking.fonts import FontFacts, lacking
from bible_builder.checking.glyphs import check_glyphs
from bible_builder.errors import Source
from bible_builder.model.bible import Annex, AnnexKind, Column, Sheet, TableRow, Term, Variable
from bible_builder.model.charter import FontFile
from bible_builder.model.tree import Element
from tests.checking.small_bible import FILE, FONTS, bible, charter, found, paragraph, section

HAN = "\u5ba2"  # a Chinese character: in neither family


def test_a_bible_in_french_is_set_without_a_word() -> None:
    body = (paragraph("Où l’œuvre naïve coûte 12 € – « déjà » ; n° 3 …"),)
    assert found(check_glyphs, bible(section(body))) == []


def test_a_missing_glyph_is_reported_with_its_line_its_name_and_the_fonts() -> None:
    (only,) = found(check_glyphs, bible(section((paragraph(f"Un {HAN} perdu", line=14),))))
    assert only.code == "glyph-missing"
    assert only.source == Source(FILE.file, 14)
    assert only.parameters["characters"] == HAN
    assert only.parameters["codes"] == "U+5BA2"
    assert only.parameters["names"] == "cjk unified ideograph-5ba2"
    assert only.parameters["family"] == "Vollkorn"
    assert "Vollkorn-Italic.ttf" in only.parameters["files"]


def test_a_line_and_a_family_are_reported_once_with_all_their_characters() -> None:
    (only,) = found(check_glyphs, bible(section((paragraph(f"{HAN} \u7b2c {HAN}"),))))
    assert only.parameters["characters"] == f"{HAN} \u7b2c"


def test_titles_must_be_in_both_families_and_code_in_the_monospaced_one() -> None:
    titled = section(title=f"Titre {HAN}")
    assert {d.parameters["family"] for d in found(check_glyphs, bible(titled))} == {"Vollkorn", "Source Sans 3"}
    code = section((Element("p", {}, (Element("code", {}, (HAN,)),), FILE),))
    assert [d.parameters["family"] for d in found(check_glyphs, bible(code))] == ["Source Sans 3"]


def test_terms_annexes_variables_and_index_entries_are_read_too() -> None:
    places = {name: Source(f"content/{name}", 3) for name in ("lexique.yaml", "annexes/a.csv", "bible.yaml")}
    column = Column(source=FILE, name="a", title="A")
    row = TableRow(source=places["annexes/a.csv"], cells=(HAN,))
    sheet = Sheet(source=FILE, title="", columns=(column,), rows=(row,))
    annex = Annex(source=FILE, id="x", title="Annexe", kind=AnnexKind.TABLE, path=FONTS, sheets=(sheet,))
    term = Term(source=places["lexique.yaml"], id="t", term="terme", definition=(f"Voir {HAN}",))
    variable = Variable(source=places["bible.yaml"], name="v", text=HAN)
    mark = Element("x-index", {"entry": f'["{HAN}"]'}, ("mot",))
    marked = section((Element("p", {}, (mark,), FILE),))
    reported = {d.source for d in found(check_glyphs, bible(marked, terms=(term,), annexes=(annex,), variables={"v": variable}))}
    assert reported == {*places.values(), FILE}


def test_the_spaces_of_french_typography_must_be_in_the_fonts(tmp_path: Path) -> None:
    without = tmp_path / "NoNarrowSpace.ttf"
    with TTFont(FONTS / "SourceSans3-Regular.ttf") as font:
        for table in font["cmap"].tables:
            table.cmap.pop(0x202F, None)
        font.save(without)
    fonts = (*charter().fonts[:3], FontFile("Source Sans 3", without))
    (only,) = found(check_glyphs, bible(charter=charter(fonts=fonts)))
    assert (only.source, only.parameters["codes"]) == (charter().source, "U+202F")
    assert found(check_glyphs, bible(charter=charter(fonts=fonts), language="en")) == []


def test_a_font_that_cannot_be_read_is_left_to_the_rule_of_loading() -> None:
    assert found(check_glyphs, bible(charter=charter(fonts=(FontFile("Vollkorn", FONTS / "none.ttf"),)))) == []


def test_an_accent_may_be_composed_and_a_soft_hyphen_needs_no_glyph() -> None:
    facts = FontFacts(FontFile("F", FONTS / "f.ttf"), frozenset({ord("e"), 0x0301}), True)
    assert lacking([facts], "é\u00ad\u200d\n") == {}
    assert lacking([facts], "è") == {"è": ("f.ttf",)}
