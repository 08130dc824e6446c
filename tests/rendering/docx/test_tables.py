"""Tables: grid, spans, heads, alignment."""

from __future__ import annotations

import pytest

from bible_builder.model.tree import Element, from_html
from bible_builder.model.units import Color, Length
from bible_builder.rendering.docx.column_widths import column_widths
from tests.rendering.docx.books import one, table, with_style
from tests.rendering.docx.opened import Opened, W, attributes, rendered, style, text, val

TABLE = """<table class="decision"><caption><span class="label">Tableau <span class="number">1</span></span> – Délais</caption>
<colgroup><col data-width="40"/><col/><col data-width="20"/></colgroup>
<thead><tr><th scope="col">Canal</th><th scope="col">Qui</th><th scope="col" class="numeric">h</th></tr></thead>
<tbody><tr><th scope="row" rowspan="2">Courriel</th><td>Un</td><td class="numeric">4</td></tr>
<tr><td>Deux</td><td class="numeric">24</td></tr><tr><td colspan="2">Tous</td><td>–</td></tr></tbody></table>"""


def grid(document: Opened) -> list[list[str]]:
    """The words of each cell, ``>`` for each further column, ``^`` for a cell that continues the one above."""
    rows = []
    for row in document.document.iter(f"{W}tr"):
        cells = []
        for cell in row.iter(f"{W}tc"):
            span = int(val(cell, "tcPr/gridSpan") or 1)
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            cells.append(("^" if merged is not None and not merged.get(f"{W}val") else text(cell)) + ">" * (span - 1))
        rows.append(cells)
    return rows


def test_cells_span_columns_and_rows() -> None:
    assert grid(rendered(one(TABLE))) == [["Canal", "Qui", "h"], ["Courriel", "Un", "4"], ["^", "Deux", "24"], ["Tous>", "–"]]


def test_a_cell_may_span_both_ways() -> None:
    head = "".join(f'<th scope="col">{word}</th>' for word in "abc")
    rows = '<tr><td>1</td><td rowspan="2" colspan="2">2</td></tr><tr><td>3</td></tr><tr><td>4</td><td>5</td><td>6</td></tr>'
    spanning = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    assert grid(rendered(one(spanning))) == [["a", "b", "c"], ["1", "2>"], ["3", "^>"], ["4", "5", "6"]]


def test_widths_are_those_given_and_fill_the_measure() -> None:
    document = rendered(one(TABLE))
    widths = [int(c.get(f"{W}w", "0")) for c in document.document.iter(f"{W}gridCol")]
    assert sum(widths) == 8051
    assert (round(100 * widths[0] / 8051), round(100 * widths[2] / 8051)) == (40, 20)
    spanning = document.find("//w:tc[w:tcPr/w:gridSpan]/w:tcPr/w:tcW")[0]
    assert int(spanning.get(f"{W}w")) == widths[0] + widths[1]


@pytest.mark.parametrize(
    ("columns", "cells", "expected"),
    [
        ('<col data-width="25"/><col data-width="75"/>', ["a", "b"], [250, 750]),
        ('<col data-width="90"/><col data-width="90"/>', ["a", "b"], [500, 500]),  # more than there is: in proportion
        ("<col/><col/>", ["abcd", "abcd efgh ijkl"], [222, 778]),
        ("", ["mot", "mot"], [500, 500]),
    ],
)
def test_columns_without_width_get_what_their_words_need(columns: str, cells: list[str], expected: list[int]) -> None:
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    (made,) = from_html(f"<table><colgroup>{columns}</colgroup><tbody><tr>{row}</tr></tbody></table>")
    assert isinstance(made, Element)
    assert column_widths(made, 1000) == expected


def test_heads_are_repeated_and_rows_unsplit() -> None:
    rows = list(rendered(one(TABLE)).document.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_a_table_has_its_style_and_says_whether_rows_have_heads() -> None:
    properties = next(rendered(one(TABLE)).document.iter(f"{W}tblPr"))
    assert val(properties, "tblStyle") == "DecisionTable"
    look = attributes(properties, "tblLook")
    assert (look["firstRow"], look["firstColumn"]) == ("1", "1")
    assert val(properties, "tblCaption") == "Tableau 1 – Délais"


def test_numbers_stand_on_the_right_heads_and_cells_have_their_styles() -> None:
    document = rendered(one(TABLE))
    assert val(document.paragraph("24"), "pPr/jc") == "right"
    assert val(document.paragraph("Deux"), "pPr/jc") is None
    assert [style(document.paragraph(words)) for words in ("Canal", "Courriel", "Deux")] == [
        "TableHead",
        "TableHead",
        "TableCell",
    ]


def test_a_second_head_row_is_dressed_though_the_table_style_knows_only_one() -> None:
    two = table("a", "c").replace("</tr></thead>", '</tr><tr><th scope="col">b</th></tr></thead>')
    document = rendered(one(two, stylesheet=with_style("table-head", shade=Color(1, 2, 3))))
    shaded = [text(cell) for cell in document.document.iter(f"{W}tc") if cell.find(f"{W}tcPr/{W}shd") is not None]
    assert shaded == ["b"]


def test_neighbouring_tables_do_not_grow_together() -> None:
    document = rendered(one(table("a", "b") * 2))
    kinds = [e.tag.rpartition("}")[2] for e in document.find("//w:body/*")]
    assert kinds == ["p", "tbl", "p", "tbl", "p", "sectPr"]


def test_the_space_below_a_table_stands_above_what_follows() -> None:
    document = rendered(one(TABLE + "<p>Après</p>"))
    assert attributes(document.paragraph("Après"), "pPr/spacing")["before"] == "360"


def test_a_bookmark_of_a_table_without_caption_is_in_its_first_cell() -> None:
    cell = next(rendered(one(table("a", "b").replace("<table", '<table id="block-t"'))).document.iter(f"{W}tc"))
    assert [b.get(f"{W}name") for b in cell.iter(f"{W}bookmarkStart")] == ["block_t"]


def test_a_number_is_whole_where_there_is_room() -> None:
    """A column of a tenth is too narrow for a telephone number, whatever its share."""
    phone = "06\u202f39\u202f98\u202f70\u202f15"
    html = table("Tél.", phone).replace("<thead>", '<colgroup><col data-width="5"/><col data-width="95"/></colgroup><thead>')
    html = html.replace("</th>", '</th><th scope="col">Ville</th>').replace("</td>", "</td><td>Auxerre</td>")
    (first, second) = (int(e.get(f"{W}w")) for e in rendered(one(html)).find("//w:gridCol"))
    assert first > Length.pt(9 * 5.5).twips and abs(first + second - Length.mm(210 - 28 - 40).twips) <= 1


def test_a_code_is_one_word_and_a_compound_two() -> None:
    narrow = '<colgroup><col data-width="1"/><col data-width="99"/></colgroup><thead>'
    html = (
        table("A", "{}")
        .replace("<thead>", narrow)
        .replace("</th>", '</th><th scope="col">B</th>')
        .replace("</td>", "</td><td>b</td>")
    )
    widths = [int(rendered(one(html.format(word))).find("//w:gridCol")[0].get(f"{W}w")) for word in ("LIV-0404", "LIV-abcd")]
    assert widths[0] > widths[1]
