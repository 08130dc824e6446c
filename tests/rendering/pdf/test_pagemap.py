"""Which folio an anchor has: where its words begin, counted as printed."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pypdfium2
import pytest

from bible_builder.errors import Findings
from bible_builder.model.book import Matter, PdfAnnex, Unit
from bible_builder.rendering.pdf.laid import Anchor, Kind, Laid, Run
from bible_builder.rendering.pdf.laying import lay
from bible_builder.rendering.pdf.pagemap import page_map, places, roman, stretches
from bible_builder.rendering.pdf.units import Sheet, sheet
from tests.rendering.pdf import books


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (99, "xcix"), (101, "ci")]
)
def test_roman_numbers(number: int, letters: str) -> None:
    assert roman(number) == letters


def front(name: str) -> Unit:
    return books.unit(name, "", matter=Matter.FRONT)


def body(name: str) -> Unit:
    return books.unit(name, "")


def test_units_begin_on_rectos_and_blank_versos_are_counted() -> None:
    found = stretches(
        [(front("cover"), 1, 0), (front("contents"), 3, 0), (body("one"), 2, 0), (body("two"), 1, 4), (body("end"), 1, 0)]
    )
    assert [(s.start, s.pages, s.blank) for s in found] == [(0, 1, 1), (2, 3, 1), (6, 2, 0), (8, 5, 1), (14, 1, 0)]
    assert [s.folio(0).label for s in found] == ["i", "iii", "1", "3", "9"]
    assert [s.folio(0).sequence for s in found] == [0, 2, 6, 8, 14]


def sheet_of(html: str) -> Sheet:
    unit = books.unit("u", html)
    return sheet(books.book(Path(), unit), unit, {}, Findings())


def laid(*runs: Run, anchors: tuple[Anchor, ...] = (), pages: int = 3) -> Laid:
    return Laid(b"", ((400.0, 600.0),) * pages, runs, anchors=anchors)


def text(n: int, page: int, order: int, *, words: bool = True) -> Run:
    return Run(n, Kind.TEXT, page, 0, order, words)


def test_an_element_is_where_its_first_word_is_however_empty_it_began() -> None:
    made = sheet_of('<section id="section-a"><h2 class="section-title">Titre</h2><p>x</p></section>')
    anchors = (Anchor("section-a", 0, 50, 10), Anchor("section-a", 1, 50, 580))
    found = places(made, laid(text(1, 1, 1), text(2, 1, 2), anchors=anchors))
    assert found == {"section-a": dataclasses.replace(found["section-a"], page=1, x=50, y=580)}


def test_white_space_and_list_markers_are_no_words() -> None:
    made = sheet_of('<ul id="block-l"><li id="block-i"><p>x</p></li></ul>')
    marker = Run(1, Kind.MARKER, 0, 0, 1, True)
    found = places(made, laid(marker, text(2, 0, 2, words=False), text(2, 1, 3)))
    assert {name: place.page for name, place in found.items()} == {"block-l": 1, "block-i": 1}


def test_a_picture_counts_as_words() -> None:
    made = sheet_of('<figure id="block-f"><img src="x" alt="y"/><figcaption>Z</figcaption></figure>')
    found = places(made, laid(Run(1, Kind.IMAGE, 1, 0, 1, True), text(2, 2, 2)))
    assert found["block-f"].page == 1


def test_an_element_without_words_is_where_its_box_is_else_where_the_text_before_it_ends() -> None:
    made = sheet_of('<p>a</p><p id="block-a"></p><p id="block-b"></p>')
    found = places(made, laid(text(0, 1, 1), anchors=(Anchor("block-a", 2, 0, 0),)))
    assert {name: place.page for name, place in found.items()} == {"block-a": 2, "block-b": 1}


def test_a_note_begins_where_its_body_is_printed() -> None:
    made = sheet_of(
        '<p id="block-p">a<a role="doc-noteref" href="#note-1">1</a><span role="doc-footnote" id="note-1">n</span></p>'
    )
    found = places(made, laid(text(0, 0, 1), text(1, 0, 2), text(2, 1, 5)))
    assert {name: place.page for name, place in found.items()} == {"block-p": 0, "note-1": 1}


def test_the_anchor_of_an_annex_is_its_first_page() -> None:
    annex = PdfAnnex(Path("x.pdf"), 2, "t", "d", "annex-x-pages")
    found = stretches([(dataclasses.replace(body("a"), annex=annex), 1, 2)])
    folio = page_map(found, [{}])["annex-x-pages"]
    assert (folio.label, folio.sequence) == ("2", 1)


def test_a_heading_pushed_to_the_next_page_counts_there(tmp_path: Path) -> None:
    """The section's box begins at the foot of a page; its heading, kept with the text, does not fit there."""
    filler = "".join(f"<p>{books.SENTENCE}</p>" for _ in range(7))
    html = (
        f'<section role="doc-chapter"><h1 class="chapter-title" id="chapter-a">A</h1>{filler}'
        f'<section id="section-b"><h2 class="section-title">Zibeline</h2><p>{books.SENTENCE}</p></section></section>'
    )
    unit = books.unit("a", html)
    made = sheet(books.book(tmp_path, unit), unit, {}, Findings())
    pages = set()
    for height in range(0, 100, 8):
        css = f"{books.CSS}{books.faces()} #chapter-a {{ margin-bottom: {height}pt }} #section-b {{ padding-top: 10pt }}"
        result = lay(made.html, css, tmp_path.as_uri(), [books.FONTS])
        place = places(made, result)["section-b"]
        document = pypdfium2.PdfDocument(result.data)
        where = [number for number, page in enumerate(document) if "Zibeline" in page.get_textpage().get_text_bounded()]
        document.close()
        assert where == [place.page]
        pages.add(place.page)
    assert pages == {0, 1}
