"""A unit as the engine gets it; the tables, headings and lists of its structure."""

from __future__ import annotations

from pathlib import Path

import pytest

from bible_builder.errors import Findings
from bible_builder.model.locators import Folio
from bible_builder.model.tree import from_html
from bible_builder.rendering.pdf.laid import Kind, Laid, LinkArea, Run
from bible_builder.rendering.pdf.nodes import Area, Mark, Node
from bible_builder.rendering.pdf.outline import Heading, headings
from bible_builder.rendering.pdf.structure import structure
from bible_builder.rendering.pdf.tables import headers
from bible_builder.rendering.pdf.units import Sheet, sheet
from tests.rendering.pdf import books


def sheet_of(html: str, base: Path = Path()) -> Sheet:
    unit = books.unit("u", html)
    return sheet(books.book(base, unit), unit, {"block-a": Folio("12", 11)}, Findings())


def test_elements_are_numbered_in_document_order() -> None:
    made = sheet_of("<section><h2>a <em>b</em></h2><p>c</p></section>")
    assert [element.name for element in made.elements] == ["section", "h2", "em", "p"]
    assert '<section data-n="0"><h2 data-n="1">a <em data-n="2">b</em></h2><p data-n="3">' in made.html


def test_folios_are_set_before_elements_are_numbered() -> None:
    made = sheet_of(
        '<p>p. <a class="folio" href="#block-a"></a> <span class="locators" data-targets="block-a*"></span></p><p>x</p>'
    )
    assert made.html.count(">00</a>") == 2
    assert [made.elements[n].text() for n in (1, 3)] == ["12", "12"]
    assert '<p data-n="4">x' in made.html
    assert "data-targets" not in made.html


def test_a_sheet_may_say_other_folios_of_as_many_figures() -> None:
    unit = books.unit("u", '<p>p. <a class="folio" href="#block-a"></a> <em>x</em></p><p>y</p>')
    made = books.book(Path(), unit)
    first, second = (sheet(made, unit, {"block-a": Folio(label, 11)}, Findings()) for label in ("12", "47"))
    assert first.saying({"block-a": Folio("47", 11)}) == second


def test_an_exact_sheet_has_the_true_figures() -> None:
    unit = books.unit("u", '<p><a class="folio" href="#block-a"></a></p>')
    made = sheet(books.book(Path(), unit), unit, {"block-a": Folio("12", 11)}, Findings(), exact=True)
    assert ">12</a>" in made.html


def test_a_link_within_a_link_is_no_link() -> None:
    made = sheet_of('<p><a class="xref" href="#a">x <a role="doc-glossref" href="#b">y</a></a></p>')
    assert '<span data-n="2" role="doc-glossref" href="#b">y</span></a>' in made.html


def test_pictures_have_their_address(tmp_path: Path) -> None:
    (tmp_path / "é.svg").write_text(books.DRAWING, encoding="utf-8")
    assert f'src="{(tmp_path / "é.svg").as_uri()}"' in sheet_of('<img src="é.svg" alt="x"/>', tmp_path).html


def test_the_document_has_title_and_language() -> None:
    assert sheet_of("<p>x</p>").html.startswith('<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8"><title>U</title>')


def test_the_place_of_an_element_is_its_own_or_that_before_it() -> None:
    made = sheet_of('<p data-source="a.md:3">x <em>y</em></p><p>z</p><p data-source="b.md:1">w</p>')
    assert [str(made.source(n)) for n in range(4)] == ["a.md:3", "a.md:3", "a.md:3", "b.md:1"]
    assert made.files == ("a.md", "b.md")


def run(n: int, order: int, page: int = 0, kind: Kind = Kind.TEXT) -> Run:
    return Run(n, kind, page, order, order, True)


def laid(*runs: Run, **further: object) -> Laid:
    return Laid(b"", ((400.0, 600.0),) * 3, runs, **further)  # type: ignore[arg-type]


def test_words_and_elements_of_a_paragraph_come_in_reading_order() -> None:
    (node,) = structure(sheet_of("<p>a <em>b</em> c</p>"), laid(run(0, 1), run(1, 2), run(0, 3, page=1)))
    assert node == Node("P", (Mark(0, 1), Node("Em", (Mark(0, 2),)), Mark(1, 3)))


