"""Change bars: beside each line of what changed, beside no other, in the outer margin; and pages that know nothing of them.

What changed is set in red here, so that the finished pages say by themselves which of their lines must have a bar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pytest

from bible_builder.errors import Findings
from bible_builder.model.book import Book
from bible_builder.model.styles import Border, Style
from bible_builder.model.tree import Content, Element, from_html, rewrite
from bible_builder.model.units import Color, Length
from bible_builder.rendering.pdf import render
from bible_builder.rendering.pdf.change_bars import changed_numbers
from bible_builder.rendering.pdf.units import sheet
from tests.conformance.checkers import verapdf
from tests.conformance.documents import run_or_skip
from tests.readers.painted import Painted, read_painted
from tests.readers.print_file import colors_of_light
from tests.rendering.pdf import books
from tests.rendering.pdf.books import PAGE, SENTENCE

RED = Color.parse("#cc0000")
YES = 'lang="fr-CA" data-changed="yes"'  # a language, since no word of the vocabulary says a colour
CSS = (
    "body { margin: 0 } [lang=fr-CA] { color: #cc0000 } [role=doc-footnote]:not([lang]) { color: #23291f }"
    "@page landscape:left { size: 210mm 148mm; margin: 20mm 20mm 16mm 18mm }"
    "@page landscape:right { size: 210mm 148mm; margin: 20mm 18mm 16mm 20mm }"
    "[data-orientation=landscape] { page: landscape } section[role=doc-glossary] { columns: 2; column-gap: 10mm }"
    "section[role=doc-glossary] > h1 { column-span: all } dd { margin: 0 0 6pt }"
)
_BARS = re.compile(rb"/Artifact <</Type /Layout>> BDC q ([\d. ]+) rg ([\d. re-]+) f Q EMC")


class Bar(NamedTuple):
    """A bar as drawn on a page (from 0), in points."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def bars_of(pdf: Path) -> Iterator[Bar]:
    with pikepdf.open(pdf) as opened:
        for number, page in enumerate(opened.pages):
            page.contents_coalesce()
            for found in _BARS.finditer(page.Contents.read_bytes()):
                for box in found[2].split(b"re")[:-1]:
                    x, y, width, height = map(float, box.split())
                    yield Bar(number, x, y, x + width, y + height)


def text(times: int = 1) -> str:
    return SENTENCE * times


def note(name: str, attributes: str = "") -> str:
    return (
        f'<a role="doc-noteref" href="#note-{name}">1</a><span role="doc-footnote" id="note-{name}" data-number="1" {attributes}>'
        f'<span class="number">1</span> Une note de plus de mots qu’il n’en tient sur une ligne. {SENTENCE}</span>'
    )


def table(attributes: str = "") -> str:
    rows = "".join(
        f"<tr {YES if row in {2, 3, 10, 17} else ''}><td>{row}</td><td>{text(1 + row % 2)}</td><td>peu</td></tr>"
        for row in range(20)
    )
    head = "<thead><tr><th>A</th><th>B</th><th>C</th></tr></thead>"
    return f"<table {attributes}><caption {YES}>Un tableau</caption>{head}<tbody>{rows}</tbody></table>"


BODY = (
    f'<section role="doc-chapter"><h1 class="chapter-title" id="un">Un</h1><p>{text()}</p><p {YES}>{text(2)}</p><p>{text()}</p>'
    f"<h2 {YES}>Un titre</h2><p {YES}>{text()}</p><p>{text(3)}</p><ul><li><p>un</p></li><li><p {YES}>deux</p></li><li>trois"
    f"<ul><li {YES}>dedans</li><li>dehors</li></ul></li></ul><p>{text(3)}</p><p {YES}>{text(12)}</p>"
    f'<aside class="rule"><p class="callout-title">Règle</p><p {YES}>Un accueil.</p><p>Un autre accueil.</p></aside>'
    f"<p>{text()}{note('a', YES)}</p><p>{text(8)}</p><p {YES}>{text()}{note('b')}</p>{table()}<p>Fin {text()}</p></section>"
)
TURNED = table('data-orientation="landscape"')
WIDE = f'<section role="doc-chapter"><h1 class="chapter-title" id="deux">Deux</h1><p>{text()}</p>{TURNED}</section>'
TERMS = "".join(
    f"<dt id='t{n}' {YES if n % 3 == 0 else ''}>mot {n}</dt><dd><p {YES if n % 5 == 0 else ''}>{text()}</p></dd>"
    for n in range(30)
)
LEXICON = f'<section role="doc-glossary"><h1 class="part-title" id="lexique">Lexique</h1><dl>{TERMS}</dl></section>'


