"""Each measure passes a sound page and refuses one that has the fault it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bible_builder.model.book import PageGeometry
from bible_builder.model.units import Color, Length
from tools.typography import measures
from tools.typography.__main__ import lines as report
from tools.typography.laid import Around, LaidBook, Leaf, Line, Page, Tint, text_area

GRID = 15.0
AREA = (80.0, 90.0, 480.0, 750.0)
PAGE = Page(595, 842, AREA)
CHAPTER = Around("chapter", 0)


def line(page: int, row: int, text: str = "une ligne de texte", *, start: float = 80, end: float = 400, off: float = 0) -> Line:
    """A line on the ``row``-th line of the grid, ``off`` points below it."""
    return Line(page, start, end, AREA[3] - 11 - GRID * row - off, 10.5, text)


def leaf(*lines: Line, row: str = "paragraph", around: Sequence[Around] = (), unit: int = 0) -> Leaf:
    """A block of a chapter."""
    return Leaf(row, "body", GRID, unit, (CHAPTER, *around), "content/a.md:1", lines)


def paragraph(page: int, first: int, count: int) -> Leaf:
    """A paragraph of ``count`` lines from the ``first``-th of the page."""
    return leaf(*(line(page, first + n) for n in range(count)))


def book(*leaves: Leaf, pages: int = 3) -> LaidBook:
    """A book of these blocks on pages of one size."""
    return LaidBook(leaves, (PAGE,) * pages, (), GRID)


SOUND = book(
    leaf(line(0, 0), row="chapter-title"),
    paragraph(0, 2, 8),
    leaf(line(0, 12), row="heading-2"),
    leaf(*(line(0, n) for n in range(13, 43)), *(line(1, n) for n in range(6))),
)


@pytest.mark.parametrize("measure", [each for each in measures.MEASURES if each is not measures.contrasts])
def test_a_sound_page_passes(measure: object) -> None:
    assert callable(measure)
    assert measure(SOUND).good, measure(SOUND)


def test_a_widow_is_a_last_line_alone_on_its_page() -> None:
    found = measures.widows(book(leaf(line(0, 41), line(0, 42), line(1, 0, "seule."))))
    assert (found.value, found.good) == ("1", False)
    assert found.places[0].startswith("page 2: ")
    assert "content/a.md:1" in found.places[0]


def test_an_orphan_is_a_first_line_alone_on_its_page() -> None:
    found = measures.orphans(book(leaf(line(0, 42), line(1, 0), line(1, 1))))
    assert (found.value, found.good) == ("1", False)
    assert measures.widows(book(leaf(line(0, 42), line(1, 0), line(1, 1)))).good


def test_a_line_alone_in_a_column_is_a_widow_too() -> None:
    faulty = book(leaf(line(0, 41), line(0, 42), line(0, 0, start=300)))
    assert not measures.widows(faulty).good


def test_a_line_alone_in_a_cell_is_none_of_both() -> None:
    cell = leaf(line(0, 42), line(1, 0), row="cell", around=(Around("table", 1), Around("table-row", 2)))
    assert measures.widows(book(cell)).good


@pytest.mark.parametrize(
    ("after", "good"),
    [
        ([paragraph(1, 0, 5)], False),
        ([leaf(line(0, 42), line(1, 0), line(1, 1))], False),
        ([leaf(line(0, 41), line(0, 42), line(1, 0))], True),
        ([leaf(line(0, 42)), paragraph(1, 0, 5)], False),
        ([leaf(line(0, 41)), leaf(line(0, 42)), paragraph(1, 0, 5)], True),
        ([leaf(line(0, 41), row="heading-3"), paragraph(1, 0, 5)], False),
        ([leaf(line(0, 41), row="cell", around=(Around("table", 1),)), paragraph(1, 0, 5)], True),
        ([leaf(line(1, 0), row="figure-caption", around=(Around("figure", 1),))], False),
        ([leaf(line(0, 41), row="figure-caption", around=(Around("figure", 1),))], True),
        ([], True),
    ],
)
def test_a_heading_is_followed_by_two_lines_or_a_table_on_its_page(after: list[Leaf], good: bool) -> None:
    assert measures.headings_at_foot(book(leaf(line(0, 40), row="heading-2"), *after)).good is good


def test_a_heading_followed_by_the_next_column_stands_at_a_foot() -> None:
    after = leaf(line(0, 0, start=300), line(0, 1, start=300))
    assert not measures.headings_at_foot(book(leaf(line(0, 42), row="letter-head"), after)).good


@pytest.mark.parametrize(("endings", "value"), [("-x--", "2"), ("---x", "3"), ("xxxx", "0")])
def test_hyphens_in_a_row_are_counted(endings: str, value: str) -> None:
    found = measures.hyphens_in_a_row(book(leaf(*(line(0, n, f"fin{ending}") for n, ending in enumerate(endings)))))
    assert (found.value, found.good) == (value, int(value) <= 2)


@pytest.mark.parametrize(
    "faulty", [line(0, 3, end=481), line(0, 3, start=79), line(0, 44), line(0, -1)], ids=["right", "left", "foot", "head"]
)
def test_a_line_out_of_the_text_area_is_overfull(faulty: Line) -> None:
    assert measures.overfull(book(leaf(faulty))).value == "1"


def test_a_box_at_an_opening_may_begin_above_the_text_area() -> None:
    assert measures.overfull(book(leaf(line(0, -1), around=(Around("box", 1),)))).good


def test_a_word_that_runs_into_the_next_cell_is_overfull() -> None:
    cells = [leaf(line(0, 3, end=220), row="cell"), leaf(line(0, 3, start=200, end=300), row="cell")]
    assert measures.overfull(book(*cells)).value == "1"
    assert measures.overfull(book(cells[0], leaf(line(0, 3, start=230), row="cell"))).good


def test_a_line_off_the_grid_is_told_with_its_distance() -> None:
    found = measures.baselines(book(paragraph(0, 0, 8), leaf(line(1, 3, off=0.4), line(1, 4, off=0.7))))
    assert found.value == "0.70 pt; 90.0% of 10 lines on it"
    assert len(found.places) == 1


def test_a_line_half_a_step_off_is_as_far_off_as_can_be() -> None:
    assert measures.baselines(book(paragraph(0, 0, 8), leaf(line(1, 3, off=7.5)))).value.startswith("7.50 pt")


@pytest.mark.parametrize("around", ["callout-rule", "table", "figure", "letter", "kpi"])
def test_what_has_a_leading_of_its_own_stands_beside_the_grid(around: str) -> None:
    beside = leaf(line(1, 3, off=7), around=(Around(around, 1),))
    assert measures.baselines(book(paragraph(0, 0, 8), beside)).good


def test_a_layout_without_grid_is_short_of_one() -> None:
    assert not measures.baselines(replace(SOUND, grid=0)).good


def test_a_row_on_two_pages_is_split() -> None:
    table, row = Around("table", 1), Around("table-row", 2)
    cells = [leaf(line(0, 42), row="cell", around=(table, row)), leaf(line(0, 42), line(1, 0), row="cell", around=(table, row))]
    assert measures.split_rows(book(*cells)).value == "1"
    assert measures.split_rows(book(cells[0], leaf(line(1, 0), around=(table, Around("table-row", 3))))).good


@pytest.mark.parametrize(("words", "good"), [(79, False), (80, True)])
def test_a_short_callout_stands_on_one_page(words: int, good: bool) -> None:
    aside = Around("callout-tip", 1, words)
    broken = book(leaf(line(0, 42), row="callout-title", around=(aside,)), leaf(line(1, 0), around=(aside,)))
    assert measures.broken_callouts(broken).good is good


@pytest.mark.parametrize(("count", "good"), [(4, False), (5, True)])
def test_the_last_page_of_a_chapter_has_five_lines(count: int, good: bool) -> None:
    found = measures.last_pages(book(paragraph(0, 0, 20), paragraph(1, 0, count)))
    assert (found.value, found.good) == (str(count), good)


def test_a_chapter_that_another_follows_on_its_last_page_leaves_it_full() -> None:
    following = replace(paragraph(1, 5, 8), around=(Around("chapter", 7),))
    assert measures.last_pages(book(paragraph(0, 0, 20), paragraph(1, 0, 2), following)).good
    cover = replace(paragraph(1, 5, 8), around=(Around("back-cover", 7),))
    assert not measures.last_pages(book(paragraph(0, 0, 20), paragraph(1, 0, 2), cover)).good


def test_notes_do_not_fill_a_last_page_but_figures_do() -> None:
    notes = replace(paragraph(1, 30, 6), row="note", called_on=1)
    assert not measures.last_pages(book(paragraph(1, 0, 2), notes)).good
    drawn = replace(book(paragraph(1, 0, 2)), pages=(PAGE, replace(PAGE, figures=((80, 500, 480, 600),))))
    assert measures.last_pages(drawn).good


def test_pale_text_is_told_with_its_colours() -> None:
    black, white, pale = (Color.parse(color) for color in ("#000000", "#ffffff", "#8a8a8a"))
    found = measures.contrasts(replace(SOUND, tints=(Tint(black, white, 0, "noir"), Tint(pale, white, 1, "pâle", 7))))
    assert not found.good
    assert found.places == ("page 2: « pâle » #8A8A8A on #FFFFFF 3.45, 7 strings",)


def test_a_note_stands_on_the_page_of_its_call() -> None:
    note = replace(paragraph(1, 40, 2), row="note", called_on=0)
    assert measures.notes_with_calls(book(note)).value == "1 of 1"
    assert measures.notes_with_calls(book(replace(note, called_on=1))).good
    assert not measures.notes_with_calls(book(replace(note, called_on=None))).good


def test_what_was_not_found_is_not_passed_over() -> None:
    assert not measures.unread(replace(SOUND, unread=("content/a.md:3 un bloc perdu",))).good


def test_the_report_shows_the_first_places_and_counts_the_others() -> None:
    faults = [leaf(line(0, n, f"ligne {n}", end=500)) for n in range(5)]
    shown = list(report([measures.overfull(book(*faults))], most=2))
    assert shown[0].split() == ["SHORT", "overfull", "lines", "0", "5"]
    assert shown[-1] == "  … and 3 more"


def test_the_text_area_is_mirrored_and_turned() -> None:
    mm = Length.mm
    page = PageGeometry(mm(210), mm(297), top=mm(30), bottom=mm(32), inner=mm(28), outer=mm(40))
    recto, verso, turned = (
        [round(value / 72 * 25.4) for value in text_area(page, number, *size)]
        for number, size in ((0, (595, 842)), (1, (595, 842)), (1, (842, 595)))
    )
    assert (recto, verso) == ([28, 32, 170, 267], [40, 32, 182, 267])
    assert turned == [30, 40, 265, 182]
