"""Covers stand as the layout's own style sheet for paper has them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bible_builder.model.book import Book
from bible_builder.model.tree import Element, from_html
from bible_builder.model.units import Color, Length
from bible_builder.rendering.docx.paper import Paper, border, color, length
from tests.rendering.docx.books import book, unit
from tests.rendering.docx.opened import SPACES, Opened, attributes, rendered, text

HTML = """<section role="doc-cover"><div class="panel"></div>
<div class="plate"><p class="cover-brand">Lorme</p><p class="cover-title">Bible</p></div>
<div class="foot"><p class="mention">En vigueur</p></div></section>"""
CSS = """:root { --primary: #1f4a33; --wide: 210mm }
section[role="doc-cover"] > div { position: absolute; }
div.panel { background: var(--primary); width: 10mm }
section[role="doc-cover"] > div.panel { top: 0; left: 0; width: var(--wide); height: 100mm; border-bottom: 5mm solid #9a3a20; }
section[role="doc-cover"] > div.plate { top: 120mm; left: 28mm; width: 112mm; padding: 2mm 3mm }
section[role="doc-cover"] > div.foot { bottom: 20mm; right: 28mm; width: 60mm; }"""


def cover(html: str = HTML, css: str = CSS) -> Book:
    return replace(
        book(unit(html, folios=False), unit("<section class='back-cover'><p class='mention'>Fin</p></section>", "b")), css=css
    )


def frame(opened: Opened, words: str) -> dict[str, str]:
    return attributes(opened.paragraph(words), "pPr/framePr")


def test_a_box_stands_where_the_layout_puts_it() -> None:
    opened = rendered(cover())
    plate = frame(opened, "Lorme")
    assert (plate["x"], plate["y"], plate["w"]) == tuple(str(Length.mm(value).twips) for value in (31, 122, 106))
    assert frame(opened, "Bible") == plate  # one frame for the box's lines


def test_a_box_at_the_right_and_the_foot_is_measured_from_there() -> None:
    foot = frame(rendered(cover()), "En vigueur")
    assert foot["x"] == str(Length.mm(210 - 28 - 60).twips)
    assert Length.mm(240).twips < int(foot["y"]) < Length.mm(277).twips


def test_its_ground_and_rules_are_shapes_in_the_charters_colours() -> None:
    shapes = rendered(cover()).find("//wp:anchor")
    sizes = [{k: int(v) for k, v in shape.find(f"{{{SPACES['wp']}}}extent").attrib.items()} for shape in shapes]
    assert sizes == [{"cx": Length.mm(210), "cy": Length.mm(100)}, {"cx": Length.mm(210), "cy": Length.mm(5)}]
    assert [shape.xpath(".//a:schemeClr/@val", namespaces=SPACES) for shape in shapes] == [["accent1"], ["accent2"]]


def test_shapes_hang_on_a_paragraph_in_the_flow_of_the_text() -> None:
    (holder, *_) = rendered(cover()).find("//w:p[.//wp:anchor]")
    assert text(holder) == "" and not attributes(holder, "pPr/framePr")


def test_a_layout_without_places_has_its_lines_below_a_panel() -> None:
    opened = rendered(cover(css=""))
    assert not frame(opened, "Lorme") and len(opened.find("//wp:anchor")) == 2


def path(html: str) -> tuple[Element, ...]:
    (outer,) = [node for node in from_html(html, {}) if isinstance(node, Element)]
    return outer, next(iter(outer.elements))


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("div.a { top: 1mm }", {"top": "1mm"}),
        ('section[role="doc-cover"] > div.a { top: 2mm } div { top: 1mm }', {"top": "2mm"}),
        ("div { top: 1mm } div { top: 3mm }", {"top": "3mm"}),
        ("section.other > div { top: 1mm } div p { top: 1mm } div:hover { top: 1mm }", {}),
        (":root { --x: 4mm } div { left: var(--x) }", {"left": "4mm"}),
        ("p, div { width: 1mm }", {"width": "1mm"}),
    ],
)
def test_rules_are_read_by_their_weight_then_by_their_order(css: str, found: dict[str, str]) -> None:
    assert Paper(css).declared(path('<section role="doc-cover"><div class="a"></div></section>')) == found


@pytest.mark.parametrize(("values", "left"), [("1mm", 1), ("1mm 2mm", 2), ("1mm 2mm 3mm", 2), ("1mm 2mm 3mm 4mm", 4)])
def test_padding_is_told_for_each_side(values: str, left: int) -> None:
    declared = Paper(f"div {{ padding: {values} }}").declared(path("<section><div></div></section>"))
    assert length(declared, "padding-left") == Length.mm(left)


def test_what_must_be_computed_counts_as_not_given() -> None:
    declared = Paper(
        "div { top: calc(1mm + 2mm); background: linear-gradient(red, blue); border-top: 1pt dotted #000 }"
    ).declared(path("<section><div></div></section>"))
    assert (length(declared, "top"), color(declared["background"]), border(declared, "top")) == (None, None, None)


def test_a_solid_border_has_a_width_and_a_colour() -> None:
    assert border({"border-top": "5mm solid #9a3a20"}, "top") == (Length.mm(5), Color.parse("#9a3a20"))
