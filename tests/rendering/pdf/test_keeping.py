"""What a page's end may not part: read from finished pages of small hostile chapters."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from bible_builder.rendering.pdf.laying import Setting
from tests.rendering.pdf.books import DRAWING
from tests.rendering.pdf.lines import FILLER, LINE, STEP, Line, filler, pages_of

PAGE = 17
"""Lines of the grid on a page."""

FULL = Setting(STEP, full_last_page=True)


def cases(of: str, first: int = 8, last: int = PAGE + 1) -> str:
    """A case a page: what is looked at after ever more lines, so that a page's end meets each of its own."""
    return "".join(f"<section>{filler(lines)}{of}</section>" for lines in range(first, last))


def parts(pages: list[list[Line]], mark: str) -> list[int]:
    """How many lines that begin with ``mark`` each page has; a page with none parts them."""
    return [sum(line.text.startswith(mark) for line in page) for page in pages]


PARAGRAPH = f"<p>{'Mot ' * 56}</p>"


def test_a_paragraph_leaves_two_lines_at_least_on_each_page(tmp_path: Path) -> None:
    pages = pages_of(cases(PARAGRAPH), tmp_path, FILLER)
    counted = [count for count in parts(pages, "M") if count]
    assert min(counted) >= 2
    assert any(count < max(counted) for count in counted)


@pytest.mark.parametrize(
    "after",
    [
        PARAGRAPH,
        f"<p>Mot.</p>{PARAGRAPH}",
        "<p>Mot.</p><table><tr><td>Mot</td></tr><tr><td>Mot</td></tr></table>",
        "<ul><li>Mot.</li><li>Mot.</li><li>Mot.</li></ul>",
    ],
    ids=["a paragraph", "one line", "one line and a table", "a list"],
)
def test_a_heading_has_two_lines_after_it(after: str, tmp_path: Path) -> None:
    pages = pages_of(cases(f"<h1>Titre</h1><h2>Titre</h2>{after}"), tmp_path, FILLER)
    for page in pages:
        after_it = [line for line in page if line.text != "Titre" and LINE not in line.text]
        assert not any(line.text == "Titre" for line in page) or len(after_it) >= 2
        assert sum(line.text == "Titre" for line in page) in {0, 2}


def test_a_row_is_on_one_page(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{name} un<br>{name} deux<br>{name} trois</td></tr>" for name in "ABC")
    pages = pages_of(cases(f"<table>{rows}</table>"), tmp_path, FILLER)
    for name in "ABC":
        assert set(parts(pages, f"{name} ")) == {0, 3}


def test_what_is_to_stay_together_does(tmp_path: Path) -> None:
    callout = f'<aside data-together="yes"><p>Garder un</p><p>Garder deux</p><p>Garder trois</p></aside><p>{LINE}</p>'
    assert set(parts(pages_of(cases(callout), tmp_path, FILLER), "Garder")) == {0, 3}


NOTE = '<sup>1</sup><span class="note">Note, de deux lignes au moins, pour qu’elle prenne de la place au pied de sa page.</span>'


@pytest.mark.parametrize("lines", range(1, 5))
def test_a_note_stands_on_the_page_of_its_call(lines: int, tmp_path: Path) -> None:
    before, after = "Mot mot mot mot mot mot mot. " * (2 * lines - 2), "Mot mot mot mot mot mot. " * 4
    html = cases(f"<p>{before}Appel{NOTE} {after}</p>{PARAGRAPH}")
    for page in pages_of(html, tmp_path, FILLER):
        assert sum("Appel" in line.text for line in page) == sum(line.text.startswith("Note") for line in page)


@pytest.mark.parametrize("over", range(1, 5))
def test_the_last_page_has_five_lines(over: int, tmp_path: Path) -> None:
    html = filler(PAGE) + f"<p>{LINE}</p>" * over
    css = f"{FILLER} p {{ margin: 0 }}"
    assert [len(page) for page in pages_of(html, tmp_path, css)] == [PAGE, over]
    assert [len(page) for page in pages_of(html, tmp_path, css, FULL)] == [PAGE + over - 5, 5]


def test_a_last_page_after_a_forced_break_is_left(tmp_path: Path) -> None:
    html = f"<p>{LINE}</p>" * 3 + f"<section><p>{LINE}</p></section>"
    assert [len(page) for page in pages_of(html, tmp_path, setting=FULL)] == [3, 1]


def test_a_picture_fills_a_last_page_as_lines_do(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(DRAWING, encoding="utf-8")
    html = f'{filler(PAGE)}<figure><img src="a.svg" alt="x"/></figure><p>{LINE}</p>'
    css = f"{FILLER} img {{ display: block; height: 60pt }}"
    assert [len(page) for page in pages_of(html, tmp_path, css, FULL)] == [PAGE, 1]


def test_laid_out_twice_the_pages_are_the_same(tmp_path: Path) -> None:
    html = cases(f"<h2>Titre</h2>{PARAGRAPH}<p>Appel{NOTE}</p>")
    first, second = (list(pages_of(html, tmp_path, FILLER, FULL)) for _ in range(2))
    assert first == second
    assert len(list(groupby(first))) == len(first)