def book(base: Path) -> Book:
    units = (books.unit(name, html) for name, html in (("un", BODY), ("deux", WIDE), ("lexique", LEXICON)))
    return books.book(base, *units, css=CSS)


def unmarked(book: Book) -> Book:
    """The book as it is when nothing changed."""

    def change(node: object) -> Content:
        assert isinstance(node, str | Element)
        if isinstance(node, Element) and "data-changed" in node.attributes:
            kept = {name: value for name, value in node.attributes.items() if name != "data-changed"}
            return (Element(node.name, kept, node.children, node.source),)
        return (node,)

    return replace(book, units=tuple(replace(unit, content=rewrite(unit.content, change)) for unit in book.units))


class Made(NamedTuple):
    """The book, its file, its strings that are content, its bars; the page (from 0) on which its lexicon in columns begins."""

    book: Book
    path: Path
    shown: list[Painted]
    bars: list[Bar]
    lexicon: int


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    base = tmp_path_factory.mktemp("bars")
    findings, path = Findings(), base / "bars.pdf"
    made = book(base)
    path.write_bytes(render(made, findings, cache=base / "cache").data)
    assert not findings.errors
    shown = [one for one in read_painted(path) if not one.artifact and one.text.strip(" \u2022")]
    lexicon = next(one.page for one in shown if one.text.startswith("Lexique"))
    return Made(made, path, shown, list(bars_of(path)), lexicon)


def beside(one: Painted, bars: list[Bar], column: float) -> list[Bar]:
    """The bars on the string's own line, on the outer side of its column, which is at most ``column`` points wide."""
    middle = one.baseline + one.size * 0.25
    level = [bar for bar in bars if bar.page == one.page and bar.bottom <= middle <= bar.top]
    if one.page % 2 == 0:
        return [bar for bar in level if one.end <= bar.left < one.start + column]
    return [bar for bar in level if one.end - column < bar.right <= one.start]


def test_each_changed_line_has_a_bar_and_no_other_has(made: Made) -> None:
    with pikepdf.open(made.path) as pdf:
        widths = [float(page.mediabox[2]) for page in pdf.pages]
    assert sum(one.color == RED for one in made.shown) > 100
    for one in made.shown:
        column = widths[one.page] if one.page < made.lexicon else 190
        assert len(beside(one, made.bars, column)) == (one.color == RED), (one, made.bars)


def test_bars_stand_in_the_outer_margin_clear_of_the_text(made: Made) -> None:
    outer, sides = PAGE.outer.points, set()
    with pikepdf.open(made.path) as pdf:
        for bar in made.bars:
            width, height = (float(value) for value in pdf.pages[bar.page].mediabox[2:])
            margin = outer if width < height else PAGE.turned.outer.points
            edge = width - bar.right if bar.page % 2 == 0 else bar.left
            if bar.page < made.lexicon:
                assert 0 < edge < margin - 4
                sides.add((bar.page % 2, width > height))
    assert sides == {(0, False), (1, False), (0, True), (1, True)}


def test_a_block_over_two_pages_has_a_bar_on_both_and_neighbours_share_one(made: Made) -> None:
    first = [bar for bar in made.bars if bar.page == 0]
    heading = next(one for one in made.shown if one.text.startswith("Un titre"))
    after = max(
        (one for one in made.shown if one.page == 0 and one.color == RED and one.baseline < heading.baseline),
        key=lambda one: one.baseline,
    )
    assert beside(heading, first, 500) == beside(after, first, 500)
    foot = min(bar.bottom for bar in first)
    assert foot < PAGE.bottom.points + 40
    assert max(bar.top for bar in made.bars if bar.page == 1) > PAGE.height.points - PAGE.top.points - 20


def test_a_bar_is_ink_on_the_page_and_not_a_word(made: Made, tmp_path: Path) -> None:
    bare = tmp_path / "bare.pdf"
    bare.write_bytes(render(replace(made.book, change_bars=False), Findings(), cache=made.path.parent / "cache").data)
    assert not list(bars_of(bare))
    with pypdfium2.PdfDocument(made.path) as with_bars, pypdfium2.PdfDocument(bare) as without:
        for one, other in zip(with_bars, without, strict=True):
            assert one.get_textpage().get_text_range() == other.get_textpage().get_text_range()
        seen = with_bars[made.bars[0].page].render(scale=4).to_pil().convert("L")
        unseen = without[made.bars[0].page].render(scale=4).to_pil().convert("L")
    bar = made.bars[0]
    place = round((bar.left + bar.right) * 2), round(seen.height - (bar.bottom + bar.top) * 2)
    assert seen.getpixel(place) < 100 < 250 < unseen.getpixel(place)


