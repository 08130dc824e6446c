"""A small book that is laid out: each line comes to the element of the Book that says it, and faults are seen on its pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from bible_builder.errors import Findings
from bible_builder.model.book import Book
from bible_builder.rendering import pdf
from tests.rendering.pdf.books import SENTENCE, book, full_book, unit
from tools.typography import measures
from tools.typography.laid import LaidBook
from tools.typography.reading import known_by, read_laid


def laid(made: Book, folder: Path) -> LaidBook:
    """The book on its pages."""
    path = folder / "book.pdf"
    path.write_bytes(pdf.render(made, Findings()).data)
    return read_laid(made, path)


pytestmark = [pytest.mark.conformance, pytest.mark.slow]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> LaidBook:
    folder = tmp_path_factory.mktemp("whole")
    return laid(full_book(folder), folder)


def test_every_block_of_the_book_has_its_lines(whole: LaidBook) -> None:
    assert whole.unread == ()
    assert [leaf for leaf in whole.leaves if not leaf.lines] == []


@pytest.mark.parametrize(
    ("said", "printed"), [("p. )", "p. 92)"), ("p. ).", "p. 92)."), ("p. ,", "p. xii,"), ("p. .", "p. 3–4.")]
)
def test_a_block_is_known_whatever_folios_stand_in_it(said: str, printed: str) -> None:
    assert known_by(("voir", *said.split())) == known_by(("voir", *printed.split()))


def test_a_line_says_what_its_element_says(whole: LaidBook) -> None:
    title = next(leaf for leaf in whole.leaves if leaf.row == "chapter-title")
    assert title.words == "1 Chapitre au titre 1"
    assert title.part == "chapter"
    paragraph = next(leaf for leaf in whole.leaves if leaf.source == "content/guide/s1-1.md:3")
    assert len(paragraph.lines) > 4
    gaps = [before.baseline - after.baseline for part in paragraph.columns for before, after in pairwise(part)]
    assert max(gaps) - min(gaps) < 0.1
    assert paragraph.lines[0].text.startswith(SENTENCE[:20])


def test_elements_around_a_line_are_told(whole: LaidBook) -> None:
    rows = [leaves for _, leaves in whole.inside("table-row")]
    assert len(rows) == 61
    assert [leaf.row for leaf in rows[0]] == ["head-cell"] * 3
    callout, inside = next(whole.inside("callout-rule"))
    assert callout.words == 7  # of five blocks
    assert [leaf.row for leaf in inside] == ["callout-title", *["paragraph"] * 4]


def test_a_note_knows_where_it_is_called(whole: LaidBook) -> None:
    notes = [leaf for leaf in whole.leaves if leaf.row == "note"]
    assert len(notes) == 6
    assert [note.lines[0].page - (note.called_on or 0) for note in notes] == [0] * 6


def test_pages_bound_in_and_furniture_are_no_lines_of_the_book(whole: LaidBook) -> None:
    appendix = {line.page for leaf in whole.leaves if leaf.part == "appendix" for line in leaf.lines}
    assert len(appendix) == 1
    assert not any("ÉPREUVE" in line.text for leaf in whole.leaves for line in leaf.lines)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A chapter without a fault: paragraphs of several lengths, a callout, a second heading."""
    paragraphs = "".join(f"<p>{SENTENCE * (1 + n % 3)}</p>" for n in range(40))
    html = (
        f'<section role="doc-chapter"><h1 class="chapter-title" id="c">Un</h1>{paragraphs}'
        f'<section id="s"><h2 class="section-title">Deux</h2><p>{SENTENCE * 2}</p>'
        f'<aside class="tip"><p class="callout-title">Conseil</p><p>{SENTENCE}</p></aside></section></section>'
    )
    css = "p, h2 { hyphens: none; color: #111 } h2 { break-after: avoid } p { widows: 2; orphans: 2 }"
    return book(tmp_path_factory.mktemp("sound"), unit("chapter", html), css=css)


def test_a_sound_chapter_passes(sound: Book, tmp_path: Path) -> None:
    short = [measure.name for measure in measures.measured(laid(sound, tmp_path)) if not measure.good]
    assert short == ["baselines off the grid"]


@pytest.mark.parametrize(
    ("css", "broken"),
    [
        ("p { orphans: 1; widows: 1; margin-right: -20mm }", (measures.widows, measures.orphans, measures.overfull)),
        ("aside > p, h2 { break-after: page }", (measures.broken_callouts, measures.headings_at_foot)),
    ],
)
def test_faults_of_the_style_sheet_are_seen_on_the_pages(
    css: str, broken: tuple[Callable[[LaidBook], measures.Measure], ...], sound: Book, tmp_path: Path
) -> None:
    faulty = laid(replace(sound, css=sound.css + css), tmp_path)
    assert [measure(faulty).good for measure in broken] == [False] * len(broken)


def test_pale_colours_are_seen_on_their_ground_and_through_opacity(sound: Book, tmp_path: Path) -> None:
    css = "h1 { color: #999 } h2 { opacity: 0.4 } aside { background: #777 } aside > p { color: #fff }"
    found = measures.contrasts(laid(replace(sound, css=sound.css + css), tmp_path))
    pairs = {tuple(re.findall(r"#(\w+)", place)) for place in found.places}
    assert pairs == {("999999", "FFFFFF"), ("A0A0A0", "FFFFFF"), ("FFFFFF", "777777")}


def test_the_book_of_another_file_is_not_taken_for_measured(tmp_path: Path) -> None:
    text = '<section role="doc-chapter"><h1 class="chapter-title" id="c">{}</h1><p>{}</p></section>'
    made, other = (
        book(tmp_path, unit("chapter", text.format(*words))) for words in (("Un", "deux trois"), ("Un", "autre chose"))
    )
    (tmp_path / "book.pdf").write_bytes(pdf.render(made, Findings()).data)
    longer = replace(other, units=(*other.units, unit("more", text.format("Fin", "fin").replace('id="c"', 'id="d"'))))
    assert not measures.unread(read_laid(longer, tmp_path / "book.pdf")).good
