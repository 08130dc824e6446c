"""What is kept or laid out once comes out as WeasyPrint makes it: every text, where it stands, how wide it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
import weasyprint.layout.block
import weasyprint.layout.inline
from weasyprint import CSS, HTML
from weasyprint.formatting_structure import boxes
from weasyprint.text import line_break

from bible_builder.rendering.pdf.columns import single_columns
from bible_builder.rendering.pdf.engine import replaced
from bible_builder.rendering.pdf.shaping import shaping

WORDS = "Le conseiller accompagne la réclamation jusqu’à sa résolution définitive, et remercie la cliente de sa patience. "
STYLE = """
@page { size: 80mm 100mm; margin: 8mm } html { font: 9pt sans-serif; hyphens: auto; text-align: justify }
.columns { columns: 2; padding-bottom: 3pt } a { text-decoration: underline } em { letter-spacing: 1pt }
b { font-feature-settings: "tnum" } .wide { word-spacing: 3pt } .note { float: footnote }
"""
DOCUMENTS = {
    "paragraphs": f"<p>{WORDS * 4}<p>{WORDS}<em>{WORDS}</em><a href=x>{WORDS}</a><p class=wide>{WORDS}<b>12 {WORDS}</b>",
    "columns": f"<p>{WORDS}<ol class=columns>{f'<li>{WORDS}' * 3}</ol><p>{WORDS}",
    "short columns": f"<p>{WORDS}<ol class=columns style='list-style: none'>{'<li>Un mot' * 7}</ol><p>{WORDS}",
    "columns over pages": f"<p>{WORDS}<ol class=columns>{f'<li>{WORDS}' * 30}</ol><p>{WORDS}",
    "columns that fill a page": "".join(f"<ol class=columns>{f'<li>{n} {WORDS}' * n}</ol>" for n in range(1, 9)),
    "columns with notes": f"<ol class=columns>{f'<li>{WORDS}<span class=note>{WORDS}</span>' * 5}</ol><p>{WORDS}",
    "table": f"<table>{f'<tr><td>{WORDS}<td>{WORDS}<td>court' * 3}</table>",
}
Drawn = list[tuple[int, str, float, float, float, float]]


def drawn(html: str, around: AbstractContextManager[None]) -> Drawn:
    """Each text: page, words, place, width, how far its words are spread."""
    with around:
        document = HTML(string=f"<html lang=fr>{html}").render(stylesheets=[CSS(string=STYLE)])
        document.write_pdf()
    return [
        (number, str(box.text), box.position_x, box.position_y, box.width, box.justification_spacing)
        for number, page in enumerate(document.pages)
        for box in texts(page._page_box)
    ]


def texts(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TextBox):
        yield box
    for child in box.all_children():
        yield from texts(child)


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("around", [shaping, single_columns])
def test_it_comes_out_the_same(name: str, around: Any) -> None:
    assert drawn(DOCUMENTS[name], around()) == drawn(DOCUMENTS[name], nullcontext())


class Counted:
    """Counts how often a function is called."""

    def __init__(self, function: Any) -> None:
        self.function, self.calls = function, 0

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        self.calls += 1
        return self.function(*arguments, **named)


def test_a_line_is_broken_off_once() -> None:
    def calls(around: AbstractContextManager[None]) -> int:
        counted = Counted(weasyprint.layout.inline.split_first_line)
        with replaced(weasyprint.layout.inline, split_first_line=counted):
            drawn(DOCUMENTS["columns"], around)
        return counted.calls

    assert calls(shaping()) * 4 < calls(nullcontext())


def test_columns_that_fit_are_laid_out_once() -> None:
    def calls(around: Any, html: str) -> int:
        counted = Counted(weasyprint.layout.block.columns_layout)
        with replaced(weasyprint.layout.block, columns_layout=counted):
            drawn(html, around())
        return counted.calls

    short = DOCUMENTS["short columns"]
    assert (calls(single_columns, short), calls(nullcontext, short)) == (1, 2)
    full = DOCUMENTS["columns"]
    assert calls(single_columns, full) == calls(nullcontext, full) == 2, "one below the other they do not fit"


def test_everything_of_weasyprint_is_given_back() -> None:
    before = line_break.Layout.setup, line_break.strut, weasyprint.layout.inline.split_first_line
    with shaping(), single_columns():
        assert line_break.Layout.setup is not before[0]
    assert (line_break.Layout.setup, line_break.strut, weasyprint.layout.inline.split_first_line) == before
