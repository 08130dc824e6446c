"""Pages turned to landscape, and thumb tabs, upright and turned."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from bible_builder.errors import Findings
from bible_builder.model.book import Book, ThumbTabs
from bible_builder.model.styles import Style
from bible_builder.model.units import Color, Length
from bible_builder.rendering.pdf import Pdf, render
from tests.readers.painted import Painted, read_painted
from tests.rendering.pdf import books
from tests.rendering.pdf.books import PAGE, SENTENCE
from tests.rendering.pdf.trees import sequences

TABS = ThumbTabs(Length.mm(9), Length.mm(20), Length.mm(45), Length.mm(24))
TURNED = PAGE.turned
MM = 72 / 25.4

CSS = (
    "".join(
        f"@page landscape{side} {{ size: 210mm 148mm; margin: {margins} }}"
        for side, margins in (("", "20mm 18mm 16mm 20mm"), (":left", "20mm 20mm 16mm 18mm"), (":right", "20mm 18mm 16mm 20mm"))
    )
    + "[data-orientation=landscape] { page: landscape } h1, h2 { break-after: avoid }"
)


def table(name: str, rows: int) -> str:
    """A table on landscape pages."""
    body = "".join(f'<tr><th scope="row">{name}{row}</th><td>Cellule</td></tr>' for row in range(rows))
    head = '<thead><tr><th scope="col">Code</th><th scope="col">Nom</th></tr></thead>'
    return f'<table data-orientation="landscape"><caption>Tableau {name}</caption>{head}<tbody>{body}</tbody></table>'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Pdf, Path]:
    """Two chapters: a landscape table within text, then one that begins with its heading and table."""
    base = tmp_path_factory.mktemp("landscape")
    text = f"<p>{SENTENCE}</p>"
    within = f'<h1 class="chapter-title" id="un">Un</h1>{text * 2}{table("a", 40)}{table("b", 3)}<h2 id="apres">Après</h2>{text}'
    first = (
        '<h1 class="chapter-title" id="deux">Deux</h1>'
        f'<section id="s"><h2 class="section-title" id="deux-un">Deux un</h2>{table("c", 3)}</section>'
        f'<p>Voir <a class="xref" href="#apres">Après</a>, p. <a class="folio" href="#apres"></a>.</p>'
    )
    units = (
        books.unit(name, f'<section role="doc-chapter">{html}</section>', tab=name[:1].upper(), tab_place=place)
        for place, (name, html) in enumerate((("un", within), ("deux", first)))
    )
    plain = books.book(base, *units, css=CSS)
    sheet = plain.stylesheet
    tab = Style("thumb-tab", "Thumb Tab", "paragraph", properties={"shade": Color.parse("#1f4a33"), "size": Length.pt(12)})
    book = replace(plain, tabs=TABS, stylesheet=replace(sheet, styles={**sheet.styles, tab.name: tab}))
    findings = Findings()
    pdf = render(book, findings)
    assert not findings.all
    path = base / "book.pdf"
    path.write_bytes(pdf.data)
    return book, pdf, path


def sizes(path: Path) -> list[tuple[int, int]]:
    with pikepdf.open(path) as pdf:
        return [(round(float(page.mediabox[2]) / MM), round(float(page.mediabox[3]) / MM)) for page in pdf.pages]


def strings(path: Path, page: int, *, artifact: bool = False) -> list[Painted]:
    return [one for one in read_painted(path) if one.page == page and one.artifact == artifact]


UPRIGHT, WIDE = (148, 210), (210, 148)


def test_tables_that_are_turned_stand_on_pages_of_their_own(made: tuple[Book, Pdf, Path]) -> None:
    """No page more: text, three pages of tables that follow each other, text, a blank verso; heading and table, text."""
    assert sizes(made[2]) == [UPRIGHT, WIDE, WIDE, WIDE, UPRIGHT, UPRIGHT, WIDE, UPRIGHT]
    last = "".join(one.text for one in strings(made[2], 3))
    assert "a39" in last
    assert "Tableau b" in last


def test_what_follows_a_turned_table_begins_at_the_head_of_its_page(made: tuple[Book, Pdf, Path]) -> None:
    first = max((one.baseline for one in strings(made[2], 4)), default=0)
    assert (210 - 18) * MM - first < 20


def test_headings_right_before_a_turned_table_go_with_it(made: tuple[Book, Pdf, Path]) -> None:
    opening = "".join(one.text for one in strings(made[2], 6))
    assert opening.startswith("Deux")
    assert "Deux un" in opening
    assert "c2" in opening


def test_the_page_map_counts_turned_pages(made: tuple[Book, Pdf, Path]) -> None:
    labels = {name: made[1].page_map[name].label for name in ("un", "apres", "deux", "deux-un")}
    assert labels == {"un": "1", "apres": "5", "deux": "7", "deux-un": "7"}


def test_links_lead_to_and_from_where_they_stand(made: tuple[Book, Pdf, Path]) -> None:
    with pikepdf.open(made[2]) as pdf:
        link = next(one for one in pdf.pages[7].Annots if one.Subtype == "/Link")
        names = pdf.Root.Names.Dests.Names
        places = {str(names[n]): names[n + 1] for n in range(0, len(names), 2)}
        target = places[str(link.A.D)]
        assert target[0] == pdf.pages[4].obj
        assert places["deux"][0] == pdf.pages[6].obj
        assert float(places["deux"][3]) < 148 * MM


def test_heads_and_feet_follow_the_turned_page(made: tuple[Book, Pdf, Path]) -> None:
    verso, recto = (strings(made[2], page, artifact=True) for page in (1, 2))
    for page, side in ((verso, "verso"), (recto, "recto")):
        head = max(page, key=lambda one: one.baseline)
        foot = next(one for one in page if "octobre" in one.text or ("Un" in one.text and one.baseline < 20 * MM))
        assert (148 - 20) * MM < head.baseline < 148 * MM
        assert 0 < foot.baseline < 16 * MM
        near = min(head.start / MM, 210 - head.end / MM)
        assert near == pytest.approx(TURNED.outer.points / MM, abs=0.2), side


def test_repeated_table_heads_are_artifacts(made: tuple[Book, Pdf, Path]) -> None:
    assert "Code" in "".join(one.text for one in strings(made[2], 1))
    assert "Code" not in "".join(one.text for one in strings(made[2], 2))
    assert "Code" in "".join(one.text for one in strings(made[2], 2, artifact=True))


def tab(path: Path, page: int, text: str) -> Painted:
    """The tab's text: the string of 12 points."""
    return next(one for one in strings(path, page, artifact=True) if one.text.strip() == text and one.size == pytest.approx(12))


