"""What stands in the margins of each page."""

from __future__ import annotations

import pikepdf
import pytest

from bible_builder.rendering.pdf.heads import filled
from tests.readers.pdf_words import words_on_pages
from tests.rendering.pdf.conftest import Made


@pytest.mark.parametrize(
    ("template", "values", "text"),
    [
        ("{chapter} – {section}", {"chapter": "1 A", "section": "1.1 B"}, "1 A – 1.1 B"),
        ("{chapter} – {section}", {"chapter": "1 A", "section": ""}, "1 A"),
        ("{in_force}\u2003{folio}", {"in_force": "", "folio": "7"}, "7"),
        ("{unknown} {folio}", {"folio": "7"}, "{unknown} 7"),
        ("", {}, ""),
    ],
)
def test_a_template_is_filled(template: str, values: dict[str, str], text: str) -> None:
    assert filled(template, values) == text


def lines(made: Made) -> list[str]:
    return [" ".join(words) for words in words_on_pages(made.path)]


def test_heads_are_mirrored_and_the_first_page_of_a_unit_has_none(made: Made) -> None:
    page = made.pdf.page_map["chapter-c1"].sequence
    opening, verso, recto = lines(made)[page : page + 3]
    assert "Bible de la Relation Clients" not in opening
    assert "Bible de la Relation Clients" in verso
    assert recto.count("1 Chapitre au titre 1") == 1
    assert verso.endswith("2 En vigueur du 1er octobre au 31 décembre 2026") or "2 En vigueur" in verso


def test_the_foot_names_the_section_that_begins_on_the_page_else_the_running_one(made: Made) -> None:
    page = made.pdf.page_map["section-s1-3"].sequence
    found = lines(made)
    recto = page if page % 2 == 0 else page + 1
    assert f"1.3 Section 1.3 – {recto - made.pdf.page_map['chapter-c1'].sequence + 1}" in found[recto]


def test_covers_and_blank_versos_have_the_mark_of_a_proof_and_nothing_else(made: Made) -> None:
    found = lines(made)
    assert all("ÉPREUVE – non publiée" in line for line in found)
    assert found[1] == "ÉPREUVE – non publiée"
    assert "En vigueur" not in found[0] and "En vigueur" not in found[-1]


def test_heads_are_artifacts_over_the_page(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        content = page.Contents
        drawn = [stream.read_bytes() for stream in content] if isinstance(content, pikepdf.Array) else [content.read_bytes()]
        names = ["/Heads"] * ("/Heads" in page.obj.Resources.XObject) + ["/Proof"]
        assert drawn[-len(names) :] == [b"/Artifact <</Type /Pagination>> BDC q %s Do Q EMC" % name.encode() for name in names]
        assert {page.obj.Resources.XObject[name].Subtype for name in names} == {"/Form"}