def test_a_note_goes_to_its_call_though_it_is_read_at_the_foot() -> None:
    html = '<p>a<a role="doc-noteref" href="#note-1">1</a><span role="doc-footnote" id="note-1">n</span> b</p>'
    (node,) = structure(sheet_of(html), laid(run(0, 1), run(1, 2), run(0, 4), run(2, 9), calls={2: 3}))
    assert [kid.type if isinstance(kid, Node) else kid for kid in node.kids] == [Mark(0, 1), "Link", "Note", Mark(0, 4)]


def test_an_element_without_words_has_no_structure_but_an_empty_cell_has() -> None:
    html = "<section><p></p><table><tbody><tr><td></td><td>x</td></tr></tbody></table><ul><li><p></p></li></ul></section>"
    (node,) = structure(sheet_of(html), laid(run(6, 1)))
    assert [found.type for found in node.iter()] == ["Sect", "Table", "TBody", "TR", "TD", "TD"]


def test_the_marker_of_an_item_stands_beside_its_body() -> None:
    (node,) = structure(sheet_of("<ul><li><p>x</p></li></ul>"), laid(run(1, 1, kind=Kind.MARKER), run(2, 2)))
    (item,) = node.nodes
    assert item == Node("LI", (Node("Lbl", (Mark(0, 1),)), Node("LBody", (Node("P", (Mark(0, 2),)),))))
    assert node.numbering == "Disc"


def test_a_link_has_its_areas_with_what_it_says() -> None:
    area = LinkArea(1, 2, (1, 2, 3, 4))
    (node,) = structure(sheet_of('<p><a class="xref" href="#block-a">voir  là</a></p>'), laid(run(1, 1), links=(area,)))
    assert node.nodes[0].kids == (Mark(0, 1), Area(2, (1, 2, 3, 4), "#block-a", "voir là"))


def cell(kind: str, **further: object) -> Node:
    return Node(kind, scope="" if kind == "TD" else str(further.pop("scope", "Column")), **further)  # type: ignore[arg-type]


def test_heads_reach_as_far_as_they_span() -> None:
    head = Node("TR", (cell("TH", scope="Row", row_span=2), cell("TH", column_span=2)))
    second = Node("TR", (cell("TH"), cell("TH")))
    body = Node("TR", (cell("TH", scope="Row"), cell("TD"), cell("TD")))
    wide = Node("TR", (cell("TH", scope="Row"), cell("TD", column_span=2)))
    table = headers(Node("Table", (Node("THead", (head, second)), Node("TBody", (body, wide)))), "t")
    found = [node for node in table.iter() if node.type in {"TH", "TD"}]
    assert [node.id for node in found if node.type == "TH"] == ["t-0-0", "t-0-1", "t-1-1", "t-1-2", "t-2-0", "t-3-0"]
    assert [node.headers for node in found if node.type == "TD"] == [
        ("t-0-1", "t-1-1", "t-2-0"), ("t-0-1", "t-1-2", "t-2-0"), ("t-0-1", "t-1-1", "t-1-2", "t-3-0"),
    ]  # fmt: skip


def test_a_long_table_takes_no_longer_than_its_length() -> None:
    """Looking for the heads of each cell up to the top would take minutes."""
    head = Node("TR", tuple(cell("TH") for _ in range(8)))
    rows = (Node("TR", (cell("TH", scope="Row"), *(cell("TD") for _ in range(7)))) for _ in range(5000))
    table = headers(Node("Table", (Node("THead", (head,)), Node("TBody", tuple(rows)))), "t")
    *_, last = table.iter()
    assert last.headers == ("t-0-7", "t-5000-0")


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<h1 class="chapter-title" id="c"><span class="number">1</span> A</h1>', Heading(1, "1 A", "c")),
        ('<section id="s"><h2 class="section-title">B <em>c</em></h2></section>', Heading(2, "B c", "s")),
        ('<section id="s"><h3 class="section-title">D<a role="doc-noteref" href="#n">1</a></h3></section>', Heading(3, "D", "s")),
    ],
)
def test_headings_have_level_words_and_target(html: str, found: Heading) -> None:
    assert list(headings(from_html(html), books.stylesheet())) == [found]


def test_letters_of_an_index_and_lower_headings_are_not_listed() -> None:
    letter = '<section class="letter-group"><h2 class="letter-head">A</h2></section>'
    html = f'{letter}<section id="s"><h4 class="section-title">x</h4></section>'
    assert list(headings(from_html(html), books.stylesheet())) == []
