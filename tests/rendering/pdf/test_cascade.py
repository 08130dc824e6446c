"""Styles that are shared are those that WeasyPrint computes for each element alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import weasyprint.css
from weasyprint import CSS, HTML
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.css.targets import TargetCollector
from weasyprint.text.fonts import FontConfiguration

from bible_builder.rendering.pdf.cascade import SharedStyles
from bible_builder.rendering.pdf.engine import replaced

CSS_TEXT = """
:root { --ink: #123; font-size: 10pt }
section { color: var(--ink); margin-top: 2em; string-set: title content(text) }
section p { text-indent: 1em } p + p { text-indent: 2em !important }
#second { color: red } [lang=en] { hyphens: none }
p::before { content: attr(data-mark); color: blue } .folio::after { content: "x" }
li::marker { color: green } span.note { float: footnote } p { font-size: 1.2em } em { font-size: .8em }
td:first-child { padding: 2pt } table { border-collapse: collapse }
"""

SECTION = """<section {}><h2>T</h2><p {}>a <em>b</em></p><p data-mark=z>c<span class=note>n</span></p>
<ul><li {}>d</li><li>e</li></ul><table><tr><td {}>f<td>g</table><p style="color: teal" lang=en>h <em>i</em></p></section>"""

SECTIONS = [SECTION.format(*ids) for ids in (("", "", "", ""), ("id=first", "id=p1", "id=l", "id=c"), ("id=second", "", "", ""))]
PSEUDO = ("before", "after", "marker", "footnote-call", "footnote-marker", "note-call", "first-letter")


def styles(kind: type, html: HTML) -> Any:
    fonts = FontConfiguration()
    with replaced(weasyprint.css, StyleFor=kind):
        return weasyprint.css.get_all_computed_styles(
            html, [CSS(string=CSS_TEXT, font_config=fonts)], font_config=fonts, target_collector=TargetCollector()
        )


@pytest.fixture(scope="module")
def html() -> HTML:
    return HTML(string="".join(SECTIONS))


@pytest.fixture(scope="module")
def both(html: HTML) -> Iterator[tuple[Any, Any]]:
    yield styles(weasyprint.css.StyleFor, html), styles(SharedStyles, html)


def test_every_property_of_every_element_and_pseudo_element_is_the_same(html: HTML, both: tuple[Any, Any]) -> None:
    alone, shared = both
    for element in html.etree_element.iter():
        for pseudo in (None, *PSEUDO):
            wanted, found = alone(element, pseudo), shared(element, pseudo)
            assert (wanted is None) == (found is None), (element.tag, pseudo)
            for name in INITIAL_VALUES if wanted is not None else ():
                assert found[name] == wanted[name], (element.tag, element.attrib, pseudo, name)


def test_what_is_in_an_element_with_an_id_has_the_style_of_its_likes(html: HTML, both: tuple[Any, Any]) -> None:
    plain, named, chosen = html.etree_element.iter("section")
    shared = both[1]
    assert shared(plain.find("p/em")) is shared(named.find("p/em"))
    assert shared(plain.find("p")) is not shared(named.find("p")), "one has an anchor"
    assert shared(named.find("p"))["anchor"] == "p1"
    assert shared(plain.find("p/em")) is not shared(chosen.find("p/em")), "a rule is for this id"
    assert shared(plain.find("p/em")) is not shared(plain.findall("p")[2].find("em")), "it stands in a style attribute's element"


def test_pseudo_elements_that_nobody_asked_for_cost_nothing(html: HTML) -> None:
    found = styles(SharedStyles, html)
    assert not [pseudo for _, pseudo in found.get_computed_styles() if pseudo]
