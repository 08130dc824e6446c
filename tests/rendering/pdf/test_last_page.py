"""A unit's last page holds five lines at least, notes apart, where the page before can give them up."""

from __future__ import annotations

from pathlib import Path

import pytest

from bible_builder.rendering.pdf.laying import Setting
from tests.rendering.pdf.lines import FILLER, LINE, STEP, Line, filler, pages_of

PAGE = 17
"""Lines of the grid on a page."""

FULL = Setting(STEP, full_last_page=True)
TIGHT = f"{FILLER} p {{ margin: 0 }}"


def counts(pages: list[list[Line]]) -> list[int]:
    return [len(page) for page in pages]


@pytest.mark.parametrize("last", [5, 6])
def test_a_last_page_of_five_lines_or_more_is_left(last: int, tmp_path: Path) -> None:
    assert counts(pages_of(filler(PAGE + last), tmp_path, TIGHT, FULL)) == [PAGE, last]


def test_only_the_last_two_pages_are_changed(tmp_path: Path) -> None:
    assert counts(pages_of(filler(3 * PAGE + 2), tmp_path, TIGHT, FULL)) == [PAGE, PAGE, PAGE - 3, 5]


def test_the_lines_of_a_note_do_not_count(tmp_path: Path) -> None:
    note = f'<span class="note">{"Note de plusieurs lignes au pied de la page. " * 6}</span>'
    html = f"{filler(PAGE)}<p>{LINE}</p><p>Appel{note}</p>"
    *_, last = pages_of(html, tmp_path, TIGHT, FULL)
    assert sum(line.size > 9 for line in last) == 5
    assert sum(line.size < 9 for line in last) >= 3


def test_what_stands_apart_takes_a_shorter_page_yet(tmp_path: Path) -> None:
    html = f"<p>{LINE}</p>" * 10
    css = "p { margin-bottom: 14pt }"
    plain, full = (counts(pages_of(html, tmp_path, css, setting)) for setting in (Setting(STEP), FULL))
    assert 0 < plain[-1] < 5
    assert full[-1] >= 5
    assert sum(full) == sum(plain)


def test_a_page_that_cannot_give_up_lines_leaves_the_pages_as_they_come(tmp_path: Path) -> None:
    row = f"<tr><td>{'<br>'.join([LINE] * 24)}</td></tr>"
    html = f"<table><tbody>{row}</tbody></table><p>{LINE}</p><section><p>{LINE}</p></section>"
    plain, full = (pages_of(html, tmp_path, TIGHT, setting) for setting in (Setting(STEP), FULL))
    assert 0 < len(plain[-1]) < 5
    assert full == plain


def test_a_last_page_of_another_size_is_left(tmp_path: Path) -> None:
    css = f"{TIGHT} @page wide {{ size: 100mm 90mm }} div.wide {{ page: wide }}"
    html = f'{filler(PAGE)}<div class="wide"><p>{LINE}</p></div>'
    assert counts(pages_of(html, tmp_path, css, FULL)) == [PAGE, 1]


def test_without_a_grid_lines_count_as_well(tmp_path: Path) -> None:
    pages = counts(pages_of(filler(PAGE + 2), tmp_path, TIGHT, Setting(0, full_last_page=True)))
    assert len(pages) == 2
    assert pages[-1] >= 5


def test_a_note_on_the_page_that_is_shortened_stays_with_its_call(tmp_path: Path) -> None:
    note = '<span class="note">Note au pied de la page de son appel.</span>'
    html = f"{filler(4)}<p>Appel{note}</p>{filler(PAGE - 4)}"
    pages = pages_of(html, tmp_path, TIGHT, FULL)
    assert len(pages) == 2 and sum(line.size > 9 for line in pages[-1]) >= 5
    assert [sum(line.text.startswith("Note") for line in page) for page in pages] == [1, 0]
    assert sum(counts(pages)) == PAGE + 2
