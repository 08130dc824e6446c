"""From styles to CSS: every row with a style has a rule of its own, and means on paper what it means in Word."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import cssselect2
import pytest
import tinycss2
from lxml import html

from bible_builder.layout.css import KEPT, content_rules, font_faces, page_rules, selector, style_rules
from bible_builder.model.bible import Bible
from bible_builder.model.book import Book, PageGeometry
from bible_builder.model.styles import Style, StyleSheet, WordCount, css_of
from bible_builder.model.tree import from_html
from bible_builder.model.units import Length
from bible_builder.model.vocabulary import ROWS, Row
from tests.layout.conftest import composed
from tests.layout.resolved import chapter, charter, section


def rules(book: Book) -> dict[str, dict[str, str]]:
    """Selector → declarations, of the rules made from styles."""
    found: dict[str, dict[str, str]] = {}
    for where, declared in re.findall(r"^([^{@\n]+) \{ (.*) \}$", style_rules(book.stylesheet), re.MULTILINE):
        found[where] = dict(pair.split(": ", 1) for pair in declared.split("; "))
    return found


def element(row: Row) -> Any:
    attributes = dict.fromkeys(row.required, "x") | ({"role": row.role} if row.role else {})
    made = html.Element(row.element, **attributes)
    if row.classes:
        made.set("class", " ".join(row.classes))
    return made


def matches(where: str, node: Any) -> bool:
    compiled = cssselect2.compile_selector_list(where)
    return any(s.test(cssselect2.ElementWrapper.from_html_root(node)) for s in compiled)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_s_selector_finds_its_elements_and_no_others(row: Row) -> None:
    assert [other.name for other in ROWS if matches(selector(row), element(other))] == [row.name]


@pytest.mark.parametrize("row", [row for row in ROWS if row.style], ids=lambda row: row.name)
def test_a_row_with_a_style_has_a_rule_that_says_it(row: Row, book: Book) -> None:
    declared = rules(book)[selector(row)]
    expected = dict(css_of({k: v for k, v in book.stylesheet.resolved(row.style).items() if k != "outline-level"}))
    if row.name == "paragraph":
        expected = {name: value for name, value in expected.items() if name in declared}
        assert "margin-bottom" in expected
    assert expected.items() <= declared.items()


def test_text_properties_of_the_body_are_inherited_not_set_on_paragraphs(book: Book) -> None:
    found = rules(book)
    size = book.stylesheet.resolved("body")["size"]
    assert isinstance(size, Length) and found["body"]["font-size"] == size.css()
    assert "font-size" not in found["p:not([class])"]


def test_a_paragraph_style_means_word_s_default_where_it_says_nothing() -> None:
    style = Style("lead", "Lead", "paragraph", properties={"size": Length.pt(12)})
    sheet = StyleSheet({row.style: replace(style, name=row.style) for row in ROWS if row.style})
    assert "p.lead { font-size: 12pt; font-weight: 400; font-style: normal;" in style_rules(sheet)


def test_the_outline_is_not_made_by_css(book: Book) -> None:
    assert "bookmark-level" not in style_rules(book.stylesheet)
    assert "bookmark-level: none" in book.css


def test_plain_paragraphs_of_a_list_take_the_list_s_spacing(book: Book) -> None:
    style = book.stylesheet.resolved("list-bullet")
    spacing = {"space-before": Length(0), **{name: style[name] for name in ("space-before", "space-after") if name in style}}
    assert rules(book)["ul:not([class]) > li > p:not([class])"] == dict(css_of(spacing))


def test_a_box_has_its_padding_at_its_edges_not_the_spacing_of_what_it_holds(book: Book) -> None:
    found = rules(book)
    assert found["aside.rule > :first-child:first-child"] == {"margin-top": "0"}
    assert "blockquote:not([class]) > :first-child:first-child" not in found


def test_main_locators_are_bold_and_numeric_cells_stand_right(book: Book) -> None:
    assert "a.folio.main { font-weight: 700 }" in book.css
    assert "th.numeric, td.numeric { text-align: right }" in book.css


def test_raised_words_do_not_push_lines_apart(book: Book) -> None:
    assert rules(book)["sup"]["line-height"] == "0"
    assert "line-height" not in rules(book)["em"]


def test_the_page_is_mirrored() -> None:
    page = PageGeometry(*(Length.mm(n) for n in (210, 297, 30, 32, 28, 40)))
    css = page_rules(page)
    top, bottom, inner, outer = (f"{round(Length.mm(n).points, 3):g}pt" for n in (30, 32, 28, 40))
    assert f"@page :left {{ margin: {top} {inner} {bottom} {outer} }}" in css
    assert f"@page :right {{ margin: {top} {outer} {bottom} {inner} }}" in css
    assert "@page { size: 595.276pt 841.89pt;" in css


def test_a_turned_page_has_its_binding_side_at_the_top() -> None:
    css = page_rules(PageGeometry(*(Length.mm(n) for n in (210, 297, 30, 32, 28, 40))))
    top, bottom, inner, outer = (f"{round(Length.mm(n).points, 3):g}pt" for n in (30, 32, 28, 40))
    assert "@page landscape { size: 841.89pt 595.276pt;" in css
    assert f"@page landscape:left {{ margin: {inner} {bottom} {outer} {top} }}" in css
    assert f"@page landscape:right {{ margin: {inner} {top} {outer} {bottom} }}" in css
    assert 'body { page: upright }\n[data-orientation="landscape"] { page: landscape }' in css


def test_what_is_kept_together_weighs_more_than_its_style() -> None:
    style = Style("callout-rule", "Callout", "paragraph", properties={"keep-together": WordCount(80)})
    sheet = StyleSheet({row.style: replace(style, name=row.style) for row in ROWS if row.style})
    (declared,) = re.findall(r"^aside\.rule \{ (.*) \}$", style_rules(sheet), re.MULTILINE)
    assert "break-inside: auto" in declared
    assert KEPT == "[data-together][data-together] { break-inside: avoid }\n"


def test_only_the_charter_s_fonts_are_named() -> None:
    css = font_faces(charter())
    assert css.count("@font-face") == 7
    assert all(url.startswith("file:///") for url in re.findall(r'url\("([^"]*)"\)', css))
    assert 'font-family: "Source Sans 3"' in css and "font-weight: 700; font-style: italic" in css


def test_numbers_in_attributes_become_rules_once() -> None:
    content = from_html(
        '<table><colgroup><col data-width="30"/><col data-width="30"/></colgroup></table><ol start="5"/><img data-width="62.5"/>'
    )
    assert content_rules(content).splitlines() == [
        'col[data-width="30"] { width: 30% }',
        'img[data-width="62.5"] { width: 62.5% }',
        'ol[start="5"] { counter-reset: list-item 4 }',
    ]


def test_widths_of_the_content_reach_the_book_s_css(bible: Bible) -> None:
    table = '<table><colgroup><col data-width="34"/></colgroup><tbody><tr><td>a</td></tr></tbody></table>'
    made = composed(replace(bible, lexicon=(), index=(), chapters=(chapter("a", "1", "A", section("b", "1.1", "B", table)),)))
    assert 'col[data-width="34"] { width: 34% }' in made.css


def test_the_whole_style_sheet_parses(book: Book) -> None:
    found = tinycss2.parse_stylesheet(book.css, skip_comments=True, skip_whitespace=True)
    assert not [rule for rule in found if rule.type == "error"]
