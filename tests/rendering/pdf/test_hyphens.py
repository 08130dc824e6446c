"""At most two hyphens in a row, none where a page ends."""

from __future__ import annotations

from pathlib import Path

from tests.readers.painted import read_painted
from tests.rendering.pdf.lines import FILLER, GRID, filler, pages_of

HYPHENS = ("-", "\u2010")
WORDS = "L’accompagnement téléphonique particulièrement personnalisé des réclamations exceptionnellement compliquées, "
NARROW = "@page { size: 48mm 120mm } p { text-align: justify; hyphenate-limit-chars: 5 2 2 }"


def rows(pages: list[list[str]]) -> int:
    """The most lines in a row that end in a hyphen."""
    worst = row = 0
    for page in pages:
        for line in page:
            row = row + 1 if line.endswith(HYPHENS) else 0
            worst = max(worst, row)
    return worst


def texts(html: str, folder: Path, css: str, *, plain: bool = False) -> list[list[str]]:
    pages = pages_of(html, folder, css, None if plain else GRID)
    return [[line.text for line in page] for page in pages]


def test_no_more_than_two_lines_in_a_row_end_in_a_hyphen(tmp_path: Path) -> None:
    html = f"<p>{WORDS * 8}</p>"
    assert rows(texts(html, tmp_path, NARROW, plain=True)) > 2
    assert rows(texts(html, tmp_path, NARROW)) == 2


def test_so_it_is_where_a_word_brings_its_own_hyphen(tmp_path: Path) -> None:
    html = f"<p>{'sous-traitant après-vente peut-être rendez-vous au-delà ' * 9}</p>"
    css = "@page { size: 36mm 150mm }"
    assert rows(texts(html, tmp_path, css, plain=True)) > 2
    assert rows(texts(html, tmp_path, css)) == 2


def test_a_word_wider_than_its_line_is_divided_however_often(tmp_path: Path) -> None:
    pages = texts(f"<p>{'anticonstitutionnellement' * 4}</p>", tmp_path, "@page { size: 32mm 120mm }")
    assert rows(pages) > 2
    assert "".join(line.rstrip("-\u2010") for page in pages for line in page) == "anticonstitutionnellement" * 4


def test_no_page_ends_in_a_hyphen(tmp_path: Path) -> None:
    html = "".join(f"<section>{filler(lines)}<p>{WORDS * 3}</p></section>" for lines in range(8))
    css = f"{NARROW} {FILLER} @page {{ size: 48mm 80mm }}"
    ends = [page[-1].endswith(HYPHENS) for page in texts(html, tmp_path, css, plain=True)]
    assert any(ends)
    assert not any(page[-1].endswith(HYPHENS) for page in texts(html, tmp_path, css))


def test_no_letter_is_lost(tmp_path: Path) -> None:
    lines = [line for page in texts(f"<p>{WORDS * 8}</p>", tmp_path, NARROW) for line in page]
    joined = "".join(line.removesuffix("\u2010") for line in lines)
    assert joined.replace(" ", "") == (WORDS * 8).replace(" ", "")


def test_so_it_is_where_a_line_holds_several_elements(tmp_path: Path) -> None:
    words = " ".join(f"<em>{word}</em>" if n % 2 else word for n, word in enumerate(WORDS.split() * 8))
    assert rows(texts(f"<p>{words}</p>", tmp_path, NARROW, plain=True)) > 2
    assert rows(texts(f"<p>{words}</p>", tmp_path, NARROW)) == 2


def test_a_page_ends_in_a_hyphen_where_one_word_fills_the_line(tmp_path: Path) -> None:
    pages = texts(f"<p>{'anticonstitutionnellement' * 6}</p>", tmp_path, "@page { size: 32mm 50mm }")
    assert len(pages) > 1
    assert "".join(line.rstrip("-\u2010") for page in pages for line in page) == "anticonstitutionnellement" * 6


def test_no_word_is_torn_without_a_hyphen(tmp_path: Path) -> None:
    css = "@page { size: 32mm 120mm } p { overflow-wrap: anywhere }"
    (lines,) = texts(f"<p>{'anticonstitutionnellement ' * 4}</p>", tmp_path, css)
    assert all(line.endswith((*HYPHENS, "ment")) for line in lines)


def test_a_word_of_several_elements_reaches_no_farther_than_without(tmp_path: Path) -> None:
    """WeasyPrint lets such a word stand out where it can be parted nowhere; restrained, it may not stand out farther."""
    word = "anti<em>constitution</em>nelle<em>ment</em>"
    reach = []
    for plain in (True, False):
        texts(f"<p>{word * 5}</p><p>Un {word * 3}</p>", tmp_path, "@page { size: 32mm 150mm }", plain=plain)
        reach.append(max(one.end for one in read_painted(tmp_path / "pages.pdf") if one.text.strip()))
    assert reach[1] <= reach[0] + 0.5
