"""What Word could not open is told with its place before anything is written; nothing ends in a traceback."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bible_builder.errors import Findings, RenderingError, Source
from bible_builder.model.book import Book, PdfAnnex
from bible_builder.model.charter import FontFile
from bible_builder.model.tree import Content, Element
from bible_builder.rendering.docx import render
from tests.conformance.docx_lint import lint
from tests.rendering.docx.books import FILES, FONTS, HEADS, METADATA, book, charter, one, unit
from tests.rendering.docx.opened import rendered, text
from tests.rendering.pdf.test_bad_input import png

PLACE = Source("content/guide/1-accueil/10-appel.md", 7)


def placed(*children: Any, name: str = "p", **attributes: str) -> Book:
    """A book of one block that stands in a file of the référent's."""
    block = Element(name, attributes, children, PLACE)
    title: Content = (Element("span", {"class": "number"}, ("1",)), " Titre")
    head = Element("h1", {"class": "chapter-title", "id": "c"}, title)
    made = unit("<p/>")
    return book(replace(made, content=(Element("section", {"role": "doc-chapter"}, (head, block)),)))


def refused(made: Book) -> list[tuple[str, str, str]]:
    """The diagnostics with which a book is refused: code, place, what is at fault."""
    with pytest.raises(RenderingError) as failed:
        render(made, {}, Findings())
    shown = ("character", "value", "columns")
    return [
        (d.code, str(d.source or ""), next(str(d.parameters[key]) for key in shown if key in d.parameters))
        for d in failed.value.diagnostics
    ]


@pytest.mark.parametrize(("sign", "name"), [("\x0b", "U+000B"), ("\0", "U+0000"), ("\ud800", "U+D800"), ("\ufffe", "U+FFFE")])
def test_a_character_that_xml_has_not_is_named_with_its_place(sign: str, name: str) -> None:
    assert refused(placed(f"Bon{sign}jour")) == [("word-sign-unwritable", str(PLACE), name)]


@pytest.mark.parametrize(
    "made",
    [
        placed(Element("a", {"href": "https://a.example/\x01"}, ("x",))),
        placed("x", id="a\x01b"),
        placed(Element("span", {"class": "index-mark", "id": "m", "data-entry": '["a\\u0001"]'}, ("x",))),
        placed(Element("img", {"src": "photo.png", "alt": "\x01"}), name="figure"),
    ],
    ids=["address", "id", "index", "alternative text"],
)
def test_so_is_one_in_what_an_element_says_of_itself(made: Book) -> None:
    assert refused(made) == [("word-sign-unwritable", str(PLACE), "U+0001")]


def test_so_is_one_in_what_the_book_says_of_itself() -> None:
    annex = PdfAnnex(Path("a.pdf"), 1, "An\x01nexe", "", "a")
    for made in (
        one("<p>a</p>", metadata=replace(METADATA, title="a\x01")),
        one("<p>a</p>", heads=replace(HEADS, verso_head="a\x01")),
        book(unit("<p/>", annex=annex)),
    ):
        assert refused(made) == [("word-sign-unwritable", "", "U+0001")]


def test_the_signs_of_all_scripts_are_characters() -> None:
    assert "a é 漢 😀" in text(rendered(placed("a\té\n漢 😀")).document)


def ragged(head: str, *rows: str) -> str:
    """A table from its rows."""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"


HEAD = '<th scope="col">a</th>'


@pytest.mark.parametrize(("name", "value"), [("colspan", "9999999"), ("colspan", "x"), ("colspan", "0"), ("rowspan", "-1")])
def test_a_span_that_is_no_number_of_cells_is_refused(name: str, value: str) -> None:
    made = one(ragged(f'<th scope="col" {name}="{value}">a</th>', "<td>1</td>"))
    assert refused(made) == [("layout-bad-value", "", value)]


def test_a_table_of_more_columns_than_word_opens_is_refused() -> None:
    assert refused(one(ragged(HEAD * 64, "<td>1</td>"))) == [("word-table-too-wide", "", "64")]
    rendered(one(ragged(HEAD * 63, "<td>1</td>" * 63)))