def test_pages_and_what_is_kept_of_them_are_the_same_with_and_without(made: Made) -> None:
    bare = unmarked(made.book)
    for one, other in zip(made.book.units, bare.units, strict=True):
        assert one.content != other.content
        assert sheet(made.book, one, {}, Findings()).html == sheet(bare, other, {}, Findings()).html
    cache = made.path.parent / "cache"
    without = render(bare, Findings(), cache=cache).data
    assert without == render(replace(made.book, change_bars=False), Findings(), cache=cache).data
    assert render(made.book, Findings(), cache=cache).data == made.path.read_bytes()


def test_a_layout_says_how_wide_they_are_and_of_which_colour(made: Made, tmp_path: Path) -> None:
    style = Style(
        "change-bar", "Change Bar", "paragraph", properties={"border-right": Border(Length.pt(3), Color.parse("#1f4a33"))}
    )
    sheet_ = made.book.stylesheet
    styled = replace(made.book, stylesheet=replace(sheet_, styles={**sheet_.styles, "change-bar": style}))
    path = tmp_path / "styled.pdf"
    path.write_bytes(render(styled, Findings(), cache=made.path.parent / "cache").data)
    assert {round(bar.right - bar.left, 2) for bar in bars_of(path)} == {3}
    with pikepdf.open(path) as pdf:
        pdf.pages[0].contents_coalesce()
        found = _BARS.search(pdf.pages[0].Contents.read_bytes())
    assert found is not None
    assert [round(float(value) * 255) for value in found[1].split()] == [0x1F, 0x4A, 0x33]


@pytest.mark.conformance
def test_for_the_printer_they_are_ink_as_all_the_rest(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "print.pdf"
    path.write_bytes(render(made.book, Findings(), cache=made.path.parent / "cache", purpose="print").data)
    with pikepdf.open(path) as pdf:
        assert colors_of_light(pdf) == []
        for number in {bar.page for bar in made.bars}:
            pdf.pages[number].contents_coalesce()
            drawn = re.search(rb"/Layout.*?BDC(.*?)EMC", pdf.pages[number].Contents.read_bytes(), re.DOTALL)
            assert drawn is not None
            assert re.search(rb"\s(k|g)\s", drawn[1])
            assert drawn[1].count(b"re") == sum(bar.page == number for bar in made.bars)


def test_a_note_has_its_own_bar_and_not_its_paragraph_s() -> None:
    (paragraph,) = from_html(f'<p data-changed="yes">Un mot{note("n")}.</p>')
    (noted,) = from_html(f"<p>Un mot{note('n', YES)}.</p>")
    assert isinstance(paragraph, Element)
    assert isinstance(noted, Element)
    assert list(changed_numbers([paragraph], [0, 2])) == [0]
    assert list(changed_numbers([noted], [0, 2])) == [2]


@pytest.mark.parametrize(
    ("html", "areas", "expected"),
    [
        ('<table><tbody><tr><td data-changed="yes"><p>a</p></td></tr></tbody></table>', [2], [2]),
        ('<ul><li data-changed="yes">a<ul><li>b</li></ul></li></ul>', [1, 3], [1]),
        ('<figure data-changed="yes"><img src="a.svg" alt="a"/><figcaption>b</figcaption></figure>', [1, 2], [1, 2]),
        ('<p>a <em data-changed="yes">b</em></p>', [0], [0]),
        ('<section><div data-changed="yes"></div></section>', [], []),
    ],
)
def test_what_is_marked_has_its_own_lines_else_those_within_else_those_around(
    html: str, areas: list[int], expected: list[int]
) -> None:
    parts = [part for part in from_html(html) if isinstance(part, Element)]
    assert list(changed_numbers(parts, areas)) == expected


@pytest.mark.conformance
def test_verapdf_finds_nothing(made: Made) -> None:
    found = run_or_skip(lambda: verapdf.validate_jobs([(made.path, "ua1"), (made.path, "2a")]))
    assert found == {(made.path, "ua1"): [], (made.path, "2a"): []}