@pytest.mark.parametrize(("page", "text", "middle"), [(0, "U", (148 - 4.5, 55)), (4, "U", (148 - 4.5, 55)), (7, "D", (4.5, 79))])
def test_a_tab_stands_at_the_fore_edge(page: int, text: str, middle: tuple[float, float], made: tuple[Book, Pdf, Path]) -> None:
    found = tab(made[2], page, text)
    across, down = middle
    assert (found.start + found.end) / 2 / MM == pytest.approx(across, abs=0.2)
    assert 210 - found.baseline / MM == pytest.approx(down + 1.5, abs=1)
    assert found.ground == Color.parse("#1f4a33")


@pytest.mark.parametrize(("page", "text", "middle"), [(1, "U", 55), (2, "U", 210 - 55), (6, "D", 210 - 79)])
def test_on_a_turned_page_the_fore_edge_is_the_foot(page: int, text: str, middle: float, made: tuple[Book, Pdf, Path]) -> None:
    """What was the page's top is at the outer side: a book's tabs stay in line when its pages lie on each other."""
    found = tab(made[2], page, text)
    assert (found.start + found.end) / 2 / MM == pytest.approx(middle, abs=0.2)
    assert found.baseline / MM == pytest.approx(4.5 - 1.5, abs=1)
    assert found.ground == Color.parse("#1f4a33")


def test_a_blank_verso_has_no_tab_and_is_upright(made: tuple[Book, Pdf, Path]) -> None:
    assert sizes(made[2])[5] == UPRIGHT
    assert not strings(made[2], 5, artifact=True)


def test_tabs_are_artifacts_and_their_fonts_are_subsets(made: tuple[Book, Pdf, Path]) -> None:
    with pikepdf.open(made[2]) as pdf:
        assert all(tag in {"/Artifact", "/Span", "/Lbl", "/Figure"} for page in pdf.pages for tag, _, _ in sequences(page))
        fonts = [font for font in pdf.objects if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/FontDescriptor"]
        assert fonts
        assert all(("+" in str(font.FontName) and "/FontFile3" in font) or "/FontFile2" in font for font in fonts)