@pytest.mark.parametrize(
    "table",
    [
        ragged(HEAD * 2, "<td>1</td>", "<td>1</td><td>2</td><td>3</td>"),
        ragged(HEAD, '<td rowspan="99">1</td>', "<td>2</td>"),
        ragged(HEAD, '<td colspan="3">1</td>'),
        "<table><thead></thead><tbody></tbody></table>",
        "<table><colgroup><col data-width='90'/><col data-width='90'/></colgroup>"
        f"<thead><tr>{HEAD}{HEAD}</tr></thead><tbody></tbody></table>",
    ],
    ids=["rows of one and three cells", "reaches below the last row", "wider than its head", "no row", "of 180 percent"],
)
def test_a_ragged_table_is_written_so_that_word_opens_it(table: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(rendered(one(f"{table}<p>Après.</p>")).data)
    assert {found.rule for found in lint(path)} <= {"paragraph-empty", "table-head-repeated"}


def pictured(name: str, folder: Path) -> Book:
    """A book that shows a picture."""
    made = placed(Element("img", {"src": name, "alt": "Une serre"}, (), PLACE), name="figure")
    return replace(made, base=folder, roots=(folder,))


def said_of(made: Book) -> list[tuple[str, str, str]]:
    """What is found: code, place, reason."""
    findings = Findings()
    rendered(made, findings=findings)
    return [(d.code, str(d.source), d.parameters.get("reason", "")) for d in findings.all]


def test_a_picture_of_1600_million_pixels_is_refused_without_being_opened(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(40_000, 40_000, bytes(40_000 * 5001)))
    begin = time.monotonic()
    assert said_of(pictured("a.png", tmp_path)) == [("picture-unreadable", str(PLACE), "size")]
    assert time.monotonic() - begin < 5


def test_a_picture_cut_short_is_refused_even_where_weasyprint_made_pillow_lenient(tmp_path: Path) -> None:
    import weasyprint  # noqa: F401

    data = png(300, 300, os.urandom(38 * 300 + 300))
    (tmp_path / "a.png").write_bytes(data[: len(data) // 2])
    assert said_of(pictured("a.png", tmp_path)) == [("picture-unreadable", str(PLACE), "damaged")]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}</svg>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (SVG.format('width="0" height="0">'), "no-size"),
        (SVG.format('width="-5" viewBox="0 0 0 0">'), "no-size"),
        (SVG.format('viewBox="0 0 10 10">' + "<g>" * 3000 + "</g>" * 3000), "xml"),
        ("<html/>", "not-svg"),
        ("<svg", "xml"),
    ],
    ids=["no size", "less than none", "too deep", "another kind", "cut short"],
)
def test_a_drawing_that_cannot_be_drawn_is_refused(data: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(data, "utf-8")
    assert said_of(pictured("a.svg", tmp_path)) == [("picture-unreadable", str(PLACE), reason)]


def test_a_drawing_that_shows_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(SVG.format('viewBox="0 0 10 10"><g id="a"><use href="#a"/></g>'), "utf-8")
    assert said_of(pictured("a.svg", tmp_path)) == []


def test_a_font_cut_short_stays_out_of_the_document(tmp_path: Path) -> None:
    path = tmp_path / "a.ttf"
    path.write_bytes((FONTS / "Vollkorn-Regular.ttf").read_bytes()[:20_000])
    findings = Findings()
    made = rendered(one("<p>a</p>", charter=replace(charter(), fonts=(FontFile("Vollkorn", path),))), findings=findings)
    assert [(d.code, d.parameters["reason"]) for d in findings.all] == [("font-not-embeddable", "unreadable")]
    assert not [name for name in made.archive.namelist() if name.endswith(".odttf")]


def test_a_picture_that_may_be_shown_is(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes((FILES / "photo.png").read_bytes())
    assert said_of(pictured("a.png", tmp_path)) == []
