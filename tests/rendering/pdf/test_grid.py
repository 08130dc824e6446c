"""The baseline grid: lines of running text stand level, whatever stands between them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.rendering.pdf.books import SENTENCE
from tests.rendering.pdf.lines import FILLER, LINE, STEP, TEXT, Line, filler, pages_of

TOP = 8 / 25.4 * 72
BETWEEN = {
    "a callout": f"<aside><p>{SENTENCE}</p></aside>",
    "a table": "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>",
    "a figure": '<figure><svg width="60" height="37"><rect width="60" height="37"/></svg></figure>',
    "a heading": "<h2>Titre</h2>",
    "small print": '<p style="font-size: 7pt; line-height: 9pt">Trois mots seulement</p>',
}


def phases(lines: list[Line]) -> set[float]:
    """Where on the grid's step the lines of text stand, to a twentieth of a point; those of another size are set aside."""
    return {round((line.depth - TOP) % STEP * 20) / 20 for line in lines if line.size == pytest.approx(10, abs=0.1)}


@pytest.mark.parametrize("between", BETWEEN.values(), ids=BETWEEN.keys())
def test_text_stands_on_the_grid_after(between: str, tmp_path: Path) -> None:
    text = f"<p>{TEXT}</p>"
    css = "aside p { font-size: 9pt } aside { line-height: 12pt }"
    pages = pages_of(text + f"{between}{text}" * 4, tmp_path, css)
    assert len(pages) > 1
    assert len(phases([line for page in pages for line in page])) == 1
    assert phases(pages[0][:1]) == phases([line for page in pages for line in page])  # that of a page's first line


def test_without_a_grid_text_stands_where_it_comes(tmp_path: Path) -> None:
    text = f"<p>{TEXT}</p>"
    pages = pages_of((text + BETWEEN["small print"]) * 3, tmp_path, setting=None)
    assert len(phases(pages[0])) > 1


def test_words_of_another_family_and_raised_ones_do_not_push_lines_away(tmp_path: Path) -> None:
    words = "Le <code>code</code>, un <strong>gras</strong> et l’appel<sup>1</sup> d’une note. "
    pages = pages_of(f"<p>{SENTENCE}{words * 4}{SENTENCE}</p>", tmp_path)
    depths = [line.depth for line in pages[0] if line.size > 9]
    assert [round(after - before, 2) for before, after in pairwise(depths)] == [STEP] * (len(depths) - 1)


def test_text_in_another_family_stands_on_the_same_baselines(tmp_path: Path) -> None:
    pages = pages_of(f"<p>{LINE}</p><p style=\"font-family: 'Source Sans 3'\">{LINE}</p><p>{LINE}</p>", tmp_path)
    assert len(phases(pages[0])) == 1


def test_the_marker_of_an_item_stands_level_with_its_line(tmp_path: Path) -> None:
    items = f"<ul><li>{LINE}</li><li><p>{LINE}</p></li></ul>"
    pages = pages_of(f"<p>{LINE}</p>{BETWEEN['small print']}{items}", tmp_path)
    marked = [line.text for line in pages[0] if LINE in line.text and line.text != LINE]
    assert marked == [f"•{LINE}", f"•{LINE}"] or marked == [f"• {LINE}", f"• {LINE}"]


def test_the_white_that_a_callout_leaves_goes_above_a_heading_not_below_it(tmp_path: Path) -> None:
    callouts = [f'<aside style="padding: {padding}pt"><p>{LINE}</p></aside>' for padding in (3, 5, 7)]
    html = "".join(f"{callout}<h2>Titre</h2><p>{LINE}</p>" for callout in callouts)
    lines = pages_of(f"<p>{LINE}</p>{html}", tmp_path, "@page { size: 90mm 200mm }")[0]
    below = [after.depth - line.depth for line, after in pairwise(lines) if line.text == "Titre"]
    above = [line.depth - before.depth for before, line in pairwise(lines) if line.text == "Titre"]
    assert len(below) == 3
    assert max(below) - min(below) < 0.05
    assert max(above) - min(above) > 1


def test_a_heading_at_a_page_s_head_stays_there(tmp_path: Path) -> None:
    first, second = pages_of(f"{filler(17)}<h2>Titre</h2>{f'<p>{LINE}</p>' * 3}", tmp_path, FILLER)
    assert second[0].text == "Titre"
    assert second[0].depth - TOP < 17
    assert phases(second) == phases(first)


def test_callouts_and_tables_keep_their_own_rhythm(tmp_path: Path) -> None:
    """Their lines have the grid's leading, but stand where their padding puts them."""
    callout = f"<p>{LINE}</p><aside><p>{TEXT}</p></aside><p>{LINE}</p>"
    lines = pages_of(callout, tmp_path, "aside { padding: 9pt }")[0]
    inside = phases([line for line in lines if line.text != LINE])
    assert len(inside) == 1
    assert inside != phases([line for line in lines if line.text == LINE])


def test_the_rhythm_of_contents_and_index_is_their_own(tmp_path: Path) -> None:
    lines = pages_of(f"<p>{LINE}</p>" * 4, tmp_path, role="index")[0]
    assert round(lines[1].depth - lines[0].depth, 1) == STEP + 5
