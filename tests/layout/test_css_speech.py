"""CSS never speaks, hides, dresses or reaches out; what only paper needs it may do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bible_builder.errors import Diagnostic, Findings, Source
from bible_builder.layout.css_speech import PRODUCED, CssCheck
from bible_builder.model.vocabulary import ROWS, Row
from tests.layout.resolved import REPOSITORY


def check(css: str) -> list[Diagnostic]:
    findings = Findings()
    CssCheck("layouts/essai/book.css", findings).check(css)
    return list(findings.all)


SPEAKS = [
    'h2::before { content: "Section " }',
    "h2::after { content: '•' }",
    "p::before { content: '' counter(page) }",
    "a.xref::after { content: attr(href) }",
    "a.xref::after { content: target-counter(attr(href), page) }",
    "p::before { content: open-quote }",
    "span.number { content: 'x' }",
    "span.number { content: none }",
    "p.toc-1::after { content: leader('mot ') }",
    "h2::before { content: string(title) }",
    "p::before { content: url(x.svg) }",
    "@media print { p::before { content: 'x' } }",
    "section { p::before { content: 'x' } }",
]
SILENT = [
    '@page { @top-left { content: "Bible" } @bottom-right { content: counter(page) } }',
    "@page :left { @footnote { border-top: 1pt solid } }",
    "p.toc-1 > a.folio::before { content: leader('.') }",
    "p.toc-1 > a.folio::before { content: leader(' .') ' ' }",
    "div.panel::before { content: ''; display: block; height: 3mm }",
    "li::marker { content: counter(list-item) ' –' }",
    "ul:not([class]) { list-style-type: '– ' }",
    'span[role="doc-footnote"]::footnote-call { content: none }',
    "span[role=doc-footnote]::footnote-marker { content: counter(footnote) }",
]


@pytest.mark.parametrize("css", SPEAKS)
def test_a_word_in_content_is_refused(css: str) -> None:
    assert [d.code for d in check(css)] == ["css-speaks"]


@pytest.mark.parametrize("css", SILENT)
def test_margin_boxes_markers_and_leaders_are_no_words_of_the_book(css: str) -> None:
    assert check(css) == []


@pytest.mark.parametrize("css", ["p.mention { display: none }", "em { visibility: hidden }", "tr { visibility: collapse }"])
def test_words_may_not_be_hidden(css: str) -> None:
    assert [d.code for d in check(css)] == ["css-hides"]


DRESSES = [
    "p { color: red }", "h2.section-title { font-size: 20pt }", "p.lead { font: 12pt serif }", "td { padding: 2pt }",
    "td { padding-left: 2pt }", "aside.tip { background: red }", "aside { border-left: 1pt solid }",
    "aside.tip { border: 0 }", "em { font-style: normal }", "* { color: red }", ".lead { color: red }",
    "section { color: red }", "body { color: red }", "div.panel { color: white }", "div.panel { font-size: 10pt }",
    "p:first-of-type { margin: 0 }", "chapter > p { margin: 0 }", "p::first-line { color: red }",
    "p::first-letter { font-size: 40pt }", ":is(p, td) { text-indent: 0 }", "ul { margin: 0 }", "p, div.x { margin: 0 }",
    "section[role=doc-index] { text-align: left }", "h1 { break-before: page }", "figure { break-inside: auto }",
    "a.folio.main { font-weight: 400 }", "@media print { p { color: red } }", "section { & > p { color: red } }",
    "td { vertical-align: top }", "ins { text-decoration-line: none }", "p { all: unset }", "p { hyphens: none }",
    "p { line-height: 2 }",
]  # fmt: skip
UNDRESSED = [
    "@page { margin: 10mm; background: red }", "body { margin: 0; padding: 0 }",
    "div.panel { margin: -10mm; background: red; border-top: 1pt solid }",
    "section[role='doc-index'] { columns: 2; column-gap: 8mm }", "section[role=doc-colophon] { break-before: page }",
    "ul.index-list { break-inside: avoid }", "section.letter-group { margin-top: 2mm }", "li::marker { color: red }",
    "p { orphans: 3; widows: 3 }", "table { border-collapse: collapse }", "td { font-variant-numeric: tabular-nums }",
    "h1 { column-span: all; string-set: title content() }", "span.number { display: inline-block; width: 8mm }",
    ":root { --ink: red }", "div.opening > h1 > span.number { display: block }", "tr { break-inside: avoid }",
    "nav { break-before: right }",
]  # fmt: skip


@pytest.mark.parametrize("css", DRESSES)
def test_what_styles_yaml_dresses_is_not_for_book_css(css: str) -> None:
    assert [d.code for d in check(css)] == ["css-dresses"]


@pytest.mark.parametrize("css", UNDRESSED)
def test_what_only_paper_needs_is(css: str) -> None:
    assert check(css) == []


@pytest.mark.parametrize("row", [row for row in ROWS if row.style], ids=lambda row: row.name)
def test_no_property_of_the_style_table_may_be_set_on_a_row_that_has_a_style(row: Row) -> None:
    found = check("".join(f"{row.selector} {{ {name}: inherit }}\n" for name in PRODUCED))
    assert [d.source.line for d in found if d.source and d.code == "css-dresses"] == list(range(1, len(PRODUCED) + 1))


@pytest.mark.parametrize(
    "css",
    [
        "@import 'other.css';", "@import url(https://x.example/a.css);", "@font-face { font-family: X; src: url(x.ttf) }",
        "div.x { background-image: url(https://x.example/a.png) }", "div.x { background-image: url('file:///etc/passwd') }",
        "div.x { background-image: url(../../secret.png) }", "@page { background: url(/etc/x.png) }",
    ],
)  # fmt: skip
def test_it_may_not_reach_out(css: str) -> None:
    assert [d.code for d in check(css)] == ["css-reaches-out"]


def test_a_mistake_of_syntax_is_named_by_line() -> None:
    assert [(d.code, d.source.line) for d in check("p { orphans: 2 }\np { orphans }\n") if d.source] == [("css-syntax", 2)]


def test_every_fault_is_named_by_line_and_column() -> None:
    found = check("p { orphans: 2;\n  color: red }\n\nem::before { content: 'x' }")
    assert [(d.code, d.source) for d in found] == [
        ("css-dresses", Source("layouts/essai/book.css", 2, 3)),
        ("css-speaks", Source("layouts/essai/book.css", 4, 14)),
    ]


def test_the_built_in_style_sheets_keep_the_law() -> None:
    for path in (REPOSITORY / "layouts").glob("*/book.css"):
        assert check(path.read_text("utf-8")) == []


def test_a_layout_that_speaks_makes_no_book(complaints: Callable[..., list[Diagnostic]]) -> None:
    assert [d.code for d in complaints("book.css", "/* Pages", "h1::before { content: 'Chapitre ' } /*")] == ["css-speaks"]
